"""Two questions from 0 to 10, and the rule that the person's answers wait for them.

Written for Alongside. The rating is never scored against a cut-off and is seen by its author only. The second question
is a guess because how far it is from the person's own answers is what there is to learn.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

LOWEST, HIGHEST = 0, 10
WAITS_FOR = timedelta(days=7)


class RatingOutOfRange(ValueError):
    """A rating is a whole number from 0 to 10."""


@dataclass(frozen=True, slots=True)
class RatingQuestion:
    """One question with the words at both ends of its scale."""

    id: str
    question: str
    lowest: str
    highest: str

    def ask_about(self, name: str) -> str:
        """Return the question with the person's first name in it."""
        return self.question.replace("{name}", name)


OWN = RatingQuestion("own", "How was it between you and {name}?", "Hard going", "As good as it gets")
GUESS = RatingQuestion("guess", "What do you think {name} would say?", "Hard going", "As good as it gets")


def check_rating(*answers: int) -> None:
    """Raise RatingOutOfRange unless every answer is from 0 to 10."""
    if not all(LOWEST <= answer <= HIGHEST for answer in answers):
        raise RatingOutOfRange


def must_wait(*, held_by_viewer: bool, settled: bool, held_at: datetime, now: datetime) -> bool:
    """Return whether the person's answers to a session wait for the viewer's own rating.

    They wait only for whoever held it, until they have rated it or chosen not to, and for seven days at most: later
    than that the rating would be no first impression, and a dip must not stay unseen because nobody tapped. Somebody
    who was not there has nothing to be coloured. Source: our own judgement.
    """
    return held_by_viewer and not settled and now < held_at + WAITS_FOR
