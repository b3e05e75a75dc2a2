"""Every answer, errors too, keeps pages out of caches, frames and other sites; and a failing ledger shows nothing."""

import pytest
from django.db import DatabaseError, OperationalError

from tests.pages.conftest import cast, set_clock, sign_in  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
CANARY = "Tomos"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store, private",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def assert_headers(response) -> None:
    found = {name: response.headers.get(name) for name in HEADERS}
    found["Content-Security-Policy"] = "; ".join(sorted((found["Content-Security-Policy"] or "").split("; ")))
    wanted = HEADERS | {
        "Content-Security-Policy": "; ".join(sorted(HEADERS["Content-Security-Policy"].split("; "))),
    }
    assert found == wanted


def failing(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nothing-at-all/", "/language/", "/caseload/"])
def test_a_visitors_answers_carry_every_header(client, path):
    assert_headers(client.get(path))


@pytest.mark.parametrize("path", ["/", "/caseload/", "/accounts/2fa/", "/accounts/sessions/", "/people/x/"])
def test_answers_for_the_staff_carry_every_header(cast, path):  # noqa: F811
    assert_headers(signed_in_client(cast.practitioner).get(path))


def test_an_empty_answer_to_a_script_carries_every_header(client):
    response = client.get("/", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert_headers(response)


def test_a_form_from_another_site_is_refused_with_every_header(cast):  # noqa: F811
    client = signed_in_client(cast.practitioner)
    client.handler.enforce_csrf_checks = True
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert_headers(response)


def test_a_wrong_host_is_refused_with_every_header(client):
    response = client.get("/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert_headers(response)


def test_an_unforeseen_error_says_nothing_and_carries_every_header(client, monkeypatch):
    monkeypatch.setattr("alongside.pages.sign_in.views.list_demo_users", failing(ValueError(CANARY)))
    client.raise_request_exception = False
    response = client.get("/demo/")
    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    assert_headers(response)


@pytest.mark.parametrize("error", [OperationalError(CANARY), DatabaseError(CANARY)])
def test_when_the_ledger_cannot_be_written_the_record_is_not_shown(cast, monkeypatch, error):  # noqa: F811
    client = signed_in_client(cast.practitioner)
    client.raise_request_exception = False
    path = f"/people/{cast.person_id}/"
    assert CANARY in client.get(path).content.decode(), "the page would show the name"
    monkeypatch.setattr("alongside.casework.audit.record_entry", failing(error))
    for asked in (path, "/caseload/"):
        response = client.get(asked)
        assert response.status_code == 503
        assert CANARY not in response.content.decode()
        assert_headers(response)


def test_when_even_the_session_cannot_be_read_the_answer_is_a_page_and_not_a_trace(client, monkeypatch):
    monkeypatch.setattr("alongside.project.sign_in._end_session_if_over", failing(OperationalError(CANARY)))
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 503
    assert CANARY not in response.content.decode()
    assert_headers(response)
