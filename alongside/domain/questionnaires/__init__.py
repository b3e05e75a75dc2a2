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
)

CHECK_IN = "alongside_check_in"

__all__ = [
    "CHECK_IN",
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
    "load_definition",
    "pack_answers",
    "score_responses",
    "unpack_answers",
]
