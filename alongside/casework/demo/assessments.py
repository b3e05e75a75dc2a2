"""Lets two made-up people have talked it through: one to the signatures, one to a break in the middle."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Actor
from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import (
    begin_assessment,
    complete_assessment,
    say_for_person,
    sign_assessment,
    stop_talking,
)
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.domain.assessment import PersonSays
from alongside.domain.demo.assessments import DISSENT, SIGNED, UNDER_WAY, Line
from alongside.records.relationships import Relationship


def talk_it_through(person_ids: Sequence[UUID], *, at: datetime) -> None:
    """Make both with the same operations as the pages, for the first two of one practitioner among these people."""
    of_one = first_two(person_ids)
    if len(of_one) < 2:
        return
    (signed, by), (under_way, other) = of_one
    _answer(signed, SIGNED, by=by, at=at - timedelta(days=12))
    complete_assessment(person_id=signed, by=by, at=at - timedelta(days=5))
    say_for_person(
        person_id=signed, says=PersonSays.DOES_NOT, words=DISSENT, by=by, at=at - timedelta(days=5, minutes=-4)
    )
    sign_assessment(person_id=signed, by=by, at=at - timedelta(days=5, minutes=-6))
    _answer(under_way, UNDER_WAY, by=other, at=at - timedelta(days=2))
    stop_talking(person_id=under_way, place="money", by=other, at=at - timedelta(days=2, minutes=-20))


def _answer(person_id: UUID, lines: Sequence[Line], *, by: Actor, at: datetime) -> None:
    begin_assessment(person_id=person_id, by=by, at=at)
    sent = [Sent(question, voice, said) for question, voice, said in lines]
    save_answers(person_id=person_id, sent=sent, tab="", by=by, at=at)


def first_two(person_ids: Sequence[UUID]) -> list[tuple[UUID, Actor]]:
    """Return the first two of these people who are with the first one's practitioner, with that practitioner."""
    rows = Relationship.objects.filter(person__in=person_ids, kind="allocated", ends_on__isnull=True)
    by_person = {row.person_id: row.practitioner for row in rows.select_related("practitioner")}
    found = [(person_id, by_person[person_id]) for person_id in person_ids if person_id in by_person]
    return [(person_id, actor_for(user)) for person_id, user in found if user == found[0][1]][:2]
