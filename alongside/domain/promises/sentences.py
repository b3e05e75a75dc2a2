"""How a promise is said, in both languages. No sentence knows whose promise it is: neither side is spoken of more kindly."""

from collections.abc import Mapping
from datetime import date

from alongside.domain.promises.picture import Tally
from alongside.domain.promises.state import Outcome, State, state_on
from alongside.domain.questionnaires.definition import Language

_MONTHS = {
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.WELSH: (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
# Awaiting a fluent reviewer, as all Welsh of the person's side.
_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.ENGLISH: {
        "no_day": "No day set", "today": "Today", "overdue": "{late} late", "by": "By {due}",
        "kept": "Done. That was said on {on}", "late": "Done late. That was said on {on}",
        "late_for": "Done late. That was said on {on}, and it was for {due}",
        "broken": "Not done. That was said on {on}",
        "let_go": "Left undone. That was said on {on}", "let_go_together": "Left undone, as you both agreed on {on}",
    },
    Language.WELSH: {
        "no_day": "Dim diwrnod wedi'i bennu", "today": "Heddiw", "overdue": "{late} yn hwyr", "by": "Erbyn {due}",
        "kept": "Wedi'i wneud. Dywedwyd hynny ar {on}", "late": "Wedi'i wneud yn hwyr. Dywedwyd hynny ar {on}",
        "late_for": "Wedi'i wneud yn hwyr. Dywedwyd hynny ar {on}, ac roedd ar gyfer {due}",
        "broken": "Heb ei wneud. Dywedwyd hynny ar {on}",
        "let_go": "Wedi'i adael. Dywedwyd hynny ar {on}", "let_go_together": "Wedi'i adael, fel y cytunoch chi'ch dau ar {on}",
    },
}  # fmt: skip
# A word and a plain number, so that one is said like twelve and no language has to bend a word after it.
_COUNTED: Mapping[Language, Mapping[str, str]] = {
    Language.ENGLISH: {
        "kept": "Kept", "late": "Kept late", "broken": "Not done", "let_go": "Let go",
        "open": "Still to do", "none": "Nothing yet",
    },
    Language.WELSH: {
        "kept": "Wedi'u cadw", "late": "Wedi'u cadw'n hwyr", "broken": "Heb eu gwneud",
        "let_go": "Wedi'u gadael", "open": "Ar ôl i'w gwneud", "none": "Dim byd eto",
    },
}  # fmt: skip
# Only two changes the word after it, and only where the word begins with d or m.
_WELSH_TWO = {"diwrnod": "ddiwrnod", "mis": "fis"}
_WELSH_FOR = {"day": "diwrnod", "week": "wythnos", "month": "mis"}
_STEPS = {
    "made": "Promised",
    "changed_date": "A new day",
    "settled": "Settled",
    "reopened": "Open again",
    "corrected": "New words",
    "said": "A word about it",
    "taken_over": "Taken over",
}


def say_when(due_on: date | None, *, today: date, language: str = "en") -> str:
    """Return when an open promise is for, or by how much it is late: *By 20 November*, *Today*, *Six days late*."""
    chosen = Language.of(language)
    words = _WORDS[chosen]
    if due_on is None:
        return words["no_day"]
    state = state_on(today, due_on=due_on, outcome=None)
    if state is State.DUE_TODAY:
        return words["today"]
    if state is State.OVERDUE:
        return words["overdue"].format(late=_late((today - due_on).days, chosen))
    return words["by"].format(due=_day(due_on, today, chosen))


def say_outcome(
    outcome: Outcome, *, settled_on: date, due_on: date | None, agreed: bool, today: date, language: str = "en"
) -> str:
    """Return what became of a promise, in one sentence without a name."""
    chosen, key = Language.of(language), outcome.value
    if outcome is Outcome.LATE and due_on:
        key = "late_for"
    if outcome is Outcome.LET_GO and agreed:
        key = "let_go_together"
    return _WORDS[chosen][key].format(on=_day(settled_on, today, chosen), due=_day(due_on, today, chosen))


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


def say_tally(tally: Tally, *, language: str = "en") -> str:
    """Return what became of the promises of one side: *Kept: 3. Not done: 1. Still to do: 2.* What there is none of is left out."""
    words = _COUNTED[Language.of(language)]
    counted = ((words[name], getattr(tally, name)) for name in ("kept", "late", "broken", "let_go", "open"))
    return " ".join(f"{word}: {number}." for word, number in counted if number) or f"{words['none']}."


def _late(days: int, language: Language) -> str:
    if days < 14:
        return _count(days, "day", language)
    return _count(days // 7, "week", language) if days < 70 else _count(days // 30, "month", language)


def _count(number: int, one: str, language: Language) -> str:
    if language is Language.WELSH:
        word = _WELSH_FOR[one]
        return f"{number} {_WELSH_TWO.get(word, word) if number == 2 else word}"
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {one}{'' if number == 1 else 's'}"


def _day(day: date | None, today: date, language: Language = Language.ENGLISH) -> str:
    if day is None:
        return ""
    words = f"{day.day} {_MONTHS[language][day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
