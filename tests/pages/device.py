"""A device that makes and uses passkeys, as a browser passes its answers on. Only for tests: its keys are in the open."""

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """Holds one passkey for a site. counter is what it says next; knows_owner: it has seen a finger or a face."""

    origin: str = "https://testserver"
    counter: int = 0
    knows_owner: bool = True
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """Answer a question for a new passkey."""
        asked = options["publicKey"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self._key.public_key())))
        made = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self._data(asked["rp"]["id"], WITH_KEY) + made
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = {"clientDataJSON": self._client("webauthn.create", asked), "attestationObject": _text(attestation)}
        return self._answer(said)

    def get(self, options: dict[str, Any]) -> str:
        """Answer a question for a passkey that is there."""
        asked = options["publicKey"]
        client = self._client("webauthn.get", asked)
        data = self._data(asked["rpId"], 0)
        signed = data + hashlib.sha256(websafe_decode(client)).digest()
        signature = self._key.sign(signed, ec.ECDSA(hashes.SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": _text(data), "signature": _text(signature)}
        return self._answer(said | {"userHandle": _text(b"x")})

    def _data(self, host: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.knows_owner else 0)
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def _client(self, kind: str, asked: dict[str, Any]) -> str:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": False}
        return _text(json.dumps(said).encode())

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps({"id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "response": response})


def _text(raw: bytes) -> str:
    return websafe_encode(raw)
