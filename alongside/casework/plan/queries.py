"""The plan as it is read: on its page, in a form about it, on the turned screen, on paper, and as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import PUBLISHED, day_of
from alongside.casework.audit import record_opened
from alongside.casework.formulation.nodes import load_nodes
from alongside.casework.paging import A_PAGE, cut
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.what_matters import load_words
from alongside.casework.plan.loading import ComingStep, Loaded, holder_names, load_coming, load_plan, working_now
from alongside.casework.plan.operations import OBJECT
from alongside.casework.plan.sealing import open_answers, open_plan
from alongside.casework.promises.loading import PromiseLine
from alongside.casework.promises.picture import BothCounted, load_picture
from alongside.casework.promises.queries import load_promises_of_goals
from alongside.domain.plan import (
    Answers,
    Attainment,
    Because,
    Difference,
    Notice,
    Plan,
    ReviewStanding,
    Standing,
    attainment_of,
    differences,
    is_offered,
    look_at,
    review_standing,
)
from alongside.records.plan import PlanVersion
from alongside.records.power_events import PowerEvent
from alongside.records.relationships import Supervision
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """Who made a version when, and of which plan it is. number is 0 when there is none."""

    number: int = 0
    plan: int = 1
    made_by: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True)
class PlanPage:
    """A plan with what was said to it, and what the reader may do.

    agreed is the last plan both agreed on. workers are those who work with the person today. names has everybody who
    holds a step. on_the_map has the words of what goals belong to, as far as the reader may read the map, and
    what_matters the person's own words. promises are those made for what is on the plan today, counted what became of all of both
    sides'. offers: why a clean start is offered, if it is. earlier counts the plans before.
    """

    identity: Identity
    plan: Plan
    version: VersionFacts
    is_newest: bool
    standing: Standing
    answers: Answers | None
    agreed: Plan | None
    review: ReviewStanding
    notices: Sequence[Notice]
    attainment: Attainment | None
    workers: Mapping[UUID, str]
    names: Mapping[UUID, str]
    on_the_map: Mapping[UUID, str]
    what_matters: str
    offers: Because | None
    earlier: int
    promises: Sequence[PromiseLine]
    counted: BothCounted | None
    may_write: bool


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version with what it changed, and what both said to it if it is one of those."""

    facts: VersionFacts
    changes: Sequence[Difference]
    answers: Answers | None
    begins: str


@dataclass(frozen=True)
class PlanHistory:
    """A page of the versions of all plans of a person, the last first."""

    identity: Identity
    versions: Sequence[EarlierVersion]
    page: int
    pages: int


def get_plan(
    *, person_id: UUID, number: int | None = None, viewer: Actor, at: datetime, to_write: bool = False
) -> PlanPage:
    """Return the plan, or one version of it, and record that it was opened. One *opened* entry. to_write is for a form.

    Raises NotHere, also for a version that is not there.
    """
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.PLAN, person_id=person_id, at=at)
        keys = open_keys([person_id])
        loaded = load_plan(person_id, keys, number=number)
        if number is not None and loaded.number != number:
            raise NotHere
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=loaded.row.id if loaded.row else None)
        return _page(loaded, granted, keys, viewer, at)


def list_coming_steps(*, person_id: UUID, person_name: str, viewer: Actor, at: datetime) -> Sequence[ComingStep]:
    """Return the steps that come next, for a page of a meeting. One *opened* entry if there are any. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.PLAN, person_id=person_id, at=at)
        coming = load_coming(person_id, open_keys([person_id]), person_name=person_name, at=at)
        if coming:
            record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        return coming


def get_history(*, person_id: UUID, viewer: Actor, at: datetime, page: int = 1) -> PlanHistory:
    """Return the versions of the plan with what each changed. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.PLAN, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        rows = PlanVersion.objects.filter(person=person_id).select_related("made_by").order_by("-number")
        found = cut(rows, page, more=1)
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        return PlanHistory(identity, _tell(found.rows, keys)[:A_PAGE], found.page, found.pages)


def _page(loaded: Loaded, granted: Granted, keys: KeyRing, viewer: Actor, at: datetime) -> PlanPage:
    person_id, plan, today = granted.person_id, loaded.plan, day_of(at)
    workers = working_now(person_id, at)
    newest = PlanVersion.objects.filter(person=person_id).aggregate(last=Max("number"))["last"] or 0
    nodes = load_nodes(granted, keys, viewer=viewer, at=at)
    said = load_words(person_id, keys, limit=1)
    identity = load_identity(granted, keys, viewer=viewer, at=at)
    reading: dict[str, Any] = {"first_name": identity.name.first, "viewer": viewer, "at": at}
    is_newest = loaded.number == newest
    return PlanPage(
        identity=identity,
        plan=plan,
        version=_facts(loaded.row),
        is_newest=is_newest,
        standing=loaded.standing,
        answers=loaded.answers,
        agreed=loaded.agreed,
        review=review_standing(plan, today=today),
        notices=look_at(plan, working_now=workers, today=today),
        attainment=attainment_of(plan.goals),
        workers=workers,
        names=holder_names([plan], workers),
        on_the_map={node.id: node.words for node in nodes.values()},
        what_matters=said[0].words if said else "",
        offers=_offers(person_id, plan, at),
        earlier=loaded.row.plan - 1 if loaded.row else 0,
        promises=load_promises_of_goals(granted, [g.id for g in plan.goals], keys, **reading) if is_newest else (),
        counted=load_picture(granted, keys, **reading) if is_newest else None,
        may_write=is_allowed(viewer, Action.WRITE, Item.PLAN, granted, at=at),
    )


def _offers(person_id: UUID, plan: Plan, at: datetime) -> Because | None:
    """Return why a clean start is offered: a recall, or a supervision that began since the plan did."""
    today = day_of(at)
    recalls = PowerEvent.objects.filter(
        person=person_id, kind="recall", replaced_by__isnull=True, happened_on__lte=today
    )
    begun = Supervision.objects.filter(PUBLISHED, person=person_id, starts_on__lte=today)
    return is_offered(
        plan,
        recalled_on=recalls.aggregate(last=Max("happened_on"))["last"],
        sentenced_on=begun.aggregate(last=Max("starts_on"))["last"],
    )


def _tell(rows: Sequence[PlanVersion], keys: KeyRing) -> list[EarlierVersion]:
    plans = [*(open_plan(keys, row) for row in rows), Plan()]
    told = []
    for row, after, before in zip(rows, plans[:-1], plans[1:], strict=True):
        begins = before.begun_on is not None and after.begun_because != before.begun_because
        changes = () if begins else differences(before, after)
        told.append(
            EarlierVersion(_facts(row), changes, open_answers(keys, row), after.begun_because if begins else "")
        )
    return told


def _facts(row: PlanVersion | None) -> VersionFacts:
    return VersionFacts(row.number, row.plan, row.made_by.name, row.made_at) if row else VersionFacts()
