"""Who may say what became of a promise, and for which days one may be made."""

from datetime import date, datetime, timedelta

from alongside.domain.promises.state import Outcome, Side

UNDO = timedelta(minutes=10)
FURTHEST = timedelta(days=2 * 366)
SOON = timedelta(days=7)


class DayHasPassed(Exception):
    """A promise is for today or a later day."""


class TooFarAhead(Exception):
    """More than two years ahead, which is nearly always a wrong year."""


class NotLateYet(Exception):
    """The day of the promise has not passed, so it cannot have been kept after it."""


class NeedsAWord(Exception):
    """This needs a word of explanation."""


class CannotSettleThis(Exception):
    """This side cannot say that alone."""


def check_due_on(due_on: date | None, *, today: date) -> None:
    """Raise DayHasPassed or TooFarAhead unless a promise may be for this day. No day at all is allowed."""
    if due_on is None:
        return
    if due_on < today:
        raise DayHasPassed
    if due_on - today > FURTHEST:
        raise TooFarAhead


def due_until(day: date) -> date:
    """Return the last day for which a promise counts as due soon: a week from this one. Earlier days are late."""
    return day + SOON


def outcomes_on(day: date, *, due_on: date | None) -> tuple[Outcome, ...]:
    """Return what may be said of an open promise on a day, in the order of the buttons. The same for both sides."""
    is_past = due_on is not None and due_on < day
    return tuple(outcome for outcome in Outcome if outcome is not Outcome.LATE or is_past)


def check_settling(
    outcome: Outcome,
    *,
    side: Side,
    said_by: Side,
    day: date,
    due_on: date | None,
    agreed: bool,
    maker_has_left: bool,
    words: str,
) -> None:
    """Raise unless this may be said of a promise of `side` by somebody of `said_by` on this day.

    The practitioner settles either side's, having talked about it. The person says of their own that it is done. Letting
    go takes two, so only the practitioner writes it down and only when both agreed, except for the promise of somebody
    who has left: it may be let go alone, with a word to the person. Raises NotLateYet, NeedsAWord or CannotSettleThis.
    """
    if outcome is Outcome.LATE and (due_on is None or day <= due_on):
        raise NotLateYet
    if said_by is Side.PERSON and (side is not Side.PERSON or outcome not in {Outcome.KEPT, Outcome.LATE}):
        raise CannotSettleThis
    if outcome is Outcome.LET_GO and not agreed:
        if not maker_has_left:
            raise CannotSettleThis
        if not words.strip():
            raise NeedsAWord


def can_undo(done_at: datetime, at: datetime) -> bool:
    """Return whether the ten minutes of the undo are still running."""
    return timedelta(0) <= at - done_at <= UNDO
