"""The tree against the definition in RFC 9162, 2.1.1, and against values worked out by hand."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.ledger.merkle import GrowingTree, hash_leaf, hash_node, root_of


def defined_root(leaves: list[bytes]) -> bytes:
    """The definition, word for word: split at the largest power of two below the size."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hash_leaf(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hash_node(defined_root(leaves[:split]), defined_root(leaves[split:]))


def test_an_empty_tree_has_the_hash_of_nothing():
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_leaf_is_hashed_with_its_own_prefix():
    # The hash of a leaf without data, a value that several implementations publish.
    assert hash_leaf(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_a_tree_grown_leaf_by_leaf_has_the_defined_head(leaves):
    assert root_of(map(hash_leaf, leaves)) == defined_root(leaves)


@given(st.lists(st.binary(max_size=4), max_size=40), st.integers(min_value=0, max_value=40))
def test_a_tree_taken_up_again_grows_on_as_if_it_had_never_been_left(leaves, stop):
    first, second = leaves[:stop], leaves[stop:]
    tree = GrowingTree()
    for leaf in first:
        tree.append(hash_leaf(leaf))
    again = GrowingTree(tree.size, tree.peaks)
    for leaf in second:
        again.append(hash_leaf(leaf))
    assert again.root() == defined_root(leaves)


def test_peaks_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="peaks"):
        GrowingTree(3, [b"x" * 32])
