"""What can be wrong with what was typed, or why nothing is worked out."""

from collections.abc import Sequence

from alongside.casework.risk.sealing import Facts
from alongside.domain.risk import Problem


class NotForThem(Exception):
    """The predictors are not for this person. `reason` is a sentence for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Implausible(Exception):
    """Dates or counts that contradict each other. Nothing was saved."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class ChangedMeanwhile(Exception):
    """Somebody else saved since the form was opened. `theirs` is what stands there now."""

    def __init__(self, theirs: Facts, by: str) -> None:
        super().__init__()
        self.theirs, self.by = theirs, by


class NothingCalculated(Exception):
    """There is no calculation yet that this could be about."""


class NeedsAReason(Exception):
    """A judgement needs its reason, whatever it says."""


class SecondedAlready(Exception):
    """A judgement is signed a second time by one supervisor only, and by nobody who wrote it."""
