"""G32 in bulk: what a hidden answer could change is worked out for 3,000 made-up teams, and nothing changes.

A team is one practitioner and one person with a history of their own. The screens themselves are compared to the byte
in tests/pages/test_nobody_can_tell.py; here it is everything they are made from.
"""

import random
from datetime import timedelta
from typing import Any

import pytest

from alongside.access import Audience
from alongside.access.actors import actor_for, actor_for_capability
from alongside.casework.caseload.state import refresh_states
from alongside.casework.check_ins.history import load_histories
from alongside.casework.episodes.noticing import notice_strain
from alongside.casework.my_side.capabilities import find_capability, hand_over
from alongside.casework.my_side.operations import answer_question, complete_check_in, say_whether_off
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.models import CaseloadState, CheckIn, Episode, Person, Relationship, Session, User
from tests.cast import START

pytestmark = pytest.mark.django_db
TEAMS, AT_ONCE = 3_000, 200
HIDDEN = [Audience.SUPERVISOR, Audience.TOTALS]
ITEMS = load_definition(CHECK_IN).item_ids


def marks(rng: random.Random) -> list[int | None]:
    middle = rng.randint(0, 10)
    return [None if rng.random() < 0.1 else min(10, max(0, middle + rng.randint(-1, 1))) for _ in ITEMS]


def make_teams(worker: User, count: int, rng: random.Random) -> list[CheckIn]:
    """Make people with up to nine earlier check-ins for anybody, and return an offer of today for each."""
    people = Person.objects.bulk_create([Person(jurisdiction="england_wales", created_at=START) for _ in range(count)])
    pairs = Relationship.objects.bulk_create(
        Relationship(
            person=person, practitioner=worker, kind="allocated", created_at=START,
            starts_on=(START - timedelta(weeks=20)).date(),
        )
        for person in people
    )  # fmt: skip
    sessions, rows = [], []
    for pair in pairs:
        for week in range(rng.randint(0, 9), -1, -1):
            sessions.append(_session(pair, week))
            rows.append(_row(sessions[-1], week, rng))
    Session.objects.bulk_create(sessions)
    CheckIn.objects.bulk_create(rows)
    return [row for row in rows if row.state == "offered"]


def _session(pair: Relationship, week: int) -> Session:
    at = START - timedelta(weeks=week)
    return Session(
        person_id=pair.person_id, relationship=pair, practitioner_id=pair.practitioner_id, planned_at=at, created_at=at,
        attendance="attended",
    )  # fmt: skip


def _row(session: Session, week: int, rng: random.Random) -> CheckIn:
    row = CheckIn(
        person_id=session.person_id, relationship_id=session.relationship_id, session=session, instrument=CHECK_IN,
        instrument_version="1", offered_at=session.planned_at, offered_by_id=session.practitioner_id,
    )  # fmt: skip
    if week:
        give(row, rng.choice([Audience.WORKER, Audience.WORKER, *HIDDEN]), rng)
    return row


def give(row: CheckIn, audience: Audience, rng: random.Random) -> None:
    row.state, row.audience, row.completed_at = "completed", audience.value, row.offered_at + timedelta(minutes=3)
    row.answers, row.felt_off = marks(rng), rng.random() < 0.5


def save(rows: list[CheckIn]) -> None:
    changed = ["state", "audience", "completed_at", "answers", "felt_off"]
    CheckIn.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=changed)


def all_a_worker_gets(rows: list[CheckIn]) -> tuple[Any, ...]:
    """Return everything the screens of a worker are made from, for these people."""
    people = [row.person_id for row in rows]
    refresh_states(people, at=START)
    states = list(CaseloadState.objects.filter(person__in=people).order_by("person").values())
    return states, load_histories(people), list(Episode.objects.filter(person__in=people).order_by("id").values())


def test_no_hidden_answer_of_three_thousand_teams_changes_anything_a_worker_gets():
    rng = random.Random(20260504)  # noqa: S311  the same teams each time, not a secret
    worker = User.objects.create(email="ruth@example.org", name="Ruth Adeyemi", roles=["practitioner"])
    for _ in range(TEAMS // AT_ONCE):
        offers = make_teams(worker, AT_ONCE, rng)
        before = all_a_worker_gets(offers)
        for row in offers:
            give(row, rng.choice(HIDDEN), rng)
            assert notice_strain(row, at=START) is None
        save(offers)
        assert all_a_worker_gets(offers) == before


def test_the_same_answers_for_my_worker_do_change_something():
    """Or the test above could not fail."""
    rng = random.Random(7)  # noqa: S311
    worker = User.objects.create(email="ruth@example.org", name="Ruth Adeyemi", roles=["practitioner"])
    offers = make_teams(worker, 30, rng)
    before = all_a_worker_gets(offers)
    for row in offers:
        give(row, Audience.WORKER, rng)
    save(offers)
    assert all_a_worker_gets(offers) != before


@pytest.mark.parametrize("audience", HIDDEN)
def test_the_operation_itself_leaves_a_worker_nothing_either(cast_for_bulk, audience):
    """The bulk writes rows itself. This walks through the operations, with a history deep enough for every rule."""
    ruth, person_id = cast_for_bulk
    relationship = Relationship.objects.get(person=person_id)
    for week in range(6, 0, -1):
        session = _session(relationship, week)
        session.save()
        row = _row(session, 0, random.Random(week))  # noqa: S311
        row.state, row.audience, row.completed_at, row.answers = "completed", "worker", session.planned_at, [8, 8, 7, 8]
        row.save()
    session = _session(relationship, 0)
    session.save()
    secret = hand_over(session_id=session.id, by=actor_for(ruth), at=START)
    offer = CheckIn.objects.get(session=session)
    before = all_a_worker_gets([offer])
    capability = find_capability(secret=secret, at=START)
    person = actor_for_capability(capability)
    for item_id in ITEMS:
        answer_question(capability=capability, item_id=item_id, answer=0, by=person, at=START)
    say_whether_off(capability=capability, felt_off=True, by=person, at=START)
    complete_check_in(capability=capability, audience=audience, language="cy", by=person, at=START)
    assert list(CaseloadState.objects.filter(person=person_id).values()) == before[0]
    assert all_a_worker_gets([offer]) == before


@pytest.fixture
def cast_for_bulk(db: None) -> tuple[User, Any]:
    from tests.cast import make_cast

    cast = make_cast()
    return cast.practitioner, cast.person_id
