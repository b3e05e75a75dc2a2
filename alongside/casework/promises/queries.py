"""The promises of one person, those of a whole caseload that are due, and one promise with its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Action, Actor, Item, Relation
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import day_of, visible_people
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.paging import cut
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.sealing import PersonName, open_field, open_name
from alongside.casework.promises.loading import (
    BY_DAY,
    STEP_TABLE,
    TABLE,
    PromiseLine,
    open_lines,
    promises_with_words,
)
from alongside.casework.promises.picture import BothCounted, load_picture
from alongside.domain.promises import Outcome, say_step
from alongside.records.people import Person
from alongside.records.promises import Promise, PromiseStep
from alongside.vault import KeyRing, open_keys

OWN = (Relation.ALLOCATED, Relation.CO_WORKER)


@dataclass(frozen=True)
class PromisesPage:
    """All promises of one person: the open ones, and a page of those that were settled, the last first.

    counted: what became of both sides' promises, for those who work with the person.
    """

    identity: Identity
    open: Sequence[PromiseLine]
    settled: Sequence[PromiseLine]
    counted: BothCounted | None
    may_write: bool
    may_take_over: bool
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One thing that happened to a promise. by is a name. words are an explanation, or the words it had from then on."""

    said: str
    words: str
    by: str
    by_person: bool
    at: datetime


@dataclass(frozen=True)
class PromisePage:
    """One promise with everything that happened to it, the last first."""

    identity: Identity
    line: PromiseLine
    history: Sequence[HistoryStep]
    may_write: bool
    may_take_over: bool


@dataclass(frozen=True)
class Promising:
    """With whom a promise is made."""

    identity: Identity


@dataclass(frozen=True, slots=True)
class OpenPromises:
    """What both sides have still to do, and what the viewer may say of it. counted is there where it was asked for."""

    lines: Sequence[PromiseLine]
    may_write: bool
    may_take_over: bool
    counted: BothCounted | None = None


@dataclass(frozen=True, slots=True)
class DuePromise:
    """A promise that is due, and whose record it is in."""

    name: PersonName
    line: PromiseLine


def get_promises(*, person_id: UUID, viewer: Actor, at: datetime, page: int = 1) -> PromisesPage:
    """Return the promises of both sides, and record that they were opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.PROMISE, person_id=person_id, at=at)
        keys = open_keys([person_id])
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        names = {person_id: identity.name.first}
        rows = promises_with_words(at).filter(person=person_id)
        settled = rows.exclude(outcome="").order_by("-settled_on", "-made_at", "id")
        some = cut(settled, page)
        may_write = is_allowed(viewer, Action.WRITE, Item.PROMISE, granted, at=at)
        record_opened(granted, by=viewer, at=at, object_type="promises")
        return PromisesPage(
            identity=identity,
            open=open_lines(rows.filter(outcome="").order_by(*BY_DAY), keys, first_names=names, viewer=viewer, at=at),
            settled=open_lines(some.rows, keys, first_names=names, viewer=viewer, at=at),
            counted=load_picture(granted, keys, first_name=names[person_id], viewer=viewer, at=at),
            may_write=may_write,
            may_take_over=_may_take_over(granted, may_write=may_write),
            page=some.page,
            pages=some.pages,
        )


def get_promise(*, promise_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> PromisePage:
    """Return one promise with its history, and record that it was opened. Raises NotHere.

    to_write: for a form about it, which is there only for those who may write.
    """
    with transaction.atomic():
        row = promises_with_words(at).filter(id=promise_id).first()
        if row is None:
            raise NotHere
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.PROMISE, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        names = {row.person_id: identity.name.first}
        steps = list(PromiseStep.objects.filter(promise=row).select_related("done_by").order_by("-number"))
        may_write = is_allowed(viewer, Action.WRITE, Item.PROMISE, granted, at=at)
        record_opened(granted, by=viewer, at=at, object_type="promise", object_id=promise_id)
        return PromisePage(
            identity=identity,
            line=open_lines([row], keys, first_names=names, viewer=viewer, at=at)[0],
            history=[_step(step, row, keys, identity.name.first, at) for step in steps],
            may_write=may_write,
            may_take_over=_may_take_over(granted, may_write=may_write),
        )


def get_promising(*, person_id: UUID, viewer: Actor, at: datetime) -> Promising:
    """Return what the page that writes down a promise shows. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.PROMISE, person_id=person_id, at=at)
        identity = load_identity(granted, open_keys([person_id]), viewer=viewer, at=at)
        record_opened(granted, by=viewer, at=at, object_type="promises")
        return Promising(identity)


