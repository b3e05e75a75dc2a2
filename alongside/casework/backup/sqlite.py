"""Copying a SQLite database while others go on reading it."""

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from django.db import connections

from alongside.casework.backup.manifest import BackupRefused
from alongside.casework.backup.streams import Source

Tell = Callable[[int, int], None]
FILE = "copy.sqlite3"
PAGES_AT_ONCE = 4096
SECONDS_BETWEEN_TRIES = 0.25
TRIES = 80  # as long as a page waits for the lock: 20 seconds
WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def one_moment(store: str, tell: Tell) -> Iterator[Source]:
    """Give the bytes of the database, in which nothing changes meanwhile. Writers wait, so that it need not begin again.

    The file itself is read, so that a copy for somebody else passes through no other file on its way. It is opened before
    the lock is taken and closed after it is let go: closing a file ends every lock that this process has on it.
    """
    connections[store].ensure_connection()
    database: sqlite3.Connection = connections[store].connection
    path = _path_of(database)
    with open(path, "rb") if path else nullcontext() as file:
        # A read lock alone: nobody may write to the file until it is let go.
        database.execute("BEGIN DEFERRED")
        try:
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
            yield _Told(file or io.BytesIO(database.serialize()), tell)
        finally:
            database.rollback()


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


class _Told:
    """A source that says how far it is."""

    def __init__(self, source: io.BufferedIOBase, tell: Tell) -> None:
        self._source, self._tell, self._done = source, tell, 0
        self._total = source.seek(0, io.SEEK_END)
        source.seek(0)

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        data = self._source.read(size)
        self._done += len(data)
        self._tell(self._done, self._total)
        return data


def _path_of(database: sqlite3.Connection) -> Path | None:
    """Return where the database lies, or None for one that is in memory."""
    if database.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        raise BackupRefused("The database is in write-ahead mode. Stop every program that uses it, then try again.")
    path = Path(database.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0] or "/")
    return path if path.is_file() else None


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, tell: Tell) -> None:
    tries = 0

    def progress(status: int, left: int, total: int) -> None:
        nonlocal tries
        tries = tries + 1 if status in WAITING else 0
        if tries > TRIES:
            raise BackupRefused("The database is in use. Stop Alongside, then try again.")
        tell(total - left, total)

    source.backup(target, pages=PAGES_AT_ONCE, progress=progress, sleep=SECONDS_BETWEEN_TRIES)
