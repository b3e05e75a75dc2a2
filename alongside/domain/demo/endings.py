"""Made-up endings of two people: one begun in good time and half done, one that came when contact was lost. Nobody is real."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.domain.endings import (
    Ending,
    Held,
    Reason,
    Step,
    end_early,
    give_letter,
    say_door,
    say_goodbye,
    write_letter,
    write_step,
)

BEGUN, LATELY, LOST = timedelta(days=20), timedelta(days=6), timedelta(days=150)
TAKE = {
    "skills": "The time-out, with my brother\nSaying it when it is small",
    "helped": "Somebody who rang back when she said she would.",
}
SIGNS = {
    "mine": "My jaw goes tight, and I stop hearing people.",
    "others": "Shaz says I go quiet for a day before it comes.",
}
ON_TRACK = {
    "if_1": "Dean rings after ten at night",
    "then_1": "I let it ring, and text Shaz.",
    "if_2": "I miss two boxing nights in a row",
    "then_2": "I tell Mal before he asks.",
}
REVIEW = {
    "well": "I came in even when I had messed up, and you did not go off at me.",
    "well_worker": "You told me about the argument the same week. That had not happened before.",
    "hard": "The warning letter. I read it three times and nearly did not come back.",
    "hard_worker": "I sent the letter before I rang you. I would ring first now.",
    "again": "Say it was too much in the first month, instead of not coming.",
}
LETTER = """Dear {name},

In spring you told me that nothing you did ever held. Since then you have walked away from two arguments that would have \
cost you your room, and you told me about both before I asked.

You are somebody who comes back. I have seen it.

{worker}"""
DOOR = "For six months you can ring the front desk on a weekday and ask for the team. You will not have to tell it all again."
LOST_DOOR = "You can come back. Ring, or walk in on a Tuesday. Nobody will start with the letters."


@dataclass(frozen=True, slots=True)
class EndingThen:
    """An ending as it stood on a day."""

    on: date
    ending: Ending


def planned_ending(name: str, worker: str, *, today: date) -> Sequence[EndingThen]:
    """Return an ending both know of: most of it written, the letter given, and the goodbye still to come."""
    begun, lately = today - BEGUN, today - LATELY
    first = Ending(begun, today + timedelta(days=43))
    written = first
    for step, words in ((Step.TAKE, TAKE), (Step.SIGNS, SIGNS), (Step.ON_TRACK, ON_TRACK)):
        written = write_step(written, step, words, today=begun)
    later = say_door(write_step(written, Step.REVIEW, REVIEW, today=lately), True, DOOR, today=lately)
    later = say_goodbye(later, today + timedelta(days=36), Held.NOT_YET, "At the stall, with a brew.", today=lately)
    drafted = write_letter(later, LETTER.format(name=name, worker=worker))
    given = give_letter(drafted, lately, "Read aloud, and handed over", by=worker, today=today)
    return (
        EndingThen(begun, first),
        EndingThen(begun, written),
        EndingThen(lately, drafted),
        EndingThen(lately, given),
    )


def lost_ending(name: str, worker: str, *, today: date) -> Sequence[EndingThen]:
    """Return an ending nobody planned: contact was lost five months ago, and a letter followed."""
    lost = today - LOST
    words = "We never looked back. I do not know whether my last letter came at all."
    ended = end_early(
        say_door(Ending(lost, was_planned=False), True, LOST_DOOR, today=lost),
        lost,
        Reason.LOST_CONTACT,
        words,
        today=lost,
    )
    text = f"Dear {name},\n\nI did not hear from you, and I would still like to. Nothing has to be put right first.\n\n{worker}"
    drafted = write_letter(ended, text)
    sent = give_letter(drafted, lost + timedelta(days=9), "By post to the last address", by=worker, today=today)
    return (EndingThen(lost, ended), EndingThen(lost + timedelta(days=9), sent))
