"""Copying a SQLite database while others go on reading it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connections

from alongside.casework.backup.manifest import BackupRefused

Tell = Callable[[int, int], None]
FILE = "copy.sqlite3"
PAGES_AT_ONCE = 4096
SECONDS_BETWEEN_TRIES = 0.25
TRIES = 80  # as long as a page waits for the lock: 20 seconds
WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def copy_out(store: str, target: Path, tell: Tell) -> None:
    """Copy one moment of the database. Writers wait meanwhile, so that the copying never has to begin again."""
    connections[store].ensure_connection()
    source: sqlite3.Connection = connections[store].connection
    with closing(sqlite3.connect(target)) as copy:
        # A read lock alone: SQLite does not copy from a connection that is writing.
        source.execute("BEGIN DEFERRED")
        try:
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            _copy(source, copy, tell)
        finally:
            source.rollback()
    with target.open("rb") as file:
        os.fsync(file.fileno())


def copy_in(store: str, source: Path, tell: Tell) -> None:
    """Replace the database by the copy, whole or not at all. Raises BackupRefused for a copy that is not sound."""
    connections[store].ensure_connection()
    target: sqlite3.Connection = connections[store].connection
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupRefused("The copy in this backup is not a sound SQLite database.")
            _copy(copy, target, tell)
    except sqlite3.DatabaseError:
        raise BackupRefused("The copy in this backup is not a sound SQLite database.") from None


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, tell: Tell) -> None:
    tries = 0

    def progress(status: int, left: int, total: int) -> None:
        nonlocal tries
        tries = tries + 1 if status in WAITING else 0
        if tries > TRIES:
            raise BackupRefused("The database is in use. Stop Alongside, then try again.")
        tell(total - left, total)

    source.backup(target, pages=PAGES_AT_ONCE, progress=progress, sleep=SECONDS_BETWEEN_TRIES)
