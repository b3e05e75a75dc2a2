"""G10: every single bit of a 300-entry ledger and of its checkpoints, turned over one at a time, is found.

The bits are those of every column's value. A value that is no longer one (a byte that is no text, a date that does not
exist) counts as found, since the row can then not be read, which test_ledger shows to be reported.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.forms.models import model_to_dict

from alongside.ledger import sequence_entries
from alongside.ledger.checkpoints import make_checkpoint
from alongside.ledger.merkle import GrowingTree
from alongside.ledger.models import Checkpoint, Entry, EntrySubject, TreeHead
from alongside.ledger.notes import read_note
from alongside.ledger.signers import NoteBroken
from alongside.ledger.verifying import Report, Told, check_entries, check_everywhere, check_head, check_statements
from tests.ledger.conftest import START

pytestmark = [pytest.mark.django_db, pytest.mark.nightly]
ENTRIES = 300
COLUMNS = [field.attname for field in Entry._meta.concrete_fields]


def turned(data: bytes) -> Iterator[bytes]:
    """Every value that differs from this one in a single bit."""
    for position in range(len(data) * 8):
        changed = bytearray(data)
        changed[position // 8] ^= 1 << position % 8
        yield bytes(changed)


def as_bytes(value: object) -> bytes:
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, int):
        return value.to_bytes(8, "big")
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return value.isoformat().encode() if isinstance(value, datetime) else str(value).encode()


def from_bytes(like: object, data: bytes) -> object:
    """The value these bytes stand for, or a ValueError where there is none."""
    if isinstance(like, UUID):
        return UUID(bytes=data)
    if isinstance(like, int):
        return int.from_bytes(data, "big")
    if isinstance(like, datetime):
        return datetime.fromisoformat(data.decode())
    return data if isinstance(like, bytes | memoryview) else data.decode()


def variants(value: object) -> Iterator[object]:
    if isinstance(value, list):
        for place, part in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in variants(part))
        return
    for data in turned(as_bytes(value)):
        try:
            other = from_bytes(value, data)
        except ValueError:
            continue
        if other != value:
            yield other


@pytest.fixture
def ledger(write):
    write(ENTRIES)
    for size in (100, 100, 100):
        sequence_entries(limit=size)
        make_checkpoint(at=START)
    return list(Entry.objects.order_by("leaf"))


def copy_of(entry: Entry, column: str, value: object) -> Entry:
    row = {name: getattr(entry, name) for name in COLUMNS}
    return Entry(**{**row, column: value})


def test_every_bit_of_every_entry_is_found(ledger, goal_result):
    assert set(COLUMNS) >= set(model_to_dict(ledger[0]))
    tree, count, missed = GrowingTree(), 0, []
    for entry in ledger:
        subjects = {entry.id: list(entry.subjects)}
        for column in COLUMNS:
            value = getattr(entry, column)
            for other in variants(value) if value not in (None, "") else ():
                report, grown = Report(), GrowingTree(tree.size, tree.peaks)
                changed = copy_of(entry, column, other)
                check_entries([changed], {changed.id: subjects.get(changed.id, [])}, grown, {}, report)
                missed += [(entry.leaf, column, other)] if report.is_whole else []
                count += 1
        tree.append(bytes(entry.leaf_hash))
    goal_result(goal="G10", tried=count, failed=len(missed), what="single bits of the columns of 300 entries")
    assert missed == []
    assert count > 250_000


def test_every_bit_of_the_subjects_is_found(ledger):
    tree = GrowingTree()
    for entry in ledger:
        kept = [str(p) for p in EntrySubject.objects.filter(entry=entry).values_list("pseudonym", flat=True)]
        for place, pseudonym in enumerate(kept):
            for other in variants(UUID(pseudonym)):
                report, grown = Report(), GrowingTree(tree.size, tree.peaks)
                listed = [*kept[:place], str(other), *kept[place + 1 :]]
                check_entries([entry], {entry.id: listed}, grown, {}, report)
                assert not report.is_whole
        tree.append(bytes(entry.leaf_hash))


def test_every_bit_of_the_head_and_of_the_checkpoints_is_found(ledger):
    tree = GrowingTree()
    roots = {}
    for entry in ledger:
        tree.append(bytes(entry.leaf_hash))
        roots[tree.size] = tree.root()
    head = TreeHead.objects.get()
    for size, peaks in [(s, head.peaks) for s in variants(head.size)] + [
        (head.size, p) for p in turned(bytes(head.peaks))
    ]:
        report = Report()
        check_head(TreeHead(size=size, peaks=peaks), tree, report)
        assert not report.is_whole
    for row in Checkpoint.objects.all():
        for data in turned(row.note.encode()):
            assert is_found(Told("the database", row.size, data.decode("utf-8", "replace")), roots, tree.size)
        for size in variants(row.size):
            assert is_found(Told("the database", int(str(size)), row.note), roots, tree.size)


def is_found(told: Told, roots: dict[int, bytes], size: int) -> bool:
    try:
        statement = read_note(told.note)
    except (NoteBroken, ValueError):
        return True
    report = Report()
    check_statements([(told, statement)], roots, size, report)
    check_everywhere([told, replace(told, note="another")], report)
    return not report.is_whole or statement.size != told.size
