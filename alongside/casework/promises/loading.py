"""Reads promises with their words of today, in one query however many they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from alongside.access import Actor
from alongside.access.standings import day_of, live, live_relationships
from alongside.casework.people.sealing import open_field
from alongside.domain.promises import Outcome, Side, State, can_undo, outcomes_on, say_outcome, say_when, state_on
from alongside.records.promises import STEPS, Promise, PromiseStep
from alongside.records.relationships import Cover
from alongside.vault import KeyRing

TABLE, STEP_TABLE = "promise", "promise_step"
# Soonest first, those without a day last. The same for both sides, and never by what became of them.
BY_DAY = (F("due_on").asc(nulls_last=True), "made_at", "id")


@dataclass(frozen=True, slots=True)
class OnPlan:
    """What on the plan a promise was made for: a goal, or one of its steps."""

    goal_id: UUID
    step_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as it is said. who is a first name. when says when it is for or what became of it, in one sentence.

    has_left: whoever promised no longer works with the person. word is the latest explanation; word_by_person says that
    it is the person's own. outcomes are those that may be chosen.
    """

    promise_id: UUID
    person_id: UUID
    side: Side
    who: str
    words: str
    due_on: date | None
    state: State
    when: str
    word: str
    word_by_person: bool
    has_left: bool
    is_yours: bool
    outcome: Outcome | None
    outcomes: tuple[Outcome, ...]
    can_undo: bool
    can_take_back: bool
    session_id: UUID | None
    made_for: OnPlan | None

    @property
    def is_open(self) -> bool:
        """Return whether nobody has said yet what became of it."""
        return self.state.is_open

    @property
    def is_overdue(self) -> bool:
        """Return whether its day has passed."""
        return self.state is State.OVERDUE


def promises_with_words(at: datetime) -> "QuerySet[Promise]":
    """Return all promises but those taken back, each with what it says today and whether its holder still works there."""
    corrected = _last_step("corrected")
    # What was said when it was settled no longer stands once it is open again.
    said = _last_step("said", "settled", "reopened", "changed_date").exclude(sealed_words=None)
    said = said.exclude(kind="settled", promise__outcome="")
    settled = _last_step("settled")
    return (
        Promise.objects.filter(taken_back_at__isnull=True)
        .select_related("holder")
        .annotate(
            corrected_id=Subquery(corrected.values("id")[:1]),
            corrected_words=Subquery(corrected.values("sealed_words")[:1]),
            word_id=Subquery(said.values("id")[:1]),
            word_words=Subquery(said.values("sealed_words")[:1]),
            word_by=Subquery(said.values("done_by")[:1]),
            last_number=Subquery(_last_step(*STEPS).values("number")[:1]),
            settled_at=Subquery(settled.values("done_at")[:1]),
            holder_works=_holder_works(at),
        )
    )


def open_lines(
    rows: "Iterable[Promise]",
    keys: KeyRing,
    *,
    first_names: dict[UUID, str],
    viewer: Actor,
    at: datetime,
    language: str = "en",
) -> list[PromiseLine]:
    """Return these promises opened. rows come from promises_with_words, first_names are those of the people."""
    return [_line(row, keys, first_names[row.person_id], viewer, at, language) for row in rows]


def words_of(row: Any, keys: KeyRing) -> str:
    """Return what a promise says today: its own words, or the last correction."""
    if row.corrected_id:
        return open_field(keys, row.person_id, STEP_TABLE, row.corrected_id, "sealed_words", row.corrected_words)
    return open_field(keys, row.person_id, TABLE, row.id, "sealed_words", row.sealed_words)


def word_of(row: Any, keys: KeyRing) -> str:
    """Return the latest explanation of a promise, whoever gave it; no text when nothing was said."""
    return open_field(keys, row.person_id, STEP_TABLE, row.word_id, "sealed_words", row.word_words)


def has_left(row: Any) -> bool:
    """Return whether a practitioner promised who no longer works with the person."""
    return row.holder_id is not None and not (row.holder_works and row.holder.is_active)


def _line(row: Any, keys: KeyRing, first_name: str, viewer: Actor, at: datetime, language: str) -> PromiseLine:
    today = day_of(at)
    outcome = Outcome(row.outcome) if row.outcome else None
    word = word_of(row, keys)
    return PromiseLine(
        promise_id=row.id,
        person_id=row.person_id,
        side=Side(row.side),
        who=row.holder.get_short_name() if row.holder else first_name,
        words=words_of(row, keys),
        due_on=row.due_on,
        state=state_on(today, due_on=row.due_on, outcome=outcome),
        when=_when(row, outcome, today, language),
        word=word,
        word_by_person=bool(word) and row.word_by is None,
        has_left=has_left(row),
        is_yours=row.holder_id == viewer.id,
        outcome=outcome,
        outcomes=() if outcome else outcomes_on(today, due_on=row.due_on),
        can_undo=bool(outcome) and row.settled_at is not None and can_undo(row.settled_at, at),
        can_take_back=row.last_number == 1 and row.made_by_id == viewer.id and can_undo(row.made_at, at),
        session_id=row.session_id,
        made_for=OnPlan(row.goal_id, row.step_id) if row.goal_id else None,
    )


def _when(row: Any, outcome: Outcome | None, today: date, language: str) -> str:
    if outcome is None:
        return say_when(row.due_on, today=today, language=language)
    return say_outcome(
        outcome, settled_on=row.settled_on, due_on=row.due_on, agreed=row.agreed, today=today, language=language
    )


def _last_step(*kinds: str) -> "QuerySet[PromiseStep]":
    return PromiseStep.objects.filter(promise=OuterRef("pk"), kind__in=kinds).order_by("-number")


def _holder_works(at: datetime) -> Q:
    """Return the condition that the holder works with the person today, or stands in for somebody who does."""
    theirs = live_relationships(at).filter(person=OuterRef("person"), practitioner=OuterRef("holder"))
    allocated = live_relationships(at).filter(kind="allocated", person=OuterRef(OuterRef("person")))
    covers = Cover.objects.filter(live(day_of(at)), covering=OuterRef("holder"), ended_at__isnull=True).filter(
        Q(person=OuterRef("person")) | Q(person__isnull=True, practitioner__in=allocated.values("practitioner"))
    )
    return Q(Exists(theirs)) | Q(Exists(covers))
