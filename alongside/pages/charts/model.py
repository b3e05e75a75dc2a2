"""What a picture is drawn from: plain values, already allowed to the viewer and already put into words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StrainState(StrEnum):
    """How a strain stands. The word is written beside its shape."""

    OPEN = "Open"
    REPAIRED = "Repaired"
    PARTLY = "Partly"
    STILL_OPEN = "Still open"
    CLOSED = "Closed"


@dataclass(frozen=True, slots=True)
class SessionOnLine:
    """One session. A session whose answers the viewer may not see has no score, exactly like one without answers.

    `score`, `low` and `high` are points from 0 to 10; `low` and `high` are the own range that held before this score,
    None up to the fourth. `value` is the score in words ("4.8"), `happened` the last column of the table.
    `own_rating` is the practitioner's own, and is left out unless they asked for it.
    """

    on: date
    number: str = ""
    score: float | None = None
    value: str = ""
    low: float | None = None
    high: float | None = None
    is_below: bool = False
    is_missed: bool = False
    happened: str = ""
    own_rating: float | None = None


@dataclass(frozen=True, slots=True)
class StrainOnLine:
    """A strain from its first to its last session. An open one has no end and runs to the edge."""

    from_on: date
    state: StrainState
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class PowerEventOnLine:
    """One use of authority with its name, for example "Warning letter"."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class WorkerOnLine:
    """A practitioner from a date on.

    `label` stands at the top of the picture ("with Ruth Adeyemi"), `short` on a phone ("Ruth"). `note` is a second line.
    """

    from_on: date
    label: str
    short: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AllianceHistory:
    """Everything in one alliance line, oldest first.

    `range_name` names the band in the picture ("Tomos's own usual range") and `answers_name` the line in the legend.
    """

    sessions: tuple[SessionOnLine, ...]
    strains: tuple[StrainOnLine, ...] = ()
    power_events: tuple[PowerEventOnLine, ...] = ()
    workers: tuple[WorkerOnLine, ...] = ()
    range_name: str = "own usual range"
    answers_name: str = "check-in"


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """One score of a sparkline with the own range that held before it."""

    score: float
    low: float | None = None
    high: float | None = None
    is_below: bool = False
