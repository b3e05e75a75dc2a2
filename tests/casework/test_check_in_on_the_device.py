"""From a person added to a dip noticed, through the operations only."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.access import Actor, Audience, Role
from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.caseload.queries import list_caseload, list_supervised
from alongside.casework.my_side.capabilities import (
    end_capability,
    end_expired_capabilities,
    find_capability,
    hand_over,
    hash_secret,
)
from alongside.casework.my_side.operations import answer_question, complete_check_in
from alongside.casework.people.identifiers import IdentifierTaken
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.questionnaires.definition import load_definition
from alongside.ledger.models import Entry
from alongside.records.models import (
    Capability,
    CaseloadState,
    CheckIn,
    Episode,
    Identifier,
    PractitionerRating,
    Relationship,
    Session,
    User,
)  # fmt: skip

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
FACTS = PersonFacts(
    name=PersonName("Tomos", "Bevan"),
    born_on=date(1999, 3, 1),
    jurisdiction=Jurisdiction.ENGLAND_WALES,
    identifiers=[("CRN", "X123456")],
)


@pytest.fixture
def marian() -> User:
    return User.objects.create(email="marian@example.org", name="Marian Ellis", roles=["supervisor"])


@pytest.fixture
def ruth(marian: User) -> User:
    return User.objects.create(email="ruth@example.org", name="Ruth Adeyemi", roles=["practitioner"], supervisor=marian)


@pytest.fixture
def tomos(ruth: User):
    return add_person(facts=FACTS, by=actor_for(ruth), at=START)


def meet(ruth: User, person_id, week: int) -> Session:
    when = START + timedelta(weeks=week)
    relationship = Relationship.objects.get(person=person_id)
    session = Session.objects.create(
        person_id=person_id, relationship=relationship, practitioner=ruth, planned_at=when, created_at=when,
        attendance="attended",
    )  # fmt: skip
    # Not rated by choice, so that nothing waits for it.
    PractitionerRating.objects.create(person_id=person_id, session=session, author=ruth, rated_at=when)
    return session


def check_in(ruth: User, session: Session, mark: int, audience: Audience = Audience.WORKER) -> None:
    at = session.planned_at + timedelta(minutes=40)
    capability = find_capability(secret=hand_over(session_id=session.id, by=actor_for(ruth), at=at), at=at)
    assert capability is not None
    person = actor_for_capability(capability)
    for item in load_definition("alongside_check_in").items:
        answer_question(capability=capability, item_id=item.id, answer=mark, by=person, at=at)
    complete_check_in(capability=capability, audience=audience, language="en-gb", by=person, at=at)
    end_capability(capability_id=capability.id, at=at)


def test_a_dip_after_steady_weeks_is_noticed(ruth, tomos):
    for week, mark in enumerate([7, 8, 7, 8, 7]):
        check_in(ruth, meet(ruth, tomos, week), mark)
    assert not Episode.objects.exists()
    check_in(ruth, meet(ruth, tomos, 5), 3)
    row = list_caseload(viewer=actor_for(ruth), at=START + timedelta(weeks=5, hours=2))[0]
    assert (row.strain, row.line.words, row.sessions_together) == ("open", "Below own range", 6)


@pytest.mark.parametrize("audience", [Audience.SUPERVISOR, Audience.TOTALS])
def test_a_dip_that_is_not_for_the_worker_changes_nothing_they_see(ruth, tomos, audience):
    for week, mark in enumerate([7, 8, 7, 8, 7]):
        check_in(ruth, meet(ruth, tomos, week), mark)
    later = meet(ruth, tomos, 5)
    hand_over(session_id=later.id, by=actor_for(ruth), at=later.planned_at)
    before = list(CaseloadState.objects.values())
    check_in(ruth, later, 0, audience)
    assert list(CaseloadState.objects.values()) == before
    assert not Episode.objects.exists()


def test_answers_are_given_once_and_a_second_time_looks_the_same(ruth, tomos):
    session = meet(ruth, tomos, 0)
    check_in(ruth, session, 2, Audience.TOTALS)
    check_in(ruth, session, 10, Audience.WORKER)
    row = CheckIn.objects.get()
    assert (row.audience, row.answers) == ("totals", [2, 2, 2, 2])


def test_leaving_before_choosing_leaves_only_the_offer(ruth, tomos):
    session = meet(ruth, tomos, 0)
    secret = hand_over(session_id=session.id, by=actor_for(ruth), at=START)
    capability = find_capability(secret=secret, at=START)
    item = load_definition("alongside_check_in").items[0].id
    answer_question(capability=capability, item_id=item, answer=1, by=actor_for_capability(capability), at=START)
    end_capability(capability_id=capability.id, at=START)
    assert Capability.objects.get().sealed_progress is None
    assert CheckIn.objects.get().answers == []
    assert find_capability(secret=secret, at=START) is None


def test_a_capability_lasts_thirty_minutes_and_only_its_hash_is_kept(ruth, tomos):
    secret = hand_over(session_id=meet(ruth, tomos, 0).id, by=actor_for(ruth), at=START)
    assert find_capability(secret=secret, at=START + timedelta(minutes=29)) is not None
    assert find_capability(secret=secret, at=START + timedelta(minutes=30)) is None
    assert Capability.objects.filter(secret_hash=hash_secret(secret)).exists()
    assert secret not in str(Capability.objects.values())


def test_answers_nobody_sent_are_forgotten_when_the_time_is_over_and_not_before(ruth, tomos):
    secret = hand_over(session_id=meet(ruth, tomos, 0).id, by=actor_for(ruth), at=START)
    capability = find_capability(secret=secret, at=START)
    item = load_definition("alongside_check_in").items[0].id
    answer_question(capability=capability, item_id=item, answer=1, by=actor_for_capability(capability), at=START)
    assert end_expired_capabilities(at=START + timedelta(minutes=29)) == 0
    assert Capability.objects.get().sealed_progress is not None
    assert end_expired_capabilities(at=START + timedelta(minutes=30)) == 1
    assert Capability.objects.get().sealed_progress is None
    assert end_expired_capabilities(at=START + timedelta(minutes=31)) == 0


def test_a_stranger_cannot_hand_over_somebody_elses_session(ruth, tomos):
    stranger = Actor(id=uuid4(), roles=frozenset({Role.PRACTITIONER}))
    with pytest.raises(NotHere):
        hand_over(session_id=meet(ruth, tomos, 0).id, by=stranger, at=START)
    assert not CheckIn.objects.exists()


def test_a_supervisors_list_has_no_line_and_no_strain(ruth, marian, tomos):
    (row,) = list_supervised(viewer=actor_for(marian), at=START)
    assert (row.name.display, row.line, row.strain) == ("Tomos Bevan", None, None)


def test_a_list_is_one_entry_and_no_ledger_means_no_list(ruth, tomos, monkeypatch):
    list_caseload(viewer=actor_for(ruth), at=START)
    assert Entry.objects.filter(action="listed").count() == 1
    monkeypatch.setattr("alongside.casework.audit.record_entry", _refuse)
    with pytest.raises(RuntimeError):
        list_caseload(viewer=actor_for(ruth), at=START)


def _refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")


def test_a_known_identifier_is_refused_to_their_worker_and_betrays_nothing_to_others(ruth, tomos):
    with pytest.raises(IdentifierTaken):
        add_person(facts=FACTS, by=actor_for(ruth), at=START)
    other = User.objects.create(email="o@example.org", name="O", roles=["practitioner"])
    add_person(facts=FACTS, by=actor_for(other), at=START)
    assert sorted(Identifier.objects.values_list("contested", flat=True)) == [False, True]
