"""What somebody who imports is shown: their own batches, what was found, and what undoing would do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from alongside.access import Actor
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.access.imports import imports_own_people, may_import
from alongside.access.standings import LONDON, day_of
from alongside.casework.audit import record_listed
from alongside.casework.imports.lines import CHANGED, HELD, NEW, PROBLEM, Importing, Line, open_line
from alongside.casework.imports.operations import own_batch
from alongside.casework.imports.undoing import LAST_FIRST, why_it_stays
from alongside.domain.imports.facts import PersonSays, PractitionerSays, RelationshipSays, SessionSays
from alongside.domain.imports.files import WORKBOOK
from alongside.domain.imports.layout import FileKind, template_columns
from alongside.records.identity import User
from alongside.records.imports import ImportBatch, ImportRow
from alongside.records.people import Person
from alongside.vault import open_keys

SHOWN, NEW_SHOWN, NEWEST, AT_ONCE = 20, 5, 50, 500
OFFERED = (FileKind.PEOPLE, FileKind.PRACTITIONERS, FileKind.RELATIONSHIPS, FileKind.SESSIONS)
WAITING = frozenset({"uploaded", "checking", "publishing", "applying", "undoing"})


@dataclass(frozen=True)
class BatchSummary:
    """One upload. found counts rows by finding; written counts those that are done, of the new and changed."""

    id: UUID
    kind: str
    state: str
    uploaded_at: datetime
    rows_total: int
    rows_done: int
    refusal: str
    published_at: datetime | None
    shredded_at: datetime | None
    found: Counter[str] = field(default_factory=Counter)
    written: int = 0

    @property
    def is_waiting(self) -> bool:
        """Return whether the worker is busy with it."""
        return self.state in WAITING


@dataclass(frozen=True)
class ShownRow:
    """One row as its uploader sees it: their own words, what was found, and which columns differ."""

    kind: str
    number: int
    label: str
    problems: tuple[tuple[str, str], ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BatchPage:
    """An upload with the first rows of each finding."""

    batch: BatchSummary
    notices: tuple[str, ...] = ()
    problems: tuple[ShownRow, ...] = ()
    changed: tuple[ShownRow, ...] = ()
    new: tuple[ShownRow, ...] = ()


@dataclass(frozen=True)
class ProblemCell:
    """One problem for the file of problems: where it is, what is wrong, and what the cell says."""

    kind: str
    number: int
    column: str
    says: str
    text: str


@dataclass(frozen=True)
class UndoPlan:
    """What undoing will do: how many go, how many go back, and the first of those that stay with the reason."""

    batch: BatchSummary
    removed: int
    put_back: int
    staying: int
    stays: tuple[ShownRow, ...]


def find_importer(*, address: str) -> Actor | None:
    """Return whoever signs in with this address, or None. What they may import is asked where they try."""
    user = User.objects.filter(email__iexact=address.strip()).first()
    return actor_for(user) if user else None


def list_kinds(*, viewer: Actor) -> list[str]:
    """Return the kinds of file that this viewer may import. Raises NotHere for those who import nothing."""
    kinds = [kind for kind in (WORKBOOK, *(kind.value for kind in OFFERED)) if may_import(viewer, kind)]
    if not kinds:
        raise NotHere
    return kinds


def get_template(*, kind: str, viewer: Actor) -> list[str]:
    """Return the headings of an empty file of a kind. Raises NotHere for a kind this viewer may not import."""
    if kind not in list_kinds(viewer=viewer) or kind == WORKBOOK:
        raise NotHere
    return template_columns(FileKind(kind), own_people=imports_own_people(viewer))


def list_batches(*, viewer: Actor, at: datetime) -> list[BatchSummary]:
    """Return the newest 50 uploads of this viewer, newest first. Raises NotHere for those who import nothing."""
    kinds = list_kinds(viewer=viewer)
    rows = ImportBatch.objects.filter(uploaded_by=viewer.id, kind__in=kinds).order_by("-uploaded_at", "id")
    return [_summary(row) for row in rows[:NEWEST]]


def get_batch(*, batch_id: UUID, viewer: Actor, at: datetime) -> BatchPage:
    """Return an upload to whoever made it, with the first rows found. Raises NotHere.

    Rows that turned out to be people who are here already are recorded as listed.
    """
    with transaction.atomic():
        batch = own_batch(batch_id, viewer)
        summary = _summary(batch, *_counts(batch))
        if batch.shredded_at is not None or batch.state in {"uploaded", "refused"}:
            return BatchPage(summary)
        lines = _first_lines(_importing(batch, viewer, at))
        _record_shown(lines, viewer, at)
    shown = {f: tuple(_shown(line) for line in lines if line.finding == f) for f in (PROBLEM, HELD, CHANGED, NEW)}
    notices = tuple(problem.says for line in lines if line.finding == "" for problem in line.problems)
    return BatchPage(summary, notices, shown[HELD] + shown[PROBLEM], shown[CHANGED], shown[NEW][:NEW_SHOWN])


def list_problems(*, batch_id: UUID, viewer: Actor, at: datetime) -> list[ProblemCell]:
    """Return every problem of an upload with the text of its cell, in the order of the file. Raises NotHere."""
    with transaction.atomic():
        batch = own_batch(batch_id, viewer)
        if batch.shredded_at is not None:
            raise NotHere
        importing = _importing(batch, viewer, at)
        rows = ImportRow.objects.filter(batch=batch, finding__in=[PROBLEM, HELD]).order_by("kind", "number")
        return [cell for row in rows for cell in _problem_cells(open_line(row, importing))]


def get_undo_plan(*, batch_id: UUID, viewer: Actor, at: datetime) -> UndoPlan:
    """Return what undoing an upload would do now, row by row. Raises NotHere."""
    batch = own_batch(batch_id, viewer)
    if batch.shredded_at is not None:
        raise NotHere
    # Only read, and row after row: a transaction would keep everybody from writing as long as this takes.
    summary, importing = _summary(batch, *_counts(batch)), _importing(batch, viewer, at)
    done: Counter[str] = Counter()
    stays: list[tuple[Line, str]] = []
    staying: set[UUID] = set()
    for kind in LAST_FIRST:
        for lines in _written_lines(kind, importing):
            reasons = why_it_stays(kind, lines, importing, staying)
            staying |= {line.target for line in lines if line.id in reasons}
            done.update(line.finding for line in lines if line.id not in reasons)
            stays += [(line, reasons[line.id]) for line in lines if line.id in reasons]
    with transaction.atomic():
        _record_shown([line for line, _ in stays[:SHOWN]], viewer, at)
    shown = tuple(_shown(line, reason) for line, reason in stays[:SHOWN])
    return UndoPlan(summary, done[NEW], done[CHANGED], len(stays), shown)


def _importing(batch: ImportBatch, viewer: Actor, at: datetime) -> Importing:
    return Importing(batch, viewer, at, day_of(at), open_keys([batch.id]), is_writing=True)


def _summary(row: ImportBatch, found: Counter[str] | None = None, written: int = 0) -> BatchSummary:
    return BatchSummary(
        id=row.id,
        kind=row.kind,
        state=row.state,
        uploaded_at=row.uploaded_at,
        rows_total=row.rows_total,
        rows_done=row.rows_done,
        refusal=row.refusal,
        published_at=row.published_at,
        shredded_at=row.shredded_at,
        found=found or Counter(),
        written=written,
    )


def _counts(batch: ImportBatch) -> tuple[Counter[str], int]:
    rows = ImportRow.objects.filter(batch=batch, number__gt=1).values_list("finding", "done").annotate(Count("id"))
    found: Counter[str] = Counter()
    written = 0
    for finding, is_done, count in rows:
        found[finding] += count
        written += count if is_done and finding in {NEW, CHANGED} else 0
    return found, written


def _first_lines(importing: Importing) -> list[Line]:
    """Return the first few rows of each finding, in one query."""
    rank = Window(RowNumber(), partition_by="finding", order_by="number")
    shown = ImportRow.objects.filter(batch=importing.batch, finding__in=["", PROBLEM, HELD, CHANGED, NEW])
    rows = shown.annotate(rank=rank).filter(rank__lte=SHOWN).order_by("number", "kind")
    return [open_line(row, importing) for row in rows]


def _record_shown(lines: Iterable[Line], viewer: Actor, at: datetime) -> None:
    here = [line.target_id for line in lines if line.finding != PROBLEM and line.kind is FileKind.PEOPLE]
    pseudonyms = list(Person.objects.filter(id__in=[i for i in here if i]).values_list("pseudonym", flat=True))
    if pseudonyms:
        record_listed(pseudonyms, by=viewer, at=at, relation="importer", object_type="import")


def _written_lines(kind: FileKind, importing: Importing) -> Iterable[Sequence[Line]]:
    rows = ImportRow.objects.filter(batch=importing.batch, kind=kind.value, finding__in=[NEW, CHANGED], done=True)
    ordered = list(rows.order_by("number"))
    for start in range(0, len(ordered), AT_ONCE):
        yield [open_line(row, importing) for row in ordered[start : start + AT_ONCE]]


def _problem_cells(line: Line) -> Iterable[ProblemCell]:
    for problem in line.problems:
        text = line.cells.get(problem.column, "")
        yield ProblemCell(line.kind.value, line.number, problem.column, problem.says, text)


def _shown(line: Line, reason: str = "") -> ShownRow:
    problems = tuple((p.column, p.says) for p in line.problems) or ((("", reason),) if reason else ())
    return ShownRow(line.kind.value, line.number, label_of(line), problems, line.changes)


def label_of(line: Line) -> str:
    """Return what the uploader recognises a row by, in the words of their own file."""
    facts, cells = line.facts, line.cells
    number = f"{cells.get('id_scheme', '')} {cells.get('id_number', '')}".strip()
    if isinstance(facts, PersonSays):
        return f"{facts.name['given_names']} {facts.name['family_name']}, {number}"
    if isinstance(facts, PractitionerSays):
        return f"{facts.name}, {facts.address}"
    if isinstance(facts, RelationshipSays):
        return f"{number} with {facts.practitioner}"
    if isinstance(facts, SessionSays):
        return f"{number} on {facts.planned_at.astimezone(LONDON):%-d %B %Y at %H:%M}"
    name = f"{cells.get('given_names', '')} {cells.get('family_name', '')}".strip()
    return ", ".join(part for part in (name, number, cells.get("address", "")) if part)[:200]
