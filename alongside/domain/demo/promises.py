"""What made-up people and those who work with them said they would do, and what became of it, on both sides alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

PERSON = [
    "Bring the receipt for the course fee",
    "Ring the dentist",
    "Show my brother the letter before Friday",
    "Get up for the 9 o’clock bus on Mondays",
    "Write down what happened before the row on Saturday",
    "Go to the open evening at the gym",
    "Send the photo of the meter",
    "Ask my sister about the school run",
]
PRACTITIONER = [
    "Ring housing about the damp",
    "Find out who decides about the curfew hours",
    "Send the bus pass form",
    "Ring before the next letter goes out",
    "Ask the college about help with reading",
    "Move the meeting away from Fridays",
    "Write to the job centre about the sanction",
    "Bring the leaflet about the food bank",
]
WHY = {
    "kept": ["", "", "Done on the way here.", "It was easier than we thought."],
    "late": ["The line was busy for two days.", "I forgot, and did it when we spoke.", ""],
    "broken": ["It did not happen. We said so and looked at why.", "Too much that week. Said so straight away."],
    "let_go": ["It sorted itself out.", "It matters less than it did, and we both think so."],
}
WHY_ANOTHER_DAY = ["The office was shut.", "The week was too full.", "We are waiting for a letter."]
# Kept is the usual thing and the rest happens, to both sides as often.
OUTCOMES = ["kept"] * 6 + ["late"] * 2 + ["broken", "let_go"]
OPEN_NOW = 0.7
OVERDUE_NOW = 0.4


@dataclass(frozen=True, slots=True)
class DemoPromise:
    """A promise made in a meeting, by its position. settled_on is None while it is open. moved_from: it had another day."""

    session: int
    side: str
    words: str
    due_on: date | None
    outcome: str = ""
    settled_on: date | None = None
    why: str = ""
    moved_from: date | None = None
    why_moved: str = ""


def make_promises(random: Random, held: Sequence[tuple[int, date]], today: date) -> list[DemoPromise]:
    """Return the promises of both sides. held are the positions and days of the meetings that took place, oldest first.

    The same chances for both sides. Some of the last meetings' promises are open, and some of those past their day.
    """
    found = []
    for side, lines in (("person", PERSON), ("practitioner", PRACTITIONER)):
        words = random.sample(lines, len(lines))
        for (position, day), said in zip(reversed(held[-6:]), words, strict=False):
            is_newest = (position, day) == held[-1]
            if is_newest and random.random() < OPEN_NOW:
                found.append(_open(random, position, side, said, day, today))
            elif random.random() < 0.6 and day < today - timedelta(days=10):
                found.append(_settled(random, position, side, said, day))
    return found


def _open(random: Random, position: int, side: str, words: str, day: date, today: date) -> DemoPromise:
    if random.random() < OVERDUE_NOW and day < today:
        return DemoPromise(position, side, words, max(day, today - timedelta(days=random.choice([1, 2, 6]))))
    first = today + timedelta(days=random.choice([0, 1, 3, 7]))
    if random.random() < 0.2:
        why = random.choice(WHY_ANOTHER_DAY)
        return DemoPromise(position, side, words, first + timedelta(days=7), moved_from=first, why_moved=why)
    return DemoPromise(position, side, words, first if random.random() < 0.85 else None)


def _settled(random: Random, position: int, side: str, words: str, day: date) -> DemoPromise:
    outcome = random.choice(OUTCOMES)
    due_on = day + timedelta(days=5)
    settled_on = due_on + timedelta(days=random.choice([1, 3])) if outcome == "late" else due_on
    return DemoPromise(position, side, words, due_on, outcome, settled_on, random.choice(WHY[outcome]))
