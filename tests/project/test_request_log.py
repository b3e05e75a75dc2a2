"""One line of JSON for an answer: the page's name and how it went. Never an address, a name, an id or who asked."""

import json
import logging

import pytest
from django.test import Client

from alongside.project.logs import AsJson, WithoutContent, logging_for
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db


class Kept(logging.Handler):
    """Keeps what the log would show, as both kinds of line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.plain: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(AsJson().format(record))
        self.plain.append(WithoutContent("%(name)s %(message)s").format(record))


@pytest.fixture
def kept():
    handler, root, ours = Kept(), logging.getLogger(), logging.getLogger("alongside.request")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel("INFO")
    yield handler
    root.removeHandler(handler)
    ours.setLevel(before)


def test_an_answer_is_one_line_with_these_words_and_no_others(cast, kept):  # noqa: F811
    signed_in_client(cast.practitioner).get(f"/people/{cast.person_id}/?q=Tomos")
    (line,) = [json.loads(line) for line in kept.lines]
    assert {k: v for k, v in line.items() if k not in {"at", "request", "milliseconds"}} == {
        "level": "INFO", "logger": "alongside.request", "event": "answered", "method": "GET", "page": "person",
        "status": 200,
    }  # fmt: skip
    assert len(line["request"]) == 32
    assert line["milliseconds"] > 0


def test_an_address_that_leads_nowhere_and_a_method_nobody_knows_are_not_repeated(kept):
    Client().generic("TOMOS", "/people/Tomos-Bevan/")
    Client().get("/", headers={"host": "tomos.example"})
    assert [json.loads(line)["page"] for line in kept.lines if "page" in json.loads(line)][:1] == ["none"]
    assert "tomos" not in "".join(kept.lines + kept.plain).lower()


def test_what_broke_has_the_id_of_its_request(kept, monkeypatch):
    name = " ".join(("Tomos", "Bevan"))  # a traceback shows lines of code, and this is none

    def breaks(**kwargs):
        raise ValueError(name)

    monkeypatch.setattr("alongside.pages.health.views.find_trouble", breaks)
    monkeypatch.setattr("alongside.pages.health.views.LAST.found_at", float("-inf"))
    Client(raise_request_exception=False).get("/health/ready")
    broke, answered = (json.loads(line) for line in kept.lines)
    assert broke["broke"][0] == "ValueError"
    assert broke["request"] == answered["request"]
    assert name not in "".join(kept.lines + kept.plain)


def test_plain_lines_are_of_what_went_wrong_alone():
    assert logging_for("plain")["loggers"]["alongside.request"]["level"] == "WARNING"
    assert logging_for("json")["handlers"]["console"]["formatter"] == "json"


def test_a_line_that_holds_the_address_would_be_seen(kept, monkeypatch):
    monkeypatch.setattr("alongside.project.request_log.page_of", lambda request: request.path)
    Client().get("/people/Tomos-Bevan/")
    assert "tomos" in "".join(kept.lines).lower()
