"""A reflection is its author's: sealed, kept between two tabs, shared a line at a time, learned of by nobody."""

from datetime import timedelta
from functools import partial

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.check_ins.ratings import rate_session
from alongside.casework.reflections.operations import (
    NobodyToShareWith,
    NotALine,
    Reflected,
    save_reflection,
    share_line,
    take_back_line,
)
from alongside.casework.reflections.queries import get_reflection, get_reflections
from alongside.casework.relationships.operations import move_person
from alongside.casework.sessions.operations import Plan, plan_session, start_session
from alongside.ledger.models import Entry
from alongside.records.models import CheckIn, Exclusion, Reflection, Relationship, Session, SharedLine, User
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
A, B, C = "a" * 32, "b" * 32, "c" * 32
OTHERS = [
    "supervisor", "cover", "colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator",
    "administrator",
]  # fmt: skip
LATER = START + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def marian(cast):
    return actor_for(cast.supervisor)


@pytest.fixture
def session_id(cast, ruth):
    held = plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)
    start_session(session_id=held, by=ruth, at=START)
    return held


@pytest.fixture
def save(session_id, ruth):
    return lambda *answers, revision=0, tab=A: save_reflection(
        session_id=session_id, sent=Reflected(answers, revision, tab), by=ruth, at=START
    )


def page_of(session_id, viewer, at=START):
    return get_reflection(session_id=session_id, viewer=viewer, at=at)


def co_worker_of(cast) -> User:
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.colleague, kind="co_worker", starts_on=START.date(),
        created_at=START,
    )  # fmt: skip
    return cast.colleague


# --- writing -----------------------------------------------------------------------------------------------------------


def test_it_is_there_again_for_its_author_and_sealed(save, session_id, ruth):
    save("We laughed", "Ring before the letter", "The damp")
    assert page_of(session_id, ruth).answers == ("We laughed", "Ring before the letter", "The damp")
    assert b"laughed" not in bytes(Reflection.objects.get().sealed_body)


def test_nothing_written_leaves_nothing_and_clearing_everything_removes_it(save):
    save("", " ", "")
    assert not Reflection.objects.exists()
    saved = save("We laughed")
    save("", "", "", revision=saved.revision)
    assert not Reflection.objects.exists()


def test_two_tabs_lose_nothing_and_are_shown_one_after_the_other(save, session_id, ruth):
    opened = save("We").revision
    save("We laughed", revision=opened, tab=A)
    assert save("We were quiet", revision=opened, tab=B).in_two_tabs
    page = page_of(session_id, ruth)
    assert (page.in_two_tabs, page.answers[0]) == (True, "We laughed\n\nWe were quiet")


def test_typing_goes_on_in_both_tabs_until_a_page_that_shows_both_is_saved(save, session_id, ruth):
    test_two_tabs_lose_nothing_and_are_shown_one_after_the_other(save, session_id, ruth)
    first = save("We laughed twice", revision=2, tab=A)
    save("We were very quiet", revision=1, tab=B)
    assert page_of(session_id, ruth).answers[0] == "We laughed twice\n\nWe were very quiet"
    save("We laughed three times", revision=first.revision, tab=A)
    page = page_of(session_id, ruth)
    assert page.answers[0] == "We laughed three times\n\nWe were very quiet"
    save("Both", revision=page.revision, tab=C)
    page = page_of(session_id, ruth)
    assert (page.in_two_tabs, page.answers[0]) == (False, "Both")