def list_open_promises(*, person_id: UUID, viewer: Actor, at: datetime) -> list[PromiseLine]:
    """Return the open promises of both sides, soonest first, and record that they were opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.PROMISE, person_id=person_id, at=at)
        keys = open_keys([person_id])
        first = open_name(keys, Person.objects.get(id=person_id)).first
        record_opened(granted, by=viewer, at=at, object_type="promises")
        return list(load_open_promises(granted, keys, first_name=first, viewer=viewer, at=at).lines)


def load_open_promises(
    granted: Granted, keys: KeyRing, *, first_name: str, viewer: Actor, at: datetime, settled_today: bool = False,
    with_picture: bool = False,
) -> OpenPromises:  # fmt: skip
    """Return the open promises of one person in one query, for a page of another topic that writes its own entry.

    granted is the page's own leave: whoever may not read promises gets none. settled_today adds those settled today, in
    their places, so that what is settled in a session stays in view. with_picture adds what became of the others, in
    three queries more.
    """
    if not is_allowed(viewer, Action.READ, Item.PROMISE, granted, at=at):
        return OpenPromises((), may_write=False, may_take_over=False)
    person_id, may_write = granted.person_id, is_allowed(viewer, Action.WRITE, Item.PROMISE, granted, at=at)
    shown = Q(outcome="") | Q(settled_on=day_of(at)) if settled_today else Q(outcome="")
    rows = promises_with_words(at).filter(shown, person=person_id).order_by(*BY_DAY)
    lines = open_lines(rows, keys, first_names={person_id: first_name}, viewer=viewer, at=at)
    counted = load_picture(granted, keys, first_name=first_name, viewer=viewer, at=at) if with_picture else None
    return OpenPromises(lines, may_write, _may_take_over(granted, may_write=may_write), counted)


def load_promises_of_goals(
    granted: Granted, goal_ids: Iterable[UUID], keys: KeyRing, *, first_name: str, viewer: Actor, at: datetime
) -> list[PromiseLine]:
    """Return what both sides promised for these goals of a plan, open ones first, in one query and without an entry.

    granted is the leave of the page that shows the plan: whoever may not read promises gets none.
    """
    if not is_allowed(viewer, Action.READ, Item.PROMISE, granted, at=at):
        return []
    rows = promises_with_words(at).filter(person=granted.person_id, goal_id__in=list(goal_ids))
    names = {granted.person_id: first_name}
    return open_lines(rows.order_by("settled_on", *BY_DAY), keys, first_names=names, viewer=viewer, at=at)


def list_promises_due(*, viewer: Actor, at: datetime, until: date) -> list[DuePromise]:
    """Return the open promises of both sides, for this day or earlier, of everybody the viewer works with or covers today.

    Soonest first. Writes one ledger entry, *listed*, for the people shown. In a page that writes an entry of its own for
    the same people, call load_promises_due instead.
    """
    with transaction.atomic():
        people = list(visible_people(viewer, at, *OWN, Relation.COVER))
        due = load_promises_due(people, open_keys([p.id for p in people]), viewer=viewer, at=at, until=until)
        shown = {one.line.person_id for one in due}
        if shown:
            subjects = [person.pseudonym for person in people if person.id in shown]
            record_listed(subjects, by=viewer, at=at, relation=OWN[0], object_type="promises due")
    return due


def load_promises_due(
    people: Iterable[Person], keys: KeyRing, *, viewer: Actor, at: datetime, until: date
) -> list[DuePromise]:
    """Return the open promises of these people for this day or earlier, soonest first, in one query.

    The caller has found the people through the row filter, in its transaction, and writes one entry, *listed*, for all
    of them. keys are theirs.
    """
    names = {person.id: open_name(keys, person) for person in people}
    rows = promises_with_words(at).filter(person__in=list(names), outcome="", due_on__lte=until).order_by(*BY_DAY)
    firsts = {person_id: name.first for person_id, name in names.items()}
    return [
        DuePromise(names[line.person_id], line)
        for line in open_lines(rows, keys, first_names=firsts, viewer=viewer, at=at)
    ]


def _may_take_over(granted: Granted, *, may_write: bool) -> bool:
    return may_write and granted.relation != Relation.COVER


def _step(step: PromiseStep, row: Promise, keys: KeyRing, first_name: str, at: datetime) -> HistoryStep:
    outcome = Outcome(step.outcome) if step.outcome else None
    words = open_field(keys, row.person_id, STEP_TABLE, step.id, "sealed_words", step.sealed_words)
    if step.kind == "made":
        # A correction stands beside these words and never over them.
        words = open_field(keys, row.person_id, TABLE, row.id, "sealed_words", row.sealed_words)
    return HistoryStep(
        said=say_step(step.kind, outcome=outcome, due_on=step.due_on, today=day_of(at)),
        words=words,
        by=step.done_by.name if step.done_by else first_name,
        by_person=step.done_by is None,
        at=step.done_at,
    )
