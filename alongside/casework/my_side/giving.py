"""Giving answers to the audience the person chose, whichever way they came: a device, their own door or paper."""

from dataclasses import dataclass
from datetime import datetime

from alongside.access import Audience
from alongside.casework.caseload.state import refresh_state
from alongside.casework.check_ins.words import seal_words
from alongside.casework.episodes.noticing import notice_strain
from alongside.casework.my_side.progress import Progress, definition_of
from alongside.domain.questionnaires import PREFER_NOT_TO_SAY, Response, pack_answers
from alongside.records.check_ins import CheckIn
from alongside.vault import open_keys


@dataclass(frozen=True)
class Given:
    """What a person gives: the answers, to whom, in which language of the pages, their words, and when they said it."""

    answers: Progress
    audience: Audience
    language: str
    words: str
    said_at: datetime


def give_answers(check_in: CheckIn, given: Given, *, at: datetime) -> None:
    """Write the answers into the row, which is locked and only offered, and seal the words. Call it in a transaction.

    With *only totals* nobody could read words, so none are kept, whatever is given. Answers the worker may read are
    looked at for a strain and shown on the caseload. Others change nothing there.
    """
    definition = definition_of(check_in.instrument, given.answers)
    responses: dict[str, Response] = {
        item: PREFER_NOT_TO_SAY if answer is None else answer
        for item, answer in given.answers.answers.items()
        if item in definition.item_ids
    }
    check_in.answers = pack_answers(definition, responses)
    check_in.instrument, check_in.instrument_version = definition.name, definition.version
    check_in.felt_off, check_in.language = given.answers.felt_off, given.language
    check_in.state, check_in.audience, check_in.completed_at = "completed", given.audience.value, given.said_at
    words = given.words.strip()
    if words and given.audience is not Audience.TOTALS:
        check_in.sealed_words = seal_words(open_keys([check_in.person_id]), check_in, words)
    check_in.save()
    if given.audience is Audience.WORKER:
        notice_strain(check_in, at=at)
        refresh_state(check_in.person_id, at=at)
