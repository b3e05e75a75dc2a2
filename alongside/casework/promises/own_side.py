"""Promises as the person sees them on their own side, through a capability whose scope is PROMISES.

They read both sides. Of their own they may say that it is done, take that back within ten minutes, and say why not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Scope
from alongside.access.actors import CapabilityFacts, actor_for_capability
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.promises.errors import SettledAlready, TooLate
from alongside.casework.promises.loading import BY_DAY, PromiseLine, open_lines, promises_with_words
from alongside.casework.promises.operations import add_word, reopen_row, settle_row
from alongside.casework.promises.picture import BothCounted, load_picture
from alongside.casework.promises.writing import load_for_change
from alongside.domain.promises import Outcome, Side, can_undo, check_settling, outcomes_on
from alongside.records.my_side import Capability
from alongside.vault import open_keys

SETTLED = 20


@dataclass(frozen=True)
class BothSides:
    """The promises of both sides: the open ones, soonest first, and the last 20 that were settled.

    can_undo: what the person said here less than ten minutes ago. counted: what became of the promises of both sides.
    """

    open: Sequence[PromiseLine]
    settled: Sequence[PromiseLine]
    counted: BothCounted | None
    can_undo: frozenset[UUID]


def list_promises_for_person(*, capability: CapabilityFacts, at: datetime, language: str = "en") -> BothSides:
    """Return what both sides promised, for the person themselves, and record that they looked. Raises NotHere."""
    viewer = actor_for_capability(capability)
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.PROMISE, person_id=capability.person_id, at=at)
        _require_live(capability, at)
        person_id, keys = granted.person_id, open_keys([granted.person_id])
        # Nobody is called by their name on their own side: who looks over a shoulder learns whose page it is.
        names = {person_id: ""}
        rows = promises_with_words(at).filter(person=person_id)
        settled: list[Any] = list(rows.exclude(outcome="").order_by("-settled_on", "-made_at", "id")[:SETTLED])
        record_opened(granted, by=viewer, at=at, object_type="promises")
        opened = partial(open_lines, keys=keys, first_names=names, viewer=viewer, at=at, language=language)
        return BothSides(
            open=opened(rows.filter(outcome="").order_by(*BY_DAY)),
            settled=opened(settled),
            counted=load_picture(granted, keys, first_name="", viewer=viewer, at=at, language=language),
            can_undo=frozenset(row.id for row in settled if row.settled_by_id is None and can_undo(row.settled_at, at)),
        )


def say_own_is_done(
    *, capability: CapabilityFacts, promise_id: UUID, words: str = "", by: Actor, at: datetime
) -> Outcome:
    """Say that an own promise is done: kept, or kept late after its day. Returns which. Safe to repeat.

    Raises NotHere, or SettledAlready when something else was said of it.
    """
    with transaction.atomic():
        row, granted = _load_own(capability, promise_id, by, at)
        if row.outcome in {Outcome.KEPT, Outcome.LATE}:
            return Outcome(row.outcome)
        if row.outcome:
            raise SettledAlready(Outcome(row.outcome))
        today = day_of(at)
        outcome = Outcome.LATE if Outcome.LATE in outcomes_on(today, due_on=row.due_on) else Outcome.KEPT
        check_settling(
            outcome,
            side=Side(row.side),
            said_by=Side.PERSON,
            day=today,
            due_on=row.due_on,
            agreed=False,
            maker_has_left=False,
            words=words,
        )
        settle_row(row, granted, outcome, words, agreed=False, by=by, at=at)
    return outcome


def say_own_why_not(*, capability: CapabilityFacts, promise_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Say why an own promise is not done. It stays open, to be talked about: nobody settles *not done* by a form alone.

    Raises NotHere, SettledAlready or NeedsAWord.
    """
    with transaction.atomic():
        row, granted = _load_own(capability, promise_id, by, at)
        if row.outcome:
            raise SettledAlready(Outcome(row.outcome))
        add_word(row, granted, words, by=by, at=at)


def undo_own_done(*, capability: CapabilityFacts, promise_id: UUID, by: Actor, at: datetime) -> None:
    """Take back within ten minutes what was said on the person's side. Safe to repeat. Raises NotHere or TooLate."""
    with transaction.atomic():
        row, granted = _load_own(capability, promise_id, by, at)
        if not row.outcome:
            return
        if row.settled_by_id is not None or not can_undo(row.settled_at, at):
            raise TooLate
        reopen_row(row, granted, "", by=by, at=at)


def _load_own(capability: CapabilityFacts, promise_id: UUID, by: Actor, at: datetime) -> tuple[Any, Granted]:
    _require_live(capability, at)
    row, granted = load_for_change(promise_id, Action.ANSWER, by=by, at=at)
    if by.id != capability.id or row.side != Side.PERSON:
        raise NotHere
    return row, granted


def _require_live(capability: CapabilityFacts, at: datetime) -> None:
    """Raise NotHere unless the capability is still open and its scope not used up, whatever its holder remembers."""
    live = Capability.objects.open_at(at).filter(id=capability.id).first()
    if live is None or Scope.PROMISES.value not in live.scopes:
        raise NotHere
