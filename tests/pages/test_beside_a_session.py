"""Two taps and a line about authority, as they are used at the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.sessions.operations import Plan, plan_session, start_session
from alongside.records.models import PowerEvent, PractitionerRating
from tests.cast import START

pytestmark = pytest.mark.django_db
WARNING = {"kind": "warning", "on_day": "4", "on_month": "5", "on_year": "2026", "line": "CANARY explained at the desk"}


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast):
    by = actor_for(cast.practitioner)
    planned = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    start_session(session_id=planned, by=by, at=START)
    return planned


def test_two_taps_without_script_are_a_rating(ruth, session_id):
    address = reverse("rate_session", args=[session_id])
    first = ruth.get(address).content.decode()
    assert first.count('class="app-taps__tap"') == 11
    second = ruth.post(address, {"own": "7"}).content.decode()
    assert "What do you think Tomos would say?" in second
    assert '<input type="hidden" name="own" value="7">' in second
    assert not PractitionerRating.objects.exists()
    assert (
        ruth.post(address, {"own": "7", "guess": "5"}).headers["Location"]
        == f"{reverse('session', args=[session_id])}#sides-title"
    )
    page = ruth.get(reverse("session", args=[session_id])).content.decode()
    assert "You said, for yourself only" in page
    assert "Rate it" not in page


def test_a_number_nobody_offered_is_asked_again(ruth, session_id):
    page = ruth.post(reverse("rate_session", args=[session_id]), {"own": "12"}).content.decode()
    assert "How was it between you and Tomos?" in page


def test_skipping_is_one_tap_and_the_question_does_not_come_back(ruth, session_id):
    ruth.post(reverse("rate_session", args=[session_id]), {"skip": "on"})
    assert "Rate it" not in ruth.get(reverse("session", args=[session_id])).content.decode()


def test_a_session_that_has_not_begun_is_not_rated(cast, ruth):
    planned = plan_session(
        person_id=cast.person_id, plan=Plan(START + timedelta(days=1)), by=actor_for(cast.practitioner), at=START
    )
    assert "Rate it" not in ruth.get(reverse("session", args=[planned])).content.decode()


def test_a_use_of_authority_is_written_down_and_corrected_by_a_new_line(cast, ruth):
    address = reverse("add_power_event", args=[cast.person_id])
    ruth.post(address, WARNING)
    event = PowerEvent.objects.get()
    form = ruth.get(f"{address}?corrects={event.id}").content.decode()
    assert "Correct this line" in form
    assert 'value="CANARY explained at the desk"' in form
    page = ruth.post(address, WARNING | {"kind": "breach", "replaces": event.id}, follow=True).content.decode()
    assert "Breach, 4 May 2026" in page
    assert "Warning, 4 May 2026" not in page


def test_a_day_in_the_future_is_said_at_the_field_and_the_line_stays(cast, ruth):
    page = ruth.post(reverse("add_power_event", args=[cast.person_id]), WARNING | {"on_day": "5"}).content.decode()
    assert "This day is in the future" in page
    assert "CANARY explained at the desk" in page


def test_a_line_of_somebody_else_is_not_here(cast, ruth, session_id):
    answer = ruth.get(f"{reverse('add_power_event', args=[cast.person_id])}?corrects={session_id}")
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["supervisor", "colleague", "excluded", "stranger", "evaluator"])
def test_others_get_no_word_of_it(cast, sign_in, ruth, session_id, who):
    ruth.post(reverse("add_power_event", args=[cast.person_id]), WARNING)
    client = sign_in(getattr(cast, who))
    for address in (reverse("add_power_event", args=[cast.person_id]), reverse("rate_session", args=[session_id])):
        for answer in (client.get(address), client.post(address, WARNING | {"own": "3", "guess": "3"})):
            assert answer.status_code == 404
            assert b"CANARY" not in answer.content
    assert not PractitionerRating.objects.exists()
