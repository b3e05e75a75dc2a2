"""Without a second factor nothing of the service opens, whoever asks and whatever for."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from alongside.pages.policy import Policy, declared_policy
from tests.access.browsers import ask, path_of
from tests.access.world import make_world
from tests.addresses import every_address
from tests.cast import START

pytestmark = pytest.mark.django_db
PASSWORD = "seven lanterns over the estuary"
STAFF_PAGES = [address for address in every_address() if declared_policy(address.view) is Policy.STAFF]
SET_UP = {
    "account_logout", "mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "account_reauthenticate",
}  # fmt: skip
SIGN_IN_PAGES = [
    address
    for address in every_address()
    if declared_policy(address.view) is Policy.SIGN_IN and address.name not in SET_UP
]


def with_password_only(user, password: str = PASSWORD) -> Client:
    user.set_password(password)
    user.save()
    client = Client()
    response = client.post("/accounts/login/", {"login": user.email, "password": password})
    assert response.status_code == 302
    return client


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_staff_page_opens_without_a_second_factor(cast, method):
    world = make_world(cast)
    client = with_password_only(cast.practitioner)
    for address in STAFF_PAGES:
        response = ask(client, method, path_of(address, world))
        assert (response.status_code, response.headers["Location"]) == (302, "/accounts/2fa/"), address.name


def test_no_other_page_of_signing_in_opens_either(cast):
    world = make_world(cast)
    client = with_password_only(cast.practitioner)
    for address in SIGN_IN_PAGES:
        response = ask(client, "get", path_of(address, world))
        assert response.status_code == 302, address.name
        assert response.headers["Location"] == "/accounts/2fa/", address.name


def test_a_second_browser_with_the_password_alone_cannot_use_what_the_first_one_set_up(cast):
    """Both signed in before there was a second factor. The one that did not set it up has to show it."""
    client = with_password_only(cast.practitioner)
    Authenticator.objects.create(user=cast.practitioner, type="totp", data={"secret": "sealed"})
    for path in ("/", "/accounts/2fa/passkeys/add/", "/accounts/reauthenticate/", "/accounts/password/change/"):
        assert client.get(path).headers["Location"] == "/accounts/2fa/reauthenticate/", path


def test_somebody_with_a_second_factor_is_asked_for_it_and_is_not_signed_in_before(cast):
    Authenticator.objects.create(user=cast.practitioner, type="totp", data={"secret": "sealed"})
    client = with_password_only(cast.practitioner)
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert "Second step" in client.get("/accounts/2fa/authenticate/").content.decode()


def test_a_one_time_password_opens_nothing_but_its_own_change(cast):
    cast.practitioner.one_time_password_until = START + timedelta(hours=1)
    client = with_password_only(cast.practitioner)
    for path in ("/", "/accounts/2fa/", "/accounts/2fa/passkeys/add/", "/accounts/2fa/app/activate/"):
        assert client.get(path).headers["Location"] == "/accounts/password/change/", path
    sent = {"oldpassword": PASSWORD, "password1": "a quiet harbour before winter"}
    client.post("/accounts/password/change/", sent | {"password2": sent["password1"]})
    cast.practitioner.refresh_from_db()
    assert cast.practitioner.one_time_password_until is None
    assert client.get("/").headers["Location"] == "/accounts/2fa/"


def test_a_one_time_password_that_is_too_old_opens_nothing_and_says_why(cast):
    cast.practitioner.one_time_password_until = START - timedelta(seconds=1)
    client = with_password_only(cast.practitioner)
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert "too old" in client.get("/accounts/login/").content.decode()


def test_five_wrong_passwords_close_the_account_for_a_while_even_to_the_right_one(cast):
    cast.practitioner.set_password(PASSWORD)
    cast.practitioner.save()
    answers = []
    for password in ["wrong"] * 5 + [PASSWORD]:
        page = Client().post("/accounts/login/", {"login": "ruth@example.org", "password": password})
        answers.append(page.status_code)
    assert answers == [200] * 6
    assert "too many tries" in page.content.decode()


def test_five_wrong_codes_close_the_second_step_for_a_while(cast):
    Authenticator.objects.create(user=cast.practitioner, type="totp", data={"secret": seal(cast.practitioner)})
    client = with_password_only(cast.practitioner)
    for _ in range(5):
        page = client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
        assert "That code is not right" in page
    assert "too many tries" in client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()


def test_nobody_can_find_out_who_has_an_account(cast):
    cast.practitioner.set_password(PASSWORD)
    cast.practitioner.save()
    pages = []
    for address in ("ruth@example.org", "nobody@example.org"):
        page = Client().post("/accounts/login/", {"login": address, "password": "wrong"})
        pages.append((page.status_code, hide_token(page.content.decode()).replace(address, "")))
    assert pages[0] == pages[1]


def test_the_secret_of_an_app_is_sealed_in_the_database(cast):
    client = with_password_only(cast.practitioner)
    page = client.get("/accounts/2fa/app/activate/")
    secret = page.context["form"].secret
    from tests.journeys.test_sign_in import code_of

    client.post("/accounts/2fa/app/activate/", {"code": code_of(secret)})
    kept = list(Authenticator.objects.filter(user=cast.practitioner).values_list("data", flat=True))
    assert len(kept) == 2
    assert secret not in str(kept)
    assert client.get("/").status_code in {200, 302}
    assert client.get("/accounts/2fa/").status_code == 200


def test_the_secret_of_an_app_that_is_being_set_up_is_sealed_too_and_its_first_code_counts_once(cast):
    client = with_password_only(cast.practitioner)
    secret = client.get("/accounts/2fa/app/activate/").context["form"].secret
    in_sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    assert "mfa.totp.secret" in str(in_sessions)
    assert secret not in str(in_sessions)
    from tests.journeys.test_sign_in import code_of

    assert secret in client.post("/accounts/2fa/app/activate/", {"code": "000000"}).content.decode()
    code = code_of(secret)
    assert client.post("/accounts/2fa/app/activate/", {"code": code}).status_code == 302
    other = with_password_only(cast.practitioner)
    page = other.post("/accounts/2fa/authenticate/", {"code": code})
    assert page.status_code == 200
    assert "was used already" in page.content.decode()


def seal(user) -> str:
    from base64 import b64encode

    from alongside.vault import create_key, open_keys

    create_key(user.id)
    ring = open_keys([user.id])
    sealed = ring.seal_text("A" * 32, subject=user.id, table="second_factor", row=user.id, field="secret")
    return f"{user.id}:{b64encode(sealed).decode()}"


def hide_token(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
