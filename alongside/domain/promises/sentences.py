"""How a promise is said. No sentence knows whose promise it is, so that neither side can be spoken of more kindly."""

from datetime import date

from alongside.domain.promises.state import Outcome, State, state_on

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_STEPS = {
    "made": "Promised",
    "changed_date": "A new day",
    "settled": "Settled",
    "reopened": "Open again",
    "corrected": "New words",
    "said": "A word about it",
    "taken_over": "Taken over",
}


def say_when(due_on: date | None, *, today: date) -> str:
    """Return when an open promise is for, or by how much it is late: *By 20 November*, *Today*, *Six days late*."""
    if due_on is None:
        return "No day set"
    state = state_on(today, due_on=due_on, outcome=None)
    if state is State.DUE_TODAY:
        return "Today"
    if state is State.OVERDUE:
        return f"{_late((today - due_on).days)} late"
    return f"By {_day(due_on, today)}"


def say_outcome(outcome: Outcome, *, settled_on: date, due_on: date | None, agreed: bool, today: date) -> str:
    """Return what became of a promise, in one sentence without a name."""
    on = _day(settled_on, today)
    if outcome is Outcome.KEPT:
        return f"Kept. Said on {on}"
    if outcome is Outcome.LATE:
        return f"Kept late. Said on {on}, it was for {_day(due_on, today)}" if due_on else f"Kept late. Said on {on}"
    if outcome is Outcome.BROKEN:
        return f"Not done. Said on {on}"
    return f"Let go together on {on}" if agreed else f"Let go on {on}"


def say_step(kind: str, *, outcome: Outcome | None, due_on: date | None, today: date) -> str:
    """Return what one step of the history was: *Promised, for 20 November*, *A new day: 27 November*, *Kept*."""
    said = _STEPS[kind]
    if kind == "settled" and outcome is not None:
        return outcome.label if outcome is not Outcome.LET_GO else "Let go"
    if kind == "made" and due_on:
        return f"{said}, for {_day(due_on, today)}"
    if kind == "changed_date" and due_on:
        return f"{said}: {_day(due_on, today)}"
    return said


def _late(days: int) -> str:
    if days < 14:
        return _count(days, "day")
    return _count(days // 7, "week") if days < 70 else _count(days // 30, "month")


def _count(number: int, one: str) -> str:
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {one}{'' if number == 1 else 's'}"


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
