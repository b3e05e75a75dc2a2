"""What one made-up person was asked, what they said, and what was passed on. Nobody in it is real."""

from dataclasses import dataclass

from alongside.domain.agreements import Answer, Matter


@dataclass(frozen=True, slots=True)
class MadeUpAnswer:
    """What was asked about what or whom, what was said how many days ago, and the words beside it."""

    matter: Matter
    about: str
    answer: Answer
    ago: int
    words: str = ""


HOUSING = "The housing officer of the council"
ANSWERS = (
    MadeUpAnswer(Matter.SHARING, HOUSING, Answer.YES, 26, "Tell them about the damp. Not about my sister."),
    MadeUpAnswer(Matter.SHARING, "The training adviser at the college", Answer.YES, 20),
    MadeUpAnswer(Matter.SHARING, "The training adviser at the college", Answer.WITHDRAWN, 3),
    MadeUpAnswer(Matter.FAMILY, "Their nan", Answer.YES, 26),
    MadeUpAnswer(Matter.PHOTOGRAPHS, "", Answer.NO, 26),
)
PASSED_ON = "The bedroom is damp and somebody has to look at it before winter"
LEFT_OUT = "Who else comes to the flat, and everything about the order"
CAME_BACK = "A visit is planned. They ring the day before."
