"""Who signs checkpoints, in the forms of C2SP signed-note: the ledger itself, and witnesses of it.

A verifier key is one line that says everything needed to check what somebody signed:

    alongside-ledger-0123456789abcdef+5a1f7c33+AQIDBA...

its name, the first four bytes of SHA-256(name || newline || algorithm || public key), and the algorithm with the key.
"""

import base64
import hashlib
from dataclasses import dataclass

from alongside.vault import checkpoint_key_name, checkpoint_public_key

ED25519 = 1
COSIGNATURE = 4
KEY_ID_BYTES = 4
PUBLIC_KEY_BYTES = 32


class NoteBroken(Exception):
    """This text is no checkpoint, signature or key that can be believed."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A name, what its signatures mean (a note's own, or a witness's) and the key to check them with."""

    name: str
    algorithm: int
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        """Return the four bytes by which a signature says whose it is."""
        spoken = self.name.encode() + b"\n" + bytes((self.algorithm,)) + self.public_key
        return hashlib.sha256(spoken).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        key = base64.b64encode(bytes((self.algorithm,)) + self.public_key).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"


def this_ledger() -> Signer:
    """Return who signs the checkpoints of this installation."""
    return Signer(checkpoint_key_name(), ED25519, checkpoint_public_key())


def read_signer(line: str, *, algorithm: int) -> Signer:
    """Return the signer that a verifier key names. Raises NoteBroken for one of another kind, or mistyped."""
    name, key_id, key = [*line.strip().split("+", 2), "", ""][:3]
    data = decode(key)
    signer = Signer(name, data[0] if data else 0, data[1:])
    sound = name and len(signer.public_key) == PUBLIC_KEY_BYTES and signer.key_id.hex() == key_id
    if not sound or signer.algorithm != algorithm:
        raise NoteBroken(f"{line.strip()!r} is not the key of a {'witness' if algorithm == COSIGNATURE else 'ledger'}.")
    return signer


def write_signature(signer: Signer, signature: bytes) -> str:
    """Return the line under a note that says who signed it, with its newline."""
    return f"— {signer.name} {base64.b64encode(signer.key_id + signature).decode()}\n"


def read_signature(line: str, signer: Signer) -> bytes:
    """Return what this signer put under a note. Raises NoteBroken for the line of anybody else."""
    dash, name, text = [*line.rstrip("\n").split(" "), "", ""][:3]
    data = decode(text)
    if dash != "—" or name != signer.name or data[:KEY_ID_BYTES] != signer.key_id:
        raise NoteBroken("This is not the signature of whoever is asked for.")
    return data[KEY_ID_BYTES:]


def decode(text: str) -> bytes:
    """Decode base64 that is written in the one canonical way. A spare bit that was flipped is not forgiven."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise NoteBroken("This is not base64.") from None
    if base64.b64encode(data).decode() != text:
        raise NoteBroken("This is not base64 as it is written.")
    return data
