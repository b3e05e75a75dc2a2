"""Where the record of an installation lies: in two SQLite files, or in the PostgreSQL of the tests."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests.postgresql import cluster, own_databases, write_everything_down

WAITING = "select 1 from records_importbatch where state in ('uploaded', 'checking')"
DELETED = ("user", "person", "identifier", "whatmatters", "contactroute", "session", "note", "draft")


class Store(Protocol):
    """What the search for words does with a record."""

    environment: dict[str, str]
    logs: list[Path]

    def is_waiting(self) -> bool:
        """Return whether a file waits to be read."""

    def keep_in_a_power_cut(self, target: Path) -> None:
        """Copy the files while every row of people, words and staff is being deleted, so that a journal holds them."""

    def unpack(self, backup: Path) -> None:
        """Put what a backup holds beside it, not packed."""

    def say_in_the_open(self, word: str, target: Path) -> None:
        """Put a word into a column that is not sealed, and copy the files in which it then lies."""


class Files:
    """The record in a folder, on SQLite."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.environment, self.logs = folder, {}, []
        self.record = folder / "alongside.sqlite3"

    def is_waiting(self) -> bool:
        with closing(sqlite3.connect(self.record)) as record:
            return record.execute(WAITING).fetchone() is not None

    def keep_in_a_power_cut(self, target: Path) -> None:
        with closing(sqlite3.connect(self.record, isolation_level=None)) as record:
            record.execute("begin immediate")
            for table in DELETED:
                record.execute(f"delete from records_{table} where id is not null")  # noqa: S608 names of our own
            shutil.copytree(self.folder, target)
            record.execute("rollback")

    def unpack(self, backup: Path) -> None:
        """A backup is a SQLite file as it is."""

    def say_in_the_open(self, word: str, target: Path) -> None:
        copy = shutil.copy(self.record, target / "record.sqlite3")
        with closing(sqlite3.connect(copy)) as record, record:
            record.execute(
                "update records_team set name = ? where id = (select id from records_team order by id limit 1)", (word,)
            )


class Cluster:
    """The record in a database of its own, on the PostgreSQL of the tests. Other tests' databases lie beside it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.logs = environment, [cluster() / "log"]

    def is_waiting(self) -> bool:
        with self._connect() as record:
            return record.execute(WAITING).fetchone() is not None

    def keep_in_a_power_cut(self, target: Path) -> None:
        with self._connect() as record:
            for table in DELETED:
                record.execute(f"delete from records_{table}")  # noqa: S608 names of our own
            self._copy(target)
            record.rollback()

    def unpack(self, backup: Path) -> None:
        for packed in backup.glob("*.pgdump"):
            subprocess.run(["pg_restore", "--file", backup / f"{packed.name}.sql", packed], check=True)

    def say_in_the_open(self, word: str, target: Path) -> None:
        with self._connect() as record:
            record.execute(
                "update records_team set name = %s where id = (select id from records_team order by id limit 1)", [word]
            )
        self._copy(target / "cluster")

    def _connect(self) -> "psycopg.Connection[Any]":
        name = self.environment["DATABASE_URL"].rpartition("/")[2]
        return psycopg.connect(host=str(cluster()), user="alongside", dbname=name)

    @staticmethod
    def _copy(target: Path) -> None:
        """Copy every file of the cluster, its write-ahead log too, after everything was written down."""
        write_everything_down()
        for path in sorted((cluster() / "data").rglob("*")):
            if path.is_file():
                copy = target / path.relative_to(cluster())
                copy.parent.mkdir(parents=True, exist_ok=True)
                _copy_if_still_there(path, copy)


def _copy_if_still_there(path: Path, copy: Path) -> None:
    try:
        shutil.copyfile(path, copy)
    except FileNotFoundError:
        return  # another test's database has gone meanwhile


@contextmanager
def store_in(folder: Path, *, on_postgresql: bool) -> Iterator[Store]:
    """Yield an empty store for an installation in this folder, gone at the end."""
    if on_postgresql:
        with own_databases() as environment:
            yield Cluster(environment)
    else:
        yield Files(folder)
