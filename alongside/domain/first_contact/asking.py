"""What has to be asked today, because nobody has written it down yet. What is known is not asked again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What other pages of the record say already, as yes or no."""

    languages: bool
    communication: bool
    access: bool
    what_matters: bool
    way_to_reach: bool
    safe_way_to_reach: bool


_QUESTIONS = (
    ("languages", "Which language is easiest to talk in, and is an interpreter needed?"),
    ("communication", "Is reading, writing or hearing ever hard?"),
    ("access", "What makes it hard to get here or to be here: the way, the stairs, food, childcare?"),
    ("what_matters", "What matters most right now?"),
    ("way_to_reach", "How may they be reached?"),
    ("safe_way_to_reach", "Which way to reach them is safe, and who else could see or hear it?"),
)


def list_to_ask(known: Known) -> list[str]:
    """Return the questions whose answer nobody has written down, in a kind order to ask them in."""
    return [question for field, question in _QUESTIONS if not getattr(known, field)]
