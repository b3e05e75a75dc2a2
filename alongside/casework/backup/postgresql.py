"""Copying a PostgreSQL database with its own tools, which see one moment of it while others go on working."""

import os
import shutil
import subprocess  # nosec B404
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from django.conf import settings
from django.db import connections, transaction

from alongside.casework.backup.manifest import BackupRefused
from alongside.casework.backup.streams import Source

Tell = Callable[[int, int], None]
FILE = "copy.pgdump"
PLAIN = ["--no-owner", "--no-privileges"]
# What is there goes in the same transaction that brings the copy, so a restore that fails changes nothing.
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


@contextmanager
def one_moment(store: str, tell: Tell) -> Iterator[Source]:
    """Give the copy as it is being made, of the moment that this connection sees meanwhile. Raises BackupRefused.

    It comes through a pipe, so that a copy for somebody else passes through no file on its way.
    """
    tell(0, 1)
    with transaction.atomic(using=store), connections[store].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        with _dump(store, snapshot) as copy:
            yield copy
    tell(1, 1)


def copy_in(store: str, source: Path, tell: Tell) -> None:
    """Replace the database by the copy, whole or not at all. Raises BackupRefused."""
    tell(0, 2)
    with TemporaryDirectory(prefix="restore-", dir=settings.ALONGSIDE_DATA_DIR) as folder:
        script = Path(folder) / "script.sql"
        _call("pg_restore", [*PLAIN, "--file", str(script), str(source)], store)
        tell(1, 2)
        connections[store].close()
        _call("psql", ["-qX", "-1", "-v", "ON_ERROR_STOP=1", "-c", EMPTY, "-f", str(script)], store)
    tell(2, 2)


@contextmanager
def _dump(store: str, snapshot: str) -> Iterator[IO[bytes]]:
    words = [_find("pg_dump"), "--format=custom", f"--snapshot={snapshot}", *PLAIN]
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(words, env=_environment(store), stdout=subprocess.PIPE, stderr=said)  # noqa: S603  # nosec B603
        with process:
            assert process.stdout is not None  # noqa: S101  # nosec B101
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            said.seek(0)
            raise BackupRefused(_reason("pg_dump", said.read()))


def _call(tool: str, words: list[str], store: str) -> None:
    done = subprocess.run(  # noqa: S603  # nosec B603
        [_find(tool), *words], env=_environment(store), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupRefused(_reason(tool, done.stderr))


def _find(tool: str) -> str:
    program = shutil.which(tool)
    if program is None:
        raise BackupRefused(f"{tool} is missing. Run: apt-get install postgresql-client")
    return program


def _reason(tool: str, said: str) -> str:
    """Return the first line that the tool said. Later ones could show a row."""
    return f"{tool} failed: {(said.splitlines() or ['no reason given'])[0]}"


def _environment(store: str) -> dict[str, str]:
    """Say where the database is in the environment, where other users of the machine cannot read the password."""
    config = connections[store].settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    options = {
        f"PG{key.upper()}": str(value) for key, value in config.get("OPTIONS", {}).items() if key.startswith("ssl")
    }
    return {**os.environ, **options, **{key: str(config[name]) for key, name in named.items() if config[name]}}
