"""What was written about sessions: how long it can be taken back, which notes are the last ones, why they are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

UNDO_FOR = timedelta(minutes=10)


class Keep(StrEnum):
    """Which text of two tabs is kept."""

    MINE = "mine"
    OTHER = "other"
    BOTH = "both"


class ReadingReason(StrEnum):
    """Why somebody outside the relationship reads a note. The code goes to the ledger."""

    SUPERVISION = "supervision"
    HANDOVER = "handover"
    COMPLAINT = "complaint"
    SERIOUS_INCIDENT = "serious_incident"
    INSPECTION = "inspection"

    @property
    def label(self) -> str:
        """Return the words beside its radio."""
        return _LABELS[self]


_LABELS = {
    ReadingReason.SUPERVISION: "Supervision with the practitioner",
    ReadingReason.HANDOVER: "A handover or cover that I am arranging",
    ReadingReason.COMPLAINT: "A complaint or a question about the work",
    ReadingReason.SERIOUS_INCIDENT: "Something serious has happened",
    ReadingReason.INSPECTION: "An inspection with dated authority",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A note as far as its place among the others goes."""

    id: UUID
    written_at: datetime
    replaces: UUID | None = None


def can_be_undone(written_at: datetime, *, now: datetime) -> bool:
    """Return whether a note that was finished then can still be taken back into a draft."""
    return written_at <= now < written_at + UNDO_FOR


def rank_notes(notes: Iterable[Written]) -> dict[UUID, int]:
    """Return the place of each note from the newest, which is 1. A correction has the place of the note it corrects.

    Otherwise correcting a note of last year would make it one of the last.
    """
    by_id = {note.id: note for note in notes}
    first = {note.id: _first_of(note, by_id) for note in by_id.values()}
    newest = sorted({f.id: f for f in first.values()}.values(), key=lambda f: (f.written_at, f.id), reverse=True)
    places = {note.id: place for place, note in enumerate(newest, start=1)}
    return {note_id: places[f.id] for note_id, f in first.items()}


def _first_of(note: Written, by_id: dict[UUID, Written]) -> Written:
    while note.replaces is not None and note.replaces in by_id:
        note = by_id[note.replaces]
    return note
