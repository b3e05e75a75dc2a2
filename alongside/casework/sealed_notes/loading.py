"""Finds a sealed note for somebody who is named for it. For everybody else it is not there."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import QuerySet

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.keepers import without_a_keeper
from alongside.records.sealed_notes import SealedNote, SealedNoteOpening, SealedNoteReader

OBJECT = "sealed_note"


def load_note(
    note_id: UUID, action: Action, *, by: Actor, at: datetime, keeps: bool = False
) -> tuple[SealedNote, Granted]:
    """Return a note with leave to read or write it. keeps: only whoever keeps it. Raises NotHere."""
    row = _find(note_id)
    named = live_readers().filter(note=row, user=by.id).exists()
    granted = require(by, action, Item.SEALED_NOTE, person_id=row.person_id, at=at, named=named)
    if keeps and row.keeper_id != by.id:
        raise NotHere
    return row, granted


def load_without_keeper(note_id: UUID, *, by: Actor, at: datetime) -> tuple[SealedNote, Granted]:
    """Return a note that nobody can keep as things are, for the supervisor. Raises NotHere."""
    row = _find(note_id)
    granted = require(by, Action.SET_ACCESS, Item.SEALED_NOTE, person_id=row.person_id, at=at)
    pair = (row.person_id, row.keeper_id)
    if row.state != "sealed" or not without_a_keeper([pair], [row.keeper], Item.SEALED_NOTE, at=at):
        raise NotHere
    return row, granted


def live_readers() -> QuerySet[SealedNoteReader]:
    """Return who is named today, for any note."""
    return SealedNoteReader.objects.filter(ended_at__isnull=True)


def tell_keeper(note: SealedNote, *, by: Actor, at: datetime) -> None:
    """Let whoever keeps the note see that somebody else opened it. Call it wherever its words are shown."""
    if by.id != note.keeper_id:
        SealedNoteOpening.objects.create(id=uuid4(), note=note, opened_by_id=by.id, opened_at=at)


def _find(note_id: UUID) -> SealedNote:
    row = SealedNote.objects.select_for_update(of=("self",)).select_related("keeper").filter(id=note_id).first()
    if row is None:
        raise NotHere
    return row
