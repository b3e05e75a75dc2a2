"""Taking an import back: what was new is removed, what was changed goes back, unless somebody has built on it since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.casework.audit import record_about_many
from alongside.casework.caseload.state import refresh_states
from alongside.casework.imports.kinds import KINDS
from alongside.casework.imports.lines import (
    CHANGED,
    HELD,
    MARK,
    NEW,
    Importing,
    Line,
    make_problem,
    open_line,
    save_taken_back,
)
from alongside.casework.imports.marks import marks_of
from alongside.casework.imports.states import is_still_wanted
from alongside.domain.imports.layout import FileKind
from alongside.ledger import Kind
from alongside.records.imports import ImportRow
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session
from alongside.vault import destroy_keys

ROWS_AT_ONCE = 15
LAST_FIRST = tuple(reversed(FileKind))
CHANGED_SINCE = "It has been changed since, so it stays."
# What the import makes itself, or what is worked out from the rest.
PART_OF_IT = frozenset({"Identifier", "BlindEntry", "CaseloadState", "Conflict", "FormerAccount"})
CALLED = {
    "Relationship": "practitioners", "Session": "sessions", "Supervision": "orders or licences", "ContactRoute": "ways to reach them",
    "WhatMatters": "words on what matters", "Note": "notes", "Draft": "notes being written", "CheckIn": "check-ins",
    "Exclusion": "rules", "Restriction": "rules", "Cover": "cover", "PowerEvent": "power events", "Episode": "strains",
}  # fmt: skip


def undo_some(importing: Importing) -> bool:
    """Take back the next few rows in one transaction. Returns False when none is left."""
    for kind in LAST_FIRST:
        for finding in (CHANGED, NEW):
            rows = ImportRow.objects.filter(batch=importing.batch, kind=kind.value, finding=finding, done=True)
            some = list(rows.order_by("number")[:ROWS_AT_ONCE])
            if some:
                _undo(kind, finding, [open_line(row, importing) for row in some], importing)
                return True
    return False


def _undo(kind: FileKind, finding: str, lines: list[Line], importing: Importing) -> None:
    with transaction.atomic():
        if not is_still_wanted(importing):
            return
        reasons = why_it_stays(kind, lines, importing)
        going = [line for line in lines if line.id not in reasons]
        people = _people_of(kind, going)
        if going:
            take_back = KINDS[kind].put_back if finding == CHANGED else KINDS[kind].remove
            _record(take_back(going, importing), finding, importing)
            refresh_states(people, at=importing.at)
        kept = [line for line in lines if line.id in reasons]
        for line in kept:
            line.finding, line.problems = HELD, (make_problem(reasons[line.id]),)
        _let_stay(kind, kept)
        save_taken_back(lines, importing)
    if kind is FileKind.PEOPLE and finding == NEW:
        destroy_keys(line.target for line in going)


def _record(pseudonyms: Iterable[UUID], finding: str, importing: Importing) -> None:
    kind, action = (Kind.ERASURE, "removed") if finding == NEW else (Kind.ALTERATION, "put_back")
    record_about_many(
        kind, action, pseudonyms, by=importing.by, at=importing.at, relation="importer", object_type="import",
        object_id=importing.batch.id,
    )  # fmt: skip


def _people_of(kind: FileKind, lines: Sequence[Line]) -> list[UUID]:
    """Return whose caseload rows will differ."""
    tables = {FileKind.SESSIONS: Session, FileKind.RELATIONSHIPS: Relationship}
    if kind not in tables:
        return []
    rows = tables[kind].objects.filter(id__in=[line.target_id for line in lines])  # type: ignore[attr-defined]
    return sorted(set(rows.values_list("person_id", flat=True)))


def why_it_stays(
    kind: FileKind, lines: Sequence[Line], importing: Importing, staying: Collection[UUID] = ()
) -> dict[UUID, str]:
    """Return for each line that cannot be taken back the reason. What was never published, nobody can have built on.

    staying are rows of this batch that are known to stay, with which whatever they hang on stays too.
    """
    if importing.batch.published_at is None:
        return {}
    marks = marks_of(kind, [line.target for line in lines])
    hanging = what_hangs_on(kind, [line.target for line in lines if line.finding == NEW], importing, staying)
    reasons: dict[UUID, str] = {}
    for line in lines:
        if line.target in hanging:
            reasons[line.id] = f"There are {' and '.join(sorted(hanging[line.target]))} now, so it stays."
        elif marks.get(line.target) != line.before.get(MARK):
            reasons[line.id] = CHANGED_SINCE
    return reasons


def what_hangs_on(
    kind: FileKind, ids: Sequence[UUID], importing: Importing, staying: Collection[UUID]
) -> dict[UUID, set[str]]:
    """Return for each row what others have added to it, by name, found in every table that points to it."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for relation in KINDS[kind].model._meta.related_objects:
        table = relation.related_model
        if table.__name__ in PART_OF_IT or not ids:
            continue
        rows = table._base_manager.filter(**{f"{relation.field.name}__in": ids})
        if any(column.name == "import_batch" for column in table._meta.fields):
            kept = Q(id__in=list(staying)) | Q(import_batch__isnull=True) | ~Q(import_batch=importing.batch)
            rows = rows.filter(kept)
        for row_id in rows.values_list(relation.field.attname, flat=True):
            found[row_id].add(CALLED.get(table.__name__, "other things"))
    if kind is FileKind.PEOPLE:
        for person_id in _moved_on(ids, importing):
            found[person_id].add("practitioners")
    return found


def _moved_on(ids: Sequence[UUID], importing: Importing) -> list[UUID]:
    """Return people whose relationship came with their own row and was ended by somebody since."""
    lines = ImportRow.objects.filter(batch=importing.batch, kind=FileKind.RELATIONSHIPS.value).values("target_id")
    rows = Relationship.staged.filter(import_batch=importing.batch, person__in=ids, ends_on__isnull=False)
    return list(rows.exclude(id__in=lines.filter(target_id__isnull=False)).values_list("person_id", flat=True))


def _let_stay(kind: FileKind, lines: Sequence[Line]) -> None:
    """What stays no longer belongs to the import, so that whatever it hangs on stays with it."""
    KINDS[kind].model._base_manager.filter(id__in=[line.target for line in lines]).update(import_batch=None)
