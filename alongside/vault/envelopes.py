"""The envelope: bytes that say how they were sealed and open only in the place they were sealed for.

    version (1) | algorithm (1) | key id (8) | nonce (12) | ciphertext and tag (144 or more)

What is sealed is first filled up to a multiple of 128 bytes (ISO/IEC 7816-4: one byte 0x80, then zeros). Without that a copy of
the tables would tell *yes* from *no*, and one choice of a short list from another, by their length alone.

The associated data is the header, the schema version, table, row, field and person, each behind its length. Moving the
bytes to another row, field, table or person therefore breaks the seal, and so does changing the header.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from alongside.vault.encoding import length_prefixed
from alongside.vault.errors import CipherUnavailable, SealBroken

ENVELOPE_VERSION = 2
AES_256_GCM_SIV = 1
SCHEMA_VERSION = 1
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
KEY_ID_BYTES = 8
HEADER_BYTES = 2 + KEY_ID_BYTES
FILLED_TO, END = 128, b"\x80"
SMALLEST_ENVELOPE = HEADER_BYTES + NONCE_BYTES + FILLED_TO + TAG_BYTES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives, and whose it is."""

    subject: UUID
    table: str
    row: UUID
    field: str


@dataclass(frozen=True, slots=True)
class DataKey:
    """One person's key, ready to use, with the short id that envelopes carry."""

    cipher: AESGCMSIV
    key_id: bytes


def load_data_key(secret: bytes) -> DataKey:
    """Prepare a 32-byte secret for sealing. The id is derived from the secret and does not reveal it."""
    key_id = hmac.new(secret, b"alongside data key id", hashlib.sha256).digest()[:KEY_ID_BYTES]
    return DataKey(cipher=AESGCMSIV(secret), key_id=key_id)


def is_envelope(value: bytes) -> bool:
    """Say whether bytes have the shape of an envelope this version can open. It opens nothing."""
    return len(value) >= SMALLEST_ENVELOPE and value[:2] == bytes((ENVELOPE_VERSION, AES_256_GCM_SIV))


def seal(plain: bytes, key: DataKey, place: Place) -> bytes:
    """Seal bytes for one place. The same bytes sealed twice give two different envelopes."""
    header = bytes((ENVELOPE_VERSION, AES_256_GCM_SIV)) + key.key_id
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + key.cipher.encrypt(nonce, _fill(plain), _bind(header, place))


def unseal(envelope: bytes, key: DataKey, place: Place) -> bytes:
    """Open an envelope in the place it was sealed for. Raises SealBroken in every other case."""
    envelope = bytes(envelope)
    if not is_envelope(envelope):
        raise SealBroken("These bytes are not an envelope of a known version.")
    header, nonce = envelope[:HEADER_BYTES], envelope[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    if not hmac.compare_digest(header[2:], key.key_id):
        raise SealBroken("The envelope was sealed with another key.")
    try:
        filled = key.cipher.decrypt(nonce, envelope[HEADER_BYTES + NONCE_BYTES :], _bind(header, place))
    except InvalidTag:
        raise SealBroken("The envelope is damaged or belongs to another row, field, table or person.") from None
    return filled.rpartition(END)[0]


def _fill(plain: bytes) -> bytes:
    return plain + END + bytes(-(len(plain) + 1) % FILLED_TO)


def _bind(header: bytes, place: Place) -> bytes:
    return length_prefixed(
        (
            b"alongside sealed field",
            header,
            SCHEMA_VERSION.to_bytes(2, "big"),
            place.table.encode(),
            place.row.bytes,
            place.field.encode(),
            place.subject.bytes,
        )
    )


def check_cipher() -> None:
    """Seal the RFC 8452 example (appendix C.2, second case) and compare; raise CipherUnavailable when it differs."""
    expected = bytes.fromhex("c2ef328e5c71c83b843122130f7364b761e0b97427e3df28")
    try:
        cipher = AESGCMSIV(bytes((1,)) + bytes(31))
    except UnsupportedAlgorithm:
        raise CipherUnavailable(
            "The cryptography package was built with an OpenSSL older than 3.2, which has no AES-GCM-SIV. "
            "Install the cryptography wheel from the lock file instead of the system's."
        ) from None
    if cipher.encrypt(bytes((3,)) + bytes(11), bytes((1,)) + bytes(7), None) != expected:
        raise CipherUnavailable("AES-256-GCM-SIV gives wrong results on this machine, so nothing is sealed with it.")
