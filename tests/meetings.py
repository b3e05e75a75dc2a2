"""Sessions held, with answers where the person gave some, for tests of what is shown of them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from alongside.access.standings import LONDON
from alongside.casework.caseload.state import refresh_state
from alongside.casework.episodes.noticing import notice_strain
from alongside.records.models import CheckIn, PractitionerRating, Relationship, Session, User


def meet(person_id: UUID, practitioner: User, on: date, *, attendance: str = "attended", clock: int = 10) -> Session:
    """Hold (or miss, or plan) a session with the practitioner who is allocated, and bring the caseload up to date.

    The practitioner has chosen not to rate it, so nothing that was said about it waits for them.
    """
    at = datetime.combine(on, time(clock), LONDON)
    relationship = Relationship.objects.filter(person=person_id, practitioner=practitioner).latest("starts_on")
    session = Session.objects.create(
        person_id=person_id, relationship=relationship, practitioner=practitioner, planned_at=at, created_at=at,
        attendance=attendance,
    )  # fmt: skip
    PractitionerRating.objects.create(person_id=person_id, session=session, author=practitioner, rated_at=at)
    refresh_state(person_id, at=at)
    return session


@transaction.atomic
def answer(session: Session, mark: int, *, audience: str = "worker", felt_off: bool = False) -> CheckIn:
    """Give four equal answers after a session, for an audience. The rules look at them as in life."""
    at = session.planned_at + timedelta(minutes=40)
    row = CheckIn.objects.create(
        person_id=session.person_id, relationship=session.relationship, session=session, state="completed",
        audience=audience, instrument="alongside_check_in", instrument_version="1", answers=[mark] * 4,
        felt_off=felt_off, offered_at=at, offered_by=session.practitioner, completed_at=at,
    )  # fmt: skip
    notice_strain(row, at=at)
    refresh_state(session.person_id, at=at)
    return row


def weeks(person_id: UUID, practitioner: User, start: date, marks: list[int]) -> list[CheckIn]:
    """Meet once a week from a day on, with these marks."""
    return [answer(meet(person_id, practitioner, start + timedelta(weeks=i)), mark) for i, mark in enumerate(marks)]
