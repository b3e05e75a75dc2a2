"""The worker's side of an import: one small transaction after another, each safe to stop after and to repeat."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q

from alongside.access.actors import actor_for
from alongside.access.imports import may_import
from alongside.access.standings import day_of
from alongside.casework.audit import record_about_many
from alongside.casework.caseload.state import refresh_states
from alongside.casework.imports.checking import check_some
from alongside.casework.imports.kinds import KINDS
from alongside.casework.imports.lines import (
    CHANGED,
    HELD,
    MOST_WRITTEN,
    NEW,
    UNCHANGED,
    Importing,
    Line,
    make_problem,
    open_line,
    save_marks,
    save_outcome,
)
from alongside.casework.imports.marks import marks_of
from alongside.casework.imports.operations import KEPT_FOR
from alongside.casework.imports.practitioners import open_accounts
from alongside.casework.imports.states import is_still_wanted, move_on
from alongside.casework.imports.undoing import undo_some
from alongside.domain.imports.layout import FileKind
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.imports import ImportBatch, ImportFile, ImportRow
from alongside.records.people import Person
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session
from alongside.vault import create_keys, destroy_key, open_keys

READING = frozenset({"uploaded", "checking"})
LOG = logging.getLogger("alongside.imports")
PEOPLE_AT_ONCE, ACCOUNTS_AT_ONCE = 150, 90
NO_LONGER_FITS = "This was changed by somebody since the file was checked, so it was left out. Upload the file again."
NOT_ALLOWED = "Whoever uploaded this may no longer import it. Nothing more was written."
OUR_FAULT = "Something went wrong on our side. Nothing is half-written. Try again, or undo it."


def advance_imports(*, at: datetime) -> bool:
    """Do the next small piece of the oldest import that waits. Returns whether there may be more to do.

    One transaction of at most 200 written rows, except that a file is read once for up to 20 of them. Only what the
    database says transient is raised: any other failure is kept with the batch, so that one import cannot stop the rest.
    """
    if _shred_one(at):
        return True
    batch = ImportBatch.objects.filter(state__in=STEPS).order_by("uploaded_at", "id").first()
    if batch is None:
        return False
    by = actor_for(User.objects.get(id=batch.uploaded_by_id))
    importing = Importing(batch, by, at, day_of(at), open_keys([batch.id]), is_writing=batch.state not in READING)
    try:
        if not may_import(by, batch.kind):
            _fail(batch, NOT_ALLOWED)
        else:
            STEPS[batch.state](importing)
    except (OperationalError, IntegrityError):
        raise
    except Exception:
        LOG.exception("an import failed while %s", batch.state)
        _fail(batch, OUR_FAULT)
    return True


def _fail(batch: ImportBatch, sentence: str) -> None:
    state = "refused" if batch.state in READING else "failed"
    ImportBatch.objects.filter(id=batch.id, state=batch.state).update(state=state, refusal=sentence)


def _publish_some(importing: Importing) -> None:
    """Write the next new rows, hidden, or let everything new appear at once when none is left."""
    if not _make_keys(importing) and not _write_next(importing, NEW):
        with transaction.atomic():
            move_on(importing, "applying", published_at=importing.at)


def _make_keys(importing: Importing) -> bool:
    """Make the keys of the next new people, in their own store. Returns False when all are there.

    Many at once, because on SQLite the waiting for the disk at each commit is what an import takes its time from.
    """
    batch = importing.batch
    people = ImportRow.objects.filter(batch=batch, kind=FileKind.PEOPLE.value, finding=NEW, target_id__isnull=False)
    ids = people.order_by("number").values_list("target_id", flat=True)
    some = [target_id for target_id in ids[batch.rows_done : batch.rows_done + MOST_WRITTEN] if target_id]
    if some:
        create_keys(some)
        ImportBatch.objects.filter(id=batch.id, state=batch.state).update(rows_done=batch.rows_done + len(some))
    return bool(some)


def _apply_some(importing: Importing) -> None:
    """Write the next changes to what was here already, then bring caseloads up to date, then be done."""
    if not _write_next(importing, CHANGED) and not _open_accounts(importing) and not _refresh_some(importing):
        with transaction.atomic():
            move_on(importing, "published")


def _write_next(importing: Importing, finding: str) -> bool:
    """Write the next rows with this finding, in the order of kinds. Returns False when none is left."""
    for kind in FileKind:
        rows = ImportRow.objects.filter(batch=importing.batch, kind=kind.value, finding=finding, done=False)
        some = list(rows.order_by("number")[: KINDS[kind].rows_at_once])
        if some:
            _write(kind, [row.id for row in some], finding, importing)
            return True
    return False


def _write(kind: FileKind, row_ids: list[UUID], finding: str, importing: Importing) -> None:
    """Compare rows once more, write those that still fit, and record it: all of it, or nothing."""
    how = KINDS[kind]
    with transaction.atomic():
        if not is_still_wanted(importing):
            return
        rows = ImportRow.objects.filter(id__in=row_ids, finding=finding, done=False).order_by("number")
        lines = [open_line(row, importing) for row in rows]
        how.look_up(lines, importing)
        for line in lines:
            if line.finding not in {finding, UNCHANGED}:
                line.problems, line.finding = (make_problem(NO_LONGER_FITS),), HELD
        fitting = [line for line in lines if line.finding == finding]
        if fitting:
            write = how.write_new if finding == NEW else how.write_changes
            _record(write(fitting, importing), fitting, finding, importing)
        save_outcome(lines, marks_of(kind, [line.target for line in fitting]), importing)


def _record(pseudonyms: list[UUID], lines: list[Line], finding: str, importing: Importing) -> None:
    kind, action = (Kind.COLLECTION, "imported") if finding == NEW else (Kind.ALTERATION, "changed")
    record_about_many(
        kind, action, pseudonyms, by=importing.by, at=importing.at, relation="importer", object_type="import",
        object_id=importing.batch.id,
    )  # fmt: skip


def _open_accounts(importing: Importing) -> bool:
    """Make the next new practitioners active. Returns False when none is left."""
    waiting = User.objects.filter(import_batch=importing.batch, is_active=False).values("id")
    rows = ImportRow.objects.filter(batch=importing.batch, kind="practitioners", finding=NEW, target_id__in=waiting)
    some = list(rows.order_by("number")[:ACCOUNTS_AT_ONCE])
    with transaction.atomic():
        if some and is_still_wanted(importing):
            lines = [open_line(row, importing) for row in some]
            open_accounts(lines, importing)
            save_marks(lines, marks_of(FileKind.PRACTITIONERS, [line.target for line in lines]), importing)
    return bool(some)


def _refresh_some(importing: Importing) -> bool:
    """Bring the next caseload rows up to date. Returns False when none is left."""
    batch = importing.batch
    ids = list(_touched(batch)[batch.rows_done : batch.rows_done + PEOPLE_AT_ONCE])
    with transaction.atomic():
        if ids and is_still_wanted(importing):
            refresh_states(ids, at=importing.at)
            ImportBatch.objects.filter(id=batch.id).update(rows_done=batch.rows_done + len(ids))
    return bool(ids)


def _touched(batch: ImportBatch) -> "list[UUID]":
    """Return everybody whose caseload row this batch may change, in a stable order."""
    changed = ImportRow.objects.filter(batch=batch, finding__in=[NEW, CHANGED]).values("target_id")
    of_batch = Q(import_batch=batch) | Q(id__in=changed)
    people = Person.objects.filter(
        of_batch
        | Q(id__in=Relationship.objects.filter(of_batch).values("person"))
        | Q(id__in=Session.objects.filter(of_batch).values("person"))
    )
    return list(people.order_by("id").values_list("id", flat=True))


def _undo_some(importing: Importing) -> None:
    """Take back the next rows, or be done."""
    if not undo_some(importing):
        with transaction.atomic():
            move_on(importing, "undone", undone_at=importing.at)


STEPS: dict[str, Callable[[Importing], None]] = {
    "uploaded": check_some,
    "checking": check_some,
    "publishing": _publish_some,
    "applying": _apply_some,
    "undoing": _undo_some,
}


def _shred_one(at: datetime) -> bool:
    """Destroy the key of the next batch that was cancelled or is 30 days old, and with it the file and its rows."""
    old = Q(uploaded_at__lte=at - KEPT_FOR) & ~Q(state__in=STEPS) | Q(state__in=["cancelled", "refused"])
    batch = ImportBatch.objects.filter(old, shredded_at__isnull=True).order_by("uploaded_at").first()
    if batch is None:
        return False
    destroy_key(batch.id)
    with transaction.atomic():
        ImportFile.objects.filter(batch=batch).delete()
        ImportBatch.objects.filter(id=batch.id).update(shredded_at=at)
    return True
