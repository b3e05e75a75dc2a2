"""Turns the promises of a made-up person into rows, with the steps that their operations would have kept."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import LONDON
from alongside.casework.people.sealing import seal_field
from alongside.domain.demo import DemoPerson
from alongside.domain.demo.promises import DemoPromise
from alongside.records.promises import Promise, PromiseStep
from alongside.records.relationships import Relationship
from alongside.vault import KeyRing

AFTER = timedelta(minutes=30)


def make_promise_rows(made_up: DemoPerson, relationships: Sequence[Relationship], keys: KeyRing) -> list[Model]:
    """Return the promises of a person with their steps."""
    return [row for one in made_up.history.promises for row in _rows(made_up, one, relationships, keys)]


def _rows(made_up: DemoPerson, one: DemoPromise, relationships: Sequence[Relationship], keys: KeyRing) -> list[Model]:
    session = made_up.history.sessions[one.session]
    relationship = relationships[session.stretch]
    worker = relationship.practitioner_id
    row = Promise(
        id=uuid4(), person_id=made_up.id, relationship=relationship, session_id=session.id, side=one.side,
        due_on=one.due_on, made_at=session.at + AFTER, made_by_id=worker, outcome=one.outcome,
        settled_on=one.settled_on, agreed=one.outcome == "let_go",
    )  # fmt: skip
    row.holder_id = worker if one.side == "practitioner" else None
    row.settled_by_id = worker if one.outcome else None
    row.sealed_words = seal_field(keys, made_up.id, "promise", row.id, "sealed_words", one.words)
    row.sealed_explanation = seal_field(keys, made_up.id, "promise", row.id, "sealed_explanation", one.why)
    steps = [_step(row, 1, "made", worker, row.made_at)]
    steps[0].due_on = one.moved_from or one.due_on
    if one.moved_from:
        steps.append(_step(row, 2, "changed_date", worker, row.made_at + timedelta(days=1)))
        _say(steps[-1], row, one.why_moved, keys)
    if one.settled_on:
        at = datetime.combine(one.settled_on, time(16), LONDON)
        steps.append(_step(row, len(steps) + 1, "settled", worker, at))
        steps[-1].outcome = one.outcome
        _say(steps[-1], row, one.why, keys)
    return [row, *steps]


def _step(row: Promise, number: int, kind: str, by: UUID, at: datetime) -> PromiseStep:
    return PromiseStep(id=uuid4(), promise=row, number=number, kind=kind, due_on=row.due_on, done_by_id=by, done_at=at)


def _say(step: PromiseStep, row: Promise, words: str, keys: KeyRing) -> None:
    step.sealed_words = seal_field(keys, row.person_id, "promise_step", step.id, "sealed_words", words)
