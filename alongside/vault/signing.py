"""Signatures under the ledger's checkpoints and under what copies say about themselves (Ed25519, RFC 8032)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from alongside.vault.encoding import length_prefixed
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


def sign_manifest(text: bytes) -> str:
    """Sign what a copy says about itself, so that a copy made by somebody else is not taken for one of ours."""
    return _signing_key().sign(_manifest(text)).hex()


def verify_manifest(text: bytes, signature: str) -> bool:
    """Say whether this is what a copy of this installation says about itself."""
    try:
        _signing_key().public_key().verify(bytes.fromhex(signature), _manifest(text))
    except (InvalidSignature, ValueError):
        return False
    return signature == signature.lower()


def _manifest(text: bytes) -> bytes:
    """Keep what is signed here apart from checkpoints, which begin with the name of the ledger."""
    return length_prefixed((b"alongside backup manifest", checkpoint_key_name().encode(), text))


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(current_key_file().checkpoint_key)
