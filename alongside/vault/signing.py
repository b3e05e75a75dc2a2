"""Signatures under the ledger's checkpoints (Ed25519, RFC 8032)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from alongside.vault.key_file import current_key_file


def checkpoint_key_name() -> str:
    """Give the name under which this installation signs, also the origin line of its checkpoints."""
    return current_key_file().ledger_name


def checkpoint_public_key() -> bytes:
    """Give the 32 bytes with which anybody can check a checkpoint."""
    return _signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign_checkpoint(text: bytes) -> bytes:
    """Sign the text of a checkpoint; 64 bytes."""
    return _signing_key().sign(text)


def verify_checkpoint(text: bytes, signature: bytes) -> bool:
    """Say whether the signature over this text was made with this installation's key."""
    try:
        _signing_key().public_key().verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(current_key_file().checkpoint_key)
