"""Lets one made-up person have said yes, no and no longer, and something have been passed on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.agreements.loading import Answered
from alongside.casework.agreements.operations import ask_agreement
from alongside.casework.demo.assessments import first_two
from alongside.casework.passing_on.loading import What
from alongside.casework.passing_on.operations import Passing, follow_passed_on, write_passed_on
from alongside.domain.agreements import How, current_wording
from alongside.domain.demo.passing_on import ANSWERS, CAME_BACK, HOUSING, LEFT_OUT, PASSED_ON
from alongside.domain.passing_on import Ground, Step, Taken


def agree_and_pass_on(person_ids: Sequence[UUID], *, at: datetime) -> None:
    """Make them with the same operations as the pages, for whoever has signed a conversation."""
    for person_id, by in first_two(person_ids)[:1]:
        _pass_on(person_id, _ask(person_id, by=by, at=at), by=by, at=at)


def _ask(person_id: UUID, *, by: Actor, at: datetime) -> UUID:
    """Ask everything, and return the yes about housing."""
    asked = {}
    for one in ANSWERS:
        wording = current_wording(one.matter, language="en")
        on = day_of(at - timedelta(days=one.ago))
        said = Answered(one.answer, on, wording.version, wording.language.value, How.SPOKEN, words=one.words)
        asked[one.about] = ask_agreement(
            person_id=person_id, matter=one.matter, about=one.about, said=said, by=by, at=at
        )
    return asked[HOUSING]


def _pass_on(person_id: UUID, agreement_id: UUID, *, by: Actor, at: datetime) -> None:
    on, today = day_of(at - timedelta(days=24)), day_of(at)
    what = What(PASSED_ON, HOUSING, left_out=LEFT_OUT)
    passing = Passing(what, on, Ground.AGREEMENT, agreement_id, told_on=on)
    passed_id = write_passed_on(person_id=person_id, passing=passing, by=by, at=at)
    follow_passed_on(passed_id=passed_id, taken=Taken(Step.CAME_BACK, today), words=CAME_BACK, seen=1, by=by, at=at)
