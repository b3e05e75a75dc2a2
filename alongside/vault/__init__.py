"""Keys and sealed text: one data key per person, envelopes bound to their place, checkpoint signatures.

Everything outside this package imports from here. The functions that reach the key store are fetched on first use,
because Django imports this package before its models may be loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from alongside.vault.blind_index import blind_index
from alongside.vault.constraints import sealed_constraint
from alongside.vault.encoding import length_prefixed
from alongside.vault.envelopes import ENVELOPE_VERSION, is_envelope
from alongside.vault.errors import (
    CipherUnavailable,
    KeyFileMissing,
    KeyFileNotWritten,
    KeyFileUnsafe,
    KeyMissing,
    KeyShredded,
    RotationUnderWay,
    SealBroken,
    VaultError,
)
from alongside.vault.key_file import create_key_file, current_key_file
from alongside.vault.signing import checkpoint_key_name, checkpoint_public_key, sign_checkpoint, verify_checkpoint

if TYPE_CHECKING:
    from alongside.vault.keys import (
        KeyRing,
        create_key,
        create_keys,
        destroy_key,
        destroy_keys,
        has_keys,
        list_shredded,
        open_keys,
        shred_again,
    )
    from alongside.vault.rotation import Rotated, count_unopenable, prepare_rotation, rotate_keys

__all__ = [
    "ENVELOPE_VERSION",
    "CipherUnavailable",
    "KeyFileMissing",
    "KeyFileNotWritten",
    "KeyFileUnsafe",
    "KeyMissing",
    "KeyRing",
    "KeyShredded",
    "Rotated",
    "RotationUnderWay",
    "SealBroken",
    "VaultError",
    "blind_index",
    "checkpoint_key_name",
    "checkpoint_public_key",
    "count_unopenable",
    "create_key",
    "create_key_file",
    "create_keys",
    "current_key_file",
    "destroy_key",
    "destroy_keys",
    "has_keys",
    "is_envelope",
    "length_prefixed",
    "list_shredded",
    "open_keys",
    "prepare_rotation",
    "rotate_keys",
    "sealed_constraint",
    "shred_again",
    "sign_checkpoint",
    "verify_checkpoint",
]

_IN_THE_KEY_STORE = {
    "KeyRing": "keys",
    "create_key": "keys",
    "create_keys": "keys",
    "destroy_key": "keys",
    "destroy_keys": "keys",
    "has_keys": "keys",
    "list_shredded": "keys",
    "open_keys": "keys",
    "shred_again": "keys",
    "Rotated": "rotation",
    "count_unopenable": "rotation",
    "prepare_rotation": "rotation",
    "rotate_keys": "rotation",
}


def __getattr__(name: str) -> object:
    """Fetch a function of the key store when it is first asked for, once the models can be loaded."""
    if name not in _IN_THE_KEY_STORE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"alongside.vault.{_IN_THE_KEY_STORE[name]}"), name)
