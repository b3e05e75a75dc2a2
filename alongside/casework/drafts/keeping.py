"""Keeps what somebody types into a long form until it is saved: sealed, read by its author alone, two tabs beside each other.

Every table of drafts has the same columns, and this is the one place that fills them. Which table it is, and whom the gate
lets in, is said by a Shelf.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.ledger import Kind
from alongside.vault import KeyRing, open_keys

LONGEST = 200_000  # letters of all fields together
Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Shelf:
    """Where drafts of one form are kept. model is the table, where tells this form apart in it, item is what the form writes.

    table is its name in an envelope, named its name in the ledger. owner is the column of whoever has the key: the person it is
    about, or the author of a form that is about nobody yet.
    """

    model: Any
    table: str
    named: str
    item: Item | None
    where: Mapping[str, Any] = field(default_factory=dict)
    owner: str = "person"


class Choice(StrEnum):
    """What becomes of a draft: the text of this tab, that of the other one, or neither."""

    MINE = "mine"
    OTHER = "other"
    NEITHER = "neither"


class DraftTooLong(Exception):
    """More was typed than a draft holds. Nothing of it was kept."""


@dataclass(frozen=True)
class TypedForm:
    """What a tab sends: every field as it was typed, the revision it last knew of, and which tab it is."""

    fields: Fields
    revision: int = 0
    tab: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was typed or chosen."""
        return not any(text.strip() for texts in self.fields.values() for text in texts)


@dataclass(frozen=True)
class KeptForm:
    """A draft as its author finds it. other is what another tab sent in between, until they have chosen."""

    fields: Fields
    revision: int
    saved_at: datetime
    tab: str = ""
    other: Fields | None = None
    other_at: datetime | None = None
    other_tab: str = ""

    def seen_from(self, tab: str) -> "KeptForm":
        """Return the same with the text of this tab first, where it is the other one."""
        if self.other is None or self.other_at is None or self.other_tab != tab:
            return self
        return KeptForm(self.other, self.revision, self.other_at, tab, self.fields, self.saved_at, self.tab)


def save_typed(*, shelf: Shelf, person_id: UUID, typed: TypedForm, by: Actor, at: datetime) -> KeptForm:
    """Keep what has been typed, sealed. One entry in the ledger when it is begun, and none for each pause after that.

    When another tab has saved since, its words stay and these are kept beside them, and the revision that comes back is the
    one that was sent. Raises NotHere and DraftTooLong.
    """
    with transaction.atomic():
        granted = _require(shelf, person_id, by, at)

        def begun(row_id: UUID) -> None:
            record(Kind.COLLECTION, "begun", granted, by=by, at=at, object_type=shelf.named, object_id=row_id)

        return keep_typed(shelf=shelf, owner_id=person_id, typed=typed, begun=begun, by=by, at=at)


def keep_typed(
    *, shelf: Shelf, owner_id: UUID, typed: TypedForm, begun: Callable[[UUID], None], by: Actor, at: datetime
) -> KeptForm:
    """Do the same for whoever has been let in already. begun writes down that a draft was begun. Raises DraftTooLong."""
    if sum(len(text) for texts in typed.fields.values() for text in texts) > LONGEST:
        raise DraftTooLong
    row = _find(shelf, owner_id, by)
    if row is None:
        if typed.is_empty:
            return KeptForm(typed.fields, typed.revision, at)
        row = _begin(shelf, owner_id, typed, by=by, at=at)
        begun(row.id)
    keys = open_keys([owner_id])
    if _keep(shelf, row, typed, keys, at):
        return _open(shelf, row, keys)
    return replace(_open(shelf, row, keys), revision=typed.revision)


def choose_typed(*, shelf: Shelf, person_id: UUID, choice: Choice, tab: str, by: Actor, at: datetime) -> None:
    """Settle two texts, or throw the draft away. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = _require(shelf, person_id, by, at)
        row_id = settle_typed(shelf=shelf, owner_id=person_id, choice=choice, tab=tab, by=by, at=at)
        if row_id:
            record(Kind.ALTERATION, "chosen", granted, by=by, at=at, object_type=shelf.named, object_id=row_id)


def settle_typed(*, shelf: Shelf, owner_id: UUID, choice: Choice, tab: str, by: Actor, at: datetime) -> UUID | None:
    """Do the same for whoever has been let in already. Returns the id of the draft, or None when nothing was to settle."""
    row = _find(shelf, owner_id, by)
    if row is None or (choice is not Choice.NEITHER and row.sealed_other is None):
        return None
    row_id: UUID = row.id
    if choice is Choice.NEITHER:
        row.delete()
        return row_id
    keys = open_keys([owner_id])
    kept = _open(shelf, row, keys).seen_from(tab)
    fields = kept.fields if choice is Choice.MINE else kept.other or {}
    row.sealed_body, row.sealed_other = _seal(shelf, keys, row, "sealed_body", fields, tab, at), None
    row.revision, row.saved_at = row.revision + 1, at
    row.save()
    return row_id


def find_typed(*, shelf: Shelf, person_id: UUID, keys: KeyRing, tab: str, by: Actor) -> KeptForm | None:
    """Return this author's draft as this tab sees it, or None. Asks nobody's leave and records nothing."""
    row = _of(shelf, person_id, by).first()
    return _open(shelf, row, keys).seen_from(tab) if row else None


def clear_typed(*, shelf: Shelf, person_id: UUID, by: Actor) -> None:
    """Forget this author's draft, since what it held is saved. Call it in the transaction that saves."""
    _of(shelf, person_id, by).delete()


