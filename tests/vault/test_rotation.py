"""G14: a rotation that is killed at any of its writes loses nothing, under a running service, and goes on."""

from contextlib import suppress
from dataclasses import replace

import pytest

from alongside.vault import (
    KeyMissing,
    RotationUnderWay,
    SealBroken,
    VaultError,
    count_unopenable,
    create_key,
    create_key_file,
    destroy_key,
    key_file,
    keys,
    prepare_rotation,
    rotate_keys,
    rotation,
)
from alongside.vault.models import KekInUse, WrappedKey
from tests.postgresql import is_on_postgresql
from tests.vault.rotation_world import NEW_PERSON, Killed, RotationWorld, hold_through_a_kill, killed_at

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 8 if is_on_postgresql() else 26  # every kind of write is met with few; 26 make a hundred of them
MORE_PEOPLE = 42


@pytest.fixture
def people(request) -> int:
    return getattr(request, "param", 8)


@pytest.fixture
def world(settings, tmp_path, monkeypatch, people) -> RotationWorld:
    settings.ALONGSIDE_KEY_FILE = tmp_path / "alongside.keys"
    monkeypatch.setattr(key_file, "_loaded", {})
    monkeypatch.setattr(rotation, "KEYS_AT_ONCE", 1)
    return RotationWorld(tmp_path, people)


def quietly(done: int, total: int) -> None: ...


def kill_everywhere(world: RotationWorld) -> int:
    """Kill a rotation at its first write, its second and so on until one is over before. Returns how often."""
    number = 1
    while hold_through_a_kill(world, number):
        number += 1
    return number - 1


@pytest.mark.parametrize("people", [PEOPLE], indirect=True)
def test_killed_at_every_write_it_goes_on_with_nothing_unreadable(world, people):
    assert kill_everywhere(world) >= (100 if people == 26 else 20)


@pytest.mark.nightly
@pytest.mark.parametrize("people", [MORE_PEOPLE], indirect=True)
def test_killed_at_a_hundred_writes_on_either_database(world, goal_result):
    killed = kill_everywhere(world)
    goal_result(goal="G14", tried=killed, what="rotations killed at a write and taken up again")
    assert killed >= 100


def drop_the_former_key_too_early(monkeypatch):
    begin = rotation._begin

    def hasty():
        begin()
        key_file.replace_key_file(key_file.key_file_on_disk().without_former())

    monkeypatch.setattr(rotation, "_begin", hasty)


def wrap_new_keys_by_what_the_process_remembers(monkeypatch):
    monkeypatch.setattr(keys, "lock_kek_in_use", lambda: key_file.current_key_file().kek_id)


def never_read_the_file_again(monkeypatch):
    monkeypatch.setattr(keys, "find_kek", lambda kek_id: key_file.current_key_file().find_kek(kek_id) or bytes(32))


def forget_the_key_that_is_being_replaced(monkeypatch):
    monkeypatch.setattr(key_file.KeyFile, "with_new_kek", lambda self: replace(
        self, kek_id="another", key_encryption_key=bytes(32), former={"unrelated": bytes(32)}
    ))  # fmt: skip


@pytest.mark.parametrize(
    "fault",
    [
        drop_the_former_key_too_early,
        wrap_new_keys_by_what_the_process_remembers,
        never_read_the_file_again,
        forget_the_key_that_is_being_replaced,
    ],
)
def test_a_rotation_with_this_fault_would_be_noticed(world, monkeypatch, fault):
    fault(monkeypatch)
    with pytest.raises((AssertionError, VaultError)):
        kill_everywhere(world)


def test_the_file_that_is_replaced_is_whole_whenever_it_is_looked_at(world):
    """Whatever step of writing is interrupted, the key file is the old or the new one to the byte."""
    for number in range(1, 12):
        world.put_back()
        with suppress(Killed), killed_at(number):
            prepare_rotation()
        found = key_file.key_file_on_disk()
        assert found.find_kek(world.in_use)
        assert key_file.read_down(world.file, "it").checkpoint_key == found.checkpoint_key


def test_who_is_erased_while_it_runs_is_not_brought_back(world, monkeypatch):
    gone = world.people[3]

    def erase(done: int, total: int) -> None:
        if done == 2:
            destroy_key(gone)

    rotate_keys(erase)
    assert not WrappedKey.objects.using("keys").filter(subject_id=gone).exists()


def test_a_damaged_key_is_left_as_it_is_and_the_former_key_stays_for_it(world):
    damaged = WrappedKey.objects.using("keys").get(subject_id=world.people[5])
    whole = bytes(damaged.wrapped)
    WrappedKey.objects.using("keys").filter(subject_id=damaged.subject_id).update(wrapped=whole[:-1] + b"\0")
    done = rotate_keys(quietly)
    assert (done.wrapped_anew, done.damaged) == (7, 1)
    assert key_file.key_file_on_disk().find_kek(world.in_use)
    assert count_unopenable() == 1
    WrappedKey.objects.using("keys").filter(subject_id=damaged.subject_id).update(wrapped=whole)
    assert (rotate_keys(quietly).damaged, count_unopenable()) == (0, 0)
    assert not key_file.key_file_on_disk().find_kek(world.in_use)


def test_another_key_file_is_refused_before_anything_changes(world, settings, tmp_path):
    other = tmp_path / "other.keys"
    create_key_file(other)
    settings.ALONGSIDE_KEY_FILE, before = other, other.read_bytes()
    for refused in (lambda: rotate_keys(quietly), prepare_rotation, lambda: create_key(NEW_PERSON)):
        with pytest.raises(KeyMissing):
            refused()
    assert other.read_bytes() == before
    assert {row["kek_id"] for row in WrappedKey.objects.using("keys").values("kek_id")} == {world.in_use}


def test_prepared_on_several_machines_nothing_is_wrapped_by_the_new_key_yet(world):
    prepare_rotation()
    prepared = world.path.read_bytes()
    create_key(NEW_PERSON)
    assert {row["kek_id"] for row in WrappedKey.objects.using("keys").values("kek_id")} == {world.in_use}
    prepare_rotation()
    assert world.path.read_bytes() == prepared, "a second call changes nothing"
    rotate_keys(quietly)
    assert KekInUse.objects.using("keys").get().kek_id == key_file.key_file_on_disk().kek_id != world.in_use


def test_two_at_once_do_not_write_over_each_other(world):
    with rotation._alone(), pytest.raises(RotationUnderWay):
        rotate_keys(quietly)


def test_a_wrapped_key_does_not_open_under_the_name_of_another_wrapping_key(world):
    row = WrappedKey.objects.using("keys").get(subject_id=world.people[0])
    prepare_rotation()
    with pytest.raises(SealBroken):
        keys.unwrap(bytes(row.wrapped), row.subject_id, key_file.key_file_on_disk().kek_id)


def test_the_command_says_what_it_did(call, world):
    assert "Copy the file to every machine" in call("keys", "rotate", "--prepare").output
    done = call("keys", "rotate")
    assert "8 keys are wrapped by a new key" in done.output
    assert world.everything_opens()


def test_a_file_that_cannot_be_written_is_said(call, world, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_file, "write_whole", full)
    said = call("keys", "rotate")
    assert said.exit_code == 1
    assert "No space left on device" in said.output
    assert world.path.read_bytes() == world.file