def test_without_the_ledger_nothing_is_begun_and_nothing_is_shown(save, session_id, ruth, monkeypatch):
    save("We laughed")
    monkeypatch.setattr("alongside.casework.audit.record_entry", lambda **entry: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        page_of(session_id, ruth)
    Reflection.objects.all().delete()
    with pytest.raises(ZeroDivisionError):
        save("We laughed")
    assert not Reflection.objects.exists()


# --- nobody else -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_opens_writes_shares_or_takes_back(cast, save, session_id, ruth, who):
    save("CANARY")
    share_line(session_id=session_id, line="CANARY", by=ruth, at=START)
    by = actor_for(getattr(cast, who))
    line_id = SharedLine.objects.get().id
    for attempt in (
        partial(save_reflection, sent=Reflected(("x",))),
        partial(share_line, line="CANARY"),
        partial(take_back_line, line_id=line_id),
    ):
        with pytest.raises(NotHere):
            attempt(session_id=session_id, by=by, at=START)
    with pytest.raises(NotHere):
        page_of(session_id, by)
    assert SharedLine.objects.count() == 1


def test_a_co_worker_finds_an_empty_page_and_cannot_touch_what_is_not_theirs(cast, save, session_id, ruth):
    save("CANARY")
    share_line(session_id=session_id, line="CANARY", by=ruth, at=START)
    cara = actor_for(co_worker_of(cast))
    page = page_of(session_id, cara)
    assert (page.answers, page.saved_at, page.shared) == (("", "", ""), None, ())
    assert get_reflections(viewer=cara, at=START).own == ()
    take_back_line(session_id=session_id, line_id=SharedLine.objects.get().id, by=cara, at=START)
    with pytest.raises(NotALine):
        share_line(session_id=session_id, line="CANARY", by=cara, at=START)
    assert SharedLine.objects.count() == 1


def test_a_supervisor_and_an_administrator_see_the_same_with_and_without_one(cast, save, session_id, marian):
    before = get_reflections(viewer=marian, at=START)
    save("CANARY", "CANARY", "CANARY")
    assert get_reflections(viewer=marian, at=START) == before
    with pytest.raises(NotHere):
        get_reflections(viewer=actor_for(cast.administrator), at=START)


def test_it_does_not_go_with_the_case_and_comes_back_with_it(cast, save, session_id, ruth):
    save("CANARY")
    move = partial(move_person, person_id=cast.person_id, reason="", by=actor_for(cast.supervisor))
    move(to=cast.colleague.id, on=START.date(), at=START)
    colin = actor_for(cast.colleague)
    assert page_of(session_id, colin).answers == ("", "", "")
    assert get_reflections(viewer=colin, at=START).own == ()
    with pytest.raises(NotHere):
        page_of(session_id, ruth)
    assert get_reflections(viewer=ruth, at=START).own == ()
    assert Reflection.objects.get().author == cast.practitioner
    move(to=cast.practitioner.id, on=LATER.date(), at=LATER)
    assert page_of(session_id, ruth, LATER).answers[0] == "CANARY"


# --- sharing a line ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shared(save, session_id, ruth):
    save("We laughed\nI was late", "CANARY")
    share_line(session_id=session_id, line="I was late", by=ruth, at=START)


def test_the_supervisor_sees_that_line_with_its_author_and_date_and_nothing_else(shared, marian):
    page = get_reflections(viewer=marian, at=START)
    assert [(each.author, each.shared_at, each.line) for each in page.shared] == [("Ruth Adeyemi", START, "I was late")]
    assert page.own == ()


def test_sharing_twice_is_sharing_once_and_what_is_edited_later_is_not_shared(shared, save, session_id, ruth, marian):
    share_line(session_id=session_id, line="I was late", by=ruth, at=START)
    save("We laughed\nI was late, and CANARY", revision=1)
    assert [each.line for each in get_reflections(viewer=marian, at=START).shared] == ["I was late"]


def test_a_line_is_taken_back_at_once_and_twice(shared, session_id, ruth, marian):
    line_id = SharedLine.objects.get().id
    for _ in range(2):
        take_back_line(session_id=session_id, line_id=line_id, by=ruth, at=START)
    assert get_reflections(viewer=marian, at=START).shared == ()


def test_only_a_line_that_was_saved_is_shared(shared, session_id, ruth):
    for line in ("", "I was", "Something else"):
        with pytest.raises(NotALine):
            share_line(session_id=session_id, line=line, by=ruth, at=START)


def test_a_supervisor_who_is_kept_out_is_shared_nothing(cast, save, session_id, ruth, marian):
    save("I was late")
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    with pytest.raises(NobodyToShareWith):
        share_line(session_id=session_id, line="I was late", by=ruth, at=START)
    assert page_of(session_id, ruth).supervisor == ""


def test_an_exclusion_hides_a_line_that_was_shared_before(cast, shared, marian):
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    assert get_reflections(viewer=marian, at=START).shared == ()


def test_another_supervisor_of_the_case_does_not_inherit_the_line(cast, shared, marian):
    User.objects.filter(id=cast.practitioner.id).update(supervisor=cast.stranger)
    assert get_reflections(viewer=actor_for(cast.stranger), at=START).shared == ()
    assert get_reflections(viewer=marian, at=START).shared == ()


def test_sharing_is_in_the_ledger_without_a_word(shared, session_id, ruth):
    entry = Entry.objects.get(kind="disclosure")
    assert (entry.action, entry.object_type, entry.object_id) == ("shared", "reflection", Reflection.objects.get().id)


# --- the gap -----------------------------------------------------------------------------------------------------------


def said(session_id, cast, mark: int, audience: str = "worker") -> None:
    session = Session.objects.get(id=session_id)
    CheckIn.objects.create(
        person_id=cast.person_id, relationship=session.relationship, session=session, state="completed",
        audience=audience, instrument="alongside_check_in", instrument_version="1", answers=[mark] * 4,
        offered_at=START, offered_by=cast.practitioner, completed_at=START,
    )  # fmt: skip


def test_a_guess_far_from_what_was_said_is_the_prompt(cast, session_id, ruth):
    said(session_id, cast, 4)
    rate_session(session_id=session_id, own=8, guess=8, by=ruth, at=START)
    assert page_of(session_id, ruth).gap.ask_about("Tomos").startswith("You guessed 8. Tomos said 4.")


def test_before_the_guess_there_is_no_prompt(cast, session_id, ruth):
    said(session_id, cast, 4)
    assert page_of(session_id, ruth).gap is None


@pytest.mark.parametrize("audience", ["supervisor", "totals"])
def test_an_answer_that_was_not_for_the_author_is_no_prompt(cast, session_id, ruth, audience):
    said(session_id, cast, 1, audience)
    rate_session(session_id=session_id, own=9, guess=9, by=ruth, at=START)
    assert page_of(session_id, ruth).gap is None


def test_a_prompt_that_tells_what_was_said_is_written_down_as_a_look_at_the_record(cast, session_id, ruth):
    said(session_id, cast, 4)
    rate_session(session_id=session_id, own=8, guess=8, by=ruth, at=START)
    page_of(session_id, ruth)
    opened = Entry.objects.filter(action="opened", actor_id=ruth.id)
    assert sorted(opened.values_list("object_type", flat=True)) == ["reflection", "session"]
