"""G6: whatever goes wrong in the policy, the answer is no. G7: an ended relationship ends access at the next request."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from alongside.access import Action, Actor, Decision, Item, Scope, Standing, gates, policy
from alongside.access.actors import actor_for
from alongside.access.facts import Known
from alongside.access.gates import NotHere, require
from alongside.records.models import Person, Relationship, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def ruth() -> User:
    return User.objects.create(email="ruth@example.org", name="Ruth Adeyemi", roles=["practitioner"])


@pytest.fixture
def tomos(ruth: User) -> Person:
    person = Person.objects.create(jurisdiction="england_wales", created_at=NOW)
    Relationship.objects.create(
        person=person, practitioner=ruth, kind="allocated", starts_on=date(2026, 1, 1), created_at=NOW
    )
    return person


def open_identity(user: User, person_id):
    return require(actor_for(user), Action.READ, Item.IDENTITY, person_id=person_id, at=NOW)


def test_the_allocated_practitioner_is_let_in_and_the_reason_is_known(ruth, tomos):
    granted = open_identity(ruth, tomos.id)
    assert (granted.relation, granted.pseudonym) == ("allocated", tomos.pseudonym)


def test_the_gate_takes_one_query(ruth, tomos, django_assert_num_queries):
    with django_assert_num_queries(1):
        open_identity(ruth, tomos.id)
    me = Actor(id=uuid4(), is_person=True, person_id=tomos.id, scopes=frozenset({Scope.CHECK_IN}))
    with django_assert_num_queries(1):
        require(me, Action.ANSWER, Item.CHECK_IN, person_id=tomos.id, at=NOW)


def test_somebody_who_is_not_there_and_somebody_elses_person_are_refused_alike(ruth, tomos):
    stranger = User.objects.create(email="s@example.org", name="S", roles=["practitioner"])
    with pytest.raises(NotHere):
        open_identity(stranger, tomos.id)
    with pytest.raises(NotHere):
        open_identity(ruth, uuid4())


def test_access_ends_with_the_relationship(ruth, tomos):
    open_identity(ruth, tomos.id)
    Relationship.objects.update(ended_at=NOW)
    with pytest.raises(NotHere):
        open_identity(ruth, tomos.id)


@pytest.mark.parametrize("answer", [None, Decision(False, "no")])
def test_a_policy_that_answers_nothing_is_a_no(ruth, tomos, monkeypatch, answer):
    monkeypatch.setattr(gates, "decide", lambda *a: answer)
    with pytest.raises(NotHere):
        open_identity(ruth, tomos.id)


def raises(*args: object) -> None:
    raise RuntimeError("the policy is broken")


@pytest.mark.parametrize("item", list(Item))
@pytest.mark.parametrize("action", list(Action))
def test_a_policy_that_raises_or_finds_no_relation_is_a_no_to_everything(ruth, tomos, monkeypatch, action, item):
    for name, broken in (
        ("_decide", raises),
        ("_decide", lambda *a: None),
        ("effective_relations", lambda *a: frozenset()),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(policy, name, broken)
            with pytest.raises(NotHere):
                require(actor_for(ruth), action, item, person_id=tomos.id, at=NOW)


def test_a_policy_that_fails_open_would_be_noticed(ruth, tomos, monkeypatch):
    """The rule is broken once in each run: an exception that is taken for a yes lets a stranger in."""
    stranger = User.objects.create(email="s@example.org", name="S", roles=["practitioner"])

    def fails_open(*asked: object) -> Decision:
        try:
            return policy._decide(*asked)  # type: ignore[arg-type]
        except RuntimeError:
            return Decision(True, "policy_failed")

    monkeypatch.setattr(policy, "_taken_away", raises)
    with pytest.raises(NotHere):
        open_identity(stranger, tomos.id)
    monkeypatch.setattr(gates, "decide", fails_open)
    assert open_identity(stranger, tomos.id)


def test_a_standing_that_comes_back_empty_is_a_no(ruth, tomos, monkeypatch):
    monkeypatch.setattr(gates, "look_up", lambda *a: {tomos.id: Known(tomos.pseudonym, Standing())})
    with pytest.raises(NotHere):
        open_identity(ruth, tomos.id)
