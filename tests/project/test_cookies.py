"""Where the service is reached over https, each of its cookies is bound to this host and to https; sign-ins are in the log."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.signing import Signer
from django.test import Client, RequestFactory

from alongside.project.sign_in import AccountAdapter
from tests.pages.conftest import cast, set_clock, sign_in  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

ROOT = Path(__file__).parents[2]
ASK = """
import json, django
django.setup()
from django.conf import settings
from alongside.pages.my_side.door import COOKIE
kinds = ("SESSION", "CSRF", "LANGUAGE")
about = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
print(json.dumps({"door": COOKIE, **{kind: {a: getattr(settings, f"{kind}_COOKIE_{a}") for a in about} for kind in kinds}}))
"""


def cookies_of(tmp_path: Path, **environment: str) -> dict:
    """Ask a process of its own how it sets its cookies."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ALONGSIDE_", "DATABASE", "KEYS_", "COV"))}
    given = {"DJANGO_SETTINGS_MODULE": "alongside.project.settings", "ALONGSIDE_DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", ASK], env={**kept, **given, "PYTHONPATH": str(ROOT), **environment}, cwd=ROOT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(ran.stdout)


def test_in_production_every_cookie_is_of_this_host_over_https_and_out_of_reach_of_scripts(tmp_path):
    found = cookies_of(tmp_path, ALONGSIDE_PRODUCTION="1", ALONGSIDE_SECRET_KEY="x" * 60)
    assert found.pop("door").startswith("__Host-")
    for cookie in found.values():
        assert cookie["NAME"].startswith("__Host-")
        assert (cookie["SECURE"], cookie["HTTPONLY"], cookie["SAMESITE"]) == (True, True, "Lax")
        assert (cookie["PATH"], cookie["DOMAIN"]) == ("/", None)


def test_on_one_laptop_without_https_a_browser_would_drop_such_names(tmp_path):
    assert not any("__Host-" in json.dumps(cookie) for cookie in cookies_of(tmp_path).values())


@pytest.mark.django_db
def test_a_sign_in_and_a_refused_password_are_in_the_log_without_what_was_typed(cast, caplog):  # noqa: F811
    caplog.set_level("INFO", "alongside.sign_in")
    cast.practitioner.set_password("seven lanterns over the estuary")
    cast.practitioner.save()
    for password in ("my other secret", "seven lanterns over the estuary"):
        Client().post("/accounts/login/", {"login": cast.practitioner.email, "password": password})
    assert "password refused, from 127.0.0.1" in caplog.text
    assert f"signed in: user {cast.practitioner.id} by password" in caplog.text
    for word in ("my other secret", "lanterns", cast.practitioner.email):
        assert word not in caplog.text


@pytest.mark.parametrize(("proxies", "address"), [(0, "10.0.0.9"), (1, "203.0.113.5")])
def test_an_address_that_a_browser_made_up_is_never_believed(settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.5"}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")
    assert AccountAdapter(request).get_client_ip(request) == address


@pytest.mark.django_db
def test_ending_sessions_of_other_browsers_takes_signing_in_again(cast):  # noqa: F811
    client, other = signed_in_client(cast.practitioner), signed_in_client(cast.practitioner)
    other.get("/")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert client.get("/accounts/sessions/").status_code == 200
    assert client.post("/accounts/sessions/").headers["Location"].startswith("/accounts/")
    assert other.get("/").headers["Location"] != "/accounts/login/"


@pytest.mark.django_db
def test_trace_is_answered_by_no_page(client):
    assert client.trace("/accounts/login/").status_code == 405


@pytest.mark.django_db
def test_signing_in_begins_a_new_session_under_a_new_name(cast):  # noqa: F811
    cast.practitioner.set_password("seven lanterns over the estuary")
    cast.practitioner.save()
    client = signed_in_client(cast.colleague)
    before = client.session.session_key
    client.post("/accounts/logout/")
    client.get("/accounts/login/")
    visitor = client.session.session_key
    sent = {"login": cast.practitioner.email, "password": "seven lanterns over the estuary"}
    client.post("/accounts/login/", sent)
    assert client.session.session_key not in {before, visitor, None}


@pytest.mark.django_db
def test_whoever_has_a_copy_of_the_database_signs_in_as_nobody(cast):  # noqa: F811
    client = signed_in_client(cast.practitioner)
    assert client.get("/today/").status_code == 200
    in_the_tables = Session.objects.get().session_key
    for cookie in (
        in_the_tables,
        f"{in_the_tables}:",
        f"{in_the_tables}:{Signer(key='another').signature(in_the_tables)}",
    ):
        thief = Client()
        thief.cookies["sessionid"] = cookie
        answer = thief.get("/today/")
        assert answer.headers["Location"].startswith("/accounts/login/"), cookie
        assert answer.cookies["sessionid"].value == ""
