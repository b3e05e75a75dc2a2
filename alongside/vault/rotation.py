"""A new key-encryption key, at any time and under a running service.

Four steps, each there whole or not at all, so that whatever interrupts, the next call goes on where this one was:

1. the new key stands in the key file beside the one of before,
2. the key store says that new data keys are wrapped by the new one,
3. every data key is wrapped anew, a portion in a transaction,
4. once nothing is wrapped by it any more, the former key leaves the key file.

A process that has the old key file in its memory reads the file again as soon as it meets a key it does not know.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.vault.errors import KeyMissing, RotationUnderWay, SealBroken
from alongside.vault.holders import put_sealed_outside
from alongside.vault.key_file import key_file_on_disk, key_file_path, read_key_file_again, replace_key_file
from alongside.vault.keys import KEY_STORE, lock_kek_in_use, unwrap, wrap
from alongside.vault.models import KekInUse, WrappedKey

Tell = Callable[[int, int], None]
KEYS_AT_ONCE = 500


@dataclass(frozen=True)
class Rotated:
    """How many data keys were wrapped anew, and how many could not be because they are damaged."""

    wrapped_anew: int
    damaged: int


def prepare_rotation() -> None:
    """Put a new key-encryption key into the key file, and let nothing be wrapped by it yet.

    For a service on several machines: the file goes to each of them before `rotate_keys`. A rotation that is under
    way already stays as it is.
    """
    with _alone():
        _begin()


def rotate_keys(tell: Tell) -> Rotated:
    """Wrap every data key by a new key-encryption key, or go on with what was interrupted. Raises KeyMissing.

    A data key that is damaged stays as it is, and so does the former key in the file: nothing is given up here.
    """
    with _alone():
        _begin()
        kek_id = read_key_file_again().kek_id
        with transaction.atomic(using=KEY_STORE):
            lock_kek_in_use()
            KekInUse.objects.using(KEY_STORE).filter(id=1).update(kek_id=kek_id)
        total = _wrapped_otherwise(kek_id).count()
        done = sum(_tell_on(_wrap_all_anew(kek_id), total, tell))
        damaged = _wrapped_otherwise(kek_id).count()
        if not damaged:
            replace_key_file(key_file_on_disk().without_former())
            put_sealed_outside()
        return Rotated(done, damaged)


def count_unopenable() -> int:
    """Return how many data keys in the store do not open with this key file."""
    rows = WrappedKey.objects.using(KEY_STORE).values_list("subject_id", "kek_id", "wrapped")
    return sum(not _opens(bytes(wrapped), subject, kek_id) for subject, kek_id, wrapped in rows.iterator())


def _begin() -> None:
    """Make the new key, unless one is there that has not taken over yet."""
    key_file = key_file_on_disk()
    known = {key_file.kek_id, *key_file.former}
    in_use = set(KekInUse.objects.using(KEY_STORE).values_list("kek_id", flat=True))
    wrapped_by = set(WrappedKey.objects.using(KEY_STORE).values_list("kek_id", flat=True).distinct())
    if not known.issuperset(in_use | wrapped_by):
        raise KeyMissing("The key store was wrapped with another key file than this one, so nothing was changed.")
    if not key_file.former:
        replace_key_file(key_file.with_new_kek())
    put_sealed_outside()  # before anything is wrapped by the new key


def _wrap_all_anew(kek_id: str) -> Iterator[int]:
    """Wrap every key that is wrapped otherwise, in their order, so that a damaged one holds nothing up."""
    after = UUID(int=0)
    while True:
        with transaction.atomic(using=KEY_STORE):
            waiting = _wrapped_otherwise(kek_id).filter(subject_id__gt=after).order_by("subject_id")
            rows = list(waiting.select_for_update()[:KEYS_AT_ONCE])
            if not rows:
                return
            sound = [row for row in rows if _wrap_anew(row, kek_id)]
            WrappedKey.objects.using(KEY_STORE).bulk_update(sound, ["kek_id", "wrapped"])
        after = rows[-1].subject_id
        yield len(sound)


def _wrap_anew(row: WrappedKey, kek_id: str) -> bool:
    """Give a row its new wrapping. Returns False for one that does not open and so stays as it is."""
    try:
        secret = unwrap(bytes(row.wrapped), row.subject_id, row.kek_id)
    except SealBroken:
        return False
    row.kek_id, row.wrapped = kek_id, wrap(secret, row.subject_id, kek_id)
    return True


def _wrapped_otherwise(kek_id: str) -> QuerySet[WrappedKey]:
    return WrappedKey.objects.using(KEY_STORE).exclude(kek_id=kek_id)


def _opens(wrapped: bytes, subject: UUID, kek_id: str) -> bool:
    try:
        unwrap(wrapped, subject, kek_id)
    except (KeyMissing, SealBroken):
        return False
    return True


def _tell_on(portions: Iterator[int], total: int, tell: Tell) -> Iterator[int]:
    done = 0
    for portion in portions:
        done += portion
        tell(done, total)
        yield portion


@contextmanager
def _alone() -> Iterator[None]:
    """Two that make a new key at once would each write over the other's. Raises RotationUnderWay."""
    folder = os.open(key_file_path().resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise RotationUnderWay("Somebody else is changing the keys at this moment.") from None
    finally:
        os.close(folder)
