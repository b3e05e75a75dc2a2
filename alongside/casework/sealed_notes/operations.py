"""Writing a sealed note, and correcting it by another version beside the first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.keepers import find_who_may_be_named
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.sealed_notes.loading import OBJECT, load_note
from alongside.casework.sealed_notes.sealing import Written, open_written, seal_written
from alongside.domain.sealed_notes import Concern, Decided, check_decision, check_review_day, earliest_follow_up
from alongside.domain.sessions import Missing, Statement, clean_statements, find_missing
from alongside.ledger import Kind
from alongside.records.sealed_notes import SealedNote, SealedNoteReader, SealedNoteVersion
from alongside.vault import open_keys


class NothingWritten(Exception):
    """There is no word to seal."""


class NotComplete(Exception):
    """A statement cannot stand as it is: missing says which, and what it lacks."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing)
        self.missing = missing


class CannotBeNamed(Exception):
    """Somebody was named who could not open it."""


@dataclass(frozen=True)
class ToSeal:
    """What somebody wants to seal: the statements, and an answer to each question that no seal may hide."""

    statements: Collection[Statement]
    decisions: Mapping[Concern, Decided]


def write_sealed_note(
    *, person_id: UUID, to_seal: ToSeal, named: Collection[UUID], review_on: date | None, by: Actor, at: datetime
) -> UUID:
    """Keep a note that only its author and those named open, and return its id. Raises NotHere.

    Nothing is kept without a decision on serious harm and on safeguarding and a day to look at it again: raises
    NothingWritten, NotComplete, NoteTooLong, CannotSeal and CannotBeNamed.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SEALED_NOTE, person_id=person_id, at=at, named=True)
        written = _checked(to_seal, at)
        day = check_review_day(review_on, today=day_of(at))
        note = SealedNote(id=uuid4(), person_id=person_id, author_id=by.id, keeper_id=by.id, written_at=at)
        note.review_on, note.follow_up_on = day, earliest_follow_up(written.decisions)
        note.save(force_insert=True)
        _add_version(note, 1, written, by=by, at=at)
        add_readers(note, {by.id, *named}, by=by, at=at)
        record(Kind.COLLECTION, "sealed", granted, by=by, at=at, object_type=OBJECT, object_id=note.id)
    return note.id


def correct_sealed_note(*, note_id: UUID, to_seal: ToSeal, seen: int, by: Actor, at: datetime) -> None:
    """Put another version beside the earlier ones, which stay. seen is the number of the version it corrects.

    The same words again change nothing. Raises NotHere, also when it was settled or somebody else has corrected it since, and
    what write_sealed_note raises.
    """
    with transaction.atomic():
        note, granted = load_note(note_id, Action.WRITE, by=by, at=at)
        written = _checked(to_seal, at)
        last = note.versions.order_by("-number")[0]
        if open_written(open_keys([note.person_id]), last) == written:
            return
        if note.state != "sealed" or last.number != seen:
            raise NotHere
        _add_version(note, last.number + 1, written, by=by, at=at)
        note.follow_up_on = earliest_follow_up(written.decisions)
        note.save(update_fields=["follow_up_on"])
        record(Kind.ALTERATION, "corrected", granted, by=by, at=at, object_type=OBJECT, object_id=note.id)


def add_readers(note: SealedNote, user_ids: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """Name people for a note. Raises CannotBeNamed for anybody whom the policy would not let open it today."""
    allowed = {user.id for user in find_who_may_be_named(note.person_id, Item.SEALED_NOTE, at=at)}
    if not set(user_ids) <= allowed:
        raise CannotBeNamed
    SealedNoteReader.objects.bulk_create(
        SealedNoteReader(id=uuid4(), note=note, user_id=user_id, named_by_id=by.id, named_at=at)
        for user_id in sorted(user_ids)
    )


def _checked(to_seal: ToSeal, at: datetime) -> Written:
    statements, today = clean_statements(to_seal.statements), day_of(at)
    if not statements:
        raise NothingWritten
    if missing := find_missing(statements):
        raise NotComplete(missing)
    # Both are asked for here and not only on the page: a note without them cannot be made.
    decisions = {c: check_decision(c, to_seal.decisions[c], today=today) for c in Concern}
    return Written(statements, decisions)


def _add_version(note: SealedNote, number: int, written: Written, *, by: Actor, at: datetime) -> None:
    row = SealedNoteVersion(id=uuid4(), person_id=note.person_id, note=note, number=number)
    row.written_by_id, row.written_at = by.id, at
    seal_written(open_keys([note.person_id]), row, written)
    row.save(force_insert=True)
