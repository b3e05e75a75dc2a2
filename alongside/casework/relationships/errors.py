"""Why a change of worker or a cover could not be made. Each is a sentence for the form that asked."""


class CannotBeArranged(Exception):
    """What was asked for does not fit what is there."""


class CannotTakeThis(CannotBeArranged):
    """Not a practitioner, or kept out of this record. Which of them is not said."""


class SameWorker(CannotBeArranged):
    """They work with this person already."""


class WrongDates(CannotBeArranged):
    """The dates lie in the past, too far ahead, or the wrong way round."""


class AlreadyPlanned(CannotBeArranged):
    """A move is planned already."""
