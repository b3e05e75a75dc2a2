"""What the page of one strain shows, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.casework.check_ins.from_paper import FromPaper
from alongside.casework.check_ins.waiting import RateFirst
from alongside.casework.episodes.around import Event
from alongside.casework.people.sealing import PersonName
from alongside.domain.strains import GuideStep, Help, LinePoint, RepairState


@dataclass(frozen=True)
class StepDone:
    """Something that was done about a strain. outcome is that of a step *closed*."""

    kind: str
    outcome: str
    on: date
    words: str
    who: str


@dataclass(frozen=True)
class HelpSoFar:
    """Did that help? Both answers or neither: one alone is shown to nobody.

    is_answered_here is whether the reader, who is the practitioner of the strain, has answered.
    """

    person: Help | None
    practitioner: Help | None
    is_answered_here: bool
    can_answer: bool


@dataclass(frozen=True)
class Reasons:
    """Why a strain is there. points, comparison and from_paper are empty for a reader who may not see the answers."""

    sentence: str
    named: str
    nearby: str
    comparison: str
    points: tuple[LinePoint, ...]
    from_paper: FromPaper | None


@dataclass(frozen=True)
class Standing:
    """How far a strain has come. suggestion says where it seems to stand and why; it closes nothing."""

    opened_on: date
    closed_at: datetime | None
    outcome: str
    can_undo: bool
    shared_on: date | None
    next_step: str
    suggestion: str
    suggested: RepairState


@dataclass(frozen=True)
class StrainPage:
    """Everything the page of one strain shows to one reader.

    practitioner is "you" for the practitioner the strain is with, and their first name for everybody else.
    supervisor is the name of whoever would see it if it were shared, empty when there is nobody. rate_first is a later
    session of which nothing is shown before the reader has rated it.
    """

    episode_id: UUID
    person_id: UUID
    person: PersonName
    practitioner: str
    practitioner_first: str
    is_named: bool
    can_write: bool
    who_sees: str
    supervisor: str
    reasons: Reasons
    around: tuple[Event, ...]
    standing: Standing
    steps: tuple[StepDone, ...]
    help: HelpSoFar
    openings: tuple[str, ...]
    then: str
    guide: tuple[GuideStep, ...]
    next_session_id: UUID | None
    rate_first: RateFirst | None


@dataclass(frozen=True)
class Naming:
    """What the page for naming a strain shows. open_episode_id is the open one, which comes before any other."""

    person_id: UUID
    person: PersonName
    open_episode_id: UUID | None
