"""What those who work with somebody do with promises, on both sides alike."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item, Relation
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of, live_relationships
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_field
from alongside.casework.promises.errors import SettledAlready, StillThere, TooLate
from alongside.casework.promises.loading import TABLE, OnPlan, has_left, promises_with_words, word_of, words_of
from alongside.casework.promises.writing import add_step, load_for_change, load_open_for_change
from alongside.domain.promises import NeedsAWord, Outcome, Side, can_undo, check_due_on, check_settling
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.promises import Promise, PromiseStep
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session
from alongside.vault import open_keys


def make_promise(
    *,
    person_id: UUID,
    side: Side,
    words: str,
    due_on: date | None,
    session_id: UUID | None = None,
    made_for: OnPlan | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Keep what one side said they would do. Returns its id. The same promise sent twice is one.

    A promise of the practitioner's side is held by whoever writes it down. session_id is the session it was made in.
    made_for is what on the plan it is for, which the topic of the plan has looked up.
    Raises NotHere, NeedsAWord without words, DayHasPassed or TooFarAhead.
    """
    check_due_on(due_on, today=day_of(at))
    if not words.strip():
        raise NeedsAWord
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.PROMISE, person_id=person_id, at=at)
        # Two browsers that send the same promise at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        if session_id and not Session.objects.filter(id=session_id, person=person_id).exists():
            raise NotHere
        same = _find_same(person_id, side, words, due_on, made_for, by, at)
        if same:
            return same
        row = Promise(
            id=uuid4(), person_id=person_id, side=side.value, due_on=due_on, made_at=at, session_id=session_id
        )
        row.goal_id, row.step_id = (made_for.goal_id, made_for.step_id) if made_for else (None, None)
        row.relationship = _relationship_with(granted, by, at)
        row.made_by_id = by.id
        row.holder_id = by.id if side is Side.PRACTITIONER else None
        keys = open_keys([person_id])
        row.sealed_words = seal_field(keys, person_id, TABLE, row.id, "sealed_words", words)
        row.save(force_insert=True)
        add_step(row, "made", by=by, at=at, due_on=due_on)
        record(Kind.COLLECTION, "promised", granted, by=by, at=at, object_type="promise", object_id=row.id)
    return row.id


def take_back_promise(*, promise_id: UUID, by: Actor, at: datetime) -> UUID:
    """Undo a promise that was written down within the last ten minutes and not touched since. Safe to repeat. Returns whose it is.

    The row stays and is shown nowhere. Raises NotHere or TooLate.
    """
    with transaction.atomic():
        gone = Promise.objects.filter(id=promise_id, taken_back_at__isnull=False, made_by=by.id).first()
        if gone:
            require(by, Action.WRITE, Item.PROMISE, person_id=gone.person_id, at=at)
            return gone.person_id
        row, granted = load_for_change(promise_id, Action.WRITE, by=by, at=at)
        touched = PromiseStep.objects.filter(promise=row).exclude(kind="made").exists()
        if touched or row.made_by_id != by.id or not can_undo(row.made_at, at):
            raise TooLate
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        record(Kind.ALTERATION, "taken_back", granted, by=by, at=at, object_type="promise", object_id=row.id)
    return granted.person_id


def change_date(*, promise_id: UUID, due_on: date, words: str, by: Actor, at: datetime) -> None:
    """Give an open promise another day, with a word why. The same day again changes nothing.

    Raises NotHere, SettledAlready, NeedsAWord, DayHasPassed or TooFarAhead.
    """
    check_due_on(due_on, today=day_of(at))
    with transaction.atomic():
        row, granted = load_open_for_change(promise_id, Action.WRITE, by=by, at=at)
        if row.due_on == due_on:
            return
        if not words.strip():
            raise NeedsAWord
        row.due_on = due_on
        row.save(update_fields=["due_on"])
        add_step(row, "changed_date", by=by, at=at, words=words, due_on=due_on)
        record(Kind.ALTERATION, "changed_date", granted, by=by, at=at, object_type="promise", object_id=row.id)


def settle_promise(
    *, promise_id: UUID, outcome: Outcome, words: str = "", agreed: bool = True, by: Actor, at: datetime
) -> UUID:
    """Say what became of a promise, with a word of explanation if there is one. The same again changes nothing. Returns whose
    promise it is, so that a page can go back there.

    agreed is for letting go: both sides said so. Only the promise of somebody who has left is let go without it, and
    then with a word. Raises NotHere, SettledAlready, NotLateYet, CannotSettleThis or NeedsAWord.
    """
    with transaction.atomic():
        row, granted = load_for_change(promise_id, Action.WRITE, by=by, at=at)
        if row.outcome == outcome.value:
            return granted.person_id
        if row.outcome:
            raise SettledAlready(Outcome(row.outcome))
        check_settling(
            outcome,
            side=Side(row.side),
            said_by=Side.PRACTITIONER,
            day=day_of(at),
            due_on=row.due_on,
            agreed=agreed,
            maker_has_left=has_left(row),
            words=words,
        )
        settle_row(row, granted, outcome, words, agreed=agreed, by=by, at=at)
    return granted.person_id


