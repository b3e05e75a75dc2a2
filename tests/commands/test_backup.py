"""A copy can be brought back, holds no keys, and is refused when anything about it is wrong."""

import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from alongside.access.actors import actor_for
from alongside.casework.backup.manifest import FORMAT, NAME, Manifest
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import open_name
from alongside.commands.work import steps
from alongside.records.models import Person, User
from alongside.vault import KeyMissing, destroy_key, open_keys
from alongside.vault.models import WrappedKey
from tests.cast import START, TOMOS, Cast, make_cast
from tests.commands.conftest import Installation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    """A cast whose ledger has been numbered and signed, with checkpoints of this test's own."""
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "checkpoints", tmp_path / "checkpoints-second"]
    made = make_cast()
    take_turns()
    return made


def take_turns() -> None:
    for step in steps():
        while step.do(START):
            pass


def name_of(person_id) -> str:
    return open_name(open_keys([person_id]), Person.objects.get(id=person_id)).display


def copy_of(folder: Path) -> Path:
    return next(path for path in folder.iterdir() if path.name != NAME)


def content(folder: Path) -> bytes:
    """Everything the copy says, unpacked."""
    copy = copy_of(folder)
    if copy.suffix == ".sqlite3":
        return copy.read_bytes()
    return subprocess.run(["pg_restore", "--file", "-", str(copy)], capture_output=True, check=True).stdout


def test_what_was_lost_comes_back_and_opens(call, cast, tmp_path):
    assert call("backup", str(tmp_path / "record")).exit_code == 0
    assert call("backup", "--keys", str(tmp_path / "keys")).exit_code == 0
    WrappedKey.objects.using("keys").all().delete()
    User.objects.filter(name="Ruth Adeyemi").update(name="Somebody Else")
    keys = call("restore", "--keys", "--force", str(tmp_path / "keys"))
    record = call("restore", "--force", str(tmp_path / "record"))
    assert (keys.exit_code, record.exit_code) == (0, 0), keys.output + record.output
    assert "The ledger is whole: 1 entries, 1 checkpoints." in record.output
    assert User.objects.filter(name="Ruth Adeyemi").exists()
    assert name_of(cast.person_id) == "Tomos Bevan"


def test_a_copy_of_the_record_holds_no_keys_and_no_name(call, cast, tmp_path):
    call("backup", str(tmp_path / "record"))
    call("backup", "--keys", str(tmp_path / "keys"))
    wrapped = bytes(WrappedKey.objects.using("keys").get().wrapped)
    record, keys = content(tmp_path / "record"), content(tmp_path / "keys")
    assert b"Ruth Adeyemi" in record, "else this test looks in the wrong place"
    assert wrapped in keys or wrapped.hex().encode() in keys, "else this test looks for the wrong thing"
    assert wrapped not in record
    assert wrapped.hex().encode() not in record
    for copy in (record, keys):
        assert b"Tomos" not in copy
        assert b"Tomos".hex().encode() not in copy


