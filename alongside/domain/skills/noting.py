"""What staff note of abuse or control, each way, with how they know. Every note is for staff alone.

The last note of each way holds, whatever it says: somebody answers for it with a name, a day and how they know, and the
earlier ones stay. It is joined with what the conversation says by abuse_from, care first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from alongside.domain.skills.safety import Abuse, Knowing

LONGEST_SOURCE = 1_000


class Way(StrEnum):
    """In which direction it goes."""

    BY_PERSON = "by_person"
    TO_PERSON = "to_person"

    @property
    def says(self) -> str:
        """Return what it means, with a place for the name of the person."""
        return _SAYS[self]

    @property
    def asks(self) -> str:
        """Return the question it answers, with a place for the name of the person."""
        return _ASKS[self]


_SAYS = {
    Way.BY_PERSON: "{person} hurts or controls somebody close",
    Way.TO_PERSON: "Somebody close hurts or controls {person}",
}
_ASKS = {
    Way.BY_PERSON: "Does {person} hurt or control somebody close?",
    Way.TO_PERSON: "Does somebody close hurt or control {person}?",
}


class CannotNote(ValueError):
    """It cannot be noted like this. field is what to put right, and the text says how."""

    def __init__(self, field: str, why: str) -> None:
        """Keep the field beside the sentence, so that it is shown at its place."""
        super().__init__(why)
        self.field = field


@dataclass(frozen=True, slots=True)
class AbuseNote:
    """What was known on a day of one way, and how it is known: who said so, which paper, which meeting."""

    way: Way
    knowing: Knowing
    source: str
    on: date


def check_note(note: AbuseNote, *, today: date) -> AbuseNote:
    """Return a note as it may be kept. Raises CannotNote with the field."""
    source = note.source.strip()
    if note.knowing is Knowing.NOT_ASKED:
        raise CannotNote("knowing", "Choose what is known.")
    if not source:
        raise CannotNote("source", "Write how you know, or how you asked.")
    if len(source) > LONGEST_SOURCE:
        raise CannotNote("source", f"Write {LONGEST_SOURCE} characters or fewer. Everything you wrote is still here.")
    if note.on > today:
        raise CannotNote("on", "Choose today or a day before today.")
    return replace(note, source=source)


def noted(notes: Sequence[AbuseNote]) -> Abuse:
    """Return what is noted both ways. notes are in the order in which they were written."""
    last = {note.way: note.knowing for note in notes}
    return Abuse(last.get(Way.BY_PERSON, Knowing.NOT_ASKED), last.get(Way.TO_PERSON, Knowing.NOT_ASKED))
