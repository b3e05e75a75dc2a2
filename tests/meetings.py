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
    session = _hold(person_id, practitioner, on, attendance=attendance, clock=clock)
    refresh_state(person_id, at=session.planned_at)
    return session


def _hold(person_id: UUID, practitioner: User, on: date, *, attendance: str = "attended", clock: int = 10) -> Session:
    at = datetime.combine(on, time(clock), LONDON)
    relationship = Relationship.objects.filter(person=person_id, practitioner=practitioner).latest("starts_on")
    session = Session.objects.create(
        person_id=person_id, relationship=relationship, practitioner=practitioner, planned_at=at, created_at=at,
        attendance=attendance,
    )  # fmt: skip
    PractitionerRating.objects.create(person_id=person_id, session=session, author=practitioner, rated_at=at)
    return session


@transaction.atomic
def answer(session: Session, mark: int, *, audience: str = "worker", felt_off: bool = False) -> CheckIn:
    """Give four equal answers after a session, for an audience. The rules look at them as in life."""
    row = _say(session, mark, audience=audience, felt_off=felt_off)
    refresh_state(session.person_id, at=row.offered_at)
    return row


def _say(session: Session, mark: int, *, audience: str = "worker", felt_off: bool = False) -> CheckIn:
    at = session.planned_at + timedelta(minutes=40)
    row = CheckIn.objects.create(
        person_id=session.person_id, relationship=session.relationship, session=session, state="completed",
        audience=audience, instrument="alongside_check_in", instrument_version="1", answers=[mark] * 4,
        felt_off=felt_off, offered_at=at, offered_by=session.practitioner, completed_at=at,
    )  # fmt: skip
    notice_strain(row, at=at)
    return row


@transaction.atomic
def weeks(person_id: UUID, practitioner: User, start: date, marks: list[int]) -> list[CheckIn]:
    """Meet once a week from a day on, with these marks. The caseload is brought up to date once, since it is worked out
    from everything that happened and not from what it held before."""
    days = (start + timedelta(weeks=i) for i in range(len(marks)))
    rows = [_say(_hold(person_id, practitioner, day), mark) for day, mark in zip(days, marks, strict=True)]
    refresh_state(person_id, at=rows[-1].offered_at)
    return rows
