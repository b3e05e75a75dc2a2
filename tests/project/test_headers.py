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


# The address of a card or a link is a secret, so that page tells not even our own pages where it was.
STRICTER = ("/door/", "strict-origin")


def other_headers(response) -> dict[str, str | None]:
    """Return each of these headers that an answer has otherwise, or not at all."""
    found = {name: response.headers.get(name) for name in HEADERS}
    if response.request["PATH_INFO"].startswith(STRICTER[0]) and found["Referrer-Policy"] == STRICTER[1]:
        found["Referrer-Policy"] = HEADERS["Referrer-Policy"]
    return {name: value for name, value in found.items() if in_order(value) != in_order(HEADERS[name])}


def in_order(value: str | None) -> list[str]:
    """Return the directives of a header, which may stand in any order."""
    return sorted((value or "").split("; "))


def assert_headers(response) -> None:
    assert other_headers(response) == {}


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


@pytest.mark.parametrize("path", ["/static/nothing.css", "/static/%2e%2e/%2e%2e/etc/passwd"])
def test_a_file_that_is_not_there_carries_every_header(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert_headers(response)


def test_a_method_that_is_not_answered_and_a_form_too_large_carry_every_header(client, cast):  # noqa: F811
    assert_headers(client.delete("/health/live"))
    browser = signed_in_client(cast.practitioner)
    response = browser.post(f"/people/{cast.person_id}/what-matters/", {f"field-{n}": "x" for n in range(600)})
    assert response.status_code in {400, 413}
    assert_headers(response)


def test_an_answer_without_one_of_them_would_be_found(settings, client):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("PrivateHeadersMiddleware")]
    missing = {"Cache-Control", "Permissions-Policy", "Cross-Origin-Resource-Policy"}
    assert other_headers(client.get("/nothing-at-all/")).keys() == missing
