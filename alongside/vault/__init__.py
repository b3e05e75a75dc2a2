"""Keys and sealed text: one data key per person, envelopes bound to their place, checkpoint signatures.

Everything outside this package imports from here. The functions that reach the key store are fetched on first use,
because Django imports this package before its models may be loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from alongside.vault.age import check_recipient, decrypt, encrypt
from alongside.vault.blind_index import blind_index
from alongside.vault.constraints import sealed_constraint
from alongside.vault.encoding import length_prefixed
from alongside.vault.envelopes import ENVELOPE_VERSION, is_envelope
from alongside.vault.errors import (
    CipherUnavailable,
    IdentityRefused,
    KeyFileMissing,
    KeyFileNotWritten,
    KeyFileUnsafe,
    KeyMissing,
    KeyShredded,
    RecipientRefused,
    RegisterNotWritten,
    RotationUnderWay,
    SealBroken,
    SharesRefused,
    VaultError,
)
from alongside.vault.holders import (
    HOLDERS,
    SEALED_FILE,
    check_share,
    keep_recovery_key,
    prove_shares,
    recover_key_file,
    sealed_key_file,
    split_recovery_key,
)
from alongside.vault.key_file import can_unwrap, create_key_file, current_key_file
from alongside.vault.signing import (
    checkpoint_key_name,
    checkpoint_public_key,
    new_signing_seed,
    public_key_of,
    sign,
    sign_checkpoint,
    sign_manifest,
    verify_checkpoint,
    verify_manifest,
    verify_signature,
)

if TYPE_CHECKING:
    from alongside.vault.keys import (
        KeyRing,
        Replayed,
        create_key,
        create_keys,
        destroy_key,
        destroy_keys,
        has_keys,
        keep_register,
        list_shredded,
        open_keys,
        replay_register,
        wrapped_by,
    )
    from alongside.vault.rotation import Rotated, count_unopenable, prepare_rotation, rotate_keys

__all__ = [
    "ENVELOPE_VERSION",
    "HOLDERS",
    "SEALED_FILE",
    "CipherUnavailable",
    "IdentityRefused",
    "KeyFileMissing",
    "KeyFileNotWritten",
    "KeyFileUnsafe",
    "KeyMissing",
    "KeyRing",
    "KeyShredded",
    "RecipientRefused",
    "RegisterNotWritten",
    "Replayed",
    "Rotated",
    "RotationUnderWay",
    "SealBroken",
    "SharesRefused",
    "VaultError",
    "blind_index",
    "can_unwrap",
    "check_recipient",
    "check_share",
    "checkpoint_key_name",
    "checkpoint_public_key",
    "count_unopenable",
    "create_key",
    "create_key_file",
    "create_keys",
    "current_key_file",
    "decrypt",
    "destroy_key",
    "destroy_keys",
    "encrypt",
    "has_keys",
    "is_envelope",
    "keep_recovery_key",
    "keep_register",
    "length_prefixed",
    "list_shredded",
    "new_signing_seed",
    "open_keys",
    "prepare_rotation",
    "prove_shares",
    "public_key_of",
    "recover_key_file",
    "replay_register",
    "rotate_keys",
    "sealed_constraint",
    "sealed_key_file",
    "sign",
    "sign_checkpoint",
    "sign_manifest",
    "split_recovery_key",
    "verify_checkpoint",
    "verify_manifest",
    "verify_signature",
    "wrapped_by",
]

_IN_THE_KEY_STORE = {
    "KeyRing": "keys",
    "Replayed": "keys",
    "create_key": "keys",
    "create_keys": "keys",
    "destroy_key": "keys",
    "destroy_keys": "keys",
    "has_keys": "keys",
    "keep_register": "keys",
    "list_shredded": "keys",
    "open_keys": "keys",
    "replay_register": "keys",
    "wrapped_by": "keys",
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
