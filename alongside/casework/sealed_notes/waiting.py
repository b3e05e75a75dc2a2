"""What of sealed notes waits for somebody: an opening not seen, a review, a decision, a note without a keeper. Never a word."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access import Actor, Item
from alongside.access.keepers import without_a_keeper
from alongside.access.standings import day_of
from alongside.casework.sealed_notes.loading import live_readers
from alongside.domain.sealed_notes import is_asked_of_others
from alongside.records.sealed_notes import SealedNote, SealedNoteOpening


@dataclass(frozen=True, slots=True)
class WaitingNote:
    """A note that waits for the viewer. unseen: how often others opened it since the keeper looked."""

    note_id: UUID
    person_id: UUID
    unseen: int
    review_on: date | None
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class NoteWithoutKeeper:
    """A note whose keeper can open it no more, or one named for the viewer that is long overdue."""

    note_id: UUID
    person_id: UUID
    needs_keeper: bool


def load_waiting_notes(person_ids: Collection[UUID], *, viewer: Actor, at: datetime) -> list[WaitingNote]:
    """Return what waits for this viewer about people they work with. The caller has found the people. Three queries.

    It is the keeper's own, and once a review is a week late everybody's who is named. Nobody else learns that there is a note.
    """
    today = day_of(at)
    mine = live_readers().filter(user=viewer.id, note__person__in=person_ids, note__state="sealed")
    rows = list(SealedNote.objects.filter(id__in=mine.values("note")).order_by("review_on", "id"))
    if not rows:
        return []
    opened = SealedNoteOpening.objects.filter(note__in=rows, note__keeper=viewer.id, seen_at__isnull=True)
    unseen = Counter(opened.values_list("note_id", flat=True))
    found = [_waiting(row, unseen[row.id], viewer, today) for row in rows]
    return [one for one in found if one.unseen or one.review_on or one.follow_up_on]


def load_team_notes(person_ids: Collection[UUID], *, viewer: Actor, at: datetime) -> list[NoteWithoutKeeper]:
    """Return notes about these people that need their supervisor. The caller has found the people. Five queries."""
    rows = list(SealedNote.objects.filter(person__in=person_ids, state="sealed").select_related("keeper"))
    if not rows:
        return []
    keepers = {row.keeper_id: row.keeper for row in rows}
    pairs = {(row.person_id, row.keeper_id) for row in rows}
    lost = without_a_keeper(pairs, list(keepers.values()), Item.SEALED_NOTE, at=at)
    named = set(live_readers().filter(user=viewer.id, note__in=rows).values_list("note_id", flat=True))
    late = {row.id for row in rows if row.id in named and is_asked_of_others(row.review_on, today=day_of(at))}
    return [
        NoteWithoutKeeper(row.id, row.person_id, (row.person_id, row.keeper_id) in lost)
        for row in rows
        if (row.person_id, row.keeper_id) in lost or row.id in late
    ]


def _waiting(row: SealedNote, unseen: int, viewer: Actor, today: date) -> WaitingNote:
    keeps = row.keeper_id == viewer.id
    is_due = row.review_on <= today if keeps else is_asked_of_others(row.review_on, today=today)
    follows = keeps and row.follow_up_on is not None and row.follow_up_on <= today
    return WaitingNote(
        row.id, row.person_id, unseen, row.review_on if is_due else None, row.follow_up_on if follows else None
    )
