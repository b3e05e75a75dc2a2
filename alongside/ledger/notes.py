"""Checkpoints as text, in the form of C2SP tlog-checkpoint and signed-note, so that tools of others can read them.

    alongside-ledger-0123456789abcdef
    300
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
    2026-05-04T09:30:00+00:00

    — alongside-ledger-0123456789abcdef Az3grlg...

The lines are the origin, the size, the tree head and, as the extension the form allows, the time. What is signed
is everything up to the empty line.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from alongside.ledger.merkle import HASH_BYTES
from alongside.vault import checkpoint_key_name, checkpoint_public_key, sign_checkpoint, verify_checkpoint

ED25519 = b"\x01"
KEY_ID_BYTES = 4
_FORM = re.compile(
    r"(?P<body>(?P<origin>[^\s+]+)\n(?P<size>0|[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/=]{44})\n(?P<at>[0-9T:.+-]+)\n)"
    r"\n— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/=]+)\n",
    re.ASCII,
)


class NoteBroken(Exception):
    """This text is no checkpoint of this installation."""


@dataclass(frozen=True)
class Statement:
    """What a checkpoint says: this many entries, with this tree head, at this time."""

    size: int
    root: bytes
    made_at: datetime


def write_note(statement: Statement) -> str:
    """Return the signed text of a checkpoint."""
    name = checkpoint_key_name()
    root = base64.b64encode(statement.root).decode()
    body = f"{name}\n{statement.size}\n{root}\n{statement.made_at.isoformat()}\n"
    signature = _key_id(name) + sign_checkpoint(body.encode())
    return f"{body}\n— {name} {base64.b64encode(signature).decode()}\n"


def read_note(note: str) -> Statement:
    """Return what a checkpoint says, once its form and its signature are right. Raises NoteBroken."""
    form = _FORM.fullmatch(note)
    if form is None or form["origin"] != checkpoint_key_name() or form["name"] != form["origin"]:
        raise NoteBroken
    signature, root = _decode(form["signature"]), _decode(form["root"])
    if signature[:KEY_ID_BYTES] != _key_id(form["name"]) or len(root) != HASH_BYTES:
        raise NoteBroken
    if not verify_checkpoint(form["body"].encode(), signature[KEY_ID_BYTES:]):
        raise NoteBroken
    return Statement(int(form["size"]), root, datetime.fromisoformat(form["at"]))


def _key_id(name: str) -> bytes:
    """Return the first bytes of SHA-256(name || newline || algorithm || public key), after C2SP signed-note."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + checkpoint_public_key()).digest()[:KEY_ID_BYTES]


def _decode(text: str) -> bytes:
    """Decode base64 that is written in the one canonical way. A spare bit that was flipped is not forgiven."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise NoteBroken from None
    if base64.b64encode(data).decode() != text:
        raise NoteBroken
    return data
