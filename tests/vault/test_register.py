"""G16: what was erased stays erased after an old copy of both stores came back, on an empty machine too."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName, open_name
from alongside.commands.work import steps
from alongside.domain.people.kinds import Jurisdiction
from alongside.records.models import Person
from alongside.vault import (
    KeyMissing,
    KeyShredded,
    RegisterNotWritten,
    create_key,
    create_keys,
    destroy_key,
    destroy_keys,
    keep_register,
    keys,
    open_keys,
    register,
    replay_register,
)
from alongside.vault.models import ShreddedKey, WrappedKey
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path) -> list[Path]:
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "first", tmp_path / "second"]
    return settings.ALONGSIDE_CHECKPOINT_DIRS


def lines(folder: Path) -> list[str]:
    return (folder / register.FILE).read_text().splitlines()


def there(subject: UUID) -> bool:
    return WrappedKey.objects.using("keys").filter(subject_id=subject).exists()


def add_people(cast, count: int) -> list[UUID]:
    return [
        add_person(
            facts=PersonFacts(PersonName(f"First{number}", "Rees"), None, Jurisdiction.SCOTLAND),
            by=actor_for(cast.practitioner),
            at=START,
        )
        for number in range(count)
    ]


def readable(people: list[UUID]) -> int:
    """How many of these people's names can be read."""
    ring, count = open_keys(people), 0
    for person in Person.objects.filter(id__in=people):
        try:
            count += bool(open_name(ring, person).display)
        except KeyMissing:
            continue
    return count


def erase_and_restore(call, folders: list[Path], tmp_path: Path, *, people: int, is_empty_machine: bool) -> None:
    cast = make_cast()
    erased, staying = add_people(cast, people), add_people(cast, 2)
    for step in steps():
        while step.do(START):
            pass
    assert call("backup", str(tmp_path / "record")).exit_code == 0
    assert call("backup", "--keys", str(tmp_path / "keys")).exit_code == 0
    destroy_keys(erased)
    if is_empty_machine:
        WrappedKey.objects.using("keys").all().delete()
        ShreddedKey.objects.using("keys").all().delete()
    told = call("restore", "--keys", "--force", str(tmp_path / "keys"))
    assert told.exit_code == 0, told.output
    assert f"{people} keys that this brought back were destroyed again." in told.output
    assert "read in 2 places" in told.output
    record = call("restore", "--force", str(tmp_path / "record"))
    assert record.exit_code == 0, record.output
    assert "The ledger is whole" in record.output
    assert (readable(erased), readable(staying)) == (0, 2)
    with pytest.raises(KeyShredded):
        create_key(erased[0])


@pytest.mark.parametrize("is_empty_machine", [False, True], ids=["in place", "on an empty machine"])
def test_nothing_of_an_erased_person_is_readable_after_an_old_copy(call, folders, tmp_path, is_empty_machine):
    erase_and_restore(call, folders, tmp_path, people=3, is_empty_machine=is_empty_machine)


@pytest.mark.nightly
def test_nothing_of_two_thousand_erased_people_is_readable(call, folders, tmp_path, goal_result):
    erase_and_restore(call, folders, tmp_path, people=2_000, is_empty_machine=True)
    goal_result(goal="G16", tried=2_000, what="erased people after old copies of both stores came back")


def forget_to_say_it_outside(monkeypatch):
    monkeypatch.setattr(keys, "write_outside", lambda subjects: [])


def read_no_register(monkeypatch):
    monkeypatch.setattr(keys, "read_outside", register.Told)


@pytest.mark.parametrize("fault", [forget_to_say_it_outside, read_no_register])
def test_without_the_register_outside_they_would_be_back(call, folders, tmp_path, monkeypatch, fault):
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        erase_and_restore(call, folders, tmp_path, people=3, is_empty_machine=True)


def test_a_restored_record_alone_replays_it_too(call, folders, tmp_path):
    cast = make_cast()
    assert call("backup", str(tmp_path / "record")).exit_code == 0
    key = WrappedKey.objects.using("keys").get(subject_id=cast.person_id)
    destroy_key(cast.person_id)
    ShreddedKey.objects.using("keys").all().delete()
    key.save(using="keys", force_insert=True)
    assert "1 keys that this brought back" in call("restore", "--force", str(tmp_path / "record")).output
    assert not there(cast.person_id)


