"""What is behind the person's own door: what they read there, what they say there, and who cannot get there."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.promises.operations import make_promise, settle_promise
from alongside.casework.sessions.sealing import seal_place
from alongside.domain.promises import Outcome, Side
from alongside.ledger.models import Entry
from alongside.pages.my_side.door import OWN_PAGES
from alongside.records.models import Capability, Promise, Relationship, Session, WhatMatters
from alongside.vault import open_keys
from tests.cast import START
from tests.pages.my_side import make_session, take_device
from tests.pages.own_door import give_door, open_own
from tests.pages.test_my_side_door import TabStops

pytestmark = pytest.mark.django_db
PAGES = {
    "mine_promises": "/mine/promises/",
    "mine_plan": "/mine/my-plan/",
    "mine_practice": "/mine/practice/",
    "mine_pathways": "/mine/pathways/",
    "mine_take": "/mine/what-i-take/",
    "mine_next": "/mine/next/",
    "mine_matters": "/mine/what-matters/",
    "mine_looked": "/mine/who-looked/",
    "mine_wrong": "/mine/wrong/",
    "mine_passkey": "/mine/passkey/",
    "mine_reminders": "/mine/reminders/",
    "mine_answers_back": "/mine/answers/",
    "mine_description": "/mine/about-me/",
    "mine_know": "/mine/what-i-know/",
    "mine_correction": "/mine/correction/",
    "mine_kept": "/mine/kept/",
    "mine_apart": "/mine/held-apart/",
    "mine_what_happens": "/mine/what-happens/",
}
PLACE = "14 Heol Fawr, the back door"


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def phone(cast) -> Client:
    return open_own(give_door(cast))


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def promise(cast, ruth, side, words, due_on=None):
    return make_promise(person_id=cast.person_id, side=side, words=words, due_on=due_on, by=ruth, at=START)


def plan_next(cast) -> Session:
    relationship = Relationship.objects.get(person=cast.person_id, kind="allocated")
    row = Session(
        person_id=cast.person_id, relationship=relationship, practitioner=cast.practitioner,
        planned_at=START + timedelta(days=7), minutes=30, created_at=START,
    )  # fmt: skip
    row.sealed_place = seal_place(open_keys([cast.person_id]), row, PLACE)
    row.save(force_insert=True)
    return row


# --- the door ---


def test_every_page_here_is_one_that_only_the_own_door_opens(cast, phone, sign_in):
    assert set(PAGES) <= set(OWN_PAGES)
    device = take_device(sign_in(cast.practitioner), make_session(cast).id)
    for path in PAGES.values():
        assert phone.get(path).status_code == 200
        assert device.get(path).headers["Location"] == "/check-in/"
        assert Client().get(path).headers["Location"] == "/check-in/closed/"
        assert sign_in(cast.supervisor).get(path).headers["Location"] == "/check-in/closed/"


@pytest.mark.parametrize("name", PAGES)
def test_without_its_scope_a_page_leads_home_and_nothing_is_done(phone, name):
    row = Capability.objects.get(kind="own")
    row.scopes = [scope for scope in row.scopes if scope != OWN_PAGES[name].value]
    row.save()
    for ask in (phone.get, phone.post):
        assert ask(PAGES[name], {"words": "x"}).headers["Location"] == "/mine/"
    assert f'href="{PAGES[name]}"' not in words_of(phone.get("/mine/"))
    assert not WhatMatters.objects.exists()


@pytest.mark.parametrize(("language", "exit_words"), [("en-gb", "Exit this page"), ("cy", "Gadael y dudalen hon")])
def test_exit_comes_first_titles_are_neutral_and_nothing_is_kept(cast, ruth, phone, language, exit_words):
    promise(cast, ruth, Side.PERSON, "Bring the receipt")
    plan_next(cast)
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for path in PAGES.values():
        page = phone.get(path)
        found = TabStops()
        found.feed(words_of(page))
        assert found.stops[0].strip() == exit_words
        assert page.headers["Cache-Control"] == "no-store, private"
        for part in ("<title>", "<h1"):
            said = words_of(page).split(part, 1)[1].split("</", 1)[0]
            assert not re.search("Alongside|Tomos|Ruth|Bevan|probation|receipt", said, re.I)
        assert 'href="/mine/#mine_' in words_of(page)


def test_every_page_leaves_its_line_in_the_ledger_and_is_not_shown_without_one(phone, monkeypatch):
    for path in PAGES.values():
        before = Entry.objects.count()
        phone.get(path)
        assert Entry.objects.count() == before + 1, path
    assert set(Entry.objects.filter(relation="self").values_list("role", flat=True)) == {"person"}

    def no_room(self, *args, **kwargs):
        from django.db import OperationalError

        raise OperationalError("the disk is full")

    monkeypatch.setattr(Entry, "save", no_room)
    phone.raise_request_exception = False
    for path in PAGES.values():
        assert phone.get(path).status_code == 503


def test_the_home_leads_only_where_there_is_something(cast, ruth, phone):
    page = words_of(phone.get("/mine/"))
    assert 'href="/mine/promises/"' not in page
    assert 'href="/mine/next/"' not in page
    for path in ("/mine/what-matters/", "/mine/who-looked/", "/mine/what-happens/"):
        assert f'href="{path}"' in page
    promise(cast, ruth, Side.PRACTITIONER, "Ring the landlord")
    plan_next(cast)
    page = words_of(phone.get("/mine/"))
    assert 'href="/mine/promises/"' in page
    assert 'href="/mine/next/"' in page
    assert "landlord" not in page


# --- promises ---


def test_both_sides_promises_are_read_and_only_own_ones_answered(cast, ruth, phone):
    promise(cast, ruth, Side.PERSON, "Bring the <receipt>", START.date())
    promise(cast, ruth, Side.PRACTITIONER, "Ring the landlord")
    page = words_of(phone.get("/mine/promises/"))
    assert "Bring the &lt;receipt&gt;" in page
    assert "Ring the landlord" in page
    assert "Tomos" not in page
    assert page.count('value="done"') == 1
    theirs = Promise.objects.get(side="practitioner")
    assert phone.post("/mine/promises/", {"promise": theirs.id, "say": "done"}).status_code == 404
    assert Promise.objects.get(side="practitioner").outcome == ""


def test_the_person_reads_what_became_of_both_sides_the_workers_first(cast, ruth, phone):
    for side, words, outcome in (
        (Side.PERSON, "Bring the receipt", Outcome.KEPT), (Side.PRACTITIONER, "Ring housing", Outcome.BROKEN),
    ):  # fmt: skip
        settle_promise(promise_id=promise(cast, ruth, side, words), outcome=outcome, by=ruth, at=START)
    page = words_of(phone.get("/mine/promises/")).split('id="counted"')[1]
    assert page.index("<strong>Your workers.</strong> Not done: 1.") < page.index("<strong>You.</strong> Kept: 1.")
    assert "a mark" not in page


def test_done_is_said_and_taken_back_for_ten_minutes(cast, ruth, phone, set_clock):
    own = promise(cast, ruth, Side.PERSON, "Bring the receipt")
    done = phone.post("/mine/promises/", {"promise": own, "say": "done"}, follow=True)
    assert "It now says that you have done it." in words_of(done)
    assert Promise.objects.get().outcome == "kept"
    assert "Take that back" in words_of(done)
    assert "It is back on your list." in words_of(
        phone.post("/mine/promises/", {"promise": own, "say": "back"}, follow=True)
    )
    assert Promise.objects.get().outcome == ""
    phone.post("/mine/promises/", {"promise": own, "say": "done"})
    set_clock(START + timedelta(minutes=11))
    assert "Take that back" not in words_of(phone.get("/mine/promises/"))
    late = phone.post("/mine/promises/", {"promise": own, "say": "back"}, follow=True)
    assert "You cannot change that here any more." in words_of(late)
    assert Promise.objects.get().outcome == "kept"


def test_why_not_needs_words_keeps_them_and_leaves_it_open(cast, ruth, phone):
    own = promise(cast, ruth, Side.PERSON, "Bring the receipt")
    page = words_of(phone.post("/mine/promises/", {"promise": own, "say": "why", "words": " "}))
    assert "<title>Error: " in page
    assert page.count("Say what got in the way, or leave it for now.") == 2
    assert "x" * 2_001 in words_of(phone.post("/mine/promises/", {"promise": own, "say": "why", "words": "x" * 2_001}))
    sent = phone.post("/mine/promises/", {"promise": own, "say": "why", "words": "The shop was shut"}, follow=True)
    assert "Your workers can read that now." in words_of(sent)
    assert "You said: The shop was shut" in re.sub(r"\s+", " ", words_of(sent))
    assert Promise.objects.get().outcome == ""


@pytest.mark.parametrize("sent", [{}, {"promise": "x", "say": "done"}, {"say": "done"}])
def test_a_form_about_no_promise_is_about_nothing(phone, sent):
    assert phone.post("/mine/promises/", sent).status_code == 404


def test_welsh_says_when_in_welsh(cast, ruth, phone):
    promise(cast, ruth, Side.PERSON, "Dod â'r llythyr", START.date() + timedelta(days=2))
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    page = words_of(phone.get("/mine/promises/"))
    assert "Erbyn 6 Mai" in page
    assert "By 6 May" not in page


# --- the next meeting ---


def test_the_next_meeting_says_day_time_place_and_whom_to_ring(cast, phone, settings):
    plan_next(cast)
    page = words_of(phone.get("/mine/next/"))
    for said in ("Monday 11 May 2026", "about 30 minutes", PLACE, "You meet: Ruth", "Use the number you have for Ruth"):
        assert said in page
    assert cast.practitioner.email not in page
    settings.ALONGSIDE_SERVICE_PHONE = "01632 960 001"
    assert "Ring 01632 960 001 and ask for Ruth." in words_of(phone.get("/mine/next/"))


def test_a_meeting_that_was_called_off_is_no_next_meeting(cast, phone):
    row = plan_next(cast)
    row.attendance = "cancelled"
    row.save()
    assert "No meeting is set yet." in words_of(phone.get("/mine/next/"))


# --- what matters ---


def test_own_words_are_kept_beside_earlier_ones_and_marked_as_the_persons_own(cast, ruth, phone, sign_in):
    say_what_matters(
        person_id=cast.person_id, words="My dog", said_on=START.date(), by=ruth, at=START - timedelta(hours=1)
    )
    page = words_of(phone.get("/mine/what-matters/"))
    assert "Ruth wrote it down." in page
    assert "Ruth and Marian can read this." in page
    for _ in range(2):
        kept = phone.post("/mine/what-matters/", {"words": "My daughter <Elin>"}, follow=True)
    assert "Your words are kept." in words_of(kept)
    assert "My daughter &lt;Elin&gt;" in words_of(kept)
    assert "You wrote this here, Monday 4 May 2026." in words_of(kept)
    assert list(WhatMatters.objects.order_by("written_by").values_list("written_by", flat=True)).count(None) == 1
    staff = words_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/what-matters/"))
    assert "My daughter" in staff
    assert "on their own side" in staff


def test_nothing_and_too_much_are_said_at_the_box_and_kept(phone):
    assert words_of(phone.post("/mine/what-matters/", {"words": " "})).count("Write what matters to you") == 2
    assert "x" * 2_001 in words_of(phone.post("/mine/what-matters/", {"words": "x" * 2_001}))
    assert not WhatMatters.objects.exists()


# --- who has looked ---


def test_who_looked_is_a_role_a_team_and_a_day_and_never_a_name(cast, phone, sign_in):
    ruth = sign_in(cast.practitioner)
    ruth.get(f"/people/{cast.person_id}/")
    ruth.get("/caseload/")
    sign_in(cast.supervisor).get(f"/people/{cast.person_id}/")
    page = words_of(phone.get("/mine/who-looked/"))
    for said in ("Your practitioner", "The supervisor of your practitioner", "Monday 4 May 2026", "May 2026: in"):
        assert said in page
    for name in ("Ruth", "Adeyemi", "Marian", "Ellis"):
        assert name not in page.split("<main", 1)[1]


def test_own_visits_and_reflections_are_left_out(cast, ruth, sign_in):
    phone = open_own(give_door(cast))
    for _ in range(3):
        phone.get("/mine/what-matters/")
    before = words_of(phone.get("/mine/who-looked/")).count("app-lines__line")
    session = make_session(cast)
    sign_in(cast.practitioner).get(f"/sessions/{session.id}/reflection/")
    assert words_of(phone.get("/mine/who-looked/")).count("app-lines__line") == before


# --- what happens to what I say ---


def test_what_happens_names_who_reads_today_and_says_the_limits(phone):
    page = words_of(phone.get("/mine/what-happens/"))
    for said in ("that is Ruth today", "that is Marian today", "A court can order us to show it"):
        assert said in page


def test_each_page_asks_few_questions_whatever_there_is_to_read(
    cast, ruth, phone, django_assert_max_num_queries, django_assert_num_queries
):
    plan_next(cast)
    promise(cast, ruth, Side.PERSON, "The first")
    numbers = {}
    for path in PAGES.values():
        with django_assert_max_num_queries(18) as asked:
            phone.get(path)
        numbers[path] = len(asked)
    for number in range(4):
        promise(cast, ruth, Side.PERSON, f"Another {number}")
        say_what_matters(person_id=cast.person_id, words=f"W{number}", said_on=START.date(), by=ruth, at=START)
    for path, number in numbers.items():
        with django_assert_num_queries(number):
            phone.get(path)
