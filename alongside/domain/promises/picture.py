"""What became of the promises of both sides, counted for the two people who made them.

A count here is a plain number beside a word. There is no share, no mark and no comparison, and the same function counts
for either side. docs/decisions/0032 says who may be shown it, and why nothing adds it up over people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.domain.promises.state import Outcome, Side

LATELY = timedelta(weeks=13)  # the last three months
# The practitioner comes first: whoever has the power shows their own side before they ask about the other's.
IN_ORDER = (Side.PRACTITIONER, Side.PERSON)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is counted of one promise. settled_on is None while nobody has said what became of it."""

    side: Side
    outcome: Outcome | None
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises of one side were kept, kept late, not done and let go together, and how many are open still."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    let_go: int = 0
    open: int = 0

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to say."""
        return self == Tally()


@dataclass(frozen=True, slots=True)
class Period:
    """Both sides over one stretch of time, the practitioner's first. since is its first day."""

    since: date
    practitioner: Tally
    person: Tally

    def of(self, side: Side) -> Tally:
        """Return what is counted for one side."""
        return self.person if side is Side.PERSON else self.practitioner


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sides over all the time there is to look at, and over the last three months where that says something else."""

    whole: Period
    lately: Period | None


def count_both_sides(facts: Iterable[Fact], *, begun_on: date, today: date) -> Picture | None:
    """Return what became of the promises of both sides since `begun_on`, or None where there is nothing to count.

    A settled promise counts in the time in which it was settled, an open one in both. The last three months are left out
    where they would only say the same again.
    """
    found = list(facts)
    whole = _count(found, begun_on)
    if whole.practitioner.is_empty and whole.person.is_empty:
        return None
    lately = _count(found, max(begun_on, today - LATELY))
    is_same = (lately.practitioner, lately.person) == (whole.practitioner, whole.person)
    return Picture(whole, None if is_same else lately)


def _count(facts: Sequence[Fact], since: date) -> Period:
    return Period(since, *(_tally(facts, side, since) for side in IN_ORDER))


def _tally(facts: Sequence[Fact], side: Side, since: date) -> Tally:
    own = [fact for fact in facts if fact.side is side]
    settled = [fact.outcome for fact in own if fact.settled_on is not None and fact.settled_on >= since]
    return Tally(
        kept=settled.count(Outcome.KEPT),
        late=settled.count(Outcome.LATE),
        broken=settled.count(Outcome.BROKEN),
        let_go=settled.count(Outcome.LET_GO),
        open=sum(fact.outcome is None for fact in own),
    )
