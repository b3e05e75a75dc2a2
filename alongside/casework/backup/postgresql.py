"""Copying a PostgreSQL database with its own tools, which see one moment of it while others go on working."""

import os
import shutil
import subprocess  # nosec B404
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connections

from alongside.casework.backup.manifest import BackupRefused

Tell = Callable[[int, int], None]
FILE = "copy.pgdump"
PLAIN = ["--no-owner", "--no-privileges"]
# What is there goes in the same transaction that brings the copy, so a restore that fails changes nothing.
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def copy_out(store: str, target: Path, tell: Tell) -> None:
    """Copy one moment of the database. Raises BackupRefused."""
    tell(0, 1)
    _call("pg_dump", ["--format=custom", *PLAIN, "--file", str(target)], store)
    tell(1, 1)


def copy_in(store: str, source: Path, tell: Tell) -> None:
    """Replace the database by the copy, whole or not at all. Raises BackupRefused."""
    tell(0, 2)
    with TemporaryDirectory(prefix="alongside-restore-") as folder:
        script = Path(folder) / "script.sql"
        _call("pg_restore", [*PLAIN, "--file", str(script), str(source)], store)
        tell(1, 2)
        connections[store].close()
        _call("psql", ["-qX", "-1", "-v", "ON_ERROR_STOP=1", "-c", EMPTY, "-f", str(script)], store)
    tell(2, 2)


def _call(tool: str, words: list[str], store: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise BackupRefused(f"{tool} is missing. Run: apt-get install postgresql-client")
    done = subprocess.run(  # noqa: S603  # nosec B603
        [program, *words], env=_environment(store), capture_output=True, text=True, check=False
    )
    if done.returncode:
        # The first line says what is wrong. Later ones could show a row.
        reason = (done.stderr.splitlines() or ["no reason given"])[0]
        raise BackupRefused(f"{tool} failed: {reason}")


def _environment(store: str) -> dict[str, str]:
    """Say where the database is in the environment, where other users of the machine cannot read the password."""
    settings = connections[store].settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    options = {
        f"PG{key.upper()}": str(value) for key, value in settings.get("OPTIONS", {}).items() if key.startswith("ssl")
    }
    return {**os.environ, **options, **{key: str(settings[name]) for key, name in named.items() if settings[name]}}