def settle_row(
    row: Promise, granted: Granted, outcome: Outcome, words: str, *, agreed: bool, by: Actor, at: datetime
) -> None:
    """Write down what became of a locked promise, once everything is checked."""
    row.outcome, row.settled_on, row.settled_by_id = outcome.value, day_of(at), None if by.is_person else by.id
    row.agreed = agreed and outcome is Outcome.LET_GO
    keys = open_keys([row.person_id])
    row.sealed_explanation = seal_field(keys, row.person_id, TABLE, row.id, "sealed_explanation", words)
    row.save(update_fields=["outcome", "settled_on", "settled_by", "agreed", "sealed_explanation"])
    add_step(row, "settled", by=by, at=at, words=words, due_on=row.due_on, outcome=outcome.value)
    record(Kind.ALTERATION, "settled", granted, by=by, at=at, object_type="promise", object_id=row.id)


def undo_settling(*, promise_id: UUID, by: Actor, at: datetime) -> UUID:
    """Open a promise again within ten minutes, without a word. An open one stays open. Raises NotHere or TooLate."""
    with transaction.atomic():
        row, granted = load_for_change(promise_id, Action.WRITE, by=by, at=at)
        if not row.outcome:
            return granted.person_id
        if not can_undo(row.settled_at, at):
            raise TooLate
        reopen_row(row, granted, "", by=by, at=at)
    return granted.person_id


def reopen_promise(*, promise_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Open a settled promise again, with a word why. An open one stays open. Raises NotHere or NeedsAWord."""
    with transaction.atomic():
        row, granted = load_for_change(promise_id, Action.WRITE, by=by, at=at)
        if not row.outcome:
            return
        if not words.strip():
            raise NeedsAWord
        reopen_row(row, granted, words, by=by, at=at)


def reopen_row(row: Promise, granted: Granted, words: str, *, by: Actor, at: datetime) -> None:
    """Open a locked promise again. What was said of it stays in its steps."""
    row.outcome, row.settled_on, row.settled_by, row.sealed_explanation, row.agreed = "", None, None, None, False
    row.save(update_fields=["outcome", "settled_on", "settled_by", "sealed_explanation", "agreed"])
    add_step(row, "reopened", by=by, at=at, words=words, due_on=row.due_on)
    record(Kind.ALTERATION, "reopened", granted, by=by, at=at, object_type="promise", object_id=row.id)


def correct_words(*, promise_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Put the words of a promise right by new ones. The earlier words stay in its history. Raises NotHere or NeedsAWord."""
    with transaction.atomic():
        row, granted = load_for_change(promise_id, Action.WRITE, by=by, at=at)
        if not words.strip():
            raise NeedsAWord
        if words_of(row, open_keys([row.person_id])) == words:
            return
        add_step(row, "corrected", by=by, at=at, words=words, due_on=row.due_on)
        record(Kind.ALTERATION, "corrected", granted, by=by, at=at, object_type="promise", object_id=row.id)


def say_about_promise(*, promise_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Add a word about a promise, open or settled. The last word sent again changes nothing. Raises NotHere, NeedsAWord."""
    with transaction.atomic():
        row, granted = load_for_change(promise_id, Action.WRITE, by=by, at=at)
        add_word(row, granted, words, by=by, at=at)


def add_word(row: Any, granted: Granted, words: str, *, by: Actor, at: datetime) -> None:
    """Add a word to a locked promise. Raises NeedsAWord."""
    if not words.strip():
        raise NeedsAWord
    if word_of(row, open_keys([row.person_id])) == words:
        return
    add_step(row, "said", by=by, at=at, words=words, due_on=row.due_on)
    record(Kind.COLLECTION, "said", granted, by=by, at=at, object_type="promise", object_id=row.id)


def take_over_promise(*, promise_id: UUID, by: Actor, at: datetime) -> None:
    """Make an open promise of a practitioner who has left one's own. Taking it over twice changes nothing.

    Only somebody who works with the person takes one over, not somebody who stands in for some days. Raises NotHere,
    SettledAlready or StillThere.
    """
    with transaction.atomic():
        row, granted = load_open_for_change(promise_id, Action.WRITE, by=by, at=at)
        if granted.relation == Relation.COVER or row.side != Side.PRACTITIONER:
            raise NotHere
        if row.holder_id == by.id:
            return
        if not has_left(row):
            raise StillThere
        row.holder_id = by.id
        row.save(update_fields=["holder"])
        add_step(row, "taken_over", by=by, at=at, due_on=row.due_on)
        record(Kind.ALTERATION, "taken_over", granted, by=by, at=at, object_type="promise", object_id=row.id)


def _find_same(
    person_id: UUID, side: Side, words: str, due_on: date | None, made_for: OnPlan | None, by: Actor, at: datetime
) -> UUID | None:
    rows = promises_with_words(at).filter(person=person_id, side=side.value, due_on=due_on, outcome="", made_by=by.id)
    if made_for:
        rows = rows.filter(goal_id=made_for.goal_id, step_id=made_for.step_id)
    keys = open_keys([person_id])
    return next((row.id for row in rows if words_of(row, keys) == words), None)


def _relationship_with(granted: Granted, by: Actor, at: datetime) -> Relationship:
    """Return today's relationship of the two, or the allocated one for whoever stands in."""
    rows = list(live_relationships(at).filter(person=granted.person_id).order_by("kind"))
    own = [row for row in rows if row.practitioner_id == by.id]
    found = next(iter(own or rows), None)
    if found is None:
        raise NotHere
    return found
