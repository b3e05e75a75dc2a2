"""The score of one completed questionnaire: the mean of the answers that were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from math import fsum
from types import MappingProxyType
from typing import Final

from alongside.domain.questionnaires.definition import Definition


class Unanswered(Enum):
    """What stands in place of a number when the person chose to give none."""

    PREFER_NOT_TO_SAY = "prefer_not_to_say"


PREFER_NOT_TO_SAY: Final = Unanswered.PREFER_NOT_TO_SAY

Response = int | Unanswered


class TooFewAnswers(ValueError):
    """Fewer questions were answered than a score needs, so there is no score."""


class UnknownItem(ValueError):
    """An answer names a question that the questionnaire does not have."""


class AnswerOutOfRange(ValueError):
    """An answer is not a whole number on the questionnaire's scale."""


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of the answers given, on the questionnaire's own scale, not rounded."""

    mean: float
    answered: int
    by_item: Mapping[str, int]


def score_responses(definition: Definition, responses: Mapping[str, Response]) -> Score:
    """Score one set of responses: the mean of the items answered, in points of the definition's range.

    A question left out of `responses` counts like PREFER_NOT_TO_SAY: nothing is put in its place. An item that
    is_reversed counts the other way round, though `by_item` keeps what was answered. Items that are not scored are
    neither counted nor in `by_item`.
    Raises UnknownItem, AnswerOutOfRange, or TooFewAnswers below the definition's `minimum_answered`.
    Source: the project's own rule set, version 2026-1: mean of the four items, at least three answered.
    """
    refuse_what_does_not_fit(definition, responses)
    by_item = {
        item_id: answer
        for item_id in definition.scored_ids
        if not isinstance(answer := responses.get(item_id, PREFER_NOT_TO_SAY), Unanswered)
    }
    if len(by_item) < definition.minimum_answered:
        raise TooFewAnswers(f"{len(by_item)} answered, {definition.minimum_answered} needed")
    turned = (turn_round(definition, item_id, answer) for item_id, answer in by_item.items())
    return Score(fsum(turned) / len(by_item), len(by_item), MappingProxyType(by_item))


def turn_round(definition: Definition, item_id: str, answer: int) -> int:
    """Return an answer so that more is better: of a reversed item, its mirror image on the scale."""
    is_reversed = definition.get_item(item_id).is_reversed
    return definition.lowest + definition.highest - answer if is_reversed else answer


def refuse_what_does_not_fit(definition: Definition, responses: Mapping[str, Response]) -> None:
    """Raise UnknownItem or AnswerOutOfRange if any response could not have been given on the form."""
    for item_id, answer in responses.items():
        if item_id not in definition.item_ids:
            raise UnknownItem(item_id)
        if not isinstance(answer, Unanswered) and not _is_on_the_scale(definition, answer):
            raise AnswerOutOfRange(f"{item_id} must be from {definition.lowest} to {definition.highest}")


def _is_on_the_scale(definition: Definition, answer: object) -> bool:
    # True is an int to Python, and a form that posts it is broken: it must not become a mark of 1.
    if isinstance(answer, bool) or not isinstance(answer, int):
        return False
    return definition.lowest <= answer <= definition.highest
