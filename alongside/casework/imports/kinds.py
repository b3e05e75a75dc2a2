"""What each kind of row does, in one table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from alongside.casework.imports import people, practitioners, relationships, sessions
from alongside.casework.imports.lines import Importing, Line
from alongside.domain.imports.layout import FileKind
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session

LookUp = Callable[[Sequence[Line], Importing], None]
Write = Callable[[Sequence[Line], Importing], list[UUID]]


@dataclass(frozen=True)
class KindOfRow:
    """How a kind is compared, written and taken back. rows_at_once keeps a transaction under 200 written rows."""

    model: type[models.Model]
    rows_at_once: int
    look_up: LookUp
    write_new: Write
    write_changes: Write
    put_back: Write
    remove: Write


def _of(module: object, model: type[models.Model]) -> KindOfRow:
    names = ("look_up", "write_new", "write_changes", "put_back", "remove")
    return KindOfRow(model, module.ROWS_AT_ONCE, *(getattr(module, name) for name in names))  # type: ignore[attr-defined]


KINDS: dict[FileKind, KindOfRow] = {
    FileKind.PRACTITIONERS: _of(practitioners, User),
    FileKind.PEOPLE: _of(people, Person),
    FileKind.RELATIONSHIPS: _of(relationships, Relationship),
    FileKind.SESSIONS: _of(sessions, Session),
}
