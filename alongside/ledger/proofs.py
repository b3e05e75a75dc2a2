"""Proofs that can be checked without the ledger: an entry is in it, and a later ledger holds an earlier one unchanged.

Made after the definitions of RFC 9162, sections 2.1.3.1 and 2.1.4.1, and checked after the procedures of sections 2.1.3.2
and 2.1.4.2, which share nothing with the making but the hash of a node.
"""

from collections.abc import Sequence

from alongside.ledger.merkle import hash_node, root_of

Path = list[bytes]


def prove_inclusion(leaves: Sequence[bytes], index: int) -> Path:
    """Return the hashes that lead from one leaf to the head over all these leaf hashes. Raises IndexError.

    index counts from 0. Takes time in proportion to the number of leaves.
    """
    if not 0 <= index < len(leaves):
        raise IndexError("no such leaf")
    if len(leaves) == 1:
        return []
    split = _largest_power_below(len(leaves))
    if index < split:
        return [*prove_inclusion(leaves[:split], index), root_of(leaves[split:])]
    return [*prove_inclusion(leaves[split:], index - split), root_of(leaves[:split])]


def prove_consistency(leaves: Sequence[bytes], earlier: int) -> Path:
    """Return the hashes which show that the first `earlier` of these leaf hashes are the tree that was then.

    Raises ValueError unless 0 < earlier <= the number of leaves: everything is consistent with an empty tree.
    """
    if not 0 < earlier <= len(leaves):
        raise ValueError("the earlier tree has between one leaf and all of them")
    return _subproof(leaves, earlier, whole=True)


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether this path leads from the hash of a leaf to the head of a tree of this size."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = hash_node(sibling, found)
            here, last = _up_to_a_right_child(here, last)
        else:
            found = hash_node(found, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(earlier: int, later: int, path: Sequence[bytes], before: bytes, after: bytes) -> bool:
    """Return whether a tree of `later` leaves with head `after` begins with the tree of `earlier` leaves and head `before`.

    Nothing can be said against an empty earlier tree: with `earlier` 0 only an empty path is right.
    """
    if earlier == 0 or earlier == later:
        return not path and (earlier == 0 or before == after)
    if not 0 < earlier < later or not path:
        return False
    first, *rest = path if earlier & (earlier - 1) else [before, *path]
    here, last = _up_past_right_children(earlier - 1, later - 1)
    old = new = first
    for sibling in rest:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = hash_node(sibling, old), hash_node(sibling, new)
            here, last = _up_to_a_right_child(here, last)
        else:
            new = hash_node(new, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and old == before and new == after


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> Path:
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _largest_power_below(len(leaves))
    if earlier <= split:
        return [*_subproof(leaves[:split], earlier, whole=whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], earlier - split, whole=False), root_of(leaves[:split])]


def _largest_power_below(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _up_to_a_right_child(here: int, last: int) -> tuple[int, int]:
    """Skip the levels on which this node is the last one and has no sibling."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _up_past_right_children(here: int, last: int) -> tuple[int, int]:
    while here & 1:
        here, last = here >> 1, last >> 1
    return here, last
