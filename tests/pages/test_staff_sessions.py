"""A staff session ends by itself, says so kindly, loses no words and leads back only to our own pages."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from alongside.records.models import User
from tests.cast import START
from tests.signed_in import BACKEND, signed_in_client

pytestmark = pytest.mark.django_db
PAGE = "/?list=today"  # any page of the staff
WORDS = "They said the damp is back and that Ella is coughing at night."


@pytest.fixture
def browser(cast, sign_in) -> Client:
    client = sign_in(cast.practitioner)
    client.get(PAGE)
    return client


def is_signed_out(response) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith("/accounts/login/")


def query_of(response) -> dict[str, list[str]]:
    return parse_qs(urlsplit(response.headers["Location"]).query)


def test_a_session_left_alone_for_more_than_fifteen_minutes_ends(browser, set_clock):
    set_clock(START + timedelta(minutes=15, seconds=1))
    response = browser.get(PAGE)
    assert is_signed_out(response)
    assert query_of(response) == {"next": [PAGE], "ended": ["1"]}
    set_clock(START + timedelta(minutes=16))
    assert is_signed_out(browser.get(PAGE)), "it came back by itself"


def test_a_session_in_use_goes_on(browser, set_clock):
    for minutes in (14, 28, 42):
        set_clock(START + timedelta(minutes=minutes))
        assert not is_signed_out(browser.get(PAGE))


def test_a_session_in_use_ends_after_ten_hours_all_the_same(browser, set_clock):
    for tens in range(60):
        set_clock(START + timedelta(minutes=10 * tens))
        assert not is_signed_out(browser.get(PAGE)), f"ended after {tens * 10} minutes"
    set_clock(START + timedelta(hours=10, seconds=1))
    assert is_signed_out(browser.get(PAGE))


def test_reading_writes_to_the_session_at_most_once_a_minute(browser, set_clock):
    def written() -> float:
        return browser.session["staff_seen_at"]

    first = written()
    set_clock(START + timedelta(seconds=59))
    browser.get(PAGE)
    assert written() == first
    set_clock(START + timedelta(seconds=60))
    browser.get(PAGE)
    assert written() == first + 60


def test_somebody_who_was_deactivated_is_out_at_the_next_request_and_stays_out(browser, cast):
    User.objects.filter(id=cast.practitioner.id).update(is_active=False)
    assert is_signed_out(browser.get(PAGE))
    User.objects.filter(id=cast.practitioner.id).update(is_active=True)
    assert is_signed_out(browser.get(PAGE))


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}, {"X-Requested-With": "XMLHttpRequest"}]
)
def test_a_script_learns_that_it_was_signed_out_and_nothing_else(browser, set_clock, headers):
    set_clock(START + timedelta(hours=1))
    response = browser.post(PAGE, {"text": WORDS}, headers=headers)
    assert (response.status_code, response.content) == (401, b"")
    assert response.headers["X-Signed-Out"] == "1"


def test_words_sent_without_a_script_come_back_to_be_copied(browser, set_clock):
    set_clock(START + timedelta(hours=1))
    response = browser.post(PAGE, {"text": WORDS, "kind": "short", "password": "x" * 40})
    page = response.content.decode()
    assert response.status_code == 401
    assert WORDS in page
    assert "x" * 40 not in page
    assert not browser.session.items(), "what was typed is stored nowhere"


@pytest.mark.parametrize(
    ("came_from", "back_to"),
    [
        ("http://testserver/people/1/?tab=2", "/people/1/?tab=2"),
        ("https://elsewhere.example/trap/", "/"),
        ("", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_after_sending_one_returns_to_the_page_it_was_sent_from_and_never_elsewhere(
    browser, set_clock, came_from, back_to
):
    set_clock(START + timedelta(hours=1))
    response = browser.post(PAGE, {"kind": "short"}, headers={"Referer": came_from})
    assert query_of(response)["next"] == [back_to]


@pytest.mark.parametrize(
    "trap", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(cast, trap):
    cast.practitioner.set_password("seven lanterns over the estuary")
    cast.practitioner.save()
    sent = {"login": "ruth@example.org", "password": "seven lanterns over the estuary", "next": trap}
    assert Client().post("/accounts/login/", sent).headers["Location"] == "/"


def test_signing_in_leads_back_to_where_somebody_was(cast):
    cast.practitioner.set_password("seven lanterns over the estuary")
    cast.practitioner.save()
    sent = {"login": "ruth@example.org", "password": "seven lanterns over the estuary", "next": PAGE}
    assert Client().post("/accounts/login/", sent).headers["Location"] == PAGE


def test_signing_out_ends_the_session_on_the_server(browser):
    cookie = browser.cookies["sessionid"].value
    browser.post("/accounts/logout/")
    again = Client()
    again.cookies["sessionid"] = cookie
    assert is_signed_out(again.get(PAGE))


def test_the_marks_of_another_user_are_worth_nothing(cast):
    client = signed_in_client(cast.practitioner)
    client.force_login(cast.colleague, backend=BACKEND)
    assert client.get(PAGE).headers["Location"] == "/accounts/2fa/"
