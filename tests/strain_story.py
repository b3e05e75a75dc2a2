"""A strain as it comes about: weeks of steady check-ins with Ruth, then one that dips. Through the operations."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Audience
from alongside.access.actors import actor_for, actor_for_capability
from alongside.casework.my_side.capabilities import end_capability, find_capability, hand_over
from alongside.casework.my_side.operations import answer_help, answer_question, complete_check_in, say_whether_off
from alongside.domain.questionnaires.definition import load_definition
from alongside.domain.strains import Help
from alongside.records.models import Episode, PractitionerRating, Relationship, Session, User
from tests.cast import START, Cast

STEADY = [7, 8, 7, 8, 7]
DIP_AT = START + timedelta(weeks=5, minutes=40)
NEXT_DAY = DIP_AT + timedelta(days=1)


def meet(practitioner: User, person_id: UUID, at: datetime, attendance: str = "attended") -> Session:
    """Keep one meeting of the two, which the practitioner chose not to rate, so that nothing waits for them."""
    relationship = Relationship.objects.get(person=person_id, practitioner=practitioner)
    session = Session.objects.create(
        person_id=person_id, relationship=relationship, practitioner=practitioner, planned_at=at, created_at=at,
        attendance=attendance,
    )  # fmt: skip
    PractitionerRating.objects.create(person_id=person_id, session=session, author=practitioner, rated_at=at)
    return session


def check_in(session: Session, *marks: int, audience: Audience = Audience.WORKER, felt_off: bool = False) -> None:
    """Answer the check-in of a session forty minutes into it: one mark for all questions, or one for each."""
    at = session.planned_at + timedelta(minutes=40)
    secret = hand_over(session_id=session.id, by=actor_for(session.practitioner), at=at)
    capability = find_capability(secret=secret, at=at)
    assert capability is not None
    person = actor_for_capability(capability)
    for place, item in enumerate(load_definition("alongside_check_in").items):
        mark = marks[place % len(marks)]
        answer_question(capability=capability, item_id=item.id, answer=mark, by=person, at=at)
    say_whether_off(capability=capability, felt_off=felt_off, by=person, at=at)
    complete_check_in(capability=capability, audience=audience, language="en-gb", by=person, at=at)
    end_capability(capability_id=capability.id, at=at)


def person_says(cast: Cast, answer: Help, at: datetime) -> None:
    """Let the person say whether it helped, on the handed-over device of their latest session."""
    session = Session.objects.filter(person=cast.person_id).latest("planned_at")
    capability = find_capability(secret=hand_over(session_id=session.id, by=actor_for(cast.practitioner), at=at), at=at)
    assert capability is not None
    answer_help(capability=capability, answer=answer, by=actor_for_capability(capability), at=at)


def make_dip(cast: Cast, *marks: int) -> Episode:
    """Let five steady weeks be followed by a low mark, which opens a strain. Returns it."""
    for week, mark in enumerate(STEADY):
        check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=week)), mark)
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=5)), *(marks or (4, 4, 2, 4)))
    return Episode.objects.get()
