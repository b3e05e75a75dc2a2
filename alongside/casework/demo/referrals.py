"""Lets one made-up person have been referred: one thing waited for, one agreed on, and one that came back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.demo.assessments import first_two
from alongside.casework.referrals.operations import agree_referral, take_step
from alongside.domain.demo.referrals import REFERRALS, MadeUpReferral


def ask_others(person_ids: Sequence[UUID], *, at: datetime) -> None:
    """Make them with the same operations as the pages, for whoever has signed a conversation."""
    for person_id, by in first_two(person_ids)[:1]:
        for made_up in REFERRALS:
            _follow(person_id, made_up, by=by, at=at)


def _follow(person_id: UUID, made_up: MadeUpReferral, *, by: Actor, at: datetime) -> None:
    (_, ago, _), *others = made_up.steps
    on = day_of(at - timedelta(days=ago))
    # Written down today what happened then: nobody could write while they did not work with the person yet.
    referral_id = agree_referral(
        person_id=person_id, area=made_up.area, to=made_up.to, need=made_up.need, on=on, by=by, at=at
    )
    for seen, (step, days, words) in enumerate(others, start=1):
        day = day_of(at - timedelta(days=days))
        take_step(referral_id=referral_id, step=step, on=day, words=words, seen=seen, by=by, at=at)