def _require(shelf: Shelf, person_id: UUID, by: Actor, at: datetime) -> Granted:
    if shelf.item is None:
        raise NotHere
    return require(by, Action.WRITE, shelf.item, person_id=person_id, at=at)


def _of(shelf: Shelf, owner_id: UUID, by: Actor) -> Any:
    return shelf.model.objects.filter(**({shelf.owner: owner_id, "author": by.id} | dict(shelf.where)))


def _find(shelf: Shelf, owner_id: UUID, by: Actor) -> Any:
    return _of(shelf, owner_id, by).select_for_update().first()


def _begin(shelf: Shelf, owner_id: UUID, typed: TypedForm, *, by: Actor, at: datetime) -> Any:
    whose = {f"{shelf.owner}_id": owner_id, "author_id": by.id}
    row = shelf.model(id=uuid4(), saved_at=at, **whose, **shelf.where)
    row.revision = typed.revision
    row.save(force_insert=True)
    return row


def _keep(shelf: Shelf, row: Any, typed: TypedForm, keys: KeyRing, at: datetime) -> bool:
    """Save in a draft, or beside it when another tab has been there in between. Returns whether it is in the draft."""
    there = _open(shelf, row, keys)
    if typed.fields == there.fields:
        return True
    if there.fields and typed.revision != row.revision and typed.tab != there.tab:
        beside = typed.fields
        if there.other is not None and there.other_tab != typed.tab:
            beside = _join(there.other, beside)
        row.sealed_other = _seal(shelf, keys, row, "sealed_other", beside, typed.tab, at)
        row.save()
        return False
    row.sealed_body = _seal(shelf, keys, row, "sealed_body", typed.fields, typed.tab, at)
    row.revision, row.saved_at = row.revision + 1, at
    row.save()
    return True


def _join(second: Fields, third: Fields) -> Fields:
    """Return what a third tab sent with the second's words before its own. Of a choice or a number the last one counts."""
    return {
        name: ["\n\n".join([*second.get(name, []), *texts])] if _are_words(second.get(name, []), texts) else texts
        for name, texts in third.items()
    }


def _are_words(second: list[str], third: list[str]) -> bool:
    return second != third and len(second) == len(third) == 1 and " " in second[0]


def _open(shelf: Shelf, row: Any, keys: KeyRing) -> KeptForm:
    body, other = (_open_field(shelf, keys, row, name) for name in ("sealed_body", "sealed_other"))
    return KeptForm(
        fields=body.get("fields", {}),
        revision=row.revision,
        saved_at=row.saved_at,
        tab=body.get("tab", ""),
        other=other.get("fields"),
        other_at=datetime.fromisoformat(other["at"]) if other else None,
        other_tab=other.get("tab", ""),
    )


def seal_typed(
    keys: KeyRing, row: Any, table: str, field: str, fields: Fields, tab: str, at: datetime, *, owner: str = "person"
) -> bytes:
    """Return the envelope of what a tab sent, for this row of a table of drafts and this field."""
    value: dict[str, Any] = {"fields": dict(fields), "tab": tab, "at": at.isoformat()}
    return keys.seal_json(value, subject=getattr(row, f"{owner}_id"), table=table, row=row.id, field=field)


def _seal(shelf: Shelf, keys: KeyRing, row: Any, field: str, fields: Fields, tab: str, at: datetime) -> bytes:
    return seal_typed(keys, row, shelf.table, field, fields, tab, at, owner=shelf.owner)


def _open_field(shelf: Shelf, keys: KeyRing, row: Any, field: str) -> dict[str, Any]:
    envelope = getattr(row, field)
    if envelope is None:
        return {}
    subject = getattr(row, f"{shelf.owner}_id")
    opened: dict[str, Any] = keys.open_json(
        bytes(envelope), subject=subject, table=shelf.table, row=row.id, field=field
    )
    return opened
