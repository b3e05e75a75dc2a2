"""Answers as the short JSON array that is stored in the check-in's row, in the order of the items."""

from collections.abc import Mapping, Sequence

from alongside.domain.questionnaires.definition import Definition
from alongside.domain.questionnaires.scoring import (
    PREFER_NOT_TO_SAY,
    AnswerOutOfRange,
    Response,
    Unanswered,
    refuse_what_does_not_fit,
)


class AnswersDoNotFit(ValueError):
    """A stored array does not belong to this version of the questionnaire."""


def pack_answers(definition: Definition, responses: Mapping[str, Response]) -> list[int | None]:
    """The responses as a JSON array, one place per item: the answer, or null for *prefer not to say* and for blank.

    Null, never a number out of range: arithmetic on a stored array by mistake must fail aloud. Store the
    definition's name and version beside it. Raises UnknownItem or AnswerOutOfRange.
    """
    refuse_what_does_not_fit(definition, responses)
    answers = (responses.get(item_id, PREFER_NOT_TO_SAY) for item_id in definition.item_ids)
    return [None if isinstance(answer, Unanswered) else answer for answer in answers]


def unpack_answers(definition: Definition, packed: Sequence[int | None]) -> dict[str, Response]:
    """The responses that were packed, null read as PREFER_NOT_TO_SAY. Raises AnswersDoNotFit on anything else."""
    if len(packed) != len(definition.items):
        raise AnswersDoNotFit(f"{len(packed)} places for {len(definition.items)} items")
    answers = (PREFER_NOT_TO_SAY if answer is None else answer for answer in packed)
    responses: dict[str, Response] = dict(zip(definition.item_ids, answers, strict=True))
    try:
        refuse_what_does_not_fit(definition, responses)
    except AnswerOutOfRange as problem:
        raise AnswersDoNotFit(str(problem)) from problem
    return responses
