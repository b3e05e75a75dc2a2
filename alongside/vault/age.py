"""Streams encrypted to a public key, in the format of age (age-encryption.org/v1), so that tools of others open them too.

Whoever encrypts needs the public key alone. The private key, the identity, is on no server.
"""

from pathlib import Path
from typing import Protocol

import pyrage

from alongside.vault.errors import IdentityRefused, RecipientRefused, SealBroken

BYTES_AT_ONCE = 1024 * 1024


class Source(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes, or none at the end."""


class Target(Protocol):
    """What can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take these bytes."""

    def flush(self) -> None:
        """Pass on what was taken."""


def check_recipient(recipient: str) -> None:
    """Raise RecipientRefused for what is not a public key of age."""
    _recipient(recipient)


def encrypt(source: Source, target: Target, recipient: str) -> None:
    """Encrypt everything in the source to whoever holds the private key. Raises OSError when writing fails."""
    try:
        pyrage.encrypt_io(source, target, [_recipient(recipient)])
    except pyrage.EncryptError as error:
        raise OSError(str(error)) from None


def decrypt(source: Source, target: Target, identity: Path) -> None:
    """Decrypt a whole stream. Raises IdentityRefused, or SealBroken for one that is damaged or for somebody else.

    What has been written until then is to be thrown away: only the end shows that the stream is whole.
    """
    try:
        pyrage.decrypt_io(source, target, _identities(identity))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise IdentityRefused(f"This is not encrypted to the identity in {identity}.") from None
        raise SealBroken("What is encrypted is damaged.") from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise SealBroken("What is encrypted is damaged or cut short.") from None


def _recipient(recipient: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError:
        raise RecipientRefused(
            "This is not a public key of age. It begins with age1; age-keygen makes one with its identity."
        ) from None


def _identities(path: Path) -> list[pyrage.x25519.Identity]:
    try:
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except OSError as error:
        raise IdentityRefused(f"The identity {path} cannot be read ({error.strerror}).") from None
    except (ValueError, pyrage.IdentityError):
        found = []
    if not found:
        raise IdentityRefused(f"{path} holds no identity of age. It has a line that begins with AGE-SECRET-KEY-1.")
    return found
