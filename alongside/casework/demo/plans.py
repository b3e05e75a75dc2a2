"""Turns the made-up plans into versions: one for whom the card is, and one each for the first two who talked it through."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.demo.assessments import first_two
from alongside.casework.plan.sealing import seal_answers, seal_plan
from alongside.domain.demo.plans import PlanThen, agreed_plan, disputed_plan, draft_plan
from alongside.records.plan import PlanVersion
from alongside.records.relationships import Relationship
from alongside.vault import KeyRing, open_keys

MAKERS = (agreed_plan, draft_plan, disputed_plan)


def make_plans(with_a_card: UUID, person_ids: Sequence[UUID], *, at: datetime) -> Sequence[Model]:
    """Return the versions of three plans, of fewer if there are fewer people."""
    chosen = with_plans(with_a_card, person_ids)
    keys = open_keys(chosen)
    rows: list[Model] = []
    for person_id, make in zip(chosen, MAKERS, strict=False):
        by = worker_of(person_id)
        versions = make(person_id, by, today=day_of(at))
        rows += [_row(person_id, number, then, by, keys, at) for number, then in enumerate(versions, start=1)]
    return rows


def with_plans(with_a_card: UUID, person_ids: Sequence[UUID]) -> list[UUID]:
    """Return who has a plan: whose the card is, the first two who talked it through, and others if that is one."""
    found = dict.fromkeys([with_a_card, *(person_id for person_id, _ in first_two(person_ids)), *person_ids])
    return list(found)[: len(MAKERS)]


def worker_of(person_id: UUID) -> UUID:
    """Return who works with somebody today."""
    worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).latest("starts_on")
    return worker.practitioner_id


def _row(person_id: UUID, number: int, then: PlanThen, by: UUID, keys: KeyRing, at: datetime) -> PlanVersion:
    # The versions of one day come a minute apart, in their order.
    made_at = at - timedelta(days=(day_of(at) - then.on).days) + timedelta(minutes=number)
    row = PlanVersion(id=uuid4(), person_id=person_id, number=number, made_by_id=by, made_at=made_at)
    row.sealed_body = seal_plan(keys, row, then.plan)
    if then.answers is not None:
        seal_answers(keys, row, then.answers)
    return row
