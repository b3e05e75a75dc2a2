"""What the way back is made of: a picture of each pathway, milestones with their days, and people to call.

The seven pathways follow the seven of the Reducing Reoffending National Action Plan (Home Office 2004): accommodation;
education, training and employment; health; drugs and alcohol; finance, benefit and debt; children and families; attitudes,
thinking and behaviour. The names here are ours and plainer. *Identity* stands with thinking, since who somebody is
becoming belongs there too.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID


class _Words(NamedTuple):
    heading: str
    about: str


class Pathway(StrEnum):
    """One of seven parts of an ordinary life."""

    HOME = "home"
    WORK = "work"
    MONEY = "money"
    HEALTH = "health"
    SUBSTANCES = "substances"
    PEOPLE = "people"
    IDENTITY = "identity"

    @property
    def heading(self) -> str:
        """Return what the pathway is called."""
        return _WORDS[self].heading

    @property
    def about(self) -> str:
        """Return what may belong to it, as a prompt for two people."""
        return _WORDS[self].about


_WORDS = {
    Pathway.HOME: _Words("Home", "Where I sleep, who else is there, and whether I can stay."),
    Pathway.WORK: _Words("Work and learning", "Paid or not, a course, and what my days are filled with."),
    Pathway.MONEY: _Words(
        "Money and papers", "Money that comes in, debts, a bank account, and papers that say who I am."
    ),
    Pathway.HEALTH: _Words("Health", "Body and mind, a doctor, a dentist, sleep, and medicine."),
    Pathway.SUBSTANCES: _Words("Drugs and alcohol", "What I take or do not take, and what helps me with it."),
    Pathway.PEOPLE: _Words("Family and people around me", "Who is close, who I miss, and where I belong."),
    Pathway.IDENTITY: _Words("Thinking and identity", "How I look at things, and who I am becoming."),
}


class State(StrEnum):
    """How a milestone stands."""

    NOT_YET = "not_yet"
    IN_PLACE = "in_place"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """Return the words of the state."""
        return _STATES[self]


_STATES = {State.NOT_YET: "Not yet", State.IN_PLACE: "In place", State.NOT_NEEDED: "No longer needed"}


@dataclass(frozen=True, slots=True)
class Pictures:
    """How it was, how it is and how it should be, in the person's words. Each may be left empty."""

    before: str = ""
    now: str = ""
    aimed: str = ""

    @property
    def has_any(self) -> bool:
        """Return whether anything was said."""
        return bool(self.before or self.now or self.aimed)


NO_PICTURES = Pictures()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One thing that will be in place. for_on: the day it is aimed for, which may have gone by. helper: who helps.

    because says why it is not needed any more, or how it came about. state_on is the day it came to stand as it does.
    """

    id: UUID
    pathway: Pathway
    words: str
    for_on: date | None = None
    helper: str = ""
    state: State = State.NOT_YET
    because: str = ""
    state_on: date | None = None

    def is_late(self, *, today: date) -> bool:
        """Return whether its day has gone by and it is not in place yet."""
        return self.state is State.NOT_YET and self.for_on is not None and self.for_on < today


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody the person can call, or a place they belong to. let_go_because: why they are on the list no more."""

    id: UUID
    who: str
    reach: str = ""
    what_for: str = ""
    let_go_because: str = ""

    @property
    def is_kept(self) -> bool:
        """Return whether they are on the list."""
        return not self.let_go_because


@dataclass(frozen=True, slots=True)
class Reintegration:
    """All seven pathways and the list of people, as they stand."""

    pictures: MappingProxyType[Pathway, Pictures] = field(default_factory=lambda: MappingProxyType({}))
    milestones: tuple[Milestone, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def has_any(self) -> bool:
        """Return whether anything was written."""
        return bool(self.pictures or self.milestones or self.ties)

    @property
    def kept_ties(self) -> tuple[Tie, ...]:
        """Return those the person can call, in the order they came."""
        return tuple(tie for tie in self.ties if tie.is_kept)

    def picture_of(self, pathway: Pathway) -> Pictures:
        """Return the three pictures of a pathway."""
        return self.pictures.get(pathway, NO_PICTURES)

    def of(self, pathway: Pathway, *states: State) -> tuple[Milestone, ...]:
        """Return the milestones of a pathway that stand so, or all of them. Those with a day come first, the earliest first."""
        chosen = [one for one in self.milestones if one.pathway is pathway and (not states or one.state in states)]
        return tuple(sorted(chosen, key=lambda one: (one.for_on is None, one.for_on or date.max)))

    def next_of(self, pathway: Pathway) -> Milestone | None:
        """Return the milestone of a pathway that comes next, or None."""
        return next(iter(self.of(pathway, State.NOT_YET)), None)

    def find(self, milestone_id: UUID) -> Milestone | None:
        """Return a milestone, or None."""
        return next((one for one in self.milestones if one.id == milestone_id), None)

    def find_tie(self, tie_id: UUID) -> Tie | None:
        """Return somebody on the list, let go or not, or None."""
        return next((tie for tie in self.ties if tie.id == tie_id), None)
