"""Drafts of the history and of a judgement: kept while typed, read by their author, two tabs beside each other."""

from datetime import timedelta
from functools import partial

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.audit import NotRecorded
from alongside.casework.drafts.keeping import LONGEST, Choice, DraftTooLong, TypedForm
from alongside.casework.risk.drafts import DraftOf, choose_form_draft, save_form_draft
from alongside.casework.risk.operations import calculate, judge, save_history
from alongside.casework.risk.queries import get_history, get_judging
from alongside.casework.risk.sealing import Reasons
from alongside.ledger.models import Entry
from alongside.records.models import PredictorDraft, Relationship
from tests.cast import START, make_cast, make_user

pytestmark = pytest.mark.django_db
A, B, C = "a" * 32, "b" * 32, "c" * 32
FACTS = {"sex": "male", "offence_code": "04700", "sanction_count": 9}


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def write(cast, ruth):
    """Return a function that sends a reason as a tab does."""

    def sent(reason, revision=0, tab=A, by=ruth, at=START):
        typed = TypedForm({"reason": [reason]}, revision, tab)
        return save_form_draft(person_id=cast.person_id, of=DraftOf.JUDGEMENT, typed=typed, by=by, at=at)

    return sent


def found(cast, viewer, tab=A):
    return get_judging(person_id=cast.person_id, viewer=viewer, at=START, tab=tab).draft


def choose(cast, by, choice, tab=A):
    choose_form_draft(person_id=cast.person_id, of=DraftOf.JUDGEMENT, choice=choice, tab=tab, by=by, at=START)


def test_what_was_typed_is_there_again_sealed_and_in_the_ledger_once(cast, ruth, write):
    first = write("He has")
    second = write("He has stopped drinking", first.revision, at=START + timedelta(minutes=1))
    assert found(cast, ruth).fields == {"reason": ["He has stopped drinking"]}
    assert found(cast, ruth).saved_at == second.saved_at == START + timedelta(minutes=1)
    row = PredictorDraft.objects.get()
    assert b"drinking" not in bytes(row.sealed_body)
    about_it = Entry.objects.filter(object_type="predictor draft")
    assert [(entry.action, entry.actor_id) for entry in about_it] == [("begun", ruth.id)]


def test_nothing_typed_begins_nothing_and_the_same_again_changes_nothing(cast, write):
    write("   ")
    assert not PredictorDraft.objects.exists()
    first = write("He has")
    assert write("He has", first.revision).revision == first.revision


def test_two_tabs_keep_both_until_the_author_has_chosen(cast, ruth, write):
    write("From A")
    beside = write("From B", 0, B)
    assert (beside.revision, beside.other) == (0, {"reason": ["From B"]})
    assert write("From B and more", beside.revision, B).other == {"reason": ["From B and more"]}
    seen = found(cast, ruth, tab=B)
    assert (seen.fields, seen.other) == ({"reason": ["From B and more"]}, {"reason": ["From A"]})
    choose(cast, ruth, Choice.MINE, tab=B)
    assert (found(cast, ruth).fields, found(cast, ruth).other) == ({"reason": ["From B and more"]}, None)
    choose(cast, ruth, Choice.OTHER)
    assert found(cast, ruth).fields == {"reason": ["From B and more"]}


def test_a_third_tab_loses_nothing_either(cast, ruth, write):
    write("From A here")
    write("From B here", 0, B)
    write("From C here", 0, C)
    assert found(cast, ruth).other == {"reason": ["From B here\n\nFrom C here"]}


def test_a_draft_can_be_thrown_away(cast, ruth, write):
    write("He has")
    choose(cast, ruth, Choice.NEITHER)
    choose(cast, ruth, Choice.NEITHER)
    assert found(cast, ruth) is None


def test_a_draft_is_read_by_its_author_alone(cast, ruth, write):
    write("He has")
    cara = make_user("Cara Owen", "practitioner", team=cast.team)
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cara, kind="co_worker", starts_on=START.date(), created_at=START
    )
    assert found(cast, actor_for(cara)) is None
    write("Mine", by=actor_for(cara), tab=B)
    choose(cast, actor_for(cara), Choice.NEITHER)
    assert found(cast, ruth).fields == {"reason": ["He has"]}


@pytest.mark.parametrize("part", ["cover", "supervisor", "colleague", "excluded", "stranger", "administrator"])
def test_nobody_else_begins_or_settles_one(cast, write, part):
    other = actor_for(getattr(cast, part))
    for refused in (partial(write, "x", by=other), lambda: choose(cast, other, Choice.NEITHER)):
        with pytest.raises(NotHere):
            refused()


def test_saving_clears_the_draft_of_its_author_and_of_that_form(cast, ruth, write):
    write("He has")
    history = TypedForm({"sanction_count": ["nine"]}, 0, A)
    save_form_draft(person_id=cast.person_id, of=DraftOf.HISTORY, typed=history, by=ruth, at=START)
    save_history(person_id=cast.person_id, facts=FACTS, revision=0, by=ruth, at=START)
    assert get_history(person_id=cast.person_id, viewer=ruth, at=START).draft is None
    assert found(cast, ruth).fields == {"reason": ["He has"]}
    calculate(person_id=cast.person_id, by=ruth, at=START)
    judge(person_id=cast.person_id, says="agrees", reasons=Reasons(reason="He has"), by=ruth, at=START)
    assert not PredictorDraft.objects.exists()


def test_more_than_a_draft_holds_is_refused_and_what_is_there_stays(cast, ruth, write):
    write("He has")
    with pytest.raises(DraftTooLong):
        write("x" * (LONGEST + 1), 1)
    assert found(cast, ruth).fields == {"reason": ["He has"]}


def test_without_the_ledger_no_draft_is_begun(cast, write, monkeypatch):
    def broken(*args, **kwargs):
        raise NotRecorded

    monkeypatch.setattr("alongside.casework.drafts.keeping.record", broken)
    with pytest.raises(NotRecorded):
        write("He has")
    assert not PredictorDraft.objects.exists()
