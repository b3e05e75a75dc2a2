"""The databases keep what they acknowledged, and the tests run on the one they say they run on."""

import os
import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.utils import ConnectionHandler

from alongside.project.databases import configure_database

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_the_tests_run_on_the_database_they_were_asked_to(alias):
    asked = "postgresql" if os.environ.get("ALONGSIDE_TEST_POSTGRESQL") == "1" else "sqlite"
    assert connections[alias].vendor == asked


@pytest.fixture
def on_disk(tmp_path):
    """A connection to a real file: the tests' own SQLite is in memory and has no journal to speak of."""
    handler = ConnectionHandler({"default": configure_database(f"sqlite:///{tmp_path / 'record.sqlite3'}")})
    yield handler["default"]
    handler["default"].close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),  # EXTRA: the folder is flushed too, so no journal comes back after a power cut
        ("mmap_size", 0),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 20_000),
    ],
)
def test_sqlite_itself_says_how_it_keeps_the_record(on_disk, pragma, value):
    with on_disk.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_a_sqlite_transaction_takes_the_write_lock_when_it_begins(on_disk, tmp_path):
    """Else two that read first and write later would both hope, and one would fail half way."""
    on_disk.ensure_connection()
    other = sqlite3.connect(tmp_path / "record.sqlite3", timeout=0, isolation_level=None)
    on_disk.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    on_disk.rollback()
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_an_engine_the_tests_do_not_run_on_is_refused():
    with pytest.raises(ImproperlyConfigured, match=r"sqlite:// or postgres://"):
        configure_database("mysql://localhost/alongside")
