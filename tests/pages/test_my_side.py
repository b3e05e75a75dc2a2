"""The check-in on the device that was handed over, page by page."""

import pytest
from django.conf import settings
from django.test import Client

from alongside.domain.limits import Limit, limit_text
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.models import Capability, CheckIn, Episode, HelpAnswer, Relationship, Session
from tests.cast import START
from tests.pages.my_side import answer_all, make_session, send_to, take_device

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast) -> Session:
    return make_session(cast)


@pytest.fixture
def device(cast, session, sign_in) -> Client:
    return take_device(sign_in(cast.practitioner), session.id)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def test_the_staff_member_is_told_first_that_their_session_ends(cast, session, sign_in):
    page = words_of(sign_in(cast.practitioner).get(f"/sessions/{session.id}/hand-over/"))
    assert page.index("This signs you out on this device.") < page.index("four short questions")
    assert not CheckIn.objects.exists()


def test_handing_over_ends_the_staff_session_completely(cast, session, sign_in):
    client = sign_in(cast.practitioner)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    take_device(client, session.id)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/").headers["Location"].startswith("/accounts/login/")


def test_the_page_before_the_questions_names_the_meeting_they_are_about(device, session):
    assert "It is about your meeting on Monday 4 May 2026." in words_of(device.get("/check-in/"))


def test_the_four_questions_are_asked_given_and_gone(cast, device):
    assert "Four short questions" in words_of(device.get("/check-in/"))
    first = load_definition(CHECK_IN).items[0].in_language("en").ask_about("Ruth")
    page = words_of(device.get("/check-in/1/"))
    assert first in page
    assert " checked" not in page
    answer_all(device, 6)
    assert "Ruth" in words_of(device.get("/check-in/who/"))
    assert send_to(device, "worker").headers["Location"] == "/check-in/thanks/"
    row = CheckIn.objects.get()
    assert (row.state, row.audience, row.answers, row.felt_off) == ("completed", "worker", [6, 6, 6, 6], False)
    for address in ["/check-in/", "/check-in/1/", "/check-in/4/", "/check-in/last/", "/check-in/who/"]:
        assert device.get(address).headers["Location"] == "/check-in/thanks/"


def test_the_whole_limits_text_stands_before_the_first_question_in_both_languages(device):
    for language in ["en-gb", "cy"]:
        device.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = words_of(device.get("/check-in/"))
        for sentence in limit_text(Limit.CHECK_IN, language=language).sentences:
            assert sentence.rstrip(".") in page


def test_skipping_is_kept_as_prefer_not_to_say(device):
    answer_all(device, None)
    send_to(device, "totals")
    assert CheckIn.objects.get().answers == [None] * 4


def test_the_tick_is_kept(device):
    answer_all(device, 5, felt_off=True)
    send_to(device, "supervisor")
    assert CheckIn.objects.get().felt_off


def test_choosing_nothing_says_what_to_do_and_keeps_the_question(device):
    page = words_of(device.post("/check-in/1/", {}))
    assert "<title>Error: Question 1 of 4" in page
    assert "Choose a number, or skip this one." in page
    device.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert "<title>Gwall: Cwestiwn 1 o 4" in words_of(device.post("/check-in/1/", {"answer": "11"}))


def test_no_audience_is_chosen_beforehand_and_one_must_be(device):
    answer_all(device)
    assert " checked" not in words_of(device.get("/check-in/who/"))
    assert "Choose who can see your answers." in words_of(device.post("/check-in/who/", {}))
    assert CheckIn.objects.get().state == "offered"


def test_an_audience_is_asked_for_only_when_every_question_was_answered_or_skipped(device):
    device.post("/check-in/1/", {"answer": 3})
    assert device.get("/check-in/who/").headers["Location"] == "/check-in/2/"


def test_going_back_within_the_sitting_shows_what_was_chosen_a_moment_ago(device):
    device.post("/check-in/1/", {"answer": 0})
    page = words_of(device.get("/check-in/1/"))
    assert page.count(" checked") == 1
    assert 'value="0" id="id_answer" checked' in page


