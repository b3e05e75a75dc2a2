"""A probe learns in one word whether to send requests here, and nothing else."""

import shutil
import sqlite3
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connections
from django.test import Client

from alongside.casework.health import queries
from alongside.ledger import Kind, record_entry, sequence_entries
from alongside.pages.health.views import LAST, LastAnswer
from tests.cast import START, make_cast
from tests.pages.conftest import set_clock  # noqa: F401  fixture

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def nothing_remembered():
    LAST.found_at = float("-inf")


def ready() -> tuple[int, str]:
    response = Client().get("/health/ready")
    return response.status_code, response.content.decode()


def breaks(*args, **kwargs):
    raise OperationalError("connection to server at db.internal failed for user tomos")


def test_all_is_well():
    assert ready() == (200, "ready\n")
    assert Client().get("/health/live").content == b"live\n"


@pytest.mark.parametrize(("database", "word"), [("default", "database"), ("keys", "keys")])
def test_a_database_that_does_not_answer(monkeypatch, database, word):
    monkeypatch.setattr(connections[database], "cursor", breaks)
    assert ready() == (503, f"{word}\n")


@pytest.mark.parametrize(("database", "word"), [("default", "database"), ("keys", "keys")])
def test_a_database_that_may_only_be_read(monkeypatch, tmp_path, database, word):
    connection = connections[database]
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "read-only.sqlite3"))
        monkeypatch.setattr(queries.os, "access", lambda path, mode: path != tmp_path)
    else:
        with connection.cursor() as cursor:
            cursor.execute("set transaction read only")
    assert ready() == (503, f"{word}\n")


def test_a_key_file_that_went_away_though_this_process_has_read_it(settings, tmp_path):
    kept = settings.ALONGSIDE_KEY_FILE
    settings.ALONGSIDE_KEY_FILE = shutil.copy(kept, tmp_path / "gone.keys")
    tmp_path.joinpath("gone.keys").chmod(0o600)
    assert ready() == (200, "ready\n")
    tmp_path.joinpath("gone.keys").unlink()
    LAST.found_at = float("-inf")
    assert ready() == (503, "key-file\n")


EARLIER = "delete from django_migrations where app = 'ledger'"
LATER = "insert into django_migrations (app, name, applied) values ('records', '0999_later', '2027-01-01')"


@pytest.mark.parametrize("change", [EARLIER, LATER])
def test_tables_of_an_earlier_or_a_later_version(change):
    with connections["default"].cursor() as cursor:
        cursor.execute(change)
    assert ready() == (503, "tables\n")


def test_a_disk_with_no_room(monkeypatch):
    monkeypatch.setattr(queries.shutil, "disk_usage", lambda path: Usage(10, 10, queries.LEAST_FREE - 1))
    assert ready() == (503, "disk\n")


def test_entries_that_wait_too_long_for_the_worker(set_clock):  # noqa: F811
    record_entry(kind=Kind.COLLECTION, action="added", actor_id=None, role="", relation="", subjects=[],
                 object_type="", object_id=None, reason_code="", at=START)  # fmt: skip
    set_clock(START + timedelta(minutes=2))
    assert ready() == (200, "ready\n")
    LAST.found_at = float("-inf")
    set_clock(START + timedelta(minutes=2, seconds=1))
    assert ready() == (503, "worker\n")
    sequence_entries()
    LAST.found_at = float("-inf")
    assert ready() == (200, "ready\n")


def test_many_questions_within_a_second_ask_the_database_once(django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("alongside.pages.health.views.time.monotonic", lambda: 1.0)
    with django_assert_max_num_queries(6):
        assert {ready() for _ in range(50)} == {(200, "ready\n")}


def test_an_answer_is_a_second_old_at_most(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("alongside.pages.health.views.time.monotonic", lambda: clock[0])
    found = iter([None, "disk"])
    monkeypatch.setattr("alongside.pages.health.views.find_trouble", lambda at: next(found))
    last, at = LastAnswer(), datetime(2026, 5, 4, tzinfo=UTC)
    assert last.trouble(at) is None
    clock[0] = 1.0
    assert last.trouble(at) is None
    clock[0] = 1.01
    assert last.trouble(at) == "disk"


def test_nobody_is_signed_in_and_no_cookie_is_set():
    make_cast()
    for page in ("/health/live", "/health/ready"):
        response = Client().get(page)
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store, private"
        assert Client().post(page).status_code == 405


def test_the_words_name_no_database_file_or_machine(settings):
    told = {trouble.value for trouble in queries.Trouble}
    assert told == {"database", "keys", "key-file", "tables", "disk", "worker"}
    assert sqlite3.sqlite_version not in str(told)
