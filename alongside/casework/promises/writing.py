"""Takes hold of a promise for a change, and keeps its steps. Words are added to a promise and never written over."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.people.sealing import seal_field
from alongside.casework.promises.errors import SettledAlready
from alongside.casework.promises.loading import STEP_TABLE, promises_with_words
from alongside.domain.promises import Outcome
from alongside.records.promises import Promise, PromiseStep
from alongside.vault import open_keys


def load_for_change(promise_id: UUID, action: Action, *, by: Actor, at: datetime) -> tuple[Any, Granted]:
    """Return a promise, locked until the transaction ends, and leave to do this to it. Raises NotHere."""
    # The lock is taken by itself: no database locks rows through the subqueries of the reading.
    if Promise.objects.select_for_update().filter(id=promise_id).first() is None:
        raise NotHere
    row = promises_with_words(at).filter(id=promise_id).first()
    if row is None:
        raise NotHere
    return row, require(by, action, Item.PROMISE, person_id=row.person_id, at=at)


def load_open_for_change(promise_id: UUID, action: Action, *, by: Actor, at: datetime) -> tuple[Any, Granted]:
    """Return an open promise as load_for_change does. Raises NotHere or SettledAlready."""
    row, granted = load_for_change(promise_id, action, by=by, at=at)
    if row.outcome:
        raise SettledAlready(Outcome(row.outcome))
    return row, granted


def add_step(
    row: Promise, kind: str, *, by: Actor, at: datetime, words: str = "", due_on: date | None = None, outcome: str = ""
) -> PromiseStep:
    """Keep one thing that happened to a promise, its words sealed. Call it with the promise locked."""
    last = PromiseStep.objects.filter(promise=row).aggregate(last=Max("number"))["last"] or 0
    step = PromiseStep(
        id=uuid4(), promise=row, number=last + 1, kind=kind, outcome=outcome, due_on=due_on, done_at=at,
        done_by_id=None if by.is_person else by.id,
    )  # fmt: skip
    if words:
        keys = open_keys([row.person_id])
        step.sealed_words = seal_field(keys, row.person_id, STEP_TABLE, step.id, "sealed_words", words)
    step.save(force_insert=True)
    return step
