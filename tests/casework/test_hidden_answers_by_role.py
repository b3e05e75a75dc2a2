"""G32 for everybody else: of made-up teams with answers for every audience, each role gets what the table allows.

test_hidden_answers_in_bulk asks what a worker could tell from an answer that is not for them. Here everybody opens the
page and the timeline of each person, and gets the answers of exactly one audience, none, or nobody at all.
"""

import random
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.caseload.state import refresh_state
from alongside.casework.overview.queries import get_overview
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.people.timeline import get_timeline
from alongside.domain.questionnaires import CHECK_IN
from alongside.records.models import (
    CheckIn,
    Cover,
    DatedAuthority,
    Exclusion,
    PractitionerRating,
    Relationship,
    Session,
    User,
)
from tests.cast import START, TOMOS, Cast, make_cast, make_user

pytestmark = pytest.mark.django_db
TEAMS = 15
NOBODYS, ABSENT = "nobody's", "absent"
AUDIENCES = ["worker", "supervisor", "totals"]
# The table of confidentiality.md: whose answers each part of a team reads. Everybody else finds nobody there.
READS = {
    "practitioner": "worker", "co_worker": "worker", "supervisor": "supervisor", "cover": NOBODYS, "inspector": NOBODYS,
}  # fmt: skip
Days = dict[str, set[date]]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def everybody(cast) -> dict[str, User]:
    """Return every member of staff by their part, and let the inspector read the records of the team."""
    inspector = make_user("Ines Roy", "practitioner")
    DatedAuthority.objects.create(
        user=inspector, team=cast.team, starts_on=START.date(), ends_on=START.date(), granted_by=cast.administrator,
        granted_at=START,
    )  # fmt: skip
    co_worker = make_user("Cara Owen", "practitioner", team=cast.team, supervisor=cast.supervisor)
    return cast.staff() | {"inspector": inspector, "co_worker": co_worker}


def make_team(cast: Cast, everybody: dict[str, User], number: int, rng: random.Random) -> tuple[UUID, Days]:
    """Make a person with everybody's relation to them, and return the days of their answers for each audience."""
    facts = replace(TOMOS, name=PersonName(f"Given{number}", "Doyle"), identifiers=(), born_on=None)
    person_id = add_person(facts=facts, by=actor_for(cast.practitioner), at=START)
    begun = START.date() - timedelta(weeks=20)
    Relationship.objects.filter(person=person_id).update(starts_on=begun)
    Relationship.objects.create(
        person_id=person_id, practitioner=everybody["co_worker"], kind="co_worker", starts_on=begun, created_at=START
    )
    Cover.objects.create(
        practitioner=cast.practitioner, covering=cast.cover, person_id=person_id, starts_on=START.date(),
        ends_on=START.date(), arranged_by=cast.supervisor, arranged_at=START,
    )  # fmt: skip
    Exclusion.objects.create(person_id=person_id, user=cast.excluded, set_by=cast.supervisor, set_at=START)
    days: Days = {audience: set() for audience in AUDIENCES}
    for week in range(rng.randint(3, 9), 0, -1):
        audience = rng.choice(AUDIENCES)
        days[audience].add(answer(cast, person_id, week, audience, rng))
    refresh_state(person_id, at=START)
    return person_id, days


def answer(cast: Cast, person_id: UUID, week: int, audience: str, rng: random.Random) -> date:
    """Let the person answer after the session of some weeks ago, which the practitioner has rated."""
    at = START - timedelta(weeks=week)
    pair = Relationship.objects.get(person=person_id, practitioner=cast.practitioner)
    session = Session.objects.create(
        person_id=person_id, relationship=pair, practitioner=cast.practitioner, planned_at=at, created_at=at,
        attendance="attended",
    )  # fmt: skip
    PractitionerRating.objects.create(person_id=person_id, session=session, author=cast.practitioner, rated_at=at)
    CheckIn.objects.create(
        person_id=person_id, relationship=pair, session=session, state="completed", audience=audience,
        instrument=CHECK_IN, instrument_version="1", answers=[rng.randint(0, 10) for _ in range(4)],
        felt_off=rng.random() < 0.5, offered_at=at, offered_by=cast.practitioner, completed_at=at,
    )  # fmt: skip
    return at.date()


def whose_answers(person_id: UUID, user: User, days: Days) -> str:
    """Return whose answers this user meets on the page and the timeline of a person. Both must say the same."""
    viewer = actor_for(user)
    try:
        page = get_overview(person_id=person_id, viewer=viewer, at=START, with_ratings=True)
    except NotHere:
        with pytest.raises(NotHere):
            get_timeline(person_id=person_id, viewer=viewer, page=1, at=START)
        return ABSENT
    timeline = get_timeline(person_id=person_id, viewer=viewer, page=1, at=START)
    scored = {event.on for event in timeline.events if event.score is not None}
    on_line = {session.on for session in page.line.sessions if session.score is not None} if page.line else set()
    assert scored == on_line
    kept_apart = {given.on for given in page.supervisor_answers or []}
    met = {audience for audience in AUDIENCES if days[audience] & (on_line | kept_apart)}
    assert on_line | kept_apart == {day for audience in met for day in days[audience]}, "all of an audience or none"
    assert not (on_line and kept_apart)
    return met.pop() if met else NOBODYS


def test_of_generated_teams_each_role_gets_only_what_the_table_allows(cast, everybody):
    rng = random.Random(20260504)  # noqa: S311  the same teams each time, not a secret
    for number in range(TEAMS):
        person_id, days = make_team(cast, everybody, number, rng)
        for part, user in everybody.items():
            allowed = READS.get(part, ABSENT)
            wanted = NOBODYS if allowed in AUDIENCES and not days[allowed] else allowed
            assert whose_answers(person_id, user, days) == wanted, f"{part} of team {number}"
