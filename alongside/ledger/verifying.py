"""Is the ledger whole? Recomputes everything from the entries and compares it with every checkpoint, inside and out.

It finds any change to an entry that is older than the last checkpoint outside the reach of whoever changed it. What
happened after that checkpoint can be rewritten by somebody who holds the database and the key file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError
from django.db.models import QuerySet

from alongside.ledger.checkpoints import SUFFIX, checkpoint_folders
from alongside.ledger.leaves import leaf_hash
from alongside.ledger.merkle import GrowingTree
from alongside.ledger.models import Checkpoint, Entry, EntrySubject, TreeHead
from alongside.ledger.notes import Statement, read_note
from alongside.ledger.signers import NoteBroken
from alongside.ledger.vouching import Vouched, all_vouched

ROWS_AT_ONCE = 2_000
UNREADABLE = (ValueError, TypeError, AttributeError, DatabaseError)


@dataclass(frozen=True)
class Told:
    """A checkpoint as some place tells it. `where` is for a sentence: "the database" or a file's path."""

    where: str
    size: int | None
    note: str


@dataclass
class Report:
    """What was found. The ledger is whole when there are no problems. Entries that wait for a number are none."""

    entries: int = 0
    checkpoints: int = 0
    waiting: int = 0
    oldest_waiting: timedelta | None = None
    vouched: list[Vouched] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems


def verify_ledger(*, at: datetime) -> Iterator[tuple[int, int] | Report]:
    """Check the whole ledger. Yields (entries checked, entries in all) on the way, and the report last."""
    report = Report()
    told = [*_told_by_the_database(), *_told_by_files(checkpoint_folders())]
    said = [*_read_all(told, report), *_said_by_witnesses(report)]
    total = Entry.objects.filter(leaf__isnull=False).count()
    tree, roots = GrowingTree(), {statement.size: b"" for _, statement in said}
    for batch in _numbered(report):
        check_entries(batch, _subjects(batch), tree, roots, report)
        yield tree.size, total
    roots[0] = GrowingTree().root()
    report.entries = tree.size
    check_head(TreeHead.objects.filter(id=1).first(), tree, report)
    check_statements(said, roots, tree.size, report)
    check_everywhere(told, report)
    _look_at_waiting(report, at)
    yield report


def check_entries(
    batch: list[Entry],
    subjects: dict[UUID, list[str]],
    tree: GrowingTree,
    roots: dict[int, bytes],
    report: Report,
) -> None:
    """Grow the tree by these entries, noting the heads that checkpoints speak of, and whatever is wrong with a row."""
    for entry in batch:
        if entry.leaf != tree.size:
            report.problems.append(f"Entry number {tree.size} should come next, but {entry.leaf} is there.")
        found = _hash(entry)
        if found is None or entry.leaf_hash is None or found != bytes(entry.leaf_hash):
            report.problems.append(f"Entry number {entry.leaf} is not what it was when it was numbered.")
        if sorted(subjects[entry.id]) != sorted(map(str, entry.subjects)):
            report.problems.append(f"Entry number {entry.leaf} is listed for other people than it is about.")
        tree.append(found or b"")
        if tree.size in roots:
            roots[tree.size] = tree.root()


def check_head(head: TreeHead | None, tree: GrowingTree, report: Report) -> None:
    """Compare the row the sequencer grows on from with the tree that the entries make."""
    if head is None and tree.size == 0:
        return
    if head is None or head.size != tree.size or bytes(head.peaks) != b"".join(tree.peaks):
        report.problems.append("The tree head in the database is not that of the entries.")


def check_statements(
    said: Iterable[tuple[Told, Statement]], roots: dict[int, bytes], size: int, report: Report
) -> None:
    """Compare what every checkpoint says with what the entries say."""
    for told, statement in said:
        if statement.size > size:
            report.problems.append(f"{told.where} speaks of {statement.size} entries, but there are only {size}.")
        elif roots[statement.size] != statement.root:
            report.problems.append(f"The first {statement.size} entries are not those that {told.where} was made over.")


