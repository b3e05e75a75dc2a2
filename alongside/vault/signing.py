"""Signatures under the ledger's checkpoints and under what copies say about themselves (Ed25519, RFC 8032)."""

import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from alongside.vault.encoding import length_prefixed
from alongside.vault.key_file import current_key_file


def checkpoint_key_name() -> str:
    """Give the name under which this installation signs, also the origin line of its checkpoints."""
    return current_key_file().ledger_name


def checkpoint_public_key() -> bytes:
    """Give the 32 bytes with which anybody can check a checkpoint."""
    return public_key_of(current_key_file().checkpoint_key)


def sign_checkpoint(text: bytes) -> bytes:
    """Sign the text of a checkpoint; 64 bytes."""
    return sign(current_key_file().checkpoint_key, text)


def verify_checkpoint(text: bytes, signature: bytes) -> bool:
    """Say whether the signature over this text was made with this installation's key."""
    return verify_signature(checkpoint_public_key(), text, signature)


def new_signing_seed() -> bytes:
    """Draw the 32 secret bytes of somebody else who signs: a witness."""
    return os.urandom(32)


def public_key_of(seed: bytes) -> bytes:
    """Give the 32 public bytes that go with a seed."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(seed: bytes, text: bytes) -> bytes:
    """Sign text with a seed; 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(text)


def verify_signature(public_key: bytes, text: bytes, signature: bytes) -> bool:
    """Say whether the signature over this text was made with the seed of this public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except (InvalidSignature, ValueError):
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
