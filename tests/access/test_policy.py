"""The table of who may see what, sentence by sentence. Time does not matter here: standings are already dated."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from alongside.access import (
    Action,
    Actor,
    Audience,
    Item,
    Obligation,
    Relation,
    Resource,
    Role,
    Scope,
    Standing,
    decide,
)
from alongside.access.table import OWN_SIDE

NOW = datetime(2026, 5, 4, tzinfo=UTC)
PRACTITIONER = Actor(id=uuid4(), roles=frozenset({Role.PRACTITIONER}))
SUPERVISOR = Actor(id=uuid4(), roles=frozenset({Role.SUPERVISOR}))
EVERY_ROLE = Actor(id=uuid4(), roles=frozenset(Role))


def ask(actor, action, item, *relations, rules=None, **attributes):
    standing = Standing(relations=frozenset(relations), **(rules or {}))
    return decide(actor, action, Resource(item=item, standing=standing, **attributes), NOW)


@pytest.mark.parametrize("rule", [{"excluded": True}, {"conflict": True}, {"restricted": True}])
@pytest.mark.parametrize("item", list(Item))
@pytest.mark.parametrize("action", list(Action))
def test_what_takes_access_away_beats_every_relation_and_role(rule, item, action):
    everything = [r for r in Relation if r is not Relation.SELF]
    for attributes in ({}, {"shared": True, "named": True, "by_actor": True, "rank": 1, "audience": Audience.WORKER}):
        assert not ask(EVERY_ROLE, action, item, *everything, rules=rule, **attributes)


RECEIVED = {
    Item.DISCLOSURE,
    Item.COMPLAINT,
    Item.PAPER_CHECK_IN,
    Item.ACCESS_REQUEST,
    Item.ACCESS_BUNDLE,
    Item.RETENTION,
}


@pytest.mark.parametrize("item", [item for item in Item if item not in RECEIVED])
@pytest.mark.parametrize("action", list(Action))
def test_a_role_alone_opens_nobodys_record(item, action):
    assert not ask(EVERY_ROLE, action, item, shared=True, named=True, by_actor=True, rank=1, audience=Audience.WORKER)


def test_somebody_on_the_list_passes_a_restriction():
    rules = {"restricted": True, "on_list": True}
    assert ask(PRACTITIONER, Action.READ, Item.IDENTITY, Relation.ALLOCATED, rules=rules)


def test_a_worker_reads_answers_meant_for_them_and_no_others():
    assert ask(PRACTITIONER, Action.READ, Item.CHECK_IN, Relation.ALLOCATED, audience=Audience.WORKER)
    assert not ask(PRACTITIONER, Action.READ, Item.CHECK_IN, Relation.ALLOCATED, audience=Audience.SUPERVISOR)
    assert not ask(PRACTITIONER, Action.READ, Item.CHECK_IN, Relation.ALLOCATED, audience=Audience.TOTALS)


def test_cover_never_reads_a_check_in():
    assert not any(ask(PRACTITIONER, Action.READ, Item.CHECK_IN, Relation.COVER, audience=a) for a in Audience)


def test_a_supervisor_reads_only_the_answers_meant_for_the_supervisor():
    allowed = {a for a in Audience if ask(SUPERVISOR, Action.READ, Item.CHECK_IN, Relation.SUPERVISOR, audience=a)}
    assert allowed == {Audience.SUPERVISOR}


def test_cover_reads_the_third_newest_note_and_not_the_fourth():
    assert ask(PRACTITIONER, Action.READ, Item.NOTE, Relation.COVER, rank=3)
    assert not ask(PRACTITIONER, Action.READ, Item.NOTE, Relation.COVER, rank=4)


def test_a_supervisor_reads_a_note_with_a_recorded_reason_and_writes_none():
    assert Obligation.RECORD_REASON in ask(SUPERVISOR, Action.READ, Item.NOTE, Relation.SUPERVISOR, rank=1).obligations
    assert not ask(SUPERVISOR, Action.WRITE, Item.NOTE, Relation.SUPERVISOR)


def test_an_episode_reaches_the_supervisor_only_when_shared():
    assert not ask(SUPERVISOR, Action.READ, Item.EPISODE, Relation.SUPERVISOR)
    assert ask(SUPERVISOR, Action.READ, Item.EPISODE, Relation.SUPERVISOR, shared=True)


def test_cover_reads_the_one_sentence_of_an_episode_and_no_more():
    assert ask(PRACTITIONER, Action.READ_SENTENCE, Item.EPISODE, Relation.COVER)
    assert not ask(PRACTITIONER, Action.READ, Item.EPISODE, Relation.COVER, shared=True)


def test_a_relation_does_not_outlive_its_role():
    assert not ask(SUPERVISOR, Action.READ, Item.IDENTITY, Relation.ALLOCATED)
    assert not ask(PRACTITIONER, Action.READ, Item.IDENTITY, Relation.SUPERVISOR)


def test_the_person_answers_within_their_scopes_and_reads_nothing_on_a_shared_device():
    person = Actor(id=uuid4(), is_person=True, scopes=frozenset({Scope.CHECK_IN}))
    assert ask(person, Action.ANSWER, Item.CHECK_IN, Relation.SELF)
    assert not ask(person, Action.ANSWER, Item.EPISODE, Relation.SELF)
    assert not ask(person, Action.ANSWER, Item.CHECK_IN)
    assert not any(ask(person, Action.READ, item, Relation.SELF) for item in Item)


def test_an_inactive_user_is_refused():
    gone = Actor(id=uuid4(), roles=frozenset(Role), active=False)
    assert not ask(gone, Action.READ, Item.IDENTITY, Relation.ALLOCATED)


def test_a_failing_policy_is_a_no(caplog):
    broken = Resource(item="nonsense", standing=Standing(relations=frozenset({Relation.ALLOCATED})))
    assert not decide(PRACTITIONER, Action.READ, broken, NOW)
    assert "the answer was no" in caplog.text


def with_role(*roles):
    return Actor(id=uuid4(), roles=frozenset(roles))


def test_what_somebody_told_at_once_reaches_the_safeguarding_lead_and_nobody_else():
    lead = with_role(Role.SAFEGUARDING_LEAD)
    assert ask(lead, Action.READ, Item.DISCLOSURE)
    assert ask(lead, Action.WRITE, Item.DISCLOSURE)
    assert not ask(lead, Action.READ, Item.IDENTITY)
    everything = [r for r in Relation if r is not Relation.SELF]
    assert not ask(with_role(*set(Role) - {Role.SAFEGUARDING_LEAD}), Action.READ, Item.DISCLOSURE, *everything)


@pytest.mark.parametrize("rated", [Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER])
def test_a_lead_who_works_with_the_person_reads_nothing_they_told_whatever_role_they_hold(rated):
    for actor in (with_role(Role.SAFEGUARDING_LEAD), EVERY_ROLE):
        for action in (Action.READ, Action.WRITE):
            assert not ask(actor, action, Item.DISCLOSURE, rated)
            assert not ask(actor, action, Item.DISCLOSURE, rated, Relation.SUPERVISOR)
            assert ask(actor, action, Item.DISCLOSURE, Relation.SUPERVISOR)


def test_a_complaint_goes_to_whom_it_was_sent_and_no_worker_learns_of_it():
    privacy = with_role(Role.PRIVACY_OFFICER)
    for_supervisor = {"audience": Audience.SUPERVISOR}
    assert ask(SUPERVISOR, Action.WRITE, Item.COMPLAINT, Relation.SUPERVISOR, **for_supervisor)
    assert not ask(SUPERVISOR, Action.READ, Item.COMPLAINT, Relation.SUPERVISOR)
    assert ask(privacy, Action.WRITE, Item.COMPLAINT)
    assert not ask(privacy, Action.READ, Item.COMPLAINT, **for_supervisor)
    worker = with_role(Role.PRACTITIONER)
    assert not any(
        ask(worker, Action.READ, Item.COMPLAINT, r, audience=a)
        for r in (Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER)
        for a in Audience
    )


@pytest.mark.parametrize("worker", [Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER])
@pytest.mark.parametrize("audience", list(Audience))
def test_nobody_receives_a_complaint_that_may_be_about_themselves(worker, audience):
    relations = (worker, Relation.SUPERVISOR)
    assert not ask(EVERY_ROLE, Action.READ, Item.COMPLAINT, *relations, audience=audience)
    assert not ask(EVERY_ROLE, Action.WRITE, Item.COMPLAINT, *relations, audience=audience)


@pytest.mark.parametrize("rated", [Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER])
def test_nobody_types_a_sheet_of_answers_about_themselves(rated):
    assert ask(SUPERVISOR, Action.WRITE, Item.PAPER_CHECK_IN, Relation.SUPERVISOR)
    assert ask(with_role(), Action.WRITE, Item.PAPER_CHECK_IN, named=True)
    assert not ask(with_role(), Action.WRITE, Item.PAPER_CHECK_IN)
    assert not ask(EVERY_ROLE, Action.WRITE, Item.PAPER_CHECK_IN, Relation.SUPERVISOR, rated, named=True)
    assert not ask(with_role(), Action.WRITE, Item.PAPER_CHECK_IN, rated, named=True)
    assert not ask(EVERY_ROLE, Action.READ, Item.PAPER_CHECK_IN, Relation.SUPERVISOR, named=True)


def test_a_privacy_officer_gathers_a_record_only_for_somebody_who_asked_and_still_waits():
    privacy = with_role(Role.PRIVACY_OFFICER)
    assert ask(privacy, Action.WRITE, Item.ACCESS_REQUEST)
    assert ask(privacy, Action.READ, Item.ACCESS_BUNDLE, asked_for=True)
    assert not ask(privacy, Action.READ, Item.ACCESS_BUNDLE)
    assert not ask(privacy, Action.READ, Item.IDENTITY, asked_for=True)
    others = with_role(*set(Role) - {Role.PRIVACY_OFFICER})
    everything = [r for r in Relation if r is not Relation.SELF]
    assert not ask(others, Action.READ, Item.ACCESS_BUNDLE, *everything, asked_for=True)


@pytest.mark.parametrize("worker", [Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER])
def test_nobody_decides_what_a_person_they_work_with_may_read(worker):
    for item in (Item.ACCESS_REQUEST, Item.ACCESS_BUNDLE):
        assert not ask(EVERY_ROLE, Action.READ, item, worker, asked_for=True)
        assert not ask(EVERY_ROLE, Action.WRITE, item, worker, asked_for=True)


@pytest.mark.parametrize("item", [Item.SELF_DESCRIPTION, Item.SELF_KNOWLEDGE])
def test_no_staff_read_how_somebody_describes_themselves_or_what_they_know_of_themselves(item):
    everything = [r for r in Relation if r is not Relation.SELF]
    actions = set(Action) - {Action.MOVE}
    assert not any(ask(EVERY_ROLE, action, item, *everything, named=True) for action in actions)


@pytest.mark.parametrize(("action", "item"), list(OWN_SIDE))
def test_on_their_own_side_the_person_does_only_what_the_capability_has_the_scope_for(action, item):
    me = Actor(id=uuid4(), is_person=True, scopes=frozenset({OWN_SIDE[action, item]}))
    others = replace(me, scopes=frozenset(Scope) - me.scopes)
    assert ask(me, action, item, Relation.SELF)
    assert not ask(me, action, item)
    assert not ask(others, action, item, Relation.SELF)


@pytest.mark.parametrize("worker", [Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER])
def test_nobody_decides_how_long_a_record_of_their_own_work_is_kept(worker):
    officer = with_role(Role.PRIVACY_OFFICER)
    for action in (Action.READ, Action.WRITE):
        assert ask(officer, action, Item.RETENTION)
        assert ask(officer, action, Item.RETENTION, Relation.SUPERVISOR)
        assert not ask(EVERY_ROLE, action, Item.RETENTION, worker)
        assert not ask(with_role(*set(Role) - {Role.PRIVACY_OFFICER}), action, Item.RETENTION)
