"""Lets one made-up person have their figures worked out, with what was judged beside them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.standings import day_of
from alongside.casework.demo.assessments import first_two
from alongside.casework.risk.operations import calculate, judge, save_history
from alongside.casework.risk.sealing import Reasons
from alongside.domain.demo.figures import JUDGED, make_history

AFTER_SIGNING = timedelta(days=4)


def work_figures_out(person_ids: Sequence[UUID], *, at: datetime) -> None:
    """Make them with the same operations as the pages, the day after the conversation was signed."""
    then = at - AFTER_SIGNING
    for person_id, by in first_two(person_ids)[:1]:
        save_history(person_id=person_id, facts=make_history(today=day_of(then)), revision=0, by=by, at=then)
        calculate(person_id=person_id, by=by, at=then)
        judge(person_id=person_id, says="overrides", reasons=Reasons(**JUDGED), by=by, at=then + timedelta(minutes=20))
