"""One click to try Alongside, in demo mode only."""

import pytest
from django.test import Client

from alongside.access.gates import NotHere
from alongside.casework.users.demo import find_demo_user, list_demo_users

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.ALONGSIDE_DEMO = True


def test_everybody_is_offered_with_role_and_team_in_plain_words(cast, client, demo):
    page = client.get("/demo/").content.decode()
    assert "Ruth Adeyemi" in page
    assert "Safeguarding lead" in page
    assert "Practitioner, Cardiff East" in page
    assert "Practitioner, Supervisor, Newport" in page


def test_one_click_signs_in_without_a_password_or_a_second_step(cast, client, demo):
    response = client.post("/demo/", {"user": cast.practitioner.id})
    assert response.headers["Location"] == "/"
    assert not client.get("/").headers.get("Location", "").startswith("/accounts/")


def test_the_session_is_worth_nothing_once_demo_mode_is_off(cast, client, demo, settings):
    client.post("/demo/", {"user": cast.practitioner.id})
    settings.ALONGSIDE_DEMO = False
    assert client.get("/").headers["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_demo_mode_the_address_answers_like_any_other_that_is_not_there(cast, method):
    found = getattr(Client(), method)("/demo/", {"user": cast.practitioner.id})
    absent = getattr(Client(), method)("/nothing-at-all/", {"user": cast.practitioner.id})
    assert found.status_code == absent.status_code == 404
    assert found.content == absent.content


def test_outside_demo_mode_the_operation_refuses_whoever_calls_it(cast):
    with pytest.raises(NotHere):
        list_demo_users(is_demo=False)
    with pytest.raises(NotHere):
        find_demo_user(user_id=cast.practitioner.id, is_demo=False)


def test_somebody_with_a_password_of_their_own_is_never_offered_nor_opened(cast, client, demo):
    cast.practitioner.set_password("seven lanterns over the estuary")
    cast.practitioner.save()
    assert "Ruth Adeyemi" not in client.get("/demo/").content.decode()
    assert client.post("/demo/", {"user": cast.practitioner.id}).status_code == 404


def test_somebody_who_was_deactivated_is_not_offered(cast, client, demo):
    cast.practitioner.is_active = False
    cast.practitioner.save()
    assert client.post("/demo/", {"user": cast.practitioner.id}).status_code == 404


def test_a_demo_session_cannot_change_how_its_user_signs_in(cast, client, demo):
    client.post("/demo/", {"user": cast.practitioner.id})
    for path in ("/accounts/password/change/", "/accounts/2fa/passkeys/add/", "/accounts/2fa/app/activate/"):
        assert client.get(path).status_code == 404
    assert "one click" in client.get("/accounts/2fa/").content.decode()


@pytest.mark.parametrize("sent", ["", "nobody", "00000000-0000-0000-0000-000000000000"])
def test_a_user_who_is_nobody_is_not_there(cast, client, demo, sent):
    assert client.post("/demo/", {"user": sent}).status_code == 404


def test_the_sign_in_page_leads_there_in_demo_mode_only(client, settings):
    assert "/demo/" not in client.get("/accounts/login/").content.decode()
    settings.ALONGSIDE_DEMO = True
    assert "/demo/" in client.get("/accounts/login/").content.decode()


def test_the_page_costs_the_same_whoever_is_there(cast, client, demo, django_assert_num_queries):
    with django_assert_num_queries(2):  # the users, and whose side the code opens
        client.get("/demo/")
