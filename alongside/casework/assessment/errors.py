"""What may be wrong with something done to an assessment."""


class NothingUnderWay(Exception):
    """There is no version that is not signed, so there is nothing to write in. A review begins the next one."""


class Completed(Exception):
    """It was marked as finished, so that both sign the same words. It has to be opened again first."""


class NotCompleted(Exception):
    """Only what was marked as finished is signed."""


class SecondSignedAlready(Exception):
    """Somebody else has signed it a second time. There is one second signature."""


class PersonHasNotSpoken(Exception):
    """The practitioner signs after the person has had their say, or it was said why they could not."""


class TwoTextsOpen(Exception):
    """Two people wrote at once, and nobody has chosen yet."""


class NoConsent(Exception):
    """The person has not said yes to talking about this, or has stopped."""
