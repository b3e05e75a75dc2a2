"""Making a copy and bringing one back.

The record and the key store are copied by two commands into two folders: whoever finds a copy of the one cannot open it
without the other, and copies of the key store are kept for 35 days at most, so that what was erased stays erased.
The key file is in neither, but for what two of its three holders open. A copy may be encrypted to a public key, and then
it is written nowhere as it is.
"""

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from alongside.casework.backup import postgresql, sqlite
from alongside.casework.backup.manifest import (
    ENCRYPTED,
    BackupRefused,
    Manifest,
    opened,
    read_file,
    read_manifest,
    write_manifest,
)
from alongside.casework.backup.streams import Measured, MeasuredFile, pour
from alongside.vault import (
    SEALED_FILE,
    Replayed,
    can_unwrap,
    check_recipient,
    encrypt,
    list_shredded,
    replay_register,
    sealed_key_file,
    wrapped_by,
)

Tell = Callable[[int, int], None]
RECORD, KEYS = DEFAULT_DB_ALIAS, "keys"
# Django fills these itself when it makes the tables.
FILLED_BY_DJANGO = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(frozen=True)
class Restored:
    """What came back: of which copy, how many rows each table had right afterwards, and what the register took again."""

    manifest: Manifest
    rows: dict[str, int]
    register: Replayed


def back_up(*, store: str, folder: Path, recipient: str, at: datetime, tell: Tell) -> Manifest:
    """Copy one store into a new folder, whole or not at all. Raises BackupRefused, or RecipientRefused.

    With a recipient, nothing that is not encrypted to it is written there. Make the copy of the record first and that
    of the keys after it: then every person in the one has a key in the other.
    """
    if recipient:
        check_recipient(recipient)
    with _new_folder(folder) as unfinished:
        manifest = _copy_out(store, unfinished, recipient, at, tell)
        _add_sealed_key_file(store, unfinished, recipient)
        write_manifest(unfinished, manifest, recipient)
    return manifest


def restore(*, store: str, folder: Path, identity: Path | None, force: bool, tell: Tell) -> Restored:
    """Replace one store by a copy, then bring its tables up to this version. Raises BackupRefused and changes nothing.

    Keys that were destroyed since the copy was made are destroyed again: those in the store as it was, and those in the
    registers outside, which are there on an empty machine too.
    """
    manifest = read_manifest(folder, identity)
    tool, engine = _tool(store)
    _refuse_what_does_not_fit(manifest, store, engine)
    if not force and not is_empty(store):
        raise BackupRefused("There is something in the database already. To replace all of it, add --force.")
    shredded = list_shredded() if _has_tables(KEYS) else []
    with opened(folder, manifest, identity) as copy:
        tool.copy_in(store, copy, tell)
    rows = count_rows(store)
    call_command("migrate", database=store, interactive=False, verbosity=0)
    register = replay_register(also=shredded) if _has_tables(KEYS) else Replayed(0, 0, [])
    return Restored(manifest, rows, register)


def count_rows(store: str) -> dict[str, int]:
    """Return how many rows each table of the store has."""
    connection = connections[store]
    counted = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # nosec
            counted[table] = cursor.fetchone()[0]
    return counted


def _copy_out(store: str, folder: Path, recipient: str, at: datetime, tell: Tell) -> Manifest:
    tool, engine = _tool(store)
    with tool.one_moment(store, tell) as source:
        rows = count_rows(store)
        migrations = sorted(f"{app}.{name}" for app, name in MigrationLoader(connections[store]).applied_migrations)
        needed = wrapped_by() if store == KEYS else []
        content = Measured(source)
        with MeasuredFile(folder / f"{tool.FILE}{ENCRYPTED if recipient else ''}") as file:
            if recipient:
                encrypt(content, file, recipient)
            else:
                pour(content, file)
    return Manifest(
        store=store, engine=engine, made_at=at.isoformat(), file=file.name, size=file.size, sha256=file.sha256,
        content_size=content.size, content_sha256=content.sha256, migrations=migrations, rows=rows, wrapped_by=needed,
    )  # fmt: skip


def _add_sealed_key_file(store: str, folder: Path, recipient: str) -> None:
    """Put the key file beside the keys as it was when they were wrapped, sealed so that two of three holders open it."""
    sealed = sealed_key_file() if store == KEYS else None
    if sealed is None:
        return
    with MeasuredFile(folder / f"{SEALED_FILE}{ENCRYPTED if recipient else ''}") as file:
        if recipient:
            encrypt(io.BytesIO(sealed), file, recipient)
        else:
            file.write(sealed)


def find_sealed_key_file(folder: Path, identity: Path | None) -> bytes:
    """Return the sealed key file in a copy of the keys or in a folder of checkpoints. Raises BackupRefused."""
    for path in (folder / SEALED_FILE, folder / f"{SEALED_FILE}{ENCRYPTED}"):
        if path.is_file():
            return read_file(path, identity)
    raise BackupRefused(
        f"{folder} has no {SEALED_FILE}. It is in a copy of the keys made after `alongside keys split`."
    )


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Make a folder under another name, which gets its own when everything in it is whole. Raises BackupRefused."""
    if folder.exists():
        raise BackupRefused(f"{folder} is there already. Name a folder that is not.")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    try:
        yield unfinished
    except OSError as error:
        raise BackupRefused(f"The copy cannot be written to {folder} ({error.strerror or error}).") from None
    unfinished.rename(folder)


def _refuse_what_does_not_fit(manifest: Manifest, store: str, engine: str) -> None:
    if manifest.store != store:
        raise BackupRefused(_WRONG_STORE[manifest.store == KEYS])
    if manifest.engine != engine:
        raise BackupRefused(f"This backup is of {manifest.engine}, and the database here is {engine}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    if not known.issuperset(manifest.migrations):
        raise BackupRefused("This backup was made by a newer version of Alongside. Install that version first.")
    if not can_unwrap(manifest.wrapped_by):
        raise BackupRefused(
            "These keys were wrapped by a key that the key file does not hold. Put the key file of then back."
        )


def _has_tables(store: str) -> bool:
    return "vault_shreddedkey" in connections[store].introspection.table_names()


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
