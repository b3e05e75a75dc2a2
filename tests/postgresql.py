"""Databases of a test's own in the PostgreSQL of the tests, and the files they lie in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings
from psycopg import sql


def is_on_postgresql() -> bool:
    """Return whether these tests run on PostgreSQL."""
    return os.environ.get("ALONGSIDE_TEST_POSTGRESQL") == "1"


def cluster() -> Path:
    """Return the folder with the data, the log and the socket of the PostgreSQL of the tests."""
    return Path(settings.DATABASES["default"]["HOST"])


@contextmanager
def own_databases() -> Iterator[dict[str, str]]:
    """Make an empty record and key store, yield the settings that lead there, and drop both at the end."""
    name = f"own_{uuid4().hex[:12]}"
    databases = {"DATABASE_URL": name, "KEYS_DATABASE_URL": f"{name}_keys"}
    with _administrator() as connection:
        for database in databases.values():
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
    host = str(cluster()).replace("/", "%2F")
    try:
        yield {setting: f"postgres://alongside@{host}/{database}" for setting, database in databases.items()}
    finally:
        with _administrator() as connection:
            for database in databases.values():
                connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(database)))


def write_everything_down() -> None:
    """Have PostgreSQL write every change into its files."""
    with _administrator() as connection:
        connection.execute("checkpoint")


def _administrator() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=str(cluster()), user="alongside", dbname="postgres", autocommit=True)
