"""Two minutes for oneself, at the desk: saved, quiet, and in nobody's list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.reflections.operations import Reflected, save_reflection, share_line
from alongside.casework.relationships.operations import add_co_worker
from alongside.casework.sessions.operations import Plan, plan_session, start_session
from alongside.ledger import list_looks
from alongside.records.models import Person, Reflection
from tests.cast import START

pytestmark = pytest.mark.django_db
A, B = "a" * 32, "b" * 32
SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast, by):
    held = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    start_session(session_id=held, by=by, at=START)
    return held


@pytest.fixture
def written(by, session_id):
    sent = Reflected(("CANARY we laughed\nI was late", "Ring first", ""), 0, A)
    save_reflection(session_id=session_id, sent=sent, by=by, at=START)
    return session_id


def let_colin_work_with_tomos(cast) -> None:
    add_co_worker(
        person_id=cast.person_id, practitioner_id=cast.colleague.id, on=START.date(), until=None, reason="",
        by=actor_for(cast.supervisor), at=START,
    )  # fmt: skip


def text_of(answered) -> str:
    return answered.content.decode()


def address(session_id) -> str:
    return reverse("reflection", args=[session_id])


def test_who_can_open_it_is_said_above_the_boxes_in_both_languages(ruth, session_id):
    page = text_of(ruth.get(address(session_id)))
    said = "Colleagues and managers cannot open this. An access request or a court may."
    assert page.index(said) < page.index("<textarea")
    assert "Ni all cydweithwyr" in text_of(ruth.get(address(session_id), headers={"accept-language": "cy"}))


def test_without_script_it_is_saved_by_a_button_and_leads_back_to_the_session(ruth, session_id):
    sent = {"text-0": "We laughed", "text-1": "", "text-2": "The damp", "tab": A}
    answered = ruth.post(address(session_id), sent)
    assert answered.headers["Location"] == reverse("session", args=[session_id])
    page = text_of(ruth.get(address(session_id)))
    assert "We laughed</textarea>" in page
    assert "The damp</textarea>" in page


def test_the_script_is_answered_as_for_a_note(ruth, session_id):
    answered = ruth.post(address(session_id), {"text-0": "We laughed", "tab": A}, **SCRIPT)
    assert answered.json() == {"revision": 1, "at": "10:30", "two": False}


def test_an_answer_that_is_too_long_says_so_and_keeps_the_words(ruth, session_id):
    long = "long " * 1_001
    page = text_of(ruth.post(address(session_id), {"text-0": long, "text-2": "The damp"}))
    assert "Shorten it" in page
    assert long.strip() in page
    assert "The damp</textarea>" in page
    assert "<title>Error: " in page
    assert ruth.post(address(session_id), {"text-0": long}, **SCRIPT).status_code == 422


def test_words_are_never_saved_as_somebody_elses(cast, sign_in, by, session_id):
    let_colin_work_with_tomos(cast)
    colin = sign_in(cast.colleague)
    sent = {"text-0": "Ruth wrote this and walked away", "by": str(by.id)}
    answered = colin.post(address(session_id), sent)
    assert answered.status_code == 401
    assert "Ruth wrote this" in text_of(answered)
    assert colin.post(address(session_id), sent, **SCRIPT).headers["X-Signed-Out"] == "1"
    assert not Reflection.objects.exists()


def test_two_tabs_are_both_shown(ruth, written):
    ruth.post(address(written), {"text-0": "We were quiet", "revision": 0, "tab": B}, follow=True)
    page = text_of(ruth.get(address(written)))
    assert "You wrote this in two tabs" in page
    assert "I was late\n\nWe were quiet</textarea>" in page


def test_a_line_is_shared_and_taken_back_by_buttons(cast, ruth, sign_in, written):
    marian = sign_in(cast.supervisor)
    assert "Marian Ellis sees that line, your name and the date" in text_of(ruth.get(address(written)))
    ruth.post(reverse("share_line", args=[written]), {"line": "I was late"})
    page = text_of(marian.get(reverse("reflections")))
    assert "I was late" in page
    assert "Ruth Adeyemi, 4 May 2026" in page
    for hidden in ("CANARY", "Ring first", "Tomos"):
        assert hidden not in page
    own = text_of(ruth.get(address(written)))
    assert "Shared with Marian Ellis on 4 May" in own
    line_id = re.search(r'name="line" value="([0-9a-f-]{36})"', own)[1]
    ruth.post(reverse("take_back_line", args=[written]), {"line": line_id})
    assert "I was late" not in text_of(marian.get(reverse("reflections")))


def test_a_line_that_changed_meanwhile_is_not_shared_and_it_says_so(ruth, written):
    answered = ruth.post(reverse("share_line", args=[written]), {"line": "I was early"}, follow=True)
    assert "That line has changed since" in text_of(answered)


def test_the_list_shows_ones_own_and_says_what_comes_when_it_is_empty(ruth, session_id, by):
    assert "two minutes for yourself" in text_of(ruth.get(reverse("reflections")))
    save_reflection(session_id=session_id, sent=Reflected(("We laughed",)), by=by, at=START)
    page = text_of(ruth.get(reverse("reflections")))
    assert "We laughed" in page
    assert "Tomos Bevan, 4 May 2026" in page


# --- nobody learns of it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who",
    ["supervisor", "cover", "colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator",
     "administrator"],
)  # fmt: skip
def test_no_word_and_no_sign_of_it_is_in_anybodys_answer(cast, sign_in, written, who):
    client = sign_in(getattr(cast, who))
    assert client.get(address(written)).status_code == 404
    assert client.post(address(written), {"text-0": "x"}).status_code == 404
    for name in ("share_line", "take_back_line"):
        assert client.post(reverse(name, args=[written]), {"line": "I was late"}).status_code == 404
    assert "CANARY" not in text_of(client.get(reverse("reflections")))


@pytest.fixture
def colin(cast, sign_in):
    let_colin_work_with_tomos(cast)
    return sign_in(cast.colleague)


def comparable(answered) -> str:
    """Leave out tokens, and how often whoever asks has looked by now."""
    text = re.sub(r'(value|tab=)="?[\w-]{20,}"?', "", text_of(answered))
    return re.sub(r'\s*<span class="app-small">\(\d+ pages in one visit\)</span>', "", text)


def test_a_co_workers_pages_are_the_same_with_and_without_it(cast, ruth, colin, session_id, by):
    paths = [
        reverse("session", args=[session_id]),
        reverse("who_has_looked", args=[cast.person_id]),
        reverse("person", args=[cast.person_id]),
        reverse("timeline", args=[cast.person_id]),
        address(session_id),
        reverse("reflections"),
    ]
    before = {path: comparable(colin.get(path)) for path in paths}
    looks = len(list_looks(Person.objects.get(id=cast.person_id).pseudonym, limit=1000))
    ruth.get(address(session_id))
    ruth.post(address(session_id), {"text-0": "CANARY", "tab": A})
    ruth.get(address(session_id))
    ruth.get(reverse("reflections"))
    share_line(session_id=session_id, line="CANARY", by=by, at=START)
    assert len(list_looks(Person.objects.get(id=cast.person_id).pseudonym, limit=1000)) == looks
    for path in paths:
        assert comparable(colin.get(path)) == before[path], path


# --- the way there -----------------------------------------------------------------------------------------------------


def test_the_link_is_the_last_thing_of_a_session_that_was_held_and_theirs(cast, sign_in, ruth, by, session_id):
    page = text_of(ruth.get(reverse("session", args=[session_id])))
    assert page.index("How was it between you?") < page.index(address(session_id))
    planned = plan_session(person_id=cast.person_id, plan=Plan(START.replace(hour=14)), by=by, at=START)
    assert address(planned) not in text_of(ruth.get(reverse("session", args=[planned])))
    for who in ("cover", "supervisor"):
        assert address(session_id) not in text_of(
            sign_in(getattr(cast, who)).get(reverse("session", args=[session_id]))
        )


def test_queries_do_not_grow_with_the_reflections(cast, ruth, sign_in, by, written):
    marian = sign_in(cast.supervisor)
    share_line(session_id=written, line="I was late", by=by, at=START)

    def count() -> list[int]:
        counted = []
        for client, path in (
            (ruth, reverse("reflections")),
            (marian, reverse("reflections")),
            (ruth, address(written)),
        ):
            with CaptureQueriesContext(connection) as caught:
                assert client.get(path).status_code == 200
            counted.append(len(caught))
        return counted

    few = count()
    for hour in range(11, 16):
        held = plan_session(person_id=cast.person_id, plan=Plan(START.replace(hour=hour)), by=by, at=START)
        save_reflection(session_id=held, sent=Reflected(("I was late",)), by=by, at=START)
        share_line(session_id=held, line="I was late", by=by, at=START)
    assert count() == few
    assert max(few) <= 21, few
