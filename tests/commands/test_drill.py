"""G19: one command brings both copies back on a machine that has nothing but the key file, looks at them, and leaves nothing."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from django.db import connection

from alongside.access.actors import actor_for
from alongside.casework.backup import drilling
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.commands.work import steps
from alongside.domain.people.kinds import Jurisdiction
from alongside.ledger.checkpoints import make_checkpoint
from alongside.records.models import User
from alongside.vault import destroy_key
from alongside.vault.models import WrappedKey
from tests.cast import START, Cast, make_cast
from tests.postgresql import is_on_postgresql

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path, monkeypatch) -> Path:
    """Where the drill makes its temporary place, so that what it leaves is seen."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setenv("TMPDIR", str(made))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return made


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "checkpoints", tmp_path / "checkpoints-second"]
    made = make_cast()
    take_turns()
    return made


def take_turns() -> None:
    for step in steps():
        while step.do(START):
            pass


def add_somebody(cast: Cast, name: str):
    facts = PersonFacts(PersonName(name, "Rees"), None, Jurisdiction.SCOTLAND)
    return add_person(facts=facts, by=actor_for(cast.practitioner), at=START)


@pytest.fixture
def identity(tmp_path) -> Path:
    made = pyrage.x25519.Identity.generate()
    (tmp_path / "identity").write_text(f"# public key: {made.to_public()}\n{made}\n")
    return tmp_path / "identity"


@pytest.fixture
def copies(call, cast, identity, tmp_path) -> list[str]:
    """The words that name two encrypted copies and their identity."""
    to = identity.read_text().split()[3]
    record, keys = tmp_path / "copies" / "record", tmp_path / "copies" / "keys"
    assert call("backup", "--to", to, str(record)).exit_code == 0
    assert call("backup", "--to", to, "--keys", str(keys)).exit_code == 0
    return ["--identity", str(identity), str(record), str(keys)]


def databases() -> int:
    if not is_on_postgresql():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'alongside_drill_%%'")
        return cursor.fetchone()[0]


def test_everything_comes_back_and_nothing_is_left(call, capfd, cast, copies, own_temporary_folder):
    User.objects.filter(name="Ruth Adeyemi").update(name="Somebody Else")
    done = call("drill", *copies)
    said = capfd.readouterr()
    assert done.exit_code == 0, said.err + done.output
    assert "1 people. The names of 1 drawn by lot were opened." in said.out
    assert "The ledger is whole: 1 entries, 1 checkpoints." in said.out
    assert "nothing of it is left behind" in done.output
    assert list(own_temporary_folder.iterdir()) == []
    assert databases() == 0
    assert User.objects.filter(name="Somebody Else").exists(), "what the service holds now is not touched"


def test_whoever_was_erased_since_is_erased_there_too(call, capfd, cast, copies):
    destroy_key(cast.person_id)
    assert call("drill", *copies).exit_code == 0
    said = capfd.readouterr().out
    assert "1 keys that this brought back were destroyed again." in said
    assert "The names of 0 drawn by lot were opened." in said


def test_checkpoints_made_since_are_no_fault_of_the_copy(call, capfd, cast, copies):
    add_somebody(cast, "Aled")
    take_turns()
    make_checkpoint(at=START)
    assert call("drill", *copies).exit_code == 0
    assert "The ledger is whole: 1 entries" in capfd.readouterr().out


def spoil(folder: str, what: str) -> None:
    [copy] = [path for path in Path(folder).iterdir() if what in path.name]
    changed = bytearray(copy.read_bytes())
    changed[len(changed) // 2] ^= 1
    copy.write_bytes(changed)


@pytest.mark.parametrize("what", ["copy", "manifest"])
@pytest.mark.parametrize("place", [-1, -2])
def test_a_damaged_copy_is_refused(call, copies, own_temporary_folder, what, place):
    spoil(copies[place], what)
    refused = call("drill", *copies)
    assert refused.exit_code == 1
    assert "This backup is damaged" in refused.output
    assert list(own_temporary_folder.iterdir()) == []
    assert databases() == 0


def test_copies_in_the_wrong_order_and_of_the_wrong_time_are_refused(call, cast, copies, tmp_path, monkeypatch):
    swapped = call("drill", *copies[:-2], copies[-1], copies[-2])
    assert "Name the copy of the record first" in swapped.output
    monkeypatch.setattr("alongside.commands.backup.now", lambda: START - timedelta(days=400))
    assert call("backup", "--keys", str(tmp_path / "older")).exit_code == 0
    older = call("drill", *copies[:-1], str(tmp_path / "older"))
    assert older.exit_code == 1
    assert "older than that of the record" in older.output


def test_a_person_without_a_key_is_told(call, capfd, cast, copies, tmp_path):
    WrappedKey.objects.using("keys").all().delete()
    assert call("backup", "--keys", str(tmp_path / "bare")).exit_code == 0
    told = call("drill", *copies[:-1], str(tmp_path / "bare"))
    assert told.exit_code == 1
    assert "would not bring everything back" in told.output
    assert "Something sealed does not open" in capfd.readouterr().err


def test_a_changed_entry_in_a_copy_is_told(call, capfd, cast, copies, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET role = 'supervisor'")
    assert call("backup", str(tmp_path / "changed")).exit_code == 0
    assert call("backup", "--keys", str(tmp_path / "keys-after")).exit_code == 0
    assert call("drill", str(tmp_path / "changed"), str(tmp_path / "keys-after")).exit_code == 1
    assert "is not what it was when it was numbered" in capfd.readouterr().err


def test_rows_that_are_missing_are_told():
    said = drilling.Manifest(
        "default", "sqlite", "", "", 0, "", 0, "", [], {"records_person": 3, "records_note": 1}, []
    )
    restored = drilling.Restored(said, {"records_person": 2, "records_note": 1}, None)  # type: ignore[arg-type]
    assert drilling._compare_rows(restored) == ["records_person has 2 rows, and the manifest says 3."]


def test_on_an_empty_machine_the_key_file_is_all_it_takes(installation, tmp_path):
    """Nothing was set up there: no tables, no folder, no checkpoints."""
    from tests.commands.conftest import Installation

    for words in (["backup", str(tmp_path / "record")], ["backup", "--keys", str(tmp_path / "keys")]):
        assert installation.call(*words).returncode == 0
    other = Installation(tmp_path / "other")
    (other.folder / "keys").mkdir(parents=True)
    shutil.copy(installation.folder / "keys" / "alongside.keys", other.folder / "keys")
    done = other.call("drill", str(tmp_path / "record"), str(tmp_path / "keys"))
    assert done.returncode == 0, done.stderr
    assert "The ledger is whole: 0 entries" in done.stdout
    made = {path.name for path in other.folder.rglob("*") if path.is_file()}
    assert made <= {"alongside.keys", "secret-key"}, "as after any start of a command"
