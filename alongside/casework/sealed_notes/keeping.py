"""Looking at a sealed note again, naming who may open it, and naming who keeps it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere
from alongside.access.keepers import find_who_may_keep
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.sealed_notes.loading import OBJECT, live_readers, load_note, load_without_keeper
from alongside.casework.sealed_notes.operations import CannotBeNamed, add_readers
from alongside.casework.sealed_notes.sealing import open_written, seal_because
from alongside.casework.sessions.notes.words import seal_note
from alongside.domain.sealed_notes import CannotSeal, Review, check_review_day
from alongside.ledger import Kind
from alongside.records.sealed_notes import SealedNote, SealedNoteReview
from alongside.records.sessions import Note, Session
from alongside.vault import open_keys

STATES = {Review.KEEP: "sealed", Review.UNSEAL: "unsealed", Review.END: "ended"}


@dataclass(frozen=True)
class Reviewed:
    """What was decided, why, the next day for one that stays sealed, and the session of one that becomes an ordinary note."""

    decision: Review
    because: str
    review_on: date | None = None
    session_id: UUID | None = None


def review_sealed_note(*, note_id: UUID, reviewed: Reviewed, by: Actor, at: datetime) -> None:
    """Decide what becomes of a note, which its keeper does. Raises NotHere and CannotSeal.

    An open decision on harm or safeguarding is made first: a note is not unsealed or closed over it.
    """
    with transaction.atomic():
        note, granted = load_note(note_id, Action.WRITE, by=by, at=at, keeps=True)
        if note.state != "sealed":
            raise NotHere
        if not reviewed.because.strip():
            raise CannotSeal("because", "Say why")
        row = _new_review(note, reviewed, by=by, at=at)
        if reviewed.decision is Review.KEEP:
            row.review_on = note.review_on = check_review_day(reviewed.review_on, today=day_of(at))
        elif note.follow_up_on:
            raise CannotSeal("decision", "First decide what you were not sure about, in a correction of the note")
        if reviewed.decision is Review.UNSEAL:
            _unseal(note, reviewed.session_id, at=at)
        row.save(force_insert=True)
        note.state = STATES[reviewed.decision]
        note.save(update_fields=["state", "review_on"])
        kind = Kind.DISCLOSURE if reviewed.decision is Review.UNSEAL else Kind.ALTERATION
        action = f"reviewed_{reviewed.decision}"
        record(kind, action, granted, by=by, at=at, object_type=OBJECT, object_id=note.id)


def name_readers(*, note_id: UUID, user_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Let these people, and the keeper, open the note from now on, and nobody else. Raises NotHere and CannotBeNamed."""
    with transaction.atomic():
        note, granted = load_note(note_id, Action.WRITE, by=by, at=at, keeps=True)
        wanted = {*user_ids, by.id}
        before = set(live_readers().filter(note=note).values_list("user_id", flat=True))
        live_readers().filter(note=note, user__in=before - wanted).update(ended_at=at)
        add_readers(note, wanted - before, by=by, at=at)
        for action, changed in (("named", wanted - before), ("taken_off", before - wanted)):
            if changed:
                record(Kind.ALTERATION, action, granted, by=by, at=at, object_type=OBJECT, object_id=note.id)


def name_keeper(*, note_id: UUID, user_id: UUID, by: Actor, at: datetime) -> None:
    """Let somebody who works with the person answer for a note whose keeper cannot any more. Raises NotHere, CannotBeNamed.

    The supervisor who does so reads nothing by it, and cannot name themselves.
    """
    with transaction.atomic():
        note, granted = load_without_keeper(note_id, by=by, at=at)
        allowed = {user.id for user in find_who_may_keep(note.person_id, Item.SEALED_NOTE, at=at)}
        if user_id not in allowed or user_id == by.id:
            raise CannotBeNamed
        note.keeper_id = user_id
        note.save(update_fields=["keeper"])
        if not live_readers().filter(note=note, user=user_id).exists():
            add_readers(note, {user_id}, by=by, at=at)
        record(Kind.ALTERATION, "keeper_named", granted, by=by, at=at, object_type=OBJECT, object_id=note.id)


def _new_review(note: SealedNote, reviewed: Reviewed, *, by: Actor, at: datetime) -> SealedNoteReview:
    row = SealedNoteReview(id=uuid4(), person_id=note.person_id, note=note, number=note.reviews.count() + 1)
    row.decision, row.decided_by_id, row.decided_at = reviewed.decision.value, by.id, at
    row.sealed_because = seal_because(open_keys([note.person_id]), row, reviewed.because.strip())
    return row


def _unseal(note: SealedNote, session_id: UUID | None, *, at: datetime) -> None:
    """Write the statements down as an ordinary note of a session. What was decided stays where it was."""
    held = Session.objects.filter(person=note.person_id, planned_at__lte=at)
    session = held.filter(id=session_id).first() if session_id else None
    if session is None:
        raise CannotSeal("session", "Choose the session that the note belongs to")
    keys = open_keys([note.person_id])
    written = open_written(keys, note.versions.order_by("-number")[0])
    row = Note(id=uuid4(), person_id=note.person_id, session=session, author_id=note.author_id, written_at=at)
    row.sealed_body = seal_note(keys, row, written.statements)
    row.save(force_insert=True)
