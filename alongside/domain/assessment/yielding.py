"""What the answers say in the input names of the predictors, so that nobody types an answer twice.

Names and values are those of the public specification of the national predictors (sections 2.2 to 2.4). The dates and
counts of sections 2.1 and 2.3 are no conversation: they are read from the record of convictions.
"""

from alongside.domain.assessment.areas import Area
from alongside.domain.assessment.asking import NOTHING, Answers, shown_questions
from alongside.domain.assessment.definition import InputValue, Kind, Question, all_questions


def input_names() -> frozenset[str]:
    """Return every input that some question yields."""
    return frozenset(name for question in all_questions() for name in question.inputs)


def predictor_inputs(answers: Answers) -> dict[str, InputValue | None]:
    """Return each input with what the practitioner chose for it, or None where nobody has said.

    It is always the practitioner's choice: the person's may differ and stays beside it, and is never put into a figure.
    Answers to questions that are no longer asked say nothing. Where two questions yield one input the later, which asks
    more closely, counts.
    """
    found: dict[str, InputValue | None] = dict.fromkeys(sorted(input_names()))
    for area in Area:
        for question in shown_questions(area, answers):
            found |= _given(question, answers.get(question.id, NOTHING).practitioner.options)
    return found


def sources_of(name: str) -> tuple[Question, ...]:
    """Return the questions that yield an input, so that a missing one can be named and led to."""
    return tuple(question for question in all_questions() if name in question.inputs)


def _given(question: Question, chosen: tuple[str, ...]) -> dict[str, InputValue]:
    if not chosen:
        return {}
    given = {name: value for option in question.options if option.id in chosen for name, value in option.gives.items()}
    if question.kind is Kind.SEVERAL:
        # Whoever says which ones says of the others that it is not them.
        return dict.fromkeys(question.inputs, False) | given
    return given
