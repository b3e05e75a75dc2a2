"""A key store that can be put back as it was, and an interruption at any one of the writes of a rotation."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections

from alongside.vault import create_key, create_key_file, create_keys, files, key_file, open_keys, rotate_keys
from alongside.vault.models import KekInUse, ShreddedKey, WrappedKey

PLACE = {"table": "note", "row": UUID(int=9), "field": "sealed_body"}
NEW_PERSON = UUID(int=10_000)


class Killed(BaseException):
    """Stands for kill -9: nothing in the code expects it."""


@contextmanager
def killed_at(number: int) -> Iterator[list[int]]:
    """Interrupt before the write of this number: a statement to the key store, or a step of writing the key file."""
    seen = [0]

    def count() -> None:
        seen[0] += 1
        if seen[0] == number:
            raise Killed

    def statement(execute: Any, *words: Any) -> Any:
        count()
        return execute(*words)

    def counted(name: str) -> Any:
        def step(*words: Any, **more: Any) -> Any:
            count()
            return getattr(os, name)(*words, **more)

        return step

    steps = {name: counted(name) for name in ("open", "fdopen", "fsync", "replace")}
    rest = {name: getattr(os, name) for name in dir(os) if name not in steps}
    real, files.os = files.os, SimpleNamespace(**rest, **steps)
    try:
        with connections["keys"].execute_wrapper(statement):
            yield seen
    finally:
        files.os = real


class RotationWorld:
    """So many people with something sealed, under a key file of their own."""

    def __init__(self, folder: Path, people: int) -> None:
        self.path, self.people = folder / "alongside.keys", [UUID(int=number) for number in range(1, people + 1)]
        settings.ALONGSIDE_KEY_FILE = self.path
        create_key_file(self.path)
        self.file = self.path.read_bytes()
        create_keys(self.people)
        ring = open_keys(self.people)
        self.sealed = {one: ring.seal_text(str(one), subject=one, **PLACE) for one in self.people}
        self.rows = list(WrappedKey.objects.using("keys").values())
        self.in_use = KekInUse.objects.using("keys").get().kek_id
        self.running = dict(key_file._loaded)  # what a server has in its memory that began before the rotation

    def put_back(self) -> None:
        """Begin again, in a process that has read nothing yet."""
        for leftover in self.path.parent.iterdir():
            leftover.unlink()
        self.path.touch(mode=0o600)
        self.path.write_bytes(self.file)
        for model in (WrappedKey, ShreddedKey):
            model.objects.using("keys").all().delete()
        WrappedKey.objects.using("keys").bulk_create(WrappedKey(**row) for row in self.rows)
        KekInUse.objects.using("keys").update(kek_id=self.in_use)
        self.start()

    def start(self) -> None:
        """Be a process that has just started."""
        key_file._loaded.clear()

    def go_on_serving(self) -> None:
        """Be a server that was there before the rotation began."""
        key_file._loaded.clear()
        key_file._loaded.update(self.running)

    def everything_opens(self) -> bool:
        ring = open_keys(self.people)
        return all(ring.open_text(sealed, subject=one, **PLACE) == str(one) for one, sealed in self.sealed.items())


def hold_through_a_kill(world: RotationWorld, number: int) -> bool:
    """Kill a rotation at this write and assert that nothing is lost. Returns False when it was over before."""
    world.put_back()
    try:
        with killed_at(number):
            rotate_keys(lambda done, total: None)
    except Killed:
        killed = True
    else:
        killed = False
    world.start()
    assert world.everything_opens(), "after a start"
    world.go_on_serving()
    assert world.everything_opens(), "in a server that was running"
    world.go_on_serving()
    create_key(NEW_PERSON)
    sealed = open_keys([NEW_PERSON]).seal_text("new", subject=NEW_PERSON, **PLACE)
    world.start()
    rotate_keys(lambda done, total: None)
    world.start()
    assert world.everything_opens(), "after it was taken up again"
    assert open_keys([NEW_PERSON]).open_text(sealed, subject=NEW_PERSON, **PLACE) == "new"
    kek_ids = set(WrappedKey.objects.using("keys").values_list("kek_id", flat=True))
    assert kek_ids == {key_file.key_file_on_disk().kek_id}
    assert world.in_use not in kek_ids
    assert not key_file.key_file_on_disk().former, "the former key is dropped"
    assert world.path.stat().st_mode & 0o777 == 0o600
    return killed
