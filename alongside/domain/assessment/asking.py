"""Which questions are asked, and how far the conversation has come. Any order, and nothing has to be finished today."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from alongside.domain.assessment.areas import Area
from alongside.domain.assessment.definition import Question, load_area
from alongside.domain.assessment.voices import Answer, is_answered

Answers = Mapping[str, Answer]
NOTHING = Answer()


class Progress(StrEnum):
    """How far an area has come."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """How far one area has come: questions asked and answered, and those still open."""

    area: Area
    asked: int
    answered: int
    is_begun: bool
    open: tuple[Question, ...]

    @property
    def progress(self) -> Progress:
        """Return whether the area is done, begun or neither."""
        if self.asked == self.answered:
            return Progress.DONE
        return Progress.STARTED if self.is_begun else Progress.NOT_STARTED


def shown_questions(area: Area, answers: Answers) -> tuple[Question, ...]:
    """Return the questions of an area that are asked now, in their order.

    A question with a condition is asked when either voice chose one of the options it names, and the question they
    belong to is itself asked.
    """
    shown: dict[str, Question] = {}
    for question in load_area(area).questions:
        condition = question.shown_if
        if condition is None or (
            condition.question in shown and _chosen(answers.get(condition.question)) & condition.any
        ):
            shown[question.id] = question
    return tuple(shown.values())


def progress_of(area: Area, answers: Answers) -> AreaProgress:
    """Return how far an area has come. Questions that need not be answered do not count."""
    shown = shown_questions(area, answers)
    counted = [question for question in shown if question.needed]
    still_open = tuple(q for q in counted if not is_answered(q, answers.get(q.id, NOTHING)))
    begun = any(_is_begun(answers.get(question.id)) for question in shown)
    return AreaProgress(area, len(counted), len(counted) - len(still_open), begun, still_open)


def _is_begun(answer: Answer | None) -> bool:
    return answer is not None and not (
        answer.person.is_empty and answer.practitioner.is_empty and answer.standing is None
    )


def _chosen(answer: Answer | None) -> set[str]:
    return set() if answer is None else {*answer.person.options, *answer.practitioner.options}
