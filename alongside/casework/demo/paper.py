"""Lets one made-up person answer on paper: sheets typed at the front desk, and one by the supervisor."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.domain.demo import DemoPerson, DemoUser
from alongside.domain.demo.staff import FIRST_PRACTITIONER, FRONT_DESK
from alongside.domain.questionnaires import CHECK_IN
from alongside.records.check_ins import CheckIn
from alongside.records.paper import PaperTypist, TypedSheet

SHEETS = 4
TYPED_AFTER = timedelta(days=1)


def make_sheets(
    made_up: Sequence[DemoPerson], users: Sequence[UUID], staff: Sequence[DemoUser], at: datetime
) -> list[Model]:
    """Return the sheets on which a person of the first practitioner gave their last answers, and who may type for them."""
    person_id = _choose(made_up)
    desk = next(user_id for user_id, user in zip(users, staff, strict=True) if user.name == FRONT_DESK)
    supervisor = users[staff[FIRST_PRACTITIONER].supervisor or 0]
    given = CheckIn.objects.filter(
        person=person_id, state="completed", instrument=CHECK_IN, completed_at__lt=at - TYPED_AFTER
    )
    named = PaperTypist(
        id=uuid4(), person_id=person_id, user_id=desk, named_by_id=supervisor, named_at=at - timedelta(days=120)
    )
    sheets = [
        TypedSheet(
            id=uuid4(), person_id=person_id, session_id=row.session_id, check_in=row,
            written_on=day_of(row.completed_at or at), typed_by_id=desk if place else supervisor,
            typed_at=(row.completed_at or at) + TYPED_AFTER,
        )
        for place, row in enumerate(given.order_by("-completed_at")[:SHEETS])
    ]  # fmt: skip
    return [named, *sheets]


def _choose(made_up: Sequence[DemoPerson]) -> UUID:
    """Return whoever of the first practitioner's people has let their worker read most. The first two have told a lead."""
    own = [one for one in made_up[2:] if one.history.stretches[-1].practitioner == FIRST_PRACTITIONER]
    return max(own or made_up, key=_given_to_the_worker).id


def _given_to_the_worker(one: DemoPerson) -> int:
    return sum(s.check_in is not None and s.check_in.audience == "worker" for s in one.history.sessions)
