"""One row of an import on its way, and how it is kept: sealed under the key of its batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from alongside.access import Actor
from alongside.domain.imports.facts import Facts, identifier_key
from alongside.domain.imports.layout import FileKind
from alongside.domain.imports.problems import Problem
from alongside.domain.imports.rows import read_row
from alongside.records.imports import ImportBatch, ImportRow
from alongside.vault import KeyRing, blind_index

MOST_WRITTEN = 200
TABLE = "import_row"
MARK = "left_as"
NEW, CHANGED, UNCHANGED, PROBLEM, HELD = "new", "changed", "unchanged", "problem", "held"


@dataclass(frozen=True)
class Importing:
    """The batch that is worked on, for whom and when. is_writing: what was staged is being written now."""

    batch: ImportBatch
    by: Actor
    at: datetime
    day: date
    keys: KeyRing
    is_writing: bool = False


@dataclass
class Line:
    """One row: what it says, what was found, and what it is about. changes are the columns that differ."""

    kind: FileKind
    number: int
    cells: dict[str, str]
    facts: Facts | None
    problems: tuple[Problem, ...] = ()
    finding: str = ""
    target_id: UUID | None = None
    changes: tuple[str, ...] = ()
    before: dict[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)

    @property
    def target(self) -> UUID:
        """Return the key of what the line is about. A line that is new or here already has one."""
        if self.target_id is None:
            raise ValueError("this line is about nothing")
        return self.target_id

    def is_new(self) -> None:
        """Say that nothing like it is here. What it becomes has its key from now on, so that writing can be repeated."""
        self.finding = NEW
        self.target_id = self.target_id or uuid4()

    def is_here(self, target_id: UUID, changes: Iterable[str]) -> None:
        """Say that it is here already, and which columns differ."""
        self.target_id, self.changes = target_id, tuple(changes)
        self.finding = CHANGED if self.changes else UNCHANGED

    def is_wrong(self, column: str, says: str) -> None:
        """Say what is wrong with it. Nothing will be written."""
        self.finding, self.target_id, self.changes = PROBLEM, None, ()
        self.problems = (*self.problems, Problem(column, says))


def blind_identifier(scheme: str, number: str) -> bytes:
    """Return the blind value that an identifier is found by."""
    return blind_index("identifier", identifier_key(scheme, number))


def blind_address(address: str) -> bytes:
    """Return the blind value that a practitioner in the same file is found by."""
    return blind_index("import_address", address.lower())


def make_row(line: Line, importing: Importing) -> ImportRow:
    """Return the row that keeps a line."""
    row = ImportRow(
        id=line.id,
        batch=importing.batch,
        kind=line.kind.value,
        number=line.number,
        finding=line.finding,
        target_id=line.target_id,
        blind=_blind(line),
        done=line.finding not in {NEW, CHANGED},
    )
    row.sealed_cells = _seal(importing, line, "sealed_cells", line.cells)
    if line.problems or line.changes:
        row.sealed_problems = seal_findings(line, importing)
    return row


def _blind(line: Line) -> bytes | None:
    address = getattr(line.facts, "address", None)
    if isinstance(address, str):
        return blind_address(address)
    scheme, number = getattr(line.facts, "id_scheme", None), getattr(line.facts, "id_number", None)
    return blind_identifier(scheme, number) if scheme and number else None


def seal_findings(line: Line, importing: Importing) -> bytes:
    """Return the envelope of what was found wrong or different."""
    found = {"problems": [[p.column, p.says] for p in line.problems], "changes": list(line.changes)}
    return _seal(importing, line, "sealed_problems", found)


def seal_before(line: Line, importing: Importing) -> bytes:
    """Return the envelope of what the line replaced."""
    return _seal(importing, line, "sealed_before", line.before)


def _seal(importing: Importing, line: Line, name: str, value: Any) -> bytes:
    return importing.keys.seal_json(value, subject=importing.batch.id, table=TABLE, row=line.id, field=name)


def open_line(row: ImportRow, importing: Importing) -> Line:
    """Return the line that a row keeps, read again."""
    cells: dict[str, str] = _open(importing, row, "sealed_cells") or {}
    found = _open(importing, row, "sealed_problems") or {"problems": [], "changes": []}
    kind = FileKind(row.kind)
    readable = row.finding not in {PROBLEM, ""}
    return Line(
        kind=kind,
        number=row.number,
        cells=cells,
        facts=read_row(kind, cells, importing.day) if readable else None,
        problems=tuple(Problem(column, says) for column, says in found["problems"]),
        finding=row.finding,
        target_id=row.target_id,
        changes=tuple(found["changes"]),
        before=_open(importing, row, "sealed_before") or {},
        id=row.id,
    )


def _open(importing: Importing, row: ImportRow, name: str) -> Any:
    envelope = getattr(row, name)
    if envelope is None:
        return None
    return importing.keys.open_json(bytes(envelope), subject=importing.batch.id, table=TABLE, row=row.id, field=name)


def make_problem(says: str) -> Problem:
    """Return a problem of a row as a whole."""
    return Problem("", says)


def save_outcome(lines: Sequence[Line], marks: Mapping[UUID, str], importing: Importing) -> None:
    """Mark lines as done with, keeping what they replaced, how they left what they are about, and why some were held."""
    same = [line.id for line in lines if line.finding == UNCHANGED]
    ImportRow.objects.filter(id__in=same).update(done=True, finding=UNCHANGED)
    save_marks([line for line in lines if line.finding in {NEW, CHANGED}], marks, importing)
    _save_held(lines, importing)


def save_marks(lines: Iterable[Line], marks: Mapping[UUID, str], importing: Importing) -> None:
    """Keep how each line left what it is about, so that undo can tell whether somebody has changed it since."""
    for line in lines:
        line.before[MARK] = marks[line.target]
        ImportRow.objects.filter(id=line.id).update(done=True, sealed_before=seal_before(line, importing))


def save_taken_back(lines: Sequence[Line], importing: Importing) -> None:
    """Mark lines as no longer written, and say why some stay."""
    ImportRow.objects.filter(id__in=[line.id for line in lines if line.finding != HELD]).update(done=False)
    _save_held(lines, importing)


def _save_held(lines: Sequence[Line], importing: Importing) -> None:
    for line in lines:
        if line.finding == HELD:
            ImportRow.objects.filter(id=line.id).update(
                finding=HELD, done=True, sealed_problems=seal_findings(line, importing)
            )
