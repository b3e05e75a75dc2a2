"""Opening a record in an emergency: why, for how long, by when it is reviewed, and when it happens too often."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.working_days import add_working_days

LONGEST = timedelta(hours=4)
REVIEWED_WITHIN = 2  # working days
SIGNED_IN_WITHIN = timedelta(minutes=5)
LOOK_UPS, LOOK_UPS_WITHIN = 10, timedelta(hours=1)
ALARM_AFTER, ALARM_WITHIN = 3, timedelta(days=7)
REVIEW_RULE = "Reviewed within two working days: the service's own rule on emergencies"


class Reason(StrEnum):
    """Why somebody opens a record that is not theirs. There is no *something else*: that is for the duty manager."""

    PERSON_IN_DANGER = "person_in_danger"
    OTHERS_IN_DANGER = "others_in_danger"
    CRISIS = "crisis"
    EMERGENCY_SERVICE = "emergency_service"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _LABELS[self]


_LABELS = {
    Reason.PERSON_IN_DANGER: "The person may be in danger",
    Reason.OTHERS_IN_DANGER: "Somebody else may be in danger",
    Reason.CRISIS: "The person is here or on the phone in a crisis, and nobody who works with them can be reached",
    Reason.EMERGENCY_SERVICE: "Police, an ambulance or a hospital needs something now to keep somebody safe",
}


def closes_at(opened_at: datetime) -> datetime:
    """Return the moment from which the record is closed again, if nobody closed it before."""
    return opened_at + LONGEST


def review_due_on(opened_on: date, *, jurisdiction: Jurisdiction) -> date:
    """Return the last day for the review."""
    return add_working_days(opened_on, REVIEWED_WITHIN, jurisdiction=jurisdiction)


def has_just_signed_in(signed_in_at: datetime | None, *, at: datetime) -> bool:
    """Return whether somebody showed again that it is them, shortly before they break the glass."""
    return signed_in_at is not None and timedelta(0) <= at - signed_in_at <= SIGNED_IN_WITHIN


def may_look_up(earlier: Iterable[datetime], *, at: datetime) -> bool:
    """Return whether one more person may be looked for, after these."""
    return sum(at - one < LOOK_UPS_WITHIN for one in earlier) < LOOK_UPS


def raises_alarm(opened: Iterable[datetime], *, at: datetime) -> bool:
    """Return whether one user opened more than three records in the last seven days."""
    return sum(at - one < ALARM_WITHIN for one in opened) > ALARM_AFTER
