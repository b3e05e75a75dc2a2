"""Gives entries their place in the tree: gap-free, in the order of their time, by one process at a time.

A number taken in every page's own transaction would let only one page be written at a time, and a database's own
sequences leave gaps. So pages insert entries without a number, and the worker numbers them every few seconds.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from alongside.ledger.leaves import leaf_hash
from alongside.ledger.merkle import HASH_BYTES, GrowingTree
from alongside.ledger.models import Entry, TreeHead

ENTRIES_AT_ONCE = 200


def sequence_entries(*, limit: int = ENTRIES_AT_ONCE) -> int:
    """Number up to `limit` waiting entries in one transaction and return how many there were."""
    with transaction.atomic():
        head = _locked_head()
        waiting = list(Entry.objects.filter(leaf__isnull=True).order_by("recorded_at", "id")[:limit])
        if not waiting:
            return 0
        tree = tree_of(head)
        for entry in waiting:
            entry.leaf, entry.leaf_hash = tree.size, leaf_hash(entry)
            tree.append(entry.leaf_hash)
        # The model's own manager refuses to change anything, so the one place that may number entries goes round it.
        numbering: QuerySet[Entry] = QuerySet(Entry)
        numbering.bulk_update(waiting, ["leaf", "leaf_hash"])
        TreeHead.objects.filter(id=1).update(size=tree.size, peaks=b"".join(tree.peaks))
    return len(waiting)


def find_oldest_waiting() -> datetime | None:
    """Return the time of the entry that has waited longest for its number, or None when none waits."""
    waiting = Entry.objects.filter(leaf__isnull=True).order_by("recorded_at")
    return waiting.values_list("recorded_at", flat=True).first()


def tree_of(head: TreeHead) -> GrowingTree:
    """Return the tree as it was left. Raises ValueError when size and peaks do not fit each other."""
    peaks = bytes(head.peaks)
    return GrowingTree(head.size, [peaks[i : i + HASH_BYTES] for i in range(0, len(peaks), HASH_BYTES)])


def _locked_head() -> TreeHead:
    """Lock the one row first, so that a second sequencer waits and then sees what the first has numbered."""
    TreeHead.objects.get_or_create(id=1)
    return TreeHead.objects.select_for_update().get(id=1)