def test_a_copy_is_for_this_user_alone(installation, tmp_path):
    installation.call("backup", str(tmp_path / "record"))
    made = [tmp_path / "record", *(tmp_path / "record").iterdir()]
    assert len(made) == 3
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def flip_a_bit(folder: Path) -> None:
    copy = copy_of(folder)
    changed = bytearray(copy.read_bytes())
    changed[len(changed) // 2] ^= 1
    copy.write_bytes(changed)


def cut_short(folder: Path) -> None:
    copy = copy_of(folder)
    copy.write_bytes(copy.read_bytes()[:-1])


def change_manifest(*, is_signed: bool = True, **changes: object):
    """Say something else about a copy, as another version of this installation would, or as a stranger can."""

    def changing(folder: Path) -> None:
        said = {**json.loads((folder / NAME).read_text()), **changes}
        if is_signed and said["format"] == FORMAT:
            said = asdict(Manifest(**said).signed())
        (folder / NAME).write_text(json.dumps(said))

    return changing


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (flip_a_bit, "is damaged"),
        (cut_short, "is not complete"),
        (lambda folder: copy_of(folder).unlink(), "is not complete"),
        (lambda folder: (folder / NAME).unlink(), "was not finished"),
        (lambda folder: (folder / NAME).write_text("{"), "is damaged"),
        (change_manifest(format="alongside backup 9"), "another version"),
        (change_manifest(migrations=["records.9999_from_the_future"]), "newer version"),
        (change_manifest(engine="oracle"), "is of oracle"),
        (change_manifest(store="keys"), "Restore it with --keys."),
        (change_manifest(wrapped_by=["another"]), "Put the key file of then back"),
        (change_manifest(is_signed=False, made_at="2026-05-05T09:30:00+00:00"), "was changed, or belongs to another"),
        (change_manifest(is_signed=False, signature="00" * 64), "was changed, or belongs to another"),
    ],
)
def test_a_copy_with_anything_wrong_is_refused_and_nothing_changes(call, cast, tmp_path, spoil, said):
    call("backup", str(tmp_path / "record"))
    spoil(tmp_path / "record")
    User.objects.filter(name="Ruth Adeyemi").update(name="Somebody Else")
    refused = call("restore", "--force", str(tmp_path / "record"))
    assert refused.exit_code == 1
    assert said in refused.output
    assert User.objects.filter(name="Somebody Else").exists()


def test_what_is_there_is_replaced_only_when_that_is_said(call, cast, tmp_path):
    call("backup", str(tmp_path / "record"))
    refused = call("restore", str(tmp_path / "record"))
    assert refused.exit_code == 1
    assert "--force" in refused.output


def test_a_copy_is_never_written_over_another(call, cast, tmp_path):
    call("backup", str(tmp_path / "record"))
    before = copy_of(tmp_path / "record").read_bytes()
    refused = call("backup", "--keys", str(tmp_path / "record"))
    assert refused.exit_code == 1
    assert "Name a folder that is not." in refused.output
    assert copy_of(tmp_path / "record").read_bytes() == before


def test_who_was_erased_since_stays_erased(call, cast, tmp_path):
    call("backup", "--keys", str(tmp_path / "keys"))
    destroy_key(cast.person_id)
    assert call("restore", "--keys", "--force", str(tmp_path / "keys")).exit_code == 0
    with pytest.raises(KeyMissing):
        name_of(cast.person_id)


def test_an_old_copy_says_that_the_ledger_was_longer(call, cast, tmp_path):
    call("backup", str(tmp_path / "record"))
    add_person(facts=TOMOS.__class__(**{**vars(TOMOS), "identifiers": []}), by=actor_for(cast.practitioner), at=START)
    take_turns()
    from alongside.ledger.checkpoints import make_checkpoint

    make_checkpoint(at=START)
    told = call("restore", "--force", str(tmp_path / "record"))
    assert told.exit_code == 1
    assert "The ledger is not whole" in told.output
    assert "speaks of 2 entries, but there are only 1" in told.output


def test_an_empty_machine_with_the_key_file_is_all_it_takes(installation: Installation, tmp_path):
    """The drill: the copies and the key file, on a machine that has nothing yet."""
    demo = {"ALONGSIDE_DEMO": "1"}
    made = installation.call(
        "create-admin", "--email", "adam@example.org", "--name", "Adam Kerr", "--make-password", **demo
    )
    assert made.returncode == 0, made.stderr
    for words in (["backup", str(tmp_path / "record")], ["backup", "--keys", str(tmp_path / "keys")]):
        assert installation.call(*words).returncode == 0
    other = Installation(tmp_path / "other")
    (other.folder / "keys").mkdir(parents=True)
    shutil.copy(installation.folder / "keys" / "alongside.keys", other.folder / "keys")
    assert other.call("set-up").returncode == 0
    for words in (["restore", "--keys", str(tmp_path / "keys")], ["restore", str(tmp_path / "record")]):
        brought = other.call(*words)
        assert brought.returncode == 0, brought.stderr
    assert "There is an administrator already." in other.call("create-admin").stderr
