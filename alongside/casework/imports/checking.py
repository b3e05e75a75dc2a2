"""The dry run: reads the file, compares every row with what is here, and keeps what was found."""

from collections.abc import Iterable, Iterator
from functools import partial
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from alongside.access.imports import imports_own_people
from alongside.casework.imports import practitioners
from alongside.casework.imports.kinds import KINDS
from alongside.casework.imports.lines import PROBLEM, Importing, Line, make_problem, make_row
from alongside.casework.imports.operations import open_file
from alongside.casework.imports.states import is_still_wanted, move_on
from alongside.domain.imports.facts import PractitionerSays
from alongside.domain.imports.files import read_file
from alongside.domain.imports.layout import FileKind
from alongside.domain.imports.problems import FileRefused
from alongside.domain.imports.tables import HEADER_ROW, ReadRow, Table, read_table
from alongside.records.imports import ImportBatch, ImportFile, ImportRow

ROWS_AT_ONCE = 120
CHUNKS_A_TURN = 25
Look = "partial[None]"


def check_some(importing: Importing) -> None:
    """Read the file and check its next rows, or refuse it as a whole. Nothing but the batch's own rows is written."""
    batch = importing.batch
    try:
        own = imports_own_people(importing.by)
        tables = read_file(open_file(batch, importing.keys), batch.kind, own_people=own)
    except FileRefused as refused:
        with transaction.atomic():
            move_on(importing, "refused", refusal=str(refused)[:300])
        return
    if batch.state == "uploaded":
        with transaction.atomic():
            move_on(importing, "checking", rows_total=sum(len(table.rows) for table in tables))
            ImportRow.objects.bulk_create(_header(table, importing) for table in tables)
    chunks = _chunks(tables, importing)
    for _ in range(CHUNKS_A_TURN):
        chunk = next(chunks, None)
        if chunk is None:
            _finish(importing)
            return
        _check_chunk(*chunk, importing)


def _header(table: Table, importing: Importing) -> ImportRow:
    """Keep what should be known about a table with its row 1, sealed: a heading may be somebody's name."""
    notices = tuple(make_problem(notice) for notice in table.notices)
    return make_row(Line(table.kind, HEADER_ROW, {}, None, problems=notices), importing)


def _finish(importing: Importing) -> None:
    with transaction.atomic():
        if is_still_wanted(importing):
            move_on(importing, "checked")
            ImportFile.objects.filter(batch=importing.batch).delete()


def _chunks(tables: Iterable[Table], importing: Importing) -> Iterator[tuple[FileKind, list[ReadRow], frozenset[str]]]:
    """Yield the rows that are not checked yet, a few at a time, with the addresses of the file's practitioners."""
    last = dict(ImportRow.objects.filter(batch=importing.batch).values_list("kind").annotate(Max("number")))
    for table in tables:
        read = read_table(table, importing.day)
        addresses = frozenset(one.facts.address for one in read if isinstance(one.facts, PractitionerSays))
        waiting = [one for one in read if one.row.number > last.get(table.kind.value, 0)]
        for start in range(0, len(waiting), ROWS_AT_ONCE):
            yield table.kind, waiting[start : start + ROWS_AT_ONCE], addresses


def _check_chunk(kind: FileKind, read: list[ReadRow], addresses: frozenset[str], importing: Importing) -> None:
    look_up = partial(practitioners.look_up, addresses=addresses) if addresses else KINDS[kind].look_up
    with transaction.atomic():
        if not is_still_wanted(importing):
            return
        lines = [_line(kind, one) for one in read]
        readable = [line for line in lines if line.facts]
        if readable:
            look_up(readable, importing)
        ImportRow.objects.bulk_create(make_row(line, importing) for line in lines)
        importing.batch.rows_done += len(lines)
        ImportBatch.objects.filter(id=importing.batch.id).update(rows_done=importing.batch.rows_done)


def _line(kind: FileKind, one: ReadRow) -> Line:
    finding = "" if one.facts else PROBLEM
    return Line(kind, one.row.number, one.row.cells, one.facts, one.problems, finding, id=uuid4())
