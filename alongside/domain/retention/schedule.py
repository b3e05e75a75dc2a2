"""What a service has decided about how long it keeps a kind of record. No period is written here."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = 12


class NoPeriod(ValueError):
    """A schedule keeps something for at least one month."""


class CaseType(StrEnum):
    """What kind of record a schedule is about: the kind of supervision, or that there never was one."""

    ORDER = "order"
    LICENCE = "licence"
    AGREEMENT = "agreement"
    NONE = "none"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _CASE_TYPES[self]


class CountedFrom(StrEnum):
    """The day from which a period is counted."""

    END = "end"
    BIRTH = "birth"
    DEATH = "death"

    @property
    def label(self) -> str:
        """Return what staff read."""
        return _COUNTED_FROM[self]


_CASE_TYPES = {
    CaseType.ORDER: "Order",
    CaseType.LICENCE: "Licence",
    CaseType.AGREEMENT: "Agreement",
    CaseType.NONE: "No supervision recorded",
}
_COUNTED_FROM = {
    CountedFrom.END: "The end of the supervision",
    CountedFrom.BIRTH: "The day the person was born",
    CountedFrom.DEATH: "The day the person died",
}


@dataclass(frozen=True, slots=True)
class ScheduleVersion:
    """One decision about one kind of record, in force from a day until a later version of the same kind begins."""

    case_type: CaseType
    number: int
    starts_on: date
    counted_from: CountedFrom
    months: int

    def __post_init__(self) -> None:
        if self.months < 1:
            raise NoPeriod

    def first_day_due(self, event: date) -> date:
        """Return the first day on which a record counted from this event is no longer kept."""
        return last_day_kept(event, self.months) + timedelta(days=1)


def last_day_kept(event: date, months: int) -> date:
    """Return the last day of a period of months that is counted from an event.

    The day of the event is not counted. The period ends with the day of the same number, or with the last day of a month
    that has none: 29 February and a year is 28 February. Source: the corresponding date rule, Dodds v Walker [1981]
    1 WLR 1027 (House of Lords).
    """
    year, month = divmod(event.year * MONTHS + event.month - 1 + months, MONTHS)
    return date(year, month + 1, min(event.day, monthrange(year, month + 1)[1]))


def find_in_force(versions: Iterable[ScheduleVersion], case_type: CaseType, *, on: date) -> ScheduleVersion | None:
    """Return what is decided for a kind of record on a day: of those that have begun, the one written last."""
    begun = (v for v in versions if v.case_type is case_type and v.starts_on <= on)
    return max(begun, key=lambda version: version.number, default=None)
