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
import re
from dataclasses import dataclass
from datetime import datetime

from alongside.ledger.merkle import HASH_BYTES
from alongside.ledger.signers import NoteBroken, Signer, decode, read_signature, this_ledger, write_signature
from alongside.vault import sign_checkpoint, verify_signature

_FORM = re.compile(
    r"(?P<body>(?P<origin>[^\s+]+)\n(?P<size>0|[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/=]{44})\n(?P<at>[0-9T:.+-]+)\n)"
    r"\n(?P<signature>— [^\s+]+ [A-Za-z0-9+/=]+\n)",
    re.ASCII,
)


@dataclass(frozen=True)
class Statement:
    """What a checkpoint says: this many entries, with this tree head, at this time."""

    size: int
    root: bytes
    made_at: datetime


def write_note(statement: Statement) -> str:
    """Return the signed text of a checkpoint."""
    ledger = this_ledger()
    root = base64.b64encode(statement.root).decode()
    body = f"{ledger.name}\n{statement.size}\n{root}\n{statement.made_at.isoformat()}\n"
    return f"{body}\n{write_signature(ledger, sign_checkpoint(body.encode()))}"


def read_note(note: str, ledger: Signer | None = None) -> Statement:
    """Return what a checkpoint says, once its form and its signature are right. Raises NoteBroken.

    It is one of this installation unless another ledger is named.
    """
    by = ledger or this_ledger()
    form = _FORM.fullmatch(note)
    if form is None or form["origin"] != by.name:
        raise NoteBroken("This is no checkpoint of this ledger.")
    root = decode(form["root"])
    signature = read_signature(form["signature"], by)
    if len(root) != HASH_BYTES or not verify_signature(by.public_key, form["body"].encode(), signature):
        raise NoteBroken("This checkpoint was not signed with the key of this ledger.")
    return Statement(int(form["size"]), root, datetime.fromisoformat(form["at"]))


def body_of(note: str) -> bytes:
    """Return what is signed of a checkpoint: everything up to the empty line."""
    return note.partition("\n\n")[0].encode() + b"\n"
