"""From the moment the tables are changed, a server that runs gives back what is sent to it, until it is started again."""

import re

import pytest
from django.test import Client

from alongside.casework.health import tables
from alongside.casework.health.tables import mark_tables_changed
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.project.test_headers import assert_headers
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
WORDS = "They said the damp is back <b> and that Ella is coughing at night."


@pytest.fixture(autouse=True)
def own_mark(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "_path", lambda: tmp_path / "tables-changed")


@pytest.fixture
def running(cast) -> Client:  # noqa: F811
    """A browser of somebody signed in, whose server has begun already."""
    browser = signed_in_client(cast.practitioner)
    assert browser.get("/").status_code == 302
    return browser


def test_what_was_typed_comes_back_with_every_header_and_no_question_to_the_database(
    running, cast, django_assert_num_queries  # noqa: F811
):  # fmt: skip
    page = f"/people/{cast.person_id}/what-matters/"
    mark_tables_changed()
    with django_assert_num_queries(0):
        answer = running.post(page, {"words": WORDS})
    assert answer.status_code == 503
    assert_headers(answer)
    assert "They said the damp is back &lt;b&gt; and that Ella" in answer.content.decode()
    assert f'action="{page}"' in answer.content.decode()


def test_only_our_own_form_is_given_back(cast):  # noqa: F811
    browser = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/accounts/login/").content.decode())
    mark_tables_changed()
    forged = browser.post("/caseload/", {"words": WORDS})
    assert forged.status_code == 503
    assert "Ella" not in forged.content.decode()
    ours = browser.post("/caseload/", {"words": WORDS, "csrfmiddlewaretoken": token[1]})
    assert "Ella" in ours.content.decode()


def test_a_probe_is_answered_all_the_same(running):
    mark_tables_changed()
    assert running.get("/health/live").status_code == 200
    assert running.get("/caseload/").status_code == 503


def test_a_server_that_is_started_afterwards_is_open(running):
    mark_tables_changed()
    assert running.get("/caseload/").status_code == 503
    running.handler._middleware_chain = None
    running.handler.load_middleware()
    assert running.get("/caseload/").status_code == 200
