"""The pages of promises: what somebody at a desk, and the person beside them, would notice."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.promises.operations import make_promise, settle_promise
from alongside.casework.relationships.operations import move_person
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.domain.promises import Outcome, Side
from alongside.domain.sessions import Attendance
from alongside.records.models import Promise, PromiseStep
from tests.cast import START

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
LATER = START + timedelta(days=6)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def make(cast):
    def made(words="Ring housing", side=Side.PRACTITIONER, due_on=TODAY, at=START, **more):
        by = actor_for(cast.practitioner)
        return make_promise(person_id=cast.person_id, side=side, words=words, due_on=due_on, by=by, at=at, **more)

    return made


@pytest.fixture
def session_id(cast):
    return plan_session(person_id=cast.person_id, plan=Plan(START), by=actor_for(cast.practitioner), at=START)


def page_of(client, name, *parts):
    answer = client.get(reverse(name, args=parts))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def day(on, prefix="due_on"):
    return {f"{prefix}_day": on.day, f"{prefix}_month": on.month, f"{prefix}_year": on.year}


def settle(client, promise, outcome, **more):
    return client.post(reverse("settle_promise", args=[promise]), {"outcome": outcome, **more})


def test_a_promise_is_added_for_either_side_and_both_stand_beside_each_other(cast, ruth):
    for side, words in (("person", "Bring the receipt"), ("practitioner", "Ring housing")):
        form = {"side": side, "words": words} | day(TODAY + DAY)
        answer = ruth.post(reverse("add_promise", args=[cast.person_id]), form)
        assert answer.headers["Location"] == reverse("promises", args=[cast.person_id])
    page = page_of(ruth, "promises", cast.person_id)
    person, practitioner = page.split("Ruth said", 1)
    assert "Tomos said" in person
    assert "Bring the receipt" in person
    assert "Ring housing" in practitioner
    assert page.count("By 5 May") == 2


def test_both_sides_are_written_with_the_same_marks(cast, sign_in, make, set_clock):
    """Nothing but the shape, the name and the words of a row may differ, however late it is."""
    make("Same words"), make("Same words", Side.PERSON)
    set_clock(LATER)
    rows = re.findall(
        r'<li class="app-promises__item">.*?</ul> </div> </li>',
        page_of(sign_in(cast.practitioner), "promises", cast.person_id),
    )
    first, second = (
        re.sub(r"[0-9a-f-]{36}|Ruth|Tomos|--person|--practitioner|value=\"[^\"]{40,}\"", "", row) for row in rows
    )
    assert first == second
    assert "Six days late" in first


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": ""}, "Write what was promised"),
        ({"side": ""}, "Say who promises it"),
        (day(TODAY - DAY), "That day has passed. Choose today or a later day"),
        (day(TODAY.replace(year=2036)), "more than two years away"),
        ({"due_on_month": "13"}, "The month is a number from 1 to 12"),
        ({"words": "long " * 200}, "Write 500 characters or fewer"),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_typed_is_lost(cast, ruth, typed, said):
    form = {"side": "person", "words": "Bring the receipt"} | day(TODAY + DAY) | typed
    page = ruth.post(reverse("add_promise", args=[cast.person_id]), form).content.decode()
    assert said in page
    assert form["words"].strip() in page
    assert not Promise.objects.exists()


def test_a_promise_is_settled_in_one_tap_and_undone(cast, ruth, make):
    promise = make()
    answer = settle(ruth, promise, "kept")
    assert answer.headers["Location"] == reverse("promises", args=[cast.person_id])
    assert "Done. That was said on 4 May" in page_of(ruth, "promises", cast.person_id)
    ruth.post(reverse("undo_promise", args=[promise]), {"what": "settling"})
    assert Promise.objects.get().outcome == ""


def test_a_tap_in_a_session_comes_back_to_it_and_the_promise_stays_in_view(cast, ruth, make, session_id):
    promise = make()
    assert "What you each said you would do" in page_of(ruth, "session", session_id)
    answer = settle(ruth, promise, "broken", session=session_id)
    assert answer.headers["Location"] == f"{reverse('session', args=[session_id])}#promises"
    assert "Not done. That was said on 4 May" in page_of(ruth, "session", session_id)
    form = {"side": "person", "words": "Bring the receipt", "session": session_id}
    ruth.post(reverse("add_promise", args=[cast.person_id]), form)
    assert Promise.objects.get(side="person").session_id == session_id


def test_a_tap_never_leads_to_an_address_that_was_posted(cast, ruth, make):
    for posted in ({"back": "https://example.org/"}, {"session": "https://example.org/"}):
        answer = settle(ruth, make(), "kept", **posted)
        assert answer.headers["Location"] == reverse("promises", args=[cast.person_id])


def test_late_is_offered_on_either_side_only_after_the_day(cast, sign_in, ruth, make, set_clock):
    make("One"), make("Two", Side.PERSON)
    assert 'value="late"' not in page_of(ruth, "promises", cast.person_id)
    set_clock(LATER)
    page = page_of(sign_in(cast.practitioner), "promises", cast.person_id)
    assert page.count('value="late"') == 2


def test_a_second_tab_is_told_what_was_said_already(ruth, make):
    promise = make()
    settle(ruth, promise, "kept")
    page = ruth.post(reverse("settle_promise", args=[promise]), {"outcome": "broken"}, follow=True).content.decode()
    assert "Somebody said what became of that promise already" in page
    assert Promise.objects.get().outcome == "kept"


def test_another_day_needs_a_word_and_keeps_what_was_typed(ruth, make):
    promise = make()
    typed = {"do": "date", "date-words": ""} | day(TODAY + DAY, "date-due_on")
    page = ruth.post(reverse("promise", args=[promise]), typed).content.decode()
    assert "Write why it is another day" in page
    page = ruth.post(reverse("promise", args=[promise]), typed | {"date-words": "Housing is shut"}, follow=True)
    assert "A new day: 5 May" in page.content.decode()
    assert "Housing is shut" in page.content.decode()


def test_a_day_that_has_passed_is_said_at_the_field_and_the_words_stay(ruth, make):
    typed = {"do": "date", "date-words": "Housing is shut"} | day(TODAY - DAY, "date-due_on")
    page = ruth.post(reverse("promise", args=[make()]), typed).content.decode()
    assert "That day has passed" in page
    assert "Housing is shut" in page


@pytest.mark.parametrize(
    ("do", "words", "said"),
    [("word", "They did not pick up", "They did not pick up"), ("correct", "Ring the landlord", "New words")],
)
def test_a_word_and_better_words_stand_in_the_history(ruth, make, do, words, said):
    promise = make()
    page = ruth.post(reverse("promise", args=[promise]), {"do": do, f"{do}-words": words}, follow=True).content.decode()
    assert said in page
    assert "Ring housing" in page


def test_a_settled_one_is_opened_again_with_a_word(cast, ruth, make):
    promise = make()
    settle_promise(promise_id=promise, outcome=Outcome.KEPT, by=actor_for(cast.practitioner), at=START)
    ruth.post(reverse("promise", args=[promise]), {"do": "reopen", "reopen-words": "It was another call"})
    assert Promise.objects.get().outcome == ""


def test_the_new_worker_is_shown_what_was_left_and_takes_it_over_or_lets_it_go(cast, sign_in, make, set_clock):
    taken, let_go = make(), make("Write to court")
    supervisor = actor_for(cast.supervisor)
    at = START + DAY
    move_person(person_id=cast.person_id, to=cast.colleague.id, on=at.date(), reason="x", by=supervisor, at=at)
    set_clock(at)
    colin = sign_in(cast.colleague)
    assert page_of(colin, "promises", cast.person_id).count("Ruth, who no longer works with Tomos") == 2
    assert "Made by Ruth, who no longer works with Tomos" in page_of(colin, "promise", taken)
    colin.post(reverse("promise", args=[taken]), {"do": "take_over"})
    page = colin.post(reverse("promise", args=[let_go]), {"do": "let_go", "let_go-words": ""}).content.decode()
    assert "They will read it" in page
    colin.post(reverse("promise", args=[let_go]), {"do": "let_go", "let_go-words": "I cannot. Sorry"})
    page = page_of(colin, "promises", cast.person_id)
    assert "no longer works" not in page.split("Settled")[0]
    assert "Left undone. That was said on 5 May" in page
    assert "I cannot. Sorry" in page


def test_a_supervisor_reads_and_is_offered_nothing_to_change(cast, sign_in, make):
    promise = make()
    marian = sign_in(cast.supervisor)
    for name, part in (("promises", cast.person_id), ("promise", promise), ("person", cast.person_id)):
        page = page_of(marian, name, part)
        assert "Ring housing" in page
        assert "settle/" not in page
        assert "Add a promise" not in page


def test_the_overview_has_them_beside_what_matters_and_paper_has_both_sides_without_buttons(cast, ruth, make):
    make(), make("Bring the receipt", Side.PERSON)
    for name in ("person", "print_promises"):
        page = page_of(ruth, name, cast.person_id)
        assert "Ring housing" in page
        assert "Bring the receipt" in page
        assert "settle/" not in page


def test_no_share_of_promises_kept_is_written_anywhere(cast, ruth, make):
    for number in range(4):
        settle(ruth, make(f"Promise {'abcd'[number]}"), "broken")
    for name in ("promises", "person", "print_promises"):
        text = re.sub(r"<[^>]+>", " ", page_of(ruth, name, cast.person_id))
        assert not re.search(r"\b(4|four|100) (of|promises|%)|\d%", text, re.IGNORECASE)


def test_what_became_of_both_sides_is_said_with_the_workers_first_and_a_word_is_asked_for(cast, ruth, make):
    settle(ruth, make("Ring housing"), "broken")
    settle(ruth, make("Bring the receipt", Side.PERSON), "kept")
    page = page_of(ruth, "promises", cast.person_id).split('id="counted-title"')[1]
    assert page.index("You and others who work with Tomos.") < page.index("<strong>Tomos.</strong>")
    assert "</strong> Not done: 1." in page
    assert "</strong> Kept: 1." in page
    assert "Nothing has been said about it yet" in page
    paper = page_of(ruth, "print_promises", cast.person_id).split('id="counted-title"')[1]
    assert paper.index("Those who work with Tomos: Not done: 1.") < paper.index("Tomos: Kept: 1.")


def test_a_supervisor_reads_the_promises_and_is_shown_no_count(cast, ruth, make, sign_in):
    settle(ruth, make("Ring housing"), "broken")
    marian = sign_in(cast.supervisor)
    for name in ("promises", "print_promises"):
        assert "What became of promises" not in page_of(marian, name, cast.person_id)
    assert "Ring housing" in page_of(marian, "promises", cast.person_id)


def test_before_a_meeting_the_same_picture_stands_and_after_it_the_note_has_the_room(cast, ruth, make, session_id):
    settle(ruth, make("Ring housing"), "broken")
    assert "You and others who work with Tomos." in page_of(ruth, "session", session_id)
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, by=actor_for(cast.practitioner), at=START)
    assert "You and others who work with Tomos." not in page_of(ruth, "session", session_id)


def test_without_the_ledger_nothing_is_settled_and_the_answer_is_503(ruth, make, monkeypatch):
    promise = make()
    ruth.raise_request_exception = False

    def no_room(*args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr("alongside.casework.audit.record_entry", no_room)
    assert settle(ruth, promise, "kept").status_code == 503
    assert Promise.objects.get().outcome == ""
    assert PromiseStep.objects.count() == 1


def test_long_words_are_shown_whole(cast, ruth, make):
    words = "Llanfairpwllgwyngyll" * 24
    make(words)
    for name in ("promises", "person"):
        assert words in page_of(ruth, name, cast.person_id)


def queries(client, name, part) -> int:
    with CaptureQueriesContext(connection) as caught:
        page_of(client, name, part)
    return len(caught)


def test_the_queries_do_not_grow_with_the_promises(cast, ruth, make, session_id):
    pages = [("promises", cast.person_id), ("print_promises", cast.person_id), ("person", cast.person_id),
             ("session", session_id)]  # fmt: skip
    make(), make("Bring the receipt", Side.PERSON)
    settle(ruth, make("Done already"), "kept")
    few = [queries(ruth, *page) for page in pages]
    for number in range(38):
        made = make(f"Promise {number}", Side.PERSON if number % 2 else Side.PRACTITIONER)
        if number % 3 == 0:
            settle_promise(promise_id=made, outcome=Outcome.KEPT, by=actor_for(cast.practitioner), at=START)
    many = [queries(ruth, *page) for page in pages]
    assert many == few
    assert max(many[:2]) <= 22
