"""Questionnaires as data: what is asked, how it is scored, how the answers are stored."""

from alongside.domain.questionnaires.definition import (
    Definition,
    DefinitionBroken,
    DefinitionNotFound,
    Item,
    Language,
    LanguageNotFound,
    Wording,
    load_definition,
)
from alongside.domain.questionnaires.packing import AnswersDoNotFit, pack_answers, unpack_answers
from alongside.domain.questionnaires.scoring import (
    PREFER_NOT_TO_SAY,
    AnswerOutOfRange,
    Response,
    Score,
    TooFewAnswers,
    Unanswered,
    UnknownItem,
    score_responses,
    turn_round,
)

CHECK_IN = "alongside_check_in"
CLOSER_LOOK = "alongside_closer_look"
CLOSER_LOOK_EVERY = 4


def is_time_for_a_closer_look(session_number: int) -> bool:
    """Return whether the long form is offered at this session, counted from the first with this worker."""
    return session_number % CLOSER_LOOK_EVERY == 0


__all__ = [
    "CHECK_IN",
    "CLOSER_LOOK",
    "CLOSER_LOOK_EVERY",
    "PREFER_NOT_TO_SAY",
    "AnswerOutOfRange",
    "AnswersDoNotFit",
    "Definition",
    "DefinitionBroken",
    "DefinitionNotFound",
    "Item",
    "Language",
    "LanguageNotFound",
    "Response",
    "Score",
    "TooFewAnswers",
    "Unanswered",
    "UnknownItem",
    "Wording",
    "is_time_for_a_closer_look",
    "load_definition",
    "pack_answers",
    "score_responses",
    "turn_round",
    "unpack_answers",
]
