"""What a leaf says: one entry in bytes that have exactly one reading."""

from datetime import UTC
from uuid import UUID

from alongside.ledger.merkle import hash_leaf
from alongside.ledger.models import Entry
from alongside.vault import length_prefixed

FORMAT = b"alongside ledger entry 1"


def leaf_data(entry: Entry) -> bytes:
    """Return the bytes a leaf commits to: every column of the entry, with its salt.

    Raises ValueError or TypeError for a row that cannot have been written by us.
    """
    return length_prefixed(
        (
            FORMAT,
            entry.id.bytes,
            entry.kind.encode(),
            entry.action.encode(),
            _bytes_of(entry.actor_id),
            entry.role.encode(),
            entry.relation.encode(),
            entry.reason_code.encode(),
            length_prefixed(pseudonym.encode() for pseudonym in entry.subjects),
            entry.object_type.encode(),
            _bytes_of(entry.object_id),
            entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds").encode(),
            bytes(entry.salt),
        )
    )


def leaf_hash(entry: Entry) -> bytes:
    """Return the hash of the entry's leaf."""
    return hash_leaf(leaf_data(entry))


def _bytes_of(reference: UUID | None) -> bytes:
    return reference.bytes if reference else b""
