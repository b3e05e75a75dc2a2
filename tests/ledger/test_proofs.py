"""G12: proofs agree with published values and with a verifier that was written apart, and damaged ones are refused.

The published values are those of the reference tree of Certificate Transparency, eight leaves that every implementation
of RFC 6962 and RFC 9162 tests against.
"""

import hashlib
import random

import pytest

from alongside.ledger.merkle import hash_leaf, hash_node, root_of
from alongside.ledger.proofs import is_consistent, is_included, prove_consistency, prove_inclusion

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [hash_leaf(bytes.fromhex(text)) for text in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Some of the inner nodes of that tree, by the first byte of their hash.
NODE_96 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
NODE_5F = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
NODE_6B = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
NODE_BC = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
NODE_CA = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
NODE_0E = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
PUBLISHED_INCLUSION = [  # the number of the leaf from 0, the size of the tree, the path
    (0, 1, []),
    (0, 8, [NODE_96, NODE_5F, NODE_6B]),
    (5, 8, [NODE_BC, NODE_CA, ROOTS[3]]),
    (2, 3, [ROOTS[1]]),
    (1, 5, [ROOTS[0], NODE_5F, NODE_BC]),
]
PUBLISHED_CONSISTENCY = [  # the size then, the size now, the path
    (1, 1, []),
    (1, 8, [NODE_96, NODE_5F, NODE_6B]),
    (6, 8, [NODE_0E, NODE_CA, ROOTS[3]]),
    (2, 5, [NODE_5F, NODE_BC]),
]
TREES, TREES_AT_NIGHT = 200, 10_000
LARGEST = 300


def hexes(path: list[bytes]) -> list[str]:
    return [step.hex() for step in path]


def test_the_heads_are_the_published_ones():
    assert [root_of(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS


@pytest.mark.parametrize(("index", "size", "path"), PUBLISHED_INCLUSION)
def test_paths_of_inclusion_are_the_published_ones(index, size, path):
    assert hexes(prove_inclusion(LEAVES[:size], index)) == path


@pytest.mark.parametrize(("earlier", "later", "path"), PUBLISHED_CONSISTENCY)
def test_paths_of_consistency_are_the_published_ones(earlier, later, path):
    assert hexes(prove_consistency(LEAVES[:later], earlier)) == path


# --- The verifier that was written apart: it folds the path from the shape of the tree, where ours walks its bits. ------


def folded_inclusion(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the head that a path of inclusion leads to, by splitting the tree from above; None for a wrong length."""
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    split = max(1 << bit for bit in range(size.bit_length()) if 1 << bit < size)
    *lower, top = path
    if index < split:
        below = folded_inclusion(leaf, index, split, lower)
        return below and hashlib.sha256(b"\x01" + below + top).digest()
    below = folded_inclusion(leaf, index - split, size - split, lower)
    return below and hashlib.sha256(b"\x01" + top + below).digest()


def folded_consistency(
    earlier: int, later: int, path: list[bytes], before: bytes, *, whole: bool = True
) -> tuple[bytes, bytes] | None:
    """Return the two heads that a path of consistency leads to, from above; None for a wrong length."""
    if earlier == later:
        if whole:
            return (before, before) if not path else None
        return (path[0], path[0]) if len(path) == 1 else None
    if not path:
        return None
    split = max(1 << bit for bit in range(later.bit_length()) if 1 << bit < later)
    *lower, top = path
    if earlier <= split:
        below = folded_consistency(earlier, split, lower, before, whole=whole)
        return below and (below[0], hash_node(below[1], top))
    below = folded_consistency(earlier - split, later - split, lower, before, whole=False)
    return below and (hash_node(top, below[0]), hash_node(top, below[1]))


def a_tree(chance: random.Random) -> list[bytes]:
    return [chance.randbytes(32) for _ in range(chance.randint(1, LARGEST))]


def disagreement(number: int) -> str:
    """Prove one leaf and one earlier size of a made-up tree, and return what the two verifiers do not agree on."""
    chance = random.Random(number)  # noqa: S311  no secret
    leaves = a_tree(chance)
    size, index, earlier = len(leaves), chance.randrange(len(leaves)), chance.randint(1, len(leaves))
    before, after = root_of(leaves[:earlier]), root_of(leaves)
    there, still = prove_inclusion(leaves, index), prove_consistency(leaves, earlier)
    agreed = {
        "inclusion, ours": is_included(leaves[index], index, size, there, after),
        "inclusion, theirs": folded_inclusion(leaves[index], index, size, there) == after,
        "consistency, ours": is_consistent(earlier, size, still, before, after),
        "consistency, theirs": folded_consistency(earlier, size, still, before) == (before, after),
    }
    return ", ".join(name for name, right in agreed.items() if not right)


def damaged(path: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a path that is not this one: a bit turned, a step taken away, doubled, added or moved."""
    ways = ["add", *(["bit", "away", "twice"] if path else []), *(["moved"] if len(set(path)) > 1 else [])]
    way, place = chance.choice(ways), chance.randrange(len(path)) if path else 0
    if way == "bit":
        step = bytearray(path[place])
        step[chance.randrange(32)] ^= 1 << chance.randrange(8)
        return [*path[:place], bytes(step), *path[place + 1 :]]
    if way == "away":
        return path[:place] + path[place + 1 :]
    if way == "moved":
        other = path[::-1] if path != path[::-1] else path[1:] + path[:1]
        return other
    return [*path[:place], path[place] if way == "twice" else chance.randbytes(32), *path[place:]]


def wrongly_accepted(number: int) -> str:
    """Damage the proofs of one made-up tree, and what they are about, and return which of them was still believed."""
    chance = random.Random(number)  # noqa: S311  no secret
    leaves = a_tree(chance)
    size, index, earlier = len(leaves), chance.randrange(len(leaves)), chance.randint(1, len(leaves))
    before, after = root_of(leaves[:earlier]), root_of(leaves)
    there, still = prove_inclusion(leaves, index), prove_consistency(leaves, earlier)
    other = chance.randbytes(32)
    believed = {
        "damaged inclusion": is_included(leaves[index], index, size, damaged(there, chance), after),
        "another leaf": is_included(other, index, size, there, after),
        "another head": is_included(leaves[index], index, size, there, other),
        "beyond the end": is_included(leaves[index], size + index, size, there, after),
        "damaged consistency": is_consistent(earlier, size, damaged(still, chance), before, after),
        "another earlier head": is_consistent(earlier, size, still, other, after),
        "another later head": is_consistent(earlier, size, still, before, other),
        "a tree that shrank": size > earlier and is_consistent(size, earlier, still, after, before),
    }
    return ", ".join(name for name, right in believed.items() if right)


def test_proofs_of_made_up_trees_satisfy_both_verifiers():
    assert [found for number in range(TREES) if (found := disagreement(number))] == []


def test_damaged_proofs_are_refused():
    assert [found for number in range(TREES) if (found := wrongly_accepted(number))] == []


@pytest.mark.nightly
def test_proofs_of_10000_trees_satisfy_both_verifiers(goal_result):
    wrong = [number for number in range(TREES_AT_NIGHT) if disagreement(number)]
    goal_result(goal="G12", tried=TREES_AT_NIGHT, failed=len(wrong), what="made-up trees, two verifiers")
    assert wrong == []


@pytest.mark.nightly
def test_10000_damaged_proofs_are_refused(goal_result):
    wrong = [number for number in range(TREES_AT_NIGHT) if wrongly_accepted(number)]
    goal_result(goal="G12", tried=TREES_AT_NIGHT, failed=len(wrong), what="trees with damaged proofs")
    assert wrong == []


def test_a_verifier_that_forgets_to_ask_where_the_path_ends_would_be_noticed(monkeypatch):
    """The search is broken once in each run: without the last comparison, damaged proofs are believed."""

    def gullible(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
        return index < size

    monkeypatch.setitem(globals(), "is_included", gullible)
    assert any("damaged inclusion" in wrongly_accepted(number) for number in range(TREES))
