"""The way through an absence: what is done, what is next, and what is not needed. It orders a page and decides nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.domain.absences.steps import Decision, Step


class Part(StrEnum):
    """One part of the way, in the order in which it makes sense. Any of them can be done at any time."""

    CURIOUS = "curious"
    DECIDE = "decide"
    TELL = "tell"
    AUTHORITY = "authority"
    TALK = "talk"

    @property
    def label(self) -> str:
        """Return what the part is called on screen."""
        return _TITLES[self]


class State(StrEnum):
    """Where a part is."""

    DONE = "done"
    STARTED = "started"
    NEXT = "next"
    NOT_YET = "not_yet"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """Return the word beside the shape."""
        return _LABELS[self]


class Follows(StrEnum):
    """Whether a use of authority follows from the absence. The practitioner says so, and nothing is worked out."""

    YES = "yes"
    NO = "no"

    @property
    def label(self) -> str:
        """Return the words of the choice."""
        return _FOLLOWS[self]


_TITLES = {
    Part.CURIOUS: "Be curious first",
    Part.DECIDE: "Decide, and say why",
    Part.TELL: "Tell them, and how they can challenge it",
    Part.AUTHORITY: "What follows from it",
    Part.TALK: "Talk about what it was like",
}
_LABELS = {
    State.DONE: "Done",
    State.STARTED: "Started",
    State.NEXT: "Next",
    State.NOT_YET: "Not yet",
    State.NOT_NEEDED: "Not needed",
}
_FOLLOWS = {Follows.YES: "Yes, or it is written down already", Follows.NO: "No, nothing more follows"}
_CURIOUS = (Step.TRIED, Step.SOUGHT, Step.HARD, Step.OFFERED)


@dataclass(frozen=True, slots=True)
class UseOfAuthority:
    """What the way asks of one use of authority: was it explained, with how to challenge it, and is the talk settled?"""

    is_explained: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One part with where it is."""

    part: Part
    state: State


def find_way(
    written: Collection[Step], decision: Decision | None, follows: Follows | None, events: Sequence[UseOfAuthority]
) -> tuple[Line, ...]:
    """Return every part with where it is. The first that waits is *next*, and there is never more than one.

    written are the things that have words. Nothing follows from an absence that was excused unless somebody wrote it down.
    """
    states = {
        Part.CURIOUS: _all_of(written, _CURIOUS),
        Part.DECIDE: State.DONE if decision else State.NOT_YET,
        Part.TELL: _all_of(written, (Step.TOLD, Step.CHALLENGE)),
        Part.AUTHORITY: _authority(decision, follows, events),
        Part.TALK: _talk(decision, follows, events),
    }
    waiting = next((part for part in Part if states[part] in {State.NOT_YET, State.STARTED}), None)
    return tuple(Line(part, _next(states[part], is_first=part is waiting)) for part in Part)


def _next(state: State, *, is_first: bool) -> State:
    return State.NEXT if is_first and state is State.NOT_YET else state


def _all_of(written: Collection[Step], steps: Sequence[Step]) -> State:
    there = [step in written for step in steps]
    if all(there):
        return State.DONE
    return State.STARTED if any(there) else State.NOT_YET


def _is_over(decision: Decision | None, follows: Follows | None) -> bool:
    """Return whether nothing more follows: somebody said so, or it was excused and nobody said otherwise."""
    return follows is Follows.NO or (follows is None and decision is Decision.EXCUSED)


def _authority(decision: Decision | None, follows: Follows | None, events: Sequence[UseOfAuthority]) -> State:
    if events:
        return State.DONE if all(event.is_explained for event in events) else State.STARTED
    if _is_over(decision, follows):
        return State.DONE if follows is Follows.NO else State.NOT_NEEDED
    return State.STARTED if follows is Follows.YES else State.NOT_YET


def _talk(decision: Decision | None, follows: Follows | None, events: Sequence[UseOfAuthority]) -> State:
    if not events:
        return State.NOT_NEEDED if _is_over(decision, follows) else State.NOT_YET
    return State.DONE if all(event.is_settled for event in events) else State.NOT_YET
