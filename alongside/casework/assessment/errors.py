"""What may be wrong with something done to an assessment."""

from datetime import datetime


class NothingUnderWay(Exception):
    """There is no version that is not signed, so there is nothing to write in. A review begins the next one."""


class Completed(Exception):
    """It was marked as finished, so that both sign the same words. It has to be opened again first."""


class NotCompleted(Exception):
    """Only what was marked as finished is signed."""


class SecondSignedAlready(Exception):
    """Somebody else has signed it a second time: by, at signed_at. There is one second signature."""

    def __init__(self, by: str, signed_at: datetime) -> None:
        super().__init__("somebody else has signed it a second time")
        self.by, self.signed_at = by, signed_at


class PersonHasNotSpoken(Exception):
    """The practitioner signs after the person has had their say, or it was said why they could not."""


class TwoTextsOpen(Exception):
    """Two people wrote at once, and nobody has chosen yet."""


class NoConsent(Exception):
    """The person has not said yes to talking about this, or has stopped."""
