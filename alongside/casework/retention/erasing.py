"""Carries out what two people confirmed, a little at a time, from wherever it stopped.

The rows go first, then the key, then the person's own row together with the certificate. Killed anywhere, the next turn
goes on: every step finds what is left of it. The key comes after the rows because a list that still named somebody
without a key could not be shown; and it comes before the last row, so that no certificate says more than was done.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max, Model, Q

from alongside.access.actors import actor_for
from alongside.access.standings import day_of
from alongside.casework.audit import record_about_many
from alongside.casework.retention.tables import WITH_KEYS_OF_THEIR_OWN, points_at_itself, rows_of, tables_in_order
from alongside.ledger import Kind
from alongside.records.imports import ImportRow
from alongside.records.people import Identifier, Person
from alongside.records.retention import Erasure, ErasureCertificate
from alongside.vault import destroy_key, destroy_keys

ROWS_AT_ONCE = 200
TABLE = "erasure_certificate"


def carry_out_erasures(*, at: datetime) -> bool:
    """Take the next little step of the oldest erasure that was confirmed. Returns whether there may be more to do.

    When nothing is confirmed it takes no lock: one query. Two workers may run at once.
    """
    due = Erasure.objects.filter(confirmed_at__isnull=False).order_by("confirmed_at", "id")
    person_id = due.values_list("person_id", flat=True).first()
    if person_id is None:
        return False
    if not _take_some_away(person_id):
        destroy_key(person_id)
        _close(person_id, at)
    return True


def _take_some_away(person_id: UUID) -> bool:
    """Delete up to 200 rows, each table before those it points at, and count them. Returns whether there were any."""
    _overwrite_what_is_freed()
    with transaction.atomic():
        erasure = _lock(person_id)
        if erasure is None:
            return False
        gone: Counter[str] = Counter()
        for table in tables_in_order():
            while (room := ROWS_AT_ONCE - gone.total()) and (found := _some_of(table, person_id, room)):
                from_table, ids = found
                if from_table.__name__ in WITH_KEYS_OF_THEIR_OWN:
                    destroy_keys(ids)
                _delete(from_table, ids)
                gone[from_table.__name__] += len(ids)
        if not gone and (lines := _lines_of_files(Q(target_id=person_id), ROWS_AT_ONCE)):
            _delete(ImportRow, lines)
            gone[ImportRow.__name__] += len(lines)
        if gone:
            erasure.counts = dict(Counter(erasure.counts) + gone)
            erasure.save(update_fields=["counts"])
        return bool(gone)


def _some_of(table: type[Model], person_id: UUID, most: int) -> tuple[type[Model], list[Any]] | None:
    """Return some rows of a table that can go now: lines of files that became them, or the rows themselves.

    Of rows that follow each other, as corrected notes do, the last goes first.
    """
    rows = rows_of(table, person_id)
    ids = list(rows.values_list("pk", flat=True)[:most])
    if not ids:
        return None
    if lines := _lines_of_files(Q(target_id__in=[*ids, person_id]) | _named_by(table, person_id), most):
        return ImportRow, lines
    for column in points_at_itself(table):
        followed = rows.filter(**{f"{column}__isnull": False}).values(column)
        ids = list(rows.exclude(pk__in=followed).values_list("pk", flat=True)[:most])
    return table, ids


def _lines_of_files(which: Q, most: int) -> list[UUID]:
    """Return the lines of files that became these rows. They are sealed under the key of the file and not of the person."""
    return list(ImportRow.objects.filter(which).values_list("pk", flat=True)[:most])


def _named_by(table: type[Model], person_id: UUID) -> Q:
    """Return the condition that a line of a file names the person by a number, whatever became of it."""
    if table is not Identifier:
        return Q(pk__in=[])
    own = Identifier.objects.filter(person=person_id, contested=False).values_list("blind", flat=True)
    return Q(blind__in=list(own))


def _close(person_id: UUID, at: datetime) -> None:
    """Take the person's own row away and leave a certificate, in one transaction.

    A row that came meanwhile, or a table that was forgotten, still points at the person: the database refuses, nothing
    is closed, and the next turn begins with what is left.
    """
    _overwrite_what_is_freed()
    with transaction.atomic():
        erasure = _lock(person_id)
        if erasure is None or erasure.confirmed_by is None:
            return
        certificate = ErasureCertificate(
            id=uuid4(), because=erasure.because, schedule_id=erasure.schedule_id, erased_on=day_of(at),
            proposed_by_id=erasure.proposed_by_id, confirmed_by_id=erasure.confirmed_by.id,
            counts=dict(sorted({**erasure.counts, "Person": 1}.items())), number=_next_number(),
        )  # fmt: skip
        certificate.ledger_entry = record_about_many(
            Kind.ERASURE, "erased", [erasure.person.pseudonym], by=actor_for(erasure.confirmed_by), at=at,
            relation="privacy_officer", object_type=TABLE, object_id=certificate.id,
        )  # fmt: skip
        certificate.save(force_insert=True)
        _delete(Erasure, [erasure.id])
        _delete(Person, [person_id])


def _lock(person_id: UUID) -> Erasure | None:
    """Return the confirmed erasure of a person, locked, or None when another worker has finished it."""
    rows = Erasure.objects.select_for_update(of=("self",)).filter(person=person_id, confirmed_at__isnull=False)
    return rows.select_related("person", "confirmed_by").first()


def _next_number() -> int:
    """Number certificates without a gap. The unique column refuses the second of two at the same moment, which tries again."""
    return int(ErasureCertificate.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _delete(table: type[Model], ids: list[Any]) -> None:
    """Delete exactly these rows. Nothing is taken along unseen: what still points at them makes the database refuse."""
    rows = table._base_manager.filter(pk__in=ids)
    rows._raw_delete(rows.db)


def _overwrite_what_is_freed() -> None:
    """Let SQLite write zeros over rows that are deleted, as the key store does."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
