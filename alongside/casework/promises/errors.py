"""What may be wrong with something said about a promise."""

from alongside.domain.promises import Outcome


class SettledAlready(Exception):
    """Somebody said already what became of it, which is `outcome`. It has to be opened again first."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("the promise is settled already")
        self.outcome = outcome


class TooLate(Exception):
    """The ten minutes of the undo are over, or something else was done since."""


class StillThere(Exception):
    """Whoever promised still works with the person, so nobody takes it over."""
