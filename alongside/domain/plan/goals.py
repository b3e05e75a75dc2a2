"""What a plan is made of: goals in the person's words, the steps towards them, and how one knows that it is going well."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID

from alongside.domain.assessment import Area


class Owner(StrEnum):
    """Who does a step. Somebody else is named by what they are, never by name."""

    PERSON = "person"
    PRACTITIONER = "practitioner"
    SOMEBODY_ELSE = "somebody_else"


class Status(StrEnum):
    """How a step stands."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    CANNOT_YET = "cannot_yet"
    DONE = "done"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """Return the words that stand beside the shape."""
        return _STATUS[self]

    @property
    def is_open(self) -> bool:
        """Return whether something is still to be done."""
        return self not in {Status.DONE, Status.NOT_NEEDED}


class Ending(StrEnum):
    """How a goal came to its end. All three are a way a plan may go."""

    ACHIEVED = "achieved"
    CHANGED = "changed"
    LET_GO = "let_go"

    @property
    def label(self) -> str:
        """Return the words of the ending."""
        return _ENDINGS[self]


class Level(IntEnum):
    """The five levels of goal attainment scaling (Kiresuk & Sherman 1968): 0 is the goal as it was set."""

    WORSE = -2
    START = -1
    GOAL = 0
    BETTER = 1
    MUCH_BETTER = 2

    @property
    def label(self) -> str:
        """Return the name of the level, as the person reads it."""
        return _LEVELS[self]


_STATUS = {
    Status.NOT_STARTED: "Not started",
    Status.DOING: "Doing",
    Status.CANNOT_YET: "Cannot be done yet",
    Status.DONE: "Done",
    Status.NOT_NEEDED: "No longer needed",
}
_ENDINGS = {Ending.ACHIEVED: "Achieved", Ending.CHANGED: "Changed into something else", Ending.LET_GO: "Let go"}
_LEVELS = {
    Level.WORSE: "Worse",
    Level.START: "Where I started",
    Level.GOAL: "My goal",
    Level.BETTER: "Better",
    Level.MUCH_BETTER: "Much better",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. who names somebody else by what they are. holder_id: which practitioner said they would do it.

    because says what a step waits for, or why it is not needed any more. status_on is the day it came to stand as it does.
    """

    id: UUID
    words: str
    owner: Owner
    who: str = ""
    holder_id: UUID | None = None
    by_on: date | None = None
    status: Status = Status.NOT_STARTED
    because: str = ""
    status_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """Where the person said they were with a goal on a day, and in which words."""

    level: Level
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a goal ended, when, and why in somebody's words."""

    how: Ending
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the person wants, in their words.

    importance and confidence are from 0 to 10, None while nobody asked. node_id is a thing on the map that it belongs to.
    levels are the words of the five levels, the worst first, or empty while nobody wrote them.
    """

    id: UUID
    words: str
    area: Area | None = None
    node_id: UUID | None = None
    is_later: bool = False
    importance: int | None = None
    confidence: int | None = None
    target_on: date | None = None
    steps: tuple[Step, ...] = ()
    levels: tuple[str, ...] = ()
    reached: tuple[Reached, ...] = ()
    ended: Ended | None = None

    def find(self, step_id: UUID) -> Step | None:
        """Return a step of this goal, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def now_at(self) -> Reached | None:
        """Return where the person last said they were, or None."""
        return self.reached[-1] if self.reached else None


@dataclass(frozen=True, slots=True)
class Review:
    """A day on which both looked at the plan, and what they said of it."""

    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it stands. begun_because is why there is a new one, empty for the first.

    review_on is the day both want to look at it again. paused_because: why nobody does for now. went_on: the last day on which
    they chose to go on with it, when a clean start was offered.
    """

    goals: tuple[Goal, ...] = ()
    begun_on: date | None = None
    begun_because: str = ""
    review_on: date | None = None
    paused_because: str = ""
    reviews: tuple[Review, ...] = ()
    went_on: date | None = None

    def find(self, goal_id: UUID) -> Goal | None:
        """Return a goal of the plan, ended or not, or None."""
        return next((goal for goal in self.goals if goal.id == goal_id), None)

    @property
    def going(self) -> tuple[Goal, ...]:
        """Return the goals worked on now, in the order they came."""
        return tuple(goal for goal in self.goals if goal.ended is None and not goal.is_later)

    @property
    def later(self) -> tuple[Goal, ...]:
        """Return the goals that are kept for later."""
        return tuple(goal for goal in self.goals if goal.ended is None and goal.is_later)

    @property
    def ended(self) -> tuple[Goal, ...]:
        """Return the goals that came to an end."""
        return tuple(goal for goal in self.goals if goal.ended is not None)
