"""G18: whatever fails at whichever question to a database, a form is saved whole or not at all, and its words come back.

What fails is put in at each statement in turn, of the record and of the key store, as the drivers raise it: a full disk, a
fault of the disk, a database that may only be read, a lock that somebody holds. Two are real: a SQLite file that may not
grow by a page, and a connection of either database that may only read. A real full disk under a real server is in
`tests/nightly/test_full_disk.py`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import InternalError, OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.utils import DatabaseErrorWrapper

from tests.cast import START
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.pages.own_door import give_door, open_own
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "They said <the damp> is back & that Ella coughs at night."
SHOWN = "They said &lt;the damp&gt; is back &amp; that Ella coughs at night."
DAY = {"said_on_day": "4", "said_on_month": "5", "said_on_year": "2026"}
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "what matters": ("/people/{0}/what-matters/", {"do": "say", "words": WORDS, **DAY}),
    "a promise": ("/people/{0}/promises/add/", {"side": "practitioner", "words": WORDS}),
    "a way to reach somebody": ("/people/{0}/contact/", {"do": "add", "kind": "phone", "value": WORDS}),
    "a strain": ("/people/{0}/strains/name/", {"words": WORDS}),
    "a supervision": (
        "/people/{0}/supervisions/",
        {"do": "add", "kind": "order", "title": WORDS, "starts_on_day": "1", "starts_on_month": "5", "starts_on_year": "2026"},
    ),
}  # fmt: skip
FAULTS: dict[str, Callable[[], Exception]] = {
    "disk full": lambda: OperationalError("database or disk is full"),
    "disk full on PostgreSQL": lambda: translated(psycopg.errors.DiskFull("No space left on device")),
    "a fault of the disk": lambda: OperationalError("disk I/O error"),
    "a fault of the disk on PostgreSQL": lambda: translated(psycopg.errors.IoError("could not write block 7")),
    "read only": lambda: OperationalError("attempt to write a readonly database"),
    "read only on PostgreSQL": lambda: InternalError("cannot execute INSERT in a read-only transaction"),
    "locked": lambda: OperationalError("database is locked"),
    "damaged": lambda: translated(psycopg.errors.DataCorrupted("invalid page in block 7")),
}


def translated(error: Exception) -> Exception:
    """Return what Django makes of an error of the driver."""
    wrapper = DatabaseErrorWrapper(DatabaseWrapper({"ENGINE": "", "NAME": ""}))
    try:
        wrapper.__exit__(type(error), error, None)
    except Exception as made:
        return made
    return error


@dataclass
class FailsAt:
    """Lets statements through until the one that fails, and counts them over both databases."""

    number: int
    error: Callable[[], Exception]
    seen: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.seen.append(sql)
            if len(self.seen) == self.number:
                raise self.error()
        return execute(sql, params, many, context)


@contextmanager
def failing_at(number: int, error: Callable[[], Exception]) -> Iterator[FailsAt]:
    fault = FailsAt(number, error)
    with ExitStack() as stack:
        for name in ("default", "keys"):
            stack.enter_context(connections[name].execute_wrapper(fault))
        yield fault


def counted() -> dict[str, int]:
    """Return how many rows each table of the record has, and how many facts but looks the ledger."""
    tables = [model._meta.db_table for model in apps.get_app_config("records").get_models()]
    of_each = [f'select count(*) from "{table}"' for table in tables]  # noqa: S608 names of our own
    done = "select count(*) from ledger_entry where kind <> 'consultation'"
    with connections["default"].cursor() as cursor:
        cursor.execute("select " + ", ".join(f"({one})" for one in [*of_each, done]))
        return dict(zip([*tables, "ledger"], cursor.fetchone(), strict=True))


def send(browser: Any, cast: Any, form: str) -> Any:  # noqa: F811
    page, typed = FORMS[form]
    browser.raise_request_exception = False
    return browser.post(page.format(cast.person_id), typed)


def by_half(browser: Any, cast: Any, form: str, error: Callable[[], Exception]) -> list[str]:  # noqa: F811
    """Return what was wrong when each statement of saving this form failed in turn."""
    wrong = []
    for number in range(1, 200):
        before = counted()
        with failing_at(number, error) as fault:
            answer = send(browser, cast, form)
        if answer.status_code == 302:
            if len(fault.seen) < number:
                return wrong
            # Only the session was left to be written: everything is there, and the answer says so.
            wrong += [] if is_whole(before, counted()) else [f"{number}: said to be saved, by half"]
        else:
            wrong += [f"{number}: {sentence}" for sentence in lost(answer, before)]
    raise AssertionError("it asked without an end")


def lost(answer: Any, before: dict[str, int]) -> Iterator[str]:
    """Yield what is wrong with an answer that says that nothing was saved."""
    if answer.status_code != 503:
        yield f"answered {answer.status_code}"
    if SHOWN not in answer.content.decode():
        yield "the words were lost"
    if counted() != before:
        yield "by half"


def is_whole(before: dict[str, int], after: dict[str, int]) -> bool:
    more = {name for name in after if after[name] > before[name]}
    return "ledger" in more and len(more) > 1


@pytest.fixture
def browser(cast):  # noqa: F811
    return signed_in_client(cast.practitioner)


@pytest.mark.parametrize("form", ["what matters", "a promise"])
def test_a_disk_that_fills_at_any_statement_leaves_nothing_by_half_and_gives_the_words_back(browser, cast, form):  # noqa: F811
    assert by_half(browser, cast, form, FAULTS["disk full"]) == []


@pytest.mark.parametrize("fault", ["read only on PostgreSQL", "damaged", "locked"])
def test_so_it_is_with_whatever_else_a_database_says(browser, cast, fault):  # noqa: F811
    assert by_half(browser, cast, "what matters", FAULTS[fault]) == []


@pytest.mark.nightly
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_at_every_statement_of_every_form(browser, cast, form, fault, goal_result):  # noqa: F811
    wrong = by_half(browser, cast, form, FAULTS[fault])
    goal_result(goal="G18", tried=1, failed=len(wrong), what="faults at every statement of a form")
    assert wrong == []


def test_a_connection_that_may_only_read_says_so_and_works_again_afterwards(browser, cast):  # noqa: F811
    on_sqlite = connections["default"].vendor == "sqlite"
    off, on = ("PRAGMA query_only=1", "PRAGMA query_only=0") if on_sqlite else (
        "SET default_transaction_read_only=on", "SET default_transaction_read_only=off")  # fmt: skip
    before = counted()
    with connections["default"].cursor() as cursor:
        cursor.execute(off)
    try:
        answer = send(browser, cast, "what matters")
    finally:
        with connections["default"].cursor() as cursor:
            cursor.execute(on)
    assert answer.status_code == 503
    assert SHOWN in answer.content.decode()
    assert counted() == before
    assert send_again(browser, answer).status_code == 302, "the very form that came back can be sent"
    assert counted()["records_whatmatters"] == before["records_whatmatters"] + 1


def test_a_file_that_may_not_grow_loses_nothing_and_works_again_afterwards(browser, cast):  # noqa: F811
    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL has no such bound; a full disk under it is in the statements above")
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
        try:
            answers = [send(browser, cast, "what matters") for _ in range(30)]
            refused = [answer for answer in answers if answer.status_code == 503]
            assert refused
            assert all(SHOWN in answer.content.decode() for answer in refused)
            saved = len([answer for answer in answers if answer.status_code == 302])
            assert counted()["records_whatmatters"] == saved
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone()[0] == "ok"
        finally:
            cursor.execute("PRAGMA max_page_count=1073741823")
    assert send_again(browser, refused[0]).status_code == 302


def send_again(browser: Any, answer: Any) -> Any:
    """Send the form that the page gave back."""
    page = answer.content.decode()
    hidden = {n: unescape(v) for n, v in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)}
    typed = {n: unescape(v) for n, v in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', page)}
    action = re.search(r'<form method="post"[^>]* action="([^"]+)"', page)
    assert action
    return browser.post(action[1], hidden | typed)


def test_a_fault_of_ours_gives_the_words_back_to_be_copied(browser, cast, monkeypatch):  # noqa: F811
    def breaks(**kwargs):
        raise ValueError(WORDS)

    monkeypatch.setattr("alongside.pages.people.words.say_what_matters", breaks)
    answer = send(browser, cast, "what matters")
    assert answer.status_code == 500
    assert SHOWN in answer.content.decode()


def test_a_yes_that_was_said_too_early_would_be_found(browser, cast, monkeypatch):  # noqa: F811
    from alongside.pages.people import words

    real = words.say_what_matters

    def says_yes_whatever_happens(**kwargs):
        with suppress(Exception):
            real(**kwargs)

    monkeypatch.setattr(words, "say_what_matters", says_yes_whatever_happens)
    found = by_half(browser, cast, "what matters", FAULTS["disk full"])
    assert any("said to be saved" in sentence for sentence in found)


def test_a_page_that_forgets_the_words_would_be_found(browser, cast, monkeypatch):  # noqa: F811
    monkeypatch.setattr("alongside.pages.layout.errors._sent_fields", lambda request: [])
    found = by_half(browser, cast, "what matters", FAULTS["disk full"])
    assert any("the words were lost" in sentence for sentence in found)


def test_the_person_leaves_whatever_fails_and_finds_the_way_out_on_the_page_that_says_so(cast, set_clock):  # noqa: F811
    set_clock(START)
    phone = open_own(give_door(cast))
    phone.raise_request_exception = False
    with connections["default"].execute_wrapper(no_room):
        page = phone.post("/mine/what-matters/", {"words": WORDS})
        first_form = page.content.decode().split("<form", 2)[1]
        left = phone.post("/check-in/exit/")
    assert page.status_code == 503
    assert SHOWN in page.content.decode()
    assert "Exit this page" in first_form
    assert "<title>Not saved yet</title>" in page.content.decode()
    assert (left.status_code, left.headers["Location"]) == (302, "/check-in/closed/")
    assert phone.get("/mine/").headers["Location"] == "/check-in/closed/"


@pytest.mark.parametrize("path", ["/mine/nowhere/", "/door/a/b/", "/check-in/a/"])
def test_a_page_that_is_not_there_names_no_service_on_the_persons_side(path, client):
    page = client.get(path)
    assert page.status_code == 404
    assert "<title>This page is not here</title>" in page.content.decode()
    assert "Exit this page" in page.content.decode()
    assert "duty manager" not in page.content.decode()


def test_what_failed_is_said_in_the_language_of_the_person(cast, set_clock):  # noqa: F811
    set_clock(START)
    phone = open_own(give_door(cast))
    phone.raise_request_exception = False
    phone.post("/language/", {"language": "cy", "next": "/mine/"})
    with connections["default"].execute_wrapper(no_room):
        not_saved = phone.post("/mine/what-matters/", {"words": WORDS}).content.decode()
    assert "<title>Heb ei gadw eto</title>" in not_saved
    for english, welsh in (("Send again", "Anfon eto"), ("Exit this page", "Gadael y dudalen hon")):
        assert welsh in not_saved
        assert english not in not_saved
    assert "Dydy&#x27;r dudalen hon ddim yma" in phone.get("/mine/nowhere/").content.decode()


def no_room(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)
