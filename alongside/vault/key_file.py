"""The key file: the secrets that are in no database and in no backup of one.

JSON, mode 0600, with three secrets drawn separately, so that losing or replacing one says nothing about the others:

- the key-encryption key wraps every person's data key,
- the blind-index key makes exact matches searchable,
- the checkpoint key signs the ledger's checkpoints (Ed25519 seed).

While the key-encryption key is being changed, the one that was there before stands beside it.
"""

import base64
import json
import os
import secrets
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings

from alongside.vault.errors import KeyFileMissing, KeyFileNotWritten, KeyFileUnsafe, KeyMissing
from alongside.vault.files import flush_folder, write_whole

FORMAT = "alongside key file 1"
SECRET_BYTES = 32
RECOVERY_BYTES = 16
READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The secrets of one installation. They are left out of its printed form.

    former holds key-encryption keys that something may still be wrapped by, each under its id. recovery_key seals this
    file for its three holders; there is none until there are holders.
    """

    kek_id: str
    ledger_name: str
    key_encryption_key: bytes = field(repr=False)
    blind_index_key: bytes = field(repr=False)
    checkpoint_key: bytes = field(repr=False)
    former: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    recovery_key: bytes | None = field(default=None, repr=False)

    def find_kek(self, kek_id: str) -> bytes | None:
        """Return the key-encryption key of this id, or None when it is not in this file."""
        return self.key_encryption_key if kek_id == self.kek_id else self.former.get(kek_id)

    def with_new_kek(self) -> "KeyFile":
        """Return these secrets with a new key-encryption key, and the one of now among the former ones."""
        former = {**self.former, self.kek_id: self.key_encryption_key}
        fresh = secrets.token_bytes(SECRET_BYTES)
        return replace(self, kek_id=secrets.token_hex(8), key_encryption_key=fresh, former=former)

    def without_former(self) -> "KeyFile":
        """Return these secrets without the former keys."""
        return replace(self, former={})


_loaded: dict[tuple[Path, bool], KeyFile] = {}


def create_key_file(path: Path) -> None:
    """Write new secrets to a file only its owner can read, flushed to disk.

    Raises FileExistsError rather than replace a key file: what it sealed could never be opened again.
    """
    wrapping, blind, signing = (secrets.token_bytes(SECRET_BYTES) for _ in range(3))
    name = f"alongside-ledger-{secrets.token_hex(8)}"
    add_key_file(path, KeyFile(secrets.token_hex(8), name, wrapping, blind, signing))


def add_key_file(path: Path, key_file: KeyFile) -> None:
    """Write these secrets where there is no key file yet. Raises FileExistsError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(write_down(key_file))
        file.flush()
        os.fsync(file.fileno())
    flush_folder(path.parent)


def replace_key_file(key_file: KeyFile) -> None:
    """Put these secrets in the place of those of this installation, whole or not at all. Raises KeyFileNotWritten."""
    path, demo = _place()
    try:
        write_whole(path, write_down(key_file))
    except OSError as error:
        raise KeyFileNotWritten(f"The key file {path} cannot be written ({error.strerror}).") from None
    _loaded[path, demo] = key_file


def current_key_file() -> KeyFile:
    """Give the secrets of this installation, read once per process and again when something asks for a newer one.

    Raises KeyFileMissing or KeyFileUnsafe with a sentence that says what to do.
    """
    place = _place()
    if place not in _loaded:
        _loaded[place] = _load(*place)
    return _loaded[place]


def find_kek(kek_id: str) -> bytes:
    """Return the key-encryption key of this id. Raises KeyMissing.

    A key that this process has not heard of is looked for in the file, which a rotation may have replaced meanwhile.
    """
    key = current_key_file().find_kek(kek_id) or read_key_file_again().find_kek(kek_id)
    if key is None:
        raise KeyMissing("This person's key is wrapped by another key-encryption key than those in the key file.")
    return key


def can_unwrap(kek_ids: Iterable[str]) -> bool:
    """Say whether the key file holds each of these key-encryption keys."""
    key_file = key_file_on_disk()
    return all(key_file.find_kek(kek_id) for kek_id in kek_ids)


def read_key_file_again() -> KeyFile:
    """Read the key file as it is now. What this process has known stays known to it until it ends.

    Else a key that was fetched just before a rotation came to its end would no longer open.
    """
    place = _place()
    before, fresh = _loaded.get(place), _load(*place)
    if before is not None and before.ledger_name == fresh.ledger_name:
        known = {**before.former, before.kek_id: before.key_encryption_key, **fresh.former}
        fresh = replace(fresh, former={name: key for name, key in known.items() if name != fresh.kek_id})
    _loaded[place] = fresh
    return fresh


def key_file_on_disk() -> KeyFile:
    """Return what the key file says now, without anything this process remembers."""
    return _load(*_place())


def key_file_path() -> Path:
    """Return where the key file of this installation is."""
    return _place()[0]


def _place() -> tuple[Path, bool]:
    return Path(settings.ALONGSIDE_KEY_FILE), bool(settings.ALONGSIDE_DEMO)


def _load(path: Path, demo: bool) -> KeyFile:
    try:
        mode = path.stat().st_mode
        content = path.read_bytes()
    except OSError as error:
        raise KeyFileMissing(f"The key file {path} cannot be read ({error.strerror}).") from None
    key_file = read_down(content, f"The key file {path}")
    if mode & READABLE_BY_OTHERS and not demo:
        raise KeyFileUnsafe(f"Other users can reach the key file {path}. Run: chmod 600 {path}")
    return key_file


def write_down(key_file: KeyFile) -> bytes:
    """Return what stands in a key file with these secrets."""
    content: dict[str, object] = {
        "format": FORMAT,
        "kek_id": key_file.kek_id,
        "ledger_name": key_file.ledger_name,
        "key_encryption_key": _text(key_file.key_encryption_key),
        "blind_index_key": _text(key_file.blind_index_key),
        "checkpoint_key": _text(key_file.checkpoint_key),
    }
    if key_file.former:
        content["former"] = {name: _text(key) for name, key in key_file.former.items()}
    if key_file.recovery_key is not None:
        content["recovery_key"] = _text(key_file.recovery_key)
    return (json.dumps(content, indent=2) + "\n").encode("ascii")


def read_down(written: bytes, what: str) -> KeyFile:
    """Return the secrets in what stands in a key file. Raises KeyFileMissing with a sentence that begins with `what`."""
    try:
        content = json.loads(written.decode("ascii"))
    except ValueError:
        raise KeyFileMissing(f"{what} is not a key file.") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise KeyFileMissing(f"{what} is not a key file of this version.")
    try:
        return _parse(content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise KeyFileMissing(f"{what} is damaged.") from None


def _parse(content: Mapping[str, object]) -> KeyFile:
    former = content.get("former", {})
    if not isinstance(former, dict):
        raise TypeError("the former keys are names and keys")
    return KeyFile(
        kek_id=str(content["kek_id"]),
        ledger_name=str(content["ledger_name"]),
        key_encryption_key=_secret(content["key_encryption_key"]),
        blind_index_key=_secret(content["blind_index_key"]),
        checkpoint_key=_secret(content["checkpoint_key"]),
        former={str(name): _secret(key) for name, key in former.items()},
        recovery_key=_secret(content["recovery_key"], RECOVERY_BYTES) if "recovery_key" in content else None,
    )


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode("ascii")


def _secret(text: object, size: int = SECRET_BYTES) -> bytes:
    secret = base64.b64decode(str(text), validate=True)
    if len(secret) != size:
        raise ValueError("a secret of another size")
    return secret
