"""Trying two copies out in a temporary place: do they come back, are they whole, and does what is sealed open?"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, connections

from alongside.casework.backup.manifest import BackupRefused, Manifest, read_manifest
from alongside.casework.backup.operations import KEYS, RECORD, Restored, Tell, restore
from alongside.casework.people.sealing import open_name
from alongside.ledger import fit_folders_to_ledger
from alongside.records.people import Person
from alongside.vault import VaultError, count_unopenable, list_shredded, open_keys

SAMPLE = 200


@dataclass
class Tried:
    """What came back, how much of it was looked at, and what is wrong, a sentence each."""

    record: Restored
    keys: Restored
    people: int
    opened: int
    problems: list[str] = field(default_factory=list)


@contextmanager
def temporary_place(record: Path, keys: Path, identity: Path | None) -> Iterator[dict[str, str]]:
    """Make a place for these copies, gone at the end, and yield the settings that lead there. Raises BackupRefused."""
    of_record, of_keys = read_manifest(record, identity), read_manifest(keys, identity)
    _refuse_what_is_no_pair(of_record, of_keys)
    with TemporaryDirectory(prefix="alongside-drill-") as name:
        folder = Path(name)
        folders = [
            folder / "checkpoints",
            *(folder / f"checkpoints-{n}" for n in range(1, len(settings.ALONGSIDE_CHECKPOINT_DIRS))),
        ]
        for source, target in zip(settings.ALONGSIDE_CHECKPOINT_DIRS, folders, strict=True):
            if Path(source).is_dir():
                shutil.copytree(source, target)
        environment = {
            "ALONGSIDE_DATA_DIR": name,
            "ALONGSIDE_CHECKPOINT_DIR": ",".join(map(str, folders[1:])),
            "ALONGSIDE_KEY_FILE": str(Path(settings.ALONGSIDE_KEY_FILE).absolute()),
        }
        with _databases(of_record.engine, folder) as databases:
            yield {**os.environ, **environment, **databases}


def try_out(*, record: Path, keys: Path, identity: Path | None, tell: Tell) -> Tried:
    """Bring both copies back where this process is, which has to be empty, and look at them. Raises BackupRefused."""
    of_keys = restore(store=KEYS, folder=keys, identity=identity, force=False, tell=tell)
    of_record = restore(store=RECORD, folder=record, identity=identity, force=False, tell=tell)
    fit_folders_to_ledger()
    opened, problems = _open_some()
    problems += _compare_rows(of_record) + _compare_rows(of_keys)
    if unopenable := count_unopenable():
        problems.append(f"{unopenable} keys do not open with this key file.")
    return Tried(of_record, of_keys, Person.objects.count(), opened, problems)


def _refuse_what_is_no_pair(record: Manifest, keys: Manifest) -> None:
    if (record.store, keys.store) != (RECORD, KEYS):
        raise BackupRefused("Name the copy of the record first and that of the keys after it.")
    if record.engine != keys.engine:
        raise BackupRefused(f"The one copy is of {record.engine} and the other of {keys.engine}.")
    if datetime.fromisoformat(keys.made_at) < datetime.fromisoformat(record.made_at):
        raise BackupRefused(
            "The copy of the keys is older than that of the record, so people who came in between have none."
        )


def _open_some() -> tuple[int, list[str]]:
    """Open the names of people drawn by lot, leaving out those who were erased."""
    erased, opened, problems = set(list_shredded()), 0, []
    people = [person for person in Person.objects.order_by("?")[:SAMPLE] if person.id not in erased]
    ring = open_keys(person.id for person in people)
    for person in people:
        try:
            open_name(ring, person)
        except VaultError as error:
            problems.append(f"Something sealed does not open: {error}")
        else:
            opened += 1
    return opened, problems


def _compare_rows(restored: Restored) -> list[str]:
    said = restored.manifest.rows
    return [
        f"{table} has {restored.rows.get(table, 0)} rows, and the manifest says {count}."
        for table, count in said.items()
        if restored.rows.get(table) != count
    ]


@contextmanager
def _databases(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    if engine == "sqlite":
        names = {"DATABASE_URL": "record.sqlite3", "KEYS_DATABASE_URL": "keys.sqlite3"}
        yield {setting: f"sqlite:///{folder / name}" for setting, name in names.items()}
        return
    if connections[RECORD].vendor != "postgresql":
        raise BackupRefused("These copies are of PostgreSQL. Set DATABASE_URL to a PostgreSQL to try them out on.")
    made: dict[str, str] = {}
    try:
        for setting in ("DATABASE_URL", "KEYS_DATABASE_URL"):
            made[setting] = f"alongside_drill_{uuid4().hex[:12]}"
            _say(f"CREATE DATABASE {made[setting]}")
        yield {setting: _url(name) for setting, name in made.items()}
    except DatabaseError:
        raise BackupRefused(
            "No database can be made to try the copies out in. The user needs the right CREATEDB."
        ) from None
    finally:
        for name in made.values():
            _say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _say(statement: str) -> None:
    with connections[RECORD].cursor() as cursor:
        cursor.execute(statement)


def _url(name: str) -> str:
    config = connections[RECORD].settings_dict
    user, password, host = (quote(str(config[part] or ""), safe="") for part in ("USER", "PASSWORD", "HOST"))
    secret, port = f":{password}" if password else "", f":{config['PORT']}" if config["PORT"] else ""
    return f"postgres://{user}{secret}@{host}{port}/{name}"
