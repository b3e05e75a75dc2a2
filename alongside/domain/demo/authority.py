"""How made-up uses of authority were explained and talked about, and what was written about made-up absences.

Chosen by the position of a thing in its history, so that the rest of the made-up service stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

EXPLAINED = [
    "I told them why before the letter went, and read the letter with them.",
    "I said what the rule is, that it was my decision, and what would have changed it.",
    "By phone, the same day: what happened, what it means, and that the door stays open.",
]
CHALLENGE = [
    "Ask my manager to look at it again. I gave the name and the number.",
    "Write to the service within 28 days. I offered to help with the letter.",
    "The solicitor can ask the court to look at it. I gave the leaflet.",
]
TALKED = [
    "It felt like the end of it. We said what stays possible.",
    "Angry that nobody had asked first. I said that they were right about that.",
    "Glad it was said face to face. Thought it was fair in the end.",
]
HARD = [
    "I cannot sit in that waiting room when it is full.",
    "The bus is nine pounds there and back.",
    "I had nobody for the little one.",
    "I had slept two hours and I knew I would only argue.",
]
OFFERED = [
    "A call instead, and another day this week.",
    "To meet at the library.",
    "Help with the fare, and mornings only.",
]
NEXT = [
    "I ring the day before. They text if it will not work.",
    "We try Thursdays for a month.",
    "A letter with the new day.",
]
WHY = [
    "The reason was told the same day.",
    "It was the first time in months.",
    "The second time without a word, after two tries.",
]
RECALLED_FOR = timedelta(days=60)
STILL_FRESH = timedelta(days=21)  # what is younger is still to be talked about


@dataclass(frozen=True, slots=True)
class DemoAfter:
    """What was said about one use of authority. Without explained_on nobody has explained it yet."""

    explained_on: date | None
    explanation: str
    challenge: str
    contact_possible_from: date | None
    outcome: str
    talked_on: date | None
    talked: str


def after_authority(position: int, *, kind: str, on: date, today: date) -> DemoAfter:
    """Return what became of one use of authority: most are explained and talked about, the latest are still open."""
    explained = position % 3 != 1
    contact = on + RECALLED_FOR if kind == "recall" else None
    settled = today - (contact or on) > STILL_FRESH
    outcome = ("not_wanted" if position % 5 == 4 else "done") if settled else ""
    return DemoAfter(
        explained_on=on if explained else None,
        explanation=_pick(EXPLAINED, position) if explained else "",
        challenge=_pick(CHALLENGE, position) if explained else "",
        contact_possible_from=contact,
        outcome=outcome,
        talked_on=(contact or on) + timedelta(days=9) if outcome == "done" else None,
        talked=_pick(TALKED, position) if outcome == "done" else "",
    )


@dataclass(frozen=True, slots=True)
class DemoAbsence:
    """What was written about one absence, by the kinds of its steps. decision is empty while it is open."""

    words: dict[str, str]
    decision: str
    why: str


def after_absence(position: int, *, reason: str, is_last: bool) -> DemoAbsence | None:
    """Return what was written about an absence. Of the latest only that it was tried, and of every fourth nothing."""
    if is_last:
        return DemoAbsence({"tried": "Rang twice on the day. No answer yet."}, "", "")
    if position % 4 == 3:
        return None
    words = {
        "sought": reason, "hard": _pick(HARD, position), "offered": _pick(OFFERED, position), "next": _pick(NEXT, position),
    }  # fmt: skip
    excused = position % 3 != 2
    return DemoAbsence(words, "excused" if excused else "not_excused", WHY[position % 2] if excused else WHY[2])


def _pick(lines: Sequence[str], position: int) -> str:
    return lines[position % len(lines)]
