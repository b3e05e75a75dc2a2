"""The key file: the secrets that are in no database and in no backup of one.

JSON, mode 0600, with three secrets drawn separately, so that losing or replacing one says nothing about the others:

- the key-encryption key wraps every person's data key,
- the blind-index key makes exact matches searchable,
- the checkpoint key signs the ledger's checkpoints (Ed25519 seed).
"""

import base64
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from alongside.vault.errors import KeyFileMissing, KeyFileUnsafe

FORMAT = "alongside key file 1"
SECRET_BYTES = 32
READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The secrets of one installation. They are left out of its printed form."""

    kek_id: str
    ledger_name: str
    key_encryption_key: bytes = field(repr=False)
    blind_index_key: bytes = field(repr=False)
    checkpoint_key: bytes = field(repr=False)


def create_key_file(path: Path) -> None:
    """Write new secrets to a file only its owner can read, flushed to disk.

    Raises FileExistsError rather than replace a key file: what it sealed could never be opened again.
    """
    content = {
        "format": FORMAT,
        "kek_id": secrets.token_hex(8),
        "ledger_name": f"alongside-ledger-{secrets.token_hex(8)}",
        "key_encryption_key": _new_secret(),
        "blind_index_key": _new_secret(),
        "checkpoint_key": _new_secret(),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(json.dumps(content, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    _flush_folder(path.parent)


def current_key_file() -> KeyFile:
    """Give the secrets of this installation, read once per process.

    Raises KeyFileMissing or KeyFileUnsafe with a sentence that says what to do.
    """
    return _load(Path(settings.ALONGSIDE_KEY_FILE), bool(settings.ALONGSIDE_DEMO))


@cache
def _load(path: Path, demo: bool) -> KeyFile:
    try:
        mode = path.stat().st_mode
        content = json.loads(path.read_text(encoding="ascii"))
    except OSError as error:
        raise KeyFileMissing(f"The key file {path} cannot be read ({error.strerror}).") from None
    except ValueError:
        raise KeyFileMissing(f"The key file {path} is not a key file.") from None
    if mode & READABLE_BY_OTHERS and not demo:
        raise KeyFileUnsafe(f"Other users can reach the key file {path}. Run: chmod 600 {path}")
    return _parse(content, path)


def _parse(content: object, path: Path) -> KeyFile:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise KeyFileMissing(f"The key file {path} is not a key file of this version.")
    try:
        return KeyFile(
            kek_id=content["kek_id"],
            ledger_name=content["ledger_name"],
            key_encryption_key=_secret(content["key_encryption_key"]),
            blind_index_key=_secret(content["blind_index_key"]),
            checkpoint_key=_secret(content["checkpoint_key"]),
        )
    except (KeyError, TypeError, ValueError):
        raise KeyFileMissing(f"The key file {path} is damaged.") from None


def _new_secret() -> str:
    return base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def _secret(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 32 bytes")
    return secret


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
