"""Drafts of the forms about an absence and the plan: kept while typed, of their author alone, gone once saved."""

from uuid import UUID, uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.drafts.forms import DraftOf, choose_draft, find_draft, save_draft
from alongside.casework.drafts.keeping import LONGEST, Choice, DraftTooLong, TypedForm
from alongside.casework.plan.operations import put_goal, put_step
from alongside.domain.plan import Goal, Owner, Step
from alongside.ledger.models import Entry
from alongside.records.models import FormDraft
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
A, B = "a" * 32, "b" * 32


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def write(cast, ruth):
    def sent(words, of=DraftOf.GOAL, about=None, revision=0, tab=A, by=ruth):
        typed = TypedForm({"words": [words]}, revision, tab)
        about = about or cast.person_id
        return save_draft(person_id=cast.person_id, of=of, about=about, typed=typed, by=by, at=START)

    return sent


def found(cast, viewer, of=DraftOf.GOAL, about=None, tab=A):
    about = about or cast.person_id
    return find_draft(person_id=cast.person_id, of=of, about=about, tab=tab, viewer=viewer, at=START)


def test_a_draft_is_sealed_kept_for_its_author_and_begun_once_in_the_ledger(cast, ruth, write):
    assert write("").revision == 0
    assert not FormDraft.objects.exists()
    first = write("A dry")
    write("A dry room", revision=first.revision)
    assert found(cast, ruth).fields == {"words": ["A dry room"]}
    assert b"dry" not in bytes(FormDraft.objects.get().sealed_body)
    assert Entry.objects.filter(object_type="form draft").count() == 1
    assert found(cast, actor_for(cast.cover)) is None


@pytest.mark.parametrize("of", list(DraftOf))
@pytest.mark.parametrize("who", ["supervisor", "colleague", "stranger", "excluded"])
def test_nobody_who_may_not_write_the_form_keeps_or_finds_one(cast, write, of, who):
    other = actor_for(getattr(cast, who))
    with pytest.raises(NotHere):
        write("x", of=of, by=other)
    with pytest.raises(NotHere):
        found(cast, other, of=of)


def test_two_tabs_are_kept_beside_each_other_until_one_is_chosen(cast, ruth, write):
    write("This tab")
    write("Other tab", tab=B)
    assert (found(cast, ruth).fields, found(cast, ruth).other) == ({"words": ["This tab"]}, {"words": ["Other tab"]})
    choose_draft(
        person_id=cast.person_id, of=DraftOf.GOAL, about=cast.person_id, choice=Choice.OTHER, tab=A, by=ruth, at=START
    )
    assert found(cast, ruth).fields == {"words": ["Other tab"]}


def test_drafts_of_different_forms_and_goals_do_not_meet(cast, ruth, write):
    one, two = uuid4(), uuid4()
    write("For one", of=DraftOf.STEP, about=one)
    write("For two", of=DraftOf.STEP, about=two)
    assert found(cast, ruth, DraftOf.STEP, one).fields == {"words": ["For one"]}
    assert found(cast, ruth, DraftOf.GOAL) is None


def test_saving_clears_the_draft_of_that_form_and_no_other(cast, ruth, write):
    goal = UUID(int=1)
    write("A goal"), write("A step", of=DraftOf.STEP, about=goal)
    about = {"person_id": cast.person_id, "by": ruth, "at": START}
    put_goal(goal=Goal(goal, "A goal"), **about)
    assert [row.of for row in FormDraft.objects.all()] == ["step"]
    put_step(goal_id=goal, step=Step(UUID(int=2), "A step", Owner.PERSON), **about)
    assert not FormDraft.objects.exists()


def test_more_than_a_draft_holds_is_refused_and_nothing_of_it_kept(write):
    with pytest.raises(DraftTooLong):
        write("x" * (LONGEST + 1))
    assert not FormDraft.objects.exists()
