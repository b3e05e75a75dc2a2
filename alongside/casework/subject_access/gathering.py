"""Gathers every item of every table about one person, opened, each as a text somebody can read."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model, QuerySet

from alongside.access.standings import day_of
from alongside.casework.people.sealing import open_field
from alongside.casework.subject_access.sources import SOURCES, Source
from alongside.domain.subject_access import Decision, Sort, suggest_decision
from alongside.records.held_apart import HeldApartField
from alongside.vault import KeyRing, open_keys

SEALED = "sealed_"
# Parts of what is sealed that only the software needs, and the part that says who told it.
UNSAID = frozenset({"tab", "id", "revision", "holder_id", "goal_id", "step_id", "author_id", "by_id"})
TOLD_BY = "source"
# How a copy marks what is kept and not used. The column itself is no line of the text: it would be one of every item.
HELD_APART = "held apart"
ISO_DAY, CODE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), re.compile(r"[a-z]+(_[a-z]+)+")


class NoSuchItem(LookupError):
    """There is no such row of such a table about this person."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One row about the person. text is everything it says, and fingerprint changes whenever that does."""

    source: str
    row: str
    label: str
    sort: Sort
    day: date | None
    text: str
    suggestion: Decision | None
    is_held_apart: bool = False

    @property
    def fingerprint(self) -> str:
        """Return a hash of what is said, to see whether it is still what was decided on."""
        return sha256(self.text.encode()).hexdigest()


def gather_all(person_id: UUID) -> list[Gathered]:
    """Return every item about this person, table by table, the oldest first. One query a table."""
    return gather_some(person_id, SOURCES)


def gather_some(person_id: UUID, sources: Iterable[str]) -> list[Gathered]:
    """Return every item of some tables, as gather_all does. One query a table."""
    keys = open_keys([person_id])
    return [item for name in sources for item in _gather(name, person_id, keys)]


def gather_one(person_id: UUID, source: str, row: str) -> Gathered:
    """Return one item. Raises NoSuchItem, also for a row about somebody else."""
    if source not in SOURCES or not row:
        raise NoSuchItem
    try:
        found = list(_gather(source, person_id, open_keys([person_id]), row=row))
    except (ValidationError, ValueError):
        raise NoSuchItem from None
    if not found:
        raise NoSuchItem
    return found[0]


def _gather(name: str, person_id: UUID, keys: KeyRing, *, row: str = "") -> Iterator[Gathered]:
    source = SOURCES[name]
    for found in _rows(name, source, person_id, row):
        yield _item(name, source, found, person_id, keys)


def _rows(name: str, source: Source, person_id: UUID, row: str) -> list[Model]:
    # What an import has staged is not in the record yet, so the tables' own manager is asked. What is held apart is.
    table = apps.get_model("records", name)
    rows: QuerySet[Model] = getattr(table, "everything", table._default_manager).filter(**{source.person: person_id})
    if row:
        rows = rows.filter(pk=row)
    return list(rows.order_by(*filter(None, [source.day, "pk"])))


def _item(name: str, source: Source, row: Model, person_id: UUID, keys: KeyRing) -> Gathered:
    lines: list[str] = []
    has_source = False
    for field in row._meta.concrete_fields:
        if not _says_something(field, source):
            continue
        value = getattr(row, field.attname)
        if field.name.startswith(SEALED):
            value = _opened(open_field(keys, person_id, _table(name), row.pk, field.name, value))
            has_source = has_source or _has_source(value)
        lines += _lines(_words(field.name.removeprefix(SEALED)), value)
    suggestion = suggest_decision(source.sort, has_source=has_source)
    is_held = bool(getattr(row, "held_apart", False))
    label = f"{source.label} ({HELD_APART})" if is_held else source.label
    return Gathered(name, str(row.pk), label, source.sort, _day(row, source), "\n".join(lines), suggestion, is_held)


def _says_something(field: "Field[Any, Any]", source: Source) -> bool:
    # Who works here and which row belongs to which is not about the person. Other rows are items of their own.
    if field.primary_key or isinstance(field, ForeignKey | HeldApartField):
        return False
    return field.name not in source.left_out.split()


def _table(name: str) -> str:
    """Return the name a table is sealed under."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _day(row: Model, source: Source) -> date | None:
    value = getattr(row, source.day) if source.day else None
    return day_of(value) if isinstance(value, datetime) else value


def _opened(text: str) -> Any:
    """Return what a sealed column holds: a text, or the parts of what was sealed as JSON."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict | list) else text


def _has_source(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value.get(TOLD_BY)) or any(_has_source(part) for part in value.values())
    return isinstance(value, list) and any(_has_source(part) for part in value)


def _lines(label: str, value: Any) -> Iterator[str]:
    """Yield what is said, a line for each part, without what is empty."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key not in UNSAID:
                yield from _lines(f"{label}, {_words(key)}" if label not in ("Body", "Other") else _words(key), part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _lines(label, part)
    elif isinstance(value, bool):
        yield f"{label}: {'yes' if value else 'no'}"
    elif value not in (None, "", b""):
        yield f"{label}: {_said(value)}"


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{day_of(value):%-d %B %Y}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    text = str(value)
    if ISO_DAY.fullmatch(text):
        return _day_in_words(text)
    # A word of a list, as the tables spell it. What somebody wrote has a space or a capital letter somewhere.
    return text.replace("_", " ") if CODE.fullmatch(text) else text


def _day_in_words(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%-d %B %Y}"
    except ValueError:
        return text


def _words(name: str) -> str:
    return name.replace("_", " ").replace(".", " ").capitalize()