def check_everywhere(told: Iterable[Told], report: Report) -> None:
    """Report a checkpoint that one place has and another does not, and two that differ."""
    places: dict[str, dict[int | None, str]] = defaultdict(dict)
    for one in told:
        places[_place(one)][one.size] = one.note
    known = {size: note for of_place in places.values() for size, note in of_place.items()}
    report.checkpoints = len(known)
    expected = ["the database", *map(str, checkpoint_folders())] if known else []
    for place in expected:
        for size, note in known.items():
            if size not in places[place]:
                report.problems.append(f"The checkpoint over {size} entries is missing from {place}.")
            elif places[place][size] != note:
                report.problems.append(f"Two different checkpoints over {size} entries exist, one in {place}.")


def _place(told: Told) -> str:
    return told.where if told.where == "the database" else str(Path(told.where).parent)


def _told_by_the_database() -> list[Told]:
    return [Told("the database", row.size, row.note) for row in Checkpoint.objects.order_by("size")]


def _told_by_files(folders: Iterable[Path]) -> list[Told]:
    paths = [path for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}"))]
    return [Told(str(path), _size_in_name(path), path.read_bytes().decode("utf-8", "replace")) for path in paths]


def _said_by_witnesses(report: Report) -> list[tuple[Told, Statement]]:
    """Return what witnesses signed, to be compared like any checkpoint, and note the last of each in the report."""
    vouched = sorted(all_vouched(), key=lambda one: one.statement.size)
    report.vouched = list({one.witness: one for one in vouched}.values())
    return [(Told(f"What {one.witness.name} signed", one.statement.size, ""), one.statement) for one in vouched]


def _size_in_name(path: Path) -> int | None:
    return int(path.stem) if path.stem.isdecimal() else None


def _read_all(told: Iterable[Told], report: Report) -> list[tuple[Told, Statement]]:
    said = []
    for one in told:
        try:
            statement = read_note(one.note)
        except (NoteBroken, ValueError):
            report.problems.append(f"A checkpoint in {one.where} is damaged or was not signed with this key.")
            continue
        if statement.size != one.size:
            report.problems.append(f"A checkpoint in {one.where} stands in the place of another.")
        said.append((one, statement))
    return said


def _numbered(report: Report) -> Iterator[list[Entry]]:
    after = -1
    while numbers := list(_after(after).values_list("leaf", flat=True)[:ROWS_AT_ONCE]):
        yield _read_rows(after, numbers, report)
        after = numbers[-1] or 0


def _after(leaf: int) -> QuerySet[Entry]:
    return Entry.objects.filter(leaf__gt=leaf).order_by("leaf")


def _read_rows(after: int, numbers: list[int | None], report: Report) -> list[Entry]:
    """Read the rows at once, or one by one when one of them is so damaged that the database driver gives up."""
    try:
        return list(_after(after)[: len(numbers)])
    except UNREADABLE:
        return [row for number in numbers for row in _read_row(number, report)]


def _read_row(number: int | None, report: Report) -> list[Entry]:
    try:
        return [Entry.objects.get(leaf=number)]
    except UNREADABLE:
        report.problems.append(f"Entry number {number} cannot be read.")
        return []


def _subjects(batch: list[Entry]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = EntrySubject.objects.filter(entry__in=[entry.id for entry in batch])
    for entry_id, pseudonym in rows.values_list("entry_id", "pseudonym"):
        found[entry_id].append(str(pseudonym))
    return found


def _hash(entry: Entry) -> bytes | None:
    try:
        return leaf_hash(entry)
    except (ValueError, TypeError, AttributeError):
        return None


def _look_at_waiting(report: Report, at: datetime) -> None:
    waiting = Entry.objects.filter(leaf__isnull=True)
    report.waiting = waiting.count()
    oldest = waiting.order_by("recorded_at").values_list("recorded_at", flat=True).first()
    report.oldest_waiting = at - oldest if oldest else None
