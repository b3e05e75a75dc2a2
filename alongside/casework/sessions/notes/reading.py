"""Reading notes: which ones this viewer may, in what order, and who else can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Obligation
from alongside.access.gates import Granted, is_allowed, require
from alongside.casework.audit import record
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.sessions.notes.words import open_note
from alongside.domain.sessions import ReadingReason, Statements, Written, can_be_undone, rank_notes
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.sessions import Note
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class NoteText:
    """One finished note. earlier are the wordings it took the place of, newest first."""

    id: UUID
    session_id: UUID
    session_at: datetime
    statements: Statements
    author: str
    begun_by: str
    written_at: datetime
    is_yours: bool
    can_be_undone: bool
    is_correction: bool
    earlier: tuple["NoteText", ...] = ()


@dataclass(frozen=True)
class NotesPage:
    """The notes about one person that this viewer may read, newest first, or the question why they read them.

    works_with: they work with the person or stand in, and so have notes of their own to search.
    """

    person_id: UUID
    name: PersonName
    asks_reason: bool
    works_with: bool = True
    notes: tuple[NoteText, ...] = ()


def get_notes(*, person_id: UUID, reason: ReadingReason | None = None, viewer: Actor, at: datetime) -> NotesPage:
    """Return the notes about a person that this viewer may read. One *opened* entry, with the reason where one is due.

    Whoever owes a reason and has given none gets no note, only the question. Raises NotHere.
    """
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.NOTE, person_id=person_id, at=at, rank=1)
        owes = owes_reason(granted)
        keys = open_keys([person_id])
        name = open_name(keys, Person.objects.get(id=person_id))
        asks = owes and reason is None
        notes = () if asks else list_notes(keys, granted, viewer, at)
        code = reason.value if reason and owes else ""
        what = "person" if asks else "notes"
        record(Kind.CONSULTATION, "opened", granted, by=viewer, at=at, object_type=what, reason_code=code)
        return NotesPage(person_id, name, asks, works_with=not owes, notes=notes)


def owes_reason(granted: Granted) -> bool:
    """Return whether a reason has to be recorded before the notes are shown."""
    return Obligation.RECORD_REASON in granted.decision.obligations


def list_notes(
    keys: KeyRing, granted: Granted, viewer: Actor, at: datetime, *, session_id: UUID | None = None
) -> tuple[NoteText, ...]:
    """Return the notes about a person, or about one session, that the viewer may read, newest first.

    The caller has recorded the view, and the reason where one is owed. Two queries.
    """
    ranks = ranks_of(granted.person_id)
    allowed = [
        note_id
        for note_id, rank in ranks.items()
        if is_allowed(viewer, Action.READ, Item.NOTE, granted, at=at, rank=rank)
    ]
    rows = Note.objects.filter(id__in=allowed).select_related("author", "begun_by", "session")
    if session_id is not None:
        rows = rows.filter(session=session_id)
    return _fold(keys, sorted(rows, key=lambda row: ranks[row.id]), viewer, at)


def ranks_of(person_id: UUID) -> dict[UUID, int]:
    """Return the place of each note about a person from the newest, which is 1."""
    rows = Note.objects.filter(person=person_id).values_list("id", "written_at", "replaces_id")
    return rank_notes(Written(*row) for row in rows)


def _fold(keys: KeyRing, rows: Sequence[Note], viewer: Actor, at: datetime) -> tuple[NoteText, ...]:
    """Put each corrected wording under the note that took its place."""
    by_id = {row.id: row for row in rows}
    corrected = {row.replaces_id for row in rows}

    def before(row: Note) -> Iterator[Note]:
        while row.replaces_id in by_id:
            row = by_id[row.replaces_id]
            yield row

    return tuple(
        _text(keys, row, viewer, at, tuple(_text(keys, old, viewer, at, ()) for old in before(row)))
        for row in rows
        if row.id not in corrected
    )


def _text(keys: KeyRing, row: Note, viewer: Actor, at: datetime, earlier: tuple[NoteText, ...]) -> NoteText:
    is_yours = row.author_id == viewer.id
    return NoteText(
        id=row.id,
        session_id=row.session_id,
        session_at=row.session.planned_at,
        statements=open_note(keys, row),
        author=row.author.name,
        begun_by=row.begun_by.name if row.begun_by else "",
        written_at=row.written_at,
        is_yours=is_yours,
        can_be_undone=is_yours and can_be_undone(row.written_at, now=at),
        is_correction=row.replaces_id is not None,
        earlier=earlier,
    )
