"""The Merkle tree of RFC 9162, section 2.1, grown leaf by leaf.

A growing tree needs only the roots of its complete subtrees, one for each bit of its size that is set.
"""

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
_LEAF, _NODE = b"\x00", b"\x01"


def hash_leaf(data: bytes) -> bytes:
    """Return the hash of one leaf: SHA-256(0x00 || data). RFC 9162, 2.1.1."""
    return hashlib.sha256(_LEAF + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 || left || right). RFC 9162, 2.1.1."""
    return hashlib.sha256(_NODE + left + right).digest()


class GrowingTree:
    """A tree that only grows. peaks are the roots of its complete subtrees, the largest first."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Take a tree up again where it was left. Raises ValueError when the peaks do not fit the size."""
        if len(peaks) != size.bit_count() or any(len(peak) != HASH_BYTES for peak in peaks):
            raise ValueError("these peaks are not those of a tree of this size")
        self.size = size
        self._peaks = list(peaks)

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """Return what is needed to grow on."""
        return tuple(self._peaks)

    def append(self, leaf_hash: bytes) -> None:
        """Add the hash of one leaf on the right."""
        node, complete = leaf_hash, self.size
        while complete & 1:
            node = hash_node(self._peaks.pop(), node)
            complete >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the tree head. That of an empty tree is the hash of nothing."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        *larger, node = self._peaks
        for peak in reversed(larger):
            node = hash_node(peak, node)
        return node


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the tree head over these leaves."""
    tree = GrowingTree()
    for leaf_hash in leaf_hashes:
        tree.append(leaf_hash)
    return tree.root()
