"""Making a copy and bringing one back.

The record and the key store are copied by two commands into two folders: whoever finds a copy of the one cannot open it
without the other, and copies of the key store are kept for 35 days at most, so that what was erased stays erased.
The key file is in neither.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from alongside.casework.backup import postgresql, sqlite
from alongside.casework.backup.manifest import BackupRefused, describe, read_manifest, write_manifest
from alongside.vault import list_shredded, shred_again

Tell = Callable[[int, int], None]
RECORD, KEYS = DEFAULT_DB_ALIAS, "keys"
# Django fills these itself when it makes the tables.
FILLED_BY_DJANGO = {"django_migrations", "django_content_type", "auth_permission"}


def back_up(*, store: str, folder: Path, at: datetime, tell: Tell) -> None:
    """Copy one store into a new folder, whole or not at all. Raises BackupRefused.

    Make the copy of the record first and that of the keys after it: then every person in the one has a key in the other.
    """
    if folder.exists():
        raise BackupRefused(f"{folder} is there already. Name a folder that is not.")
    tool, engine = _tool(store)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    copy = unfinished / tool.FILE
    tool.copy_out(store, copy, tell)
    applied = sorted(f"{app}.{name}" for app, name in MigrationLoader(connections[store]).applied_migrations)
    write_manifest(unfinished, describe(copy, store=store, engine=engine, made_at=at.isoformat(), migrations=applied))
    unfinished.rename(folder)


def restore(*, store: str, folder: Path, force: bool, tell: Tell) -> None:
    """Replace one store by a copy, then bring its tables up to this version. Raises BackupRefused and changes nothing.

    Keys that were destroyed since the copy was made are destroyed again.
    """
    manifest = read_manifest(folder)
    tool, engine = _tool(store)
    if manifest.store != store:
        raise BackupRefused(_WRONG_STORE[manifest.store == KEYS])
    if manifest.engine != engine:
        raise BackupRefused(f"This backup is of {manifest.engine}, and the database here is {engine}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    if not known.issuperset(manifest.migrations):
        raise BackupRefused("This backup was made by a newer version of Alongside. Install that version first.")
    if not force and not is_empty(store):
        raise BackupRefused("There is something in the database already. To replace all of it, add --force.")
    shredded = list_shredded() if store == KEYS else []
    tool.copy_in(store, folder / manifest.file, tell)
    call_command("migrate", database=store, interactive=False, verbosity=0)
    if store == KEYS:
        shred_again(shredded)


_WRONG_STORE = {
    True: "This is a backup of the key store. Restore it with --keys.",
    False: "This is a backup of the record. Restore it without --keys.",
}


def is_empty(store: str) -> bool:
    """Return whether the store has no rows but those that Django makes itself."""
    connection = connections[store]
    tables = set(connection.introspection.table_names()) - FILLED_BY_DJANGO
    quoted = [connection.ops.quote_name(table) for table in sorted(tables)]
    with connection.cursor() as cursor:
        for table in quoted:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  # nosec
            if cursor.fetchone():
                return False
    return True


def _tool(store: str) -> tuple[ModuleType, str]:
    vendor = connections[store].vendor
    return {"sqlite": sqlite, "postgresql": postgresql}[vendor], vendor
