"""One entry with everything that shows it was in the ledger, for a court, an auditor or the person it is about."""

import json
from typing import Any
from uuid import UUID

from alongside.ledger.leaves import FORMAT, leaf_data
from alongside.ledger.merkle import hash_leaf
from alongside.ledger.models import Checkpoint, Entry
from alongside.ledger.notes import read_note
from alongside.ledger.proofs import is_included, prove_inclusion
from alongside.ledger.signers import NoteBroken, Signer
from alongside.ledger.vouching import leaf_hashes
from alongside.ledger.witnessing import NotWitnessed

# The order in which a leaf says them; see leaves.py. The salt is not for reading.
PARTS = (
    "id", "kind", "action", "actor", "role", "relation", "reason", "subjects", "object type", "object", "recorded at",
)  # fmt: skip
IDENTIFIERS = {"id", "actor", "object"}
LENGTH_BYTES = 4


def prove_entry(entry_id: UUID) -> str:
    """Return the proof of one entry under the newest checkpoint that covers it, as JSON. Raises NotWitnessed."""
    entry = Entry.objects.filter(id=entry_id, leaf__isnull=False).first()
    covering = Checkpoint.objects.filter(size__gt=entry.leaf).order_by("size").last() if entry else None
    if entry is None or entry.leaf is None or covering is None:
        raise NotWitnessed("No entry of that id is under a checkpoint.")
    path = prove_inclusion(leaf_hashes(covering.size), entry.leaf)
    proof = {
        "leaf": leaf_data(entry).hex(),
        "index": entry.leaf,
        "path": [step.hex() for step in path],
        "checkpoint": covering.note,
    }
    return json.dumps(proof, indent=2)


def check_proof(text: str, ledger: Signer) -> dict[str, str]:
    """Return what the proved entry says, by name. Raises NoteBroken for a proof that shows nothing."""
    try:
        proof: dict[str, Any] = json.loads(text)
        data, path = bytes.fromhex(proof["leaf"]), [bytes.fromhex(step) for step in proof["path"]]
        index, note = int(proof["index"]), str(proof["checkpoint"])
    except (ValueError, TypeError, KeyError):
        raise NoteBroken("This is no proof of an entry.") from None
    statement = read_note(note, ledger)
    if not is_included(hash_leaf(data), index, statement.size, path, statement.root):
        raise NoteBroken("This entry is not in the ledger that the checkpoint was made over.")
    return {**_said(data), "in the ledger by": f"{statement.made_at.isoformat()}, as entry {index} of {statement.size}"}


def _said(data: bytes) -> dict[str, str]:
    """Read the parts of a leaf. Its hash was compared, so they are as the ledger wrote them."""
    form, *parts, _salt = _split(data)
    if form != FORMAT:
        raise NoteBroken("This is no entry of a ledger that this version knows.")
    return {name: _in_words(name, part) for name, part in zip(PARTS, parts, strict=True)}


def _in_words(name: str, part: bytes) -> str:
    if name in IDENTIFIERS:
        return str(UUID(bytes=part)) if part else "none"
    if name == "subjects":
        return ", ".join(one.decode() for one in _split(part)) or "nobody"
    return part.decode()


def _split(data: bytes) -> list[bytes]:
    """Undo length_prefixed."""
    parts = []
    while data:
        length = int.from_bytes(data[:LENGTH_BYTES], "big")
        parts.append(data[LENGTH_BYTES : LENGTH_BYTES + length])
        data = data[LENGTH_BYTES + length :]
    return parts
