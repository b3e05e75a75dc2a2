"""What is written about an absence. Nothing is computed from it, and no score is near it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class Step(StrEnum):
    """One thing that is written down or pressed, in the order of the page."""

    WORRIED = "worried"
    DEADLINE = "deadline"
    SOUGHT = "sought"
    TRIED = "tried"
    OFFERED = "offered"
    HARD = "hard"
    NEXT = "next"
    DECIDED = "decided"
    TOLD = "told"
    CHALLENGE = "challenge"
    FOLLOWS = "follows"


class Way(StrEnum):
    """How somebody was tried. Those that need a route are offered only where the person said it is safe."""

    RING = "ring"
    TEXT = "text"
    LEAVE_MESSAGE = "leave_message"
    WRITE = "write"
    IN_PERSON = "in_person"
    OTHER_WORKER = "other_worker"

    @property
    def needs_route(self) -> bool:
        """Whether it is done by a phone, an address or an email."""
        return self not in (Way.IN_PERSON, Way.OTHER_WORKER)


class Decision(StrEnum):
    """The practitioner's own decision."""

    EXCUSED = "excused"
    NOT_EXCUSED = "not_excused"

    @property
    def label(self) -> str:
        """The words on screen."""
        return "Excused" if self is Decision.EXCUSED else "Not excused"


Said = TypeVar("Said")


def find_changes(before: Mapping[Step, Said], now: Mapping[Step, Said]) -> dict[Step, Said]:
    """What was posted that is not what stands already, in the order of the page. Nothing is taken away by silence.

    An empty word where there was one is no change: a page that was opened before somebody else wrote must not wipe it.
    """
    return {step: now[step] for step in Step if step in now and now[step] and now[step] != before.get(step)}
