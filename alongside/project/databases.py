"""The two databases: the record, and the small separate store of wrapped keys."""

import sqlite3
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# SQLite 3.7.0 to 3.51.2 can corrupt a database when a write-ahead log is reset: the rollback journal is used instead.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}


def configure_database(url: str) -> dict[str, Any]:
    """Return Django's dictionary for a database URL; raises ImproperlyConfigured for an engine we do not run on."""
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if config["ENGINE"].endswith("sqlite3"):
        if sqlite3.sqlite_version_info < (3, 38):
            raise ImproperlyConfigured("Alongside needs SQLite 3.38 or later.")
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
        return config
    if config["ENGINE"].endswith("postgresql"):
        config["CONN_MAX_AGE"] = 60
        return config
    raise ImproperlyConfigured("DATABASE_URL must start with sqlite:// or postgres://.")


FIRST_SAFE_WITH_WAL = (3, 51, 3)


def is_unsafe_wal(config: dict[str, Any]) -> bool:
    """Return whether this is a SQLite file left in write-ahead mode, by another program, on a library that can corrupt it."""
    if not config["ENGINE"].endswith("sqlite3") or sqlite3.sqlite_version_info >= FIRST_SAFE_WITH_WAL:
        return False
    try:
        with open(config["NAME"], "rb") as file:
            return b"\2" in file.read(20)[18:20]  # the file format's read and write versions: 2 is WAL
    except OSError:
        return False


class KeysRouter:
    """Sends the vault to its own store and everything else to the record."""

    def db_for_read(self, model: type, **hints: object) -> str:
        return "keys" if model._meta.app_label == "vault" else "default"  # type: ignore[attr-defined]

    db_for_write = db_for_read

    def allow_relation(self, *objects: object, **hints: object) -> None:
        return None

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return (app_label == "vault") == (db == "keys")
