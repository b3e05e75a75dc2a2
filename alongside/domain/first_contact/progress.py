"""How far a first contact is. It says what is left and is never a gate: nothing waits for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from alongside.domain.first_contact.said import Outcome, Said
from alongside.domain.first_contact.steps import CLOSE, Step

_NUMBERS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen",
)  # fmt: skip


class State(StrEnum):
    """Where a step is."""

    NOT_YET = "not_yet"
    STARTED = "started"
    DONE = "done"

    @property
    def label(self) -> str:
        """Return the word beside the shape."""
        return {State.NOT_YET: "not yet", State.STARTED: "started", State.DONE: "done"}[self]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one step: what was said in it, and whether the practitioner ticked it."""

    said: Said
    is_ticked: bool = False

    @property
    def state(self) -> State:
        """Return where the step is. Ticked but to be come back to is started: somebody has still to hear it back."""
        if self.is_ticked and self.said.outcome is not Outcome.LATER:
            return State.DONE
        return State.NOT_YET if self.said.is_empty and not self.is_ticked else State.STARTED


NOTHING = Standing(Said())


def state_of(step: Step, standings: Mapping[str, Standing]) -> State:
    """Return where this step is."""
    return standings.get(step.key, NOTHING).state


def find_missing(steps: tuple[Step, ...], standings: Mapping[str, Standing]) -> tuple[Step, ...]:
    """Return which steps a complete first contact still needs, in their order.

    Complete is: 3, 4, 5, 8, 10 and 11 done, and the person had the chance to correct the record (measures B6).
    """
    return tuple(step for step in steps if _is_missing(step, standings))


def find_unfinished(steps: tuple[Step, ...], standings: Mapping[str, Standing]) -> tuple[Step, ...]:
    """Return every step that is not done, in their order: what carries over to the next meeting."""
    return tuple(step for step in steps if state_of(step, standings) is not State.DONE)


def say_progress(steps: tuple[Step, ...], standings: Mapping[str, Standing]) -> str:
    """Return how far it is, as a sentence without a full stop: *Four done, one started*."""
    states = [state_of(step, standings) for step in steps]
    done, started = states.count(State.DONE), states.count(State.STARTED)
    if not done and not started:
        return "Nothing done yet"
    parts = [f"{_NUMBERS[done]} done"] + ([f"{_NUMBERS[started]} started"] if started else [])
    said = ", ".join(parts)
    return said[0].upper() + said[1:]


def _is_missing(step: Step, standings: Mapping[str, Standing]) -> bool:
    if step.key == CLOSE:
        return standings.get(step.key, NOTHING).said.outcome is not Outcome.YES
    return step.needed and state_of(step, standings) is not State.DONE
