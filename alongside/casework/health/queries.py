"""What would keep Alongside from doing its work now."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from alongside.ledger import find_oldest_waiting
from alongside.vault import VaultError, current_key_file

LEAST_FREE = 100 * 1024 * 1024  # bytes: a backup, a journal and a day's work still fit
LONGEST_WAIT = timedelta(minutes=2)  # the worker numbers entries every second


class Trouble(StrEnum):
    """Why nobody should be sent here now. Names of databases, files and machines are nobody's business."""

    DATABASE = "database"
    KEYS = "keys"
    KEY_FILE = "key-file"
    TABLES = "tables"
    DISK = "disk"
    WORKER = "worker"


def find_trouble(*, at: datetime) -> Trouble | None:
    """Return the first thing that is not right, or None. It reads no record and writes nothing."""
    checks: tuple[tuple[Trouble, Callable[[], bool]], ...] = (
        (Trouble.DATABASE, lambda: _answers("default")),
        (Trouble.KEYS, lambda: _answers("keys")),
        (Trouble.KEY_FILE, _has_its_key_file),
        (Trouble.TABLES, are_tables_of_this_version),
        (Trouble.DISK, _has_room),
        (Trouble.WORKER, lambda: _is_worked_on(at)),
    )
    return next((trouble for trouble, is_right in checks if not is_right()), None)


def are_tables_of_this_version() -> bool:
    """Return whether both databases have exactly the tables of this version: neither older ones nor those of a later one."""
    return all(map(_has_its_tables, ("default", "keys")))


def _answers(database: str) -> bool:
    """Return whether a database can be asked and written. On a disk that may only be read nothing is saved, so nobody is let in."""
    connection = connections[database]
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1" if connection.vendor == "sqlite" else "show transaction_read_only")
            (found,) = cursor.fetchone()
    except DatabaseError:
        return False
    return bool(found != "on") and (
        connection.vendor != "sqlite" or _is_writable(str(connection.settings_dict["NAME"]))
    )


def _is_writable(database: str) -> bool:
    folder = Path(database).parent
    return not folder.is_dir() or os.access(folder, os.W_OK)  # a database in memory has none


def _has_its_key_file() -> bool:
    try:
        current_key_file()
    except VaultError:
        return False
    return Path(settings.ALONGSIDE_KEY_FILE).is_file()  # it is read once, and could be gone at the next start


def _has_its_tables(database: str) -> bool:
    loader = MigrationLoader(connections[database])
    ours = {app for app, _ in loader.disk_migrations}
    applied = {key for key in loader.applied_migrations if key[0] in ours}
    return applied == set(loader.disk_migrations)


def _has_room() -> bool:
    return shutil.disk_usage(settings.ALONGSIDE_DATA_DIR).free >= LEAST_FREE


def _is_worked_on(at: datetime) -> bool:
    oldest = find_oldest_waiting()
    return oldest is None or at - oldest <= LONGEST_WAIT