def test_it_is_said_outside_before_the_key_is_gone(monkeypatch, folders):
    person = uuid4()
    create_key(person)

    def power_cut(subjects):
        assert str(person) in lines(folders[0])[0]
        assert str(person) in lines(folders[1])[0]
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "_destroy", power_cut)
    with pytest.raises(KeyboardInterrupt):
        destroy_key(person)
    monkeypatch.undo()
    assert there(person)
    keep_register()
    assert not there(person), "the worker finishes what was interrupted"


def test_with_no_folder_to_write_to_no_key_is_destroyed(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "file" / "one", tmp_path / "file" / "two"]
    person = uuid4()
    create_key(person)
    with pytest.raises(RegisterNotWritten):
        destroy_key(person)
    assert there(person)


def test_a_folder_that_was_away_is_brought_up_to_date(settings, tmp_path, folders):
    (tmp_path / "file").touch()
    away = [folders[0], tmp_path / "file" / "two"]
    settings.ALONGSIDE_CHECKPOINT_DIRS = away
    people = [uuid4(), uuid4()]
    create_keys(people)
    destroy_keys(people)
    with pytest.raises(OSError, match="cannot be written"):
        keep_register()
    settings.ALONGSIDE_CHECKPOINT_DIRS = folders
    keep_register()
    assert [len(lines(folder)) for folder in folders] == [2, 2]
    keep_register()
    assert [len(lines(folder)) for folder in folders] == [2, 2], "and nothing is written twice"


def test_a_line_of_a_stranger_destroys_nothing(folders):
    person = uuid4()
    create_key(person)
    folders[0].mkdir()
    forged = f"{register.FORMAT} {person} {register.NOTHING_BEFORE} {'00' * 64}\n"
    (folders[0] / register.FILE).write_text(forged)
    told = replay_register()
    assert "Line 1 of" in told.problems[0]
    assert there(person)


def test_every_bit_of_a_register_counts(folders):
    people = sorted(uuid4() for _ in range(3))
    destroy_keys(people)
    (folders[1] / register.FILE).unlink()
    path = folders[0] / register.FILE
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        turned = bytearray(whole)
        turned[place] ^= 1 << place % 8
        path.write_bytes(turned)
        told = register.read_outside()
        assert told.problems or told.subjects == set(people[:2]), "what is cut from the end is in the other folder"
        assert told.subjects < set(people)
    path.write_bytes(whole)
    assert register.read_outside() == register.Told(set(people), 1, [])


def test_a_line_that_was_taken_out_is_noticed(folders):
    destroy_keys([uuid4() for _ in range(4)])
    path = folders[0] / register.FILE
    kept = path.read_text().splitlines(keepends=True)
    for number in range(3):
        path.write_text("".join(kept[:number] + kept[number + 1 :]))
        assert f"Something is missing before line {number + 1} of {path}." in register.read_outside().problems


def test_half_a_line_after_a_power_cut_holds_nothing_up(folders):
    first, second = uuid4(), uuid4()
    destroy_key(first)
    with (folders[0] / register.FILE).open("a") as file:
        file.write(f"{register.FORMAT} {second}")
    destroy_key(second)
    assert register.read_outside() == register.Told({first, second}, 2, [])


def test_the_register_says_nothing_but_random_ids_and_is_for_its_owner(folders):
    cast = make_cast()
    destroy_key(cast.person_id)
    for folder in folders:
        path = folder / register.FILE
        assert path.stat().st_mode & 0o077 == 0
        assert [part for part in path.read_text().split(" ") if "Tomos" in part or "Bevan" in part] == []
        assert len(lines(folder)[0].split(" ")) == 4


def test_an_empty_machine_without_the_register_is_told_what_is_missing(call, folders, tmp_path):
    make_cast()
    assert call("backup", "--keys", str(tmp_path / "keys")).exit_code == 0
    told = call("restore", "--keys", "--force", str(tmp_path / "keys"))
    assert "No register of destroyed keys was found" in told.output
