"""Data keys: made before anything is sealed, opened for one request, destroyed to erase."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.db import connections, transaction
from django.db.models import QuerySet

from alongside.vault.encoding import Json, canonical_json, length_prefixed
from alongside.vault.envelopes import KEY_BYTES, NONCE_BYTES, DataKey, Place, load_data_key, seal, unseal
from alongside.vault.errors import KeyMissing, KeyShredded, SealBroken
from alongside.vault.key_file import current_key_file, find_kek
from alongside.vault.models import KekInUse, ShreddedKey, WrappedKey
from alongside.vault.register import read_outside, write_outside

KEY_STORE = "keys"
KEYS_PER_QUERY = 10_000


class KeyRing:
    """The data keys a request may use. Make one per request and let it go; it is never cached.

    A key is unwrapped when it is first used, so a ring may be opened for people whose text is never looked at.
    """

    def __init__(self, wrapped: dict[UUID, tuple[str, bytes]]) -> None:
        self._wrapped = wrapped
        self._ready: dict[UUID, DataKey] = {}

    def seal_text(self, text: str, *, subject: UUID, table: str, row: UUID, field: str) -> bytes:
        """Seal text for one place. Raises KeyMissing when the ring has no key for this person."""
        return seal(text.encode(), self._key_of(subject), Place(subject, table, row, field))

    def open_text(self, envelope: bytes, *, subject: UUID, table: str, row: UUID, field: str) -> str:
        """Open text in the place it was sealed for. Raises KeyMissing, or SealBroken when anything differs."""
        return unseal(envelope, self._key_of(subject), Place(subject, table, row, field)).decode()

    def seal_json(self, value: Json, *, subject: UUID, table: str, row: UUID, field: str) -> bytes:
        """Seal a JSON value, written canonically. Raises KeyMissing, or ValueError for what JSON cannot say."""
        return self.seal_text(canonical_json(value), subject=subject, table=table, row=row, field=field)

    def open_json(self, envelope: bytes, *, subject: UUID, table: str, row: UUID, field: str) -> Any:
        """Open a JSON value in the place it was sealed for. Raises KeyMissing or SealBroken."""
        return json.loads(self.open_text(envelope, subject=subject, table=table, row=row, field=field))

    def _key_of(self, subject: UUID) -> DataKey:
        if subject not in self._ready:
            if subject not in self._wrapped:
                raise KeyMissing("This ring holds no key for that person.")
            kek_id, wrapped = self._wrapped[subject]
            self._ready[subject] = load_data_key(unwrap(wrapped, subject, kek_id))
        return self._ready[subject]


def create_key(subject_id: UUID) -> None:
    """Make a data key for a new person (or import batch), in a transaction of the key store.

    Call it before the main transaction. A key that is already there stays as it is, so a retry is safe.
    Raises KeyShredded for a person whose key was destroyed.
    """
    create_keys([subject_id])


def create_keys(subject_ids: Iterable[UUID]) -> None:
    """Make data keys for many people at once; see create_key. Either all are there afterwards or none is added."""
    wanted = set(subject_ids)
    with transaction.atomic(using=KEY_STORE):
        kek_id = lock_kek_in_use()
        for some in _in_portions(wanted):
            if ShreddedKey.objects.using(KEY_STORE).filter(subject_id__in=some).exists():
                raise KeyShredded("A key that was destroyed on purpose is never made again.")
            WrappedKey.objects.using(KEY_STORE).bulk_create(
                [_new_key(subject, kek_id) for subject in some], ignore_conflicts=True
            )


def open_keys(subject_ids: Iterable[UUID]) -> KeyRing:
    """Fetch the keys of any number of people, in one query for each ten thousand.

    A missing key is not noticed here: using it raises KeyMissing.
    """
    current_key_file()  # known before the rows are, so that a rotation that ends in between takes no key away
    wrapped: dict[UUID, tuple[str, bytes]] = {}
    for some in _in_portions(set(subject_ids)):
        rows = WrappedKey.objects.using(KEY_STORE).filter(subject_id__in=some)
        for subject, kek_id, secret in rows.values_list("subject_id", "kek_id", "wrapped"):
            wrapped[subject] = (kek_id, bytes(secret))
    return KeyRing(wrapped)


def has_keys() -> bool:
    """Say whether the store holds any data key, which only the key file that wrapped it can open."""
    return WrappedKey.objects.using(KEY_STORE).exists()


def destroy_key(subject_id: UUID) -> None:
    """Erase a person's sealed text for good, everywhere, by destroying its key and saying so in the shred register.

    On SQLite the freed bytes are overwritten. Backups of the key store still hold the wrapped key until they expire.
    """
    destroy_keys([subject_id])


def destroy_keys(subject_ids: Iterable[UUID]) -> None:
    """Erase the sealed text of many people at once; see destroy_key. Either all keys are gone afterwards or none is.

    The register outside comes first. Whoever is in it and still has a key was interrupted, and loses it at the next
    `replay_register`; the other way round a restore would bring the key back. Raises RegisterNotWritten.
    """
    wanted = set(subject_ids)
    write_outside(wanted)
    _destroy(wanted)


def wrapped_by() -> list[str]:
    """Return the ids of the key-encryption keys that are needed to open every key in the store."""
    return sorted(set(WrappedKey.objects.using(KEY_STORE).values_list("kek_id", flat=True).distinct()))


@dataclass(frozen=True)
class Replayed:
    """How many keys were destroyed again, in how many folders a register was found, and what is wrong with one."""

    destroyed_again: int
    places: int
    problems: Sequence[str]


def list_shredded() -> list[UUID]:
    """Return whose keys were destroyed on purpose, to be remembered over a restore."""
    return list(ShreddedKey.objects.using(KEY_STORE).values_list("subject_id", flat=True))


def replay_register(also: Iterable[UUID] = ()) -> Replayed:
    """Destroy every key that should not be there: those in a register outside, in that of the store, and in `also`.

    What a folder does not know yet is written there too. Call it after any restore. Two calls are as good as one.
    """
    told = read_outside()
    known = set(list_shredded())
    gone = known | told.subjects | set(also)
    write_outside(gone)
    back = {row for some in _in_portions(gone) for row in _wrapped(some).values_list("subject_id", flat=True)}
    _destroy(back | (gone - known))
    return Replayed(len(back), told.places, told.problems)


def keep_register() -> None:
    """Finish what was interrupted, and bring every folder up to date. Raises OSError when one is out of reach."""
    replay_register()
    if out_of_reach := write_outside(list_shredded()):
        raise OSError(f"The register of destroyed keys cannot be written to {out_of_reach[0].parent}.")


def _destroy(subjects: set[UUID]) -> None:
    connection = connections[KEY_STORE]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    with transaction.atomic(using=KEY_STORE):
        for some in _in_portions(subjects):
            shredded = [ShreddedKey(subject_id=subject_id) for subject_id in some]
            ShreddedKey.objects.using(KEY_STORE).bulk_create(shredded, ignore_conflicts=True)
            _wrapped(some).delete()


def _wrapped(subjects: Iterable[UUID]) -> QuerySet[WrappedKey]:
    return WrappedKey.objects.using(KEY_STORE).filter(subject_id__in=subjects)


def lock_kek_in_use() -> str:
    """Return the id of the key-encryption key to wrap with, and let nobody change it until this transaction ends."""
    row = KekInUse.objects.using(KEY_STORE)
    row.get_or_create(id=1, defaults={"kek_id": current_key_file().kek_id})
    return row.select_for_update().get(id=1).kek_id


def wrap(secret: bytes, subject: UUID, kek_id: str) -> bytes:
    """Wrap a data key for one person. Raises KeyMissing when the key file has no key-encryption key of that id."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCMSIV(find_kek(kek_id)).encrypt(nonce, secret, _bind(subject, kek_id))


def unwrap(wrapped: bytes, subject: UUID, kek_id: str) -> bytes:
    """Return a person's data key. Raises KeyMissing, or SealBroken when it is damaged or somebody else's."""
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return AESGCMSIV(find_kek(kek_id)).decrypt(nonce, sealed, _bind(subject, kek_id))
    except (InvalidTag, ValueError):
        raise SealBroken("This person's wrapped key is damaged or belongs to somebody else.") from None


def _new_key(subject: UUID, kek_id: str) -> WrappedKey:
    return WrappedKey(subject_id=subject, kek_id=kek_id, wrapped=wrap(os.urandom(KEY_BYTES), subject, kek_id))


def _bind(subject: UUID, kek_id: str) -> bytes:
    return length_prefixed((b"alongside wrapped key", subject.bytes, kek_id.encode()))


def _in_portions(subjects: set[UUID]) -> Iterator[list[UUID]]:
    """Databases limit the parameters of a query; a sorted order keeps two writers from waiting for each other."""
    ordered = sorted(subjects)
    for start in range(0, len(ordered), KEYS_PER_QUERY):
        yield ordered[start : start + KEYS_PER_QUERY]
