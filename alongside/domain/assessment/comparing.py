"""What changed between two versions, side by side, and what of one version goes into the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alongside.domain.assessment.areas import Area
from alongside.domain.assessment.asking import NOTHING, Answers
from alongside.domain.assessment.definition import Part, Question, load_area, questions_by_id
from alongside.domain.assessment.voices import Answer, Voice


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose answer is not what it was. voices are those who said something else."""

    question: Question
    before: Answer
    after: Answer
    voices: tuple[Voice, ...]

    @property
    def has_new_standing(self) -> bool:
        """Return whether the two now agree where they differed, or the other way."""
        return self.before.standing is not self.after.standing


def changes_between(earlier: Answers, later: Answers) -> Sequence[Change]:
    """Return what changed, in the order of the areas and their questions."""
    found = []
    for area in Area:
        for question in load_area(area).questions:
            before, after = earlier.get(question.id, NOTHING), later.get(question.id, NOTHING)
            if before != after:
                found.append(Change(question, before, after, _voices(before, after)))
    return found


def carry_over(answers: Answers) -> dict[str, Answer]:
    """Return the answers a review starts with.

    Readiness is of its day and is asked again. Why somebody gave no answer was true of that day as well.
    """
    kept = {}
    for question_id, answer in answers.items():
        question = questions_by_id().get(question_id)
        if question is not None and question.part is Part.READINESS:
            continue
        kept[question_id] = _without_reason_of_that_day(answer)
    return kept


def _without_reason_of_that_day(answer: Answer) -> Answer:
    standing = answer.person.standing
    if standing is None or not standing.is_without_the_person:
        return answer
    return replace(answer, person=replace(answer.person, standing=None))


def _voices(before: Answer, after: Answer) -> tuple[Voice, ...]:
    pairs = {Voice.PERSON: (before.person, after.person), Voice.PRACTITIONER: (before.practitioner, after.practitioner)}
    return tuple(voice for voice, (old, new) in pairs.items() if old != new)