def test_everybody_who_could_read_it_is_named_and_nobody_else(cast, device):
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.colleague, kind="co_worker", starts_on=START.date(), created_at=START
    )  # fmt: skip
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.excluded, kind="co_worker", starts_on=START.date(), created_at=START
    )  # fmt: skip
    answer_all(device)
    page = words_of(device.get("/check-in/who/"))
    assert "Ruth and Colin" in page
    assert "Only the supervisor, Marian" in page
    assert "Erin" not in page
    assert "Callum" not in page


def test_without_a_supervisor_nobody_is_offered_as_one(cast, device):
    cast.practitioner.supervisor = None
    cast.practitioner.save()
    assert "only ," not in words_of(device.get("/check-in/"))
    answer_all(device)
    assert 'value="supervisor"' not in words_of(device.get("/check-in/who/"))
    send_to(device, "supervisor")
    assert CheckIn.objects.get().state == "offered"


def test_no_page_names_the_person_or_the_service_in_a_title_or_a_heading(device):
    pages = [device.get(address) for address in ["/check-in/", "/check-in/1/", "/check-in/last/"]]
    answer_all(device)
    pages.append(device.get("/check-in/who/"))
    send_to(device, "worker")
    pages += [device.get("/check-in/thanks/"), device.get("/check-in/closed/")]
    for page in pages:
        assert page.status_code == 200
        words = words_of(page)
        assert "Tomos" not in words
        assert "Bevan" not in words
        for part in ["<title>", "<h1"]:
            assert "Alongside" not in words.split(part, 1)[1].split("</", 1)[0]
        assert page.headers["Cache-Control"] == "no-store, private"


def test_the_thanks_are_the_same_whoever_may_see_it(cast, session, sign_in):
    pages = set()
    for audience in ["worker", "supervisor", "totals"]:
        device = take_device(sign_in(cast.practitioner), session.id)
        answer_all(device, 1)
        send_to(device, audience)
        pages.add(_without_token(words_of(device.get("/check-in/thanks/"))))
    assert len(pages) == 1


def _without_token(page: str) -> str:
    return "".join(part.split('">', 1)[-1] for part in page.split('name="csrfmiddlewaretoken" value="'))


def test_did_that_help_is_asked_first_and_once(cast, session, sign_in):
    Episode.objects.create(
        person_id=cast.person_id, relationship_id=session.relationship_id, source="practitioner", opened_at=START,
        tried_on=START.date(),
    )  # fmt: skip
    device = take_device(sign_in(cast.practitioner), session.id)
    assert 'href="/check-in/first/"' in words_of(device.get("/check-in/"))
    assert "Did that help?" in words_of(device.get("/check-in/first/"))
    assert "Choose an answer, or skip this one." in words_of(device.post("/check-in/first/", {}))
    device.post("/check-in/first/", {"answer": "not_really"})
    assert HelpAnswer.objects.get().answer == "not_really"
    assert device.get("/check-in/first/").headers["Location"] == "/check-in/1/"
    device.post("/check-in/first/", {"answer": "helped"})
    assert HelpAnswer.objects.get().answer == "not_really"


def test_without_a_repair_nobody_asks_whether_it_helped(device):
    assert 'href="/check-in/1/"' in words_of(device.get("/check-in/"))
    assert device.get("/check-in/first/").headers["Location"] == "/check-in/1/"


def test_the_switch_changes_every_page_to_welsh_and_leaving_changes_it_back(device):
    device.post("/language/", {"language": "cy", "next": "/check-in/"})
    page = words_of(device.get("/check-in/"))
    assert '<html lang="cy"' in page
    assert "Pedwar cwestiwn byr" in page
    assert 'value="en"' in page
    answer_all(device)
    send_to(device, "worker")
    assert CheckIn.objects.get().language == "cy"
    device.post("/check-in/exit/")
    assert '<html lang="cy"' in words_of(device.get("/check-in/closed/"))
    assert '<html lang="en' in words_of(device.get("/accounts/login/"))


def test_each_page_asks_few_questions_of_the_database(device, django_assert_max_num_queries):
    for address in ["/check-in/", "/check-in/1/", "/check-in/last/"]:
        with django_assert_max_num_queries(6):
            device.get(address)
    with django_assert_max_num_queries(8):
        device.post("/check-in/1/", {"answer": 3})
    answer_all(device)
    with django_assert_max_num_queries(8):
        device.get("/check-in/who/")
    assert Capability.objects.get().sealed_progress
