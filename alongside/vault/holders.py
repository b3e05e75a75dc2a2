"""Two of three people bring the key file back: none of them alone, and nobody who has only the copies.

A recovery key of 128 bits stands in the key file. It seals the key file itself, and what it sealed goes out with every copy
of the keys and to the folders of checkpoints. Each of the three holders has a share of the recovery key as twenty words
(SLIP-39), of which any two make it again. So the words stay the same however often the other keys change.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics

from alongside.vault.encoding import length_prefixed
from alongside.vault.envelopes import KEY_BYTES, NONCE_BYTES
from alongside.vault.errors import SharesRefused
from alongside.vault.files import write_whole
from alongside.vault.key_file import (
    RECOVERY_BYTES,
    KeyFile,
    add_key_file,
    key_file_on_disk,
    key_file_path,
    read_down,
    replace_key_file,
    write_down,
)

SEALED_FILE = "key-file.sealed"
FORMAT = "alongside sealed key file 1"
HOLDERS, NEEDED = 3, 2


def split_recovery_key() -> tuple[bytes, list[str]]:
    """Make a recovery key and the words of its three shares. Neither is kept: `keep_recovery_key` does that at the end."""
    key = os.urandom(RECOVERY_BYTES)
    # The words are on paper, so no pass phrase stretches them: a guess at 128 bits needs none.
    [words] = generate_mnemonics(1, [(NEEDED, HOLDERS)], key, iteration_exponent=0)
    return key, list(words)


def check_share(words: str) -> None:
    """Raise SharesRefused unless this is one whole share: its checksum finds up to three wrong words for certain."""
    _share(words)


def keep_recovery_key(key: bytes) -> list[Path]:
    """Put the recovery key into the key file, and the sealed key file beside the checkpoints. Earlier words open no later one.

    Returns the folders that could not be reached.
    """
    replace_key_file(replace(key_file_on_disk(), recovery_key=key))
    return put_sealed_outside()


def sealed_key_file() -> bytes | None:
    """Return the key file as two holders can open it, or None while there are no holders."""
    key_file = key_file_on_disk()
    if key_file.recovery_key is None:
        return None
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(key_file.recovery_key).encrypt(nonce, write_down(key_file), _bind(key_file.ledger_name))
    content = {"format": FORMAT, "ledger_name": key_file.ledger_name, "sealed": (nonce + sealed).hex()}
    return (json.dumps(content, indent=2) + "\n").encode("ascii")


def put_sealed_outside() -> list[Path]:
    """Write the sealed key file, as it is now, beside the checkpoints. Returns the folders that could not be reached."""
    sealed, out_of_reach = sealed_key_file(), []
    for folder in map(Path, settings.ALONGSIDE_CHECKPOINT_DIRS if sealed else []):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / SEALED_FILE, sealed or b"")
        except OSError:
            out_of_reach.append(folder)
    return out_of_reach


def prove_shares(shares: Sequence[str], sealed: bytes) -> None:
    """Raise SharesRefused unless these shares open this sealed key file. Nothing is written or given out."""
    _open(shares, sealed)


def recover_key_file(shares: Sequence[str], sealed: bytes) -> None:
    """Write the key file that two holders open where this installation looks for it.

    Raises SharesRefused, or FileExistsError when a key file is there.
    """
    key_file = _open(shares, sealed)
    path = key_file_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    add_key_file(path, key_file)


def _open(shares: Sequence[str], sealed: bytes) -> KeyFile:
    key = _combine(shares)
    try:
        content = json.loads(sealed)
        if content["format"] != FORMAT:
            raise ValueError("another format")
        raw, name = bytes.fromhex(content["sealed"]), str(content["ledger_name"])
    except (ValueError, TypeError, KeyError):
        raise SharesRefused("This is not a sealed key file of this version.") from None
    try:
        written = _cipher(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bind(name))
    except (InvalidTag, ValueError):
        raise SharesRefused(
            "These shares do not open this sealed key file: one is of another set, or it is damaged."
        ) from None
    return read_down(written, "The sealed key file")


def _combine(shares: Sequence[str]) -> bytes:
    found = [_share(words) for words in shares]
    if len({share.identifier for share in found}) > 1:
        raise SharesRefused("These shares belong to different sets. Only those that were made together open anything.")
    if len({share.index for share in found}) < NEEDED:
        raise SharesRefused("Two different shares are needed. One alone opens nothing.")
    try:
        return bytes(combine_mnemonics([_tidy(words) for words in shares][:NEEDED]))
    except MnemonicError:
        raise SharesRefused("These shares do not fit together.") from None


def _share(words: str) -> Share:
    """Read a share. What is wrong with it is said without a word of it."""
    try:
        share = Share.from_mnemonic(_tidy(words))
    except (MnemonicError, ValueError, LookupError):
        raise SharesRefused("This is not a share: a word is wrong, missing, or in another place.") from None
    if (share.member_threshold, share.group_count, len(share.value)) != (NEEDED, 1, RECOVERY_BYTES):
        raise SharesRefused("These are words of something else than Alongside.")
    return share


def _tidy(words: str) -> str:
    return " ".join(words.lower().split())


def _cipher(recovery_key: bytes) -> AESGCMSIV:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"alongside sealed key file").derive(recovery_key)
    return AESGCMSIV(derived)


def _bind(ledger_name: str) -> bytes:
    return length_prefixed((FORMAT.encode(), ledger_name.encode()))
