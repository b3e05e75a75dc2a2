"""What was said of a need, so that a referral begins with the same words and nobody types them twice."""

from collections.abc import Sequence

from alongside.domain.assessment.areas import Area
from alongside.domain.assessment.asking import NOTHING, Answers, shown_questions
from alongside.domain.assessment.definition import Part, Question, Who
from alongside.domain.assessment.voices import Answer, Said


def needs_said(area: Area, answers: Answers) -> Sequence[tuple[Question, str]]:
    """Return what was said of each need in an area that was asked about and answered, in the order of the questions."""
    said = (
        (question, say_need(question, answers.get(question.id, NOTHING))) for question in shown_questions(area, answers)
    )
    return [(question, words) for question, words in said if words]


def say_need(question: Question, answer: Answer) -> str:
    """Return the words of an answer as a need: the person's before the practitioner's, and words before what was chosen.

    Nothing for a question that is not about a need or is for staff alone, and nothing of what a practitioner keeps apart:
    another service and the person read a referral.
    """
    if question.part is not Part.NEED or question.who is Who.PRACTITIONER:
        return ""
    voices = [said for said in (answer.person, answer.practitioner) if not said.apart]
    written = (said.words.strip() for said in voices)
    chosen = (_say_chosen(question, said) for said in voices)
    return next((text for text in (*written, *chosen) if text), "")


def _say_chosen(question: Question, said: Said) -> str:
    says = [option.says for option in question.options if option.id in said.options]
    return f"{question.ask} {', '.join(says)}" if says else ""
