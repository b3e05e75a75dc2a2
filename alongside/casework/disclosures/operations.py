"""Passing words on to the safeguarding lead, taking them up, and saying what was done."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.disclosures.sealing import seal_done, seal_text
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.locking import lock_capability
from alongside.casework.my_side.progress import keep_progress, open_progress
from alongside.ledger import Kind
from alongside.records.disclosures import Disclosure
from alongside.vault import open_keys


class NothingSaid(ValueError):
    """There are no words, so there is nothing to pass on or to close it with."""


def tell_someone_today(*, capability: OpenCapability, text: str, by: Actor, at: datetime) -> None:
    """Pass these words, and nothing else, on to the safeguarding lead. The worker is not told. Raises NotHere, NothingSaid.

    It works whoever may see the answers, and whether or not they are ever sent. Pressing twice passes them on once.
    """
    words = text.strip()
    if not words:
        raise NothingSaid
    with transaction.atomic():
        row, granted = lock_capability(capability, Item.DISCLOSURE, by, at)
        progress = open_progress(row)
        if progress.told == words:
            return
        pass_on(granted, row.session_id, words, by=by, at=at)
        keep_progress(row, replace(progress, told=words))


def pass_on(
    granted: Granted, session_id: UUID | None, words: str, *, sheet_id: UUID | None = None, by: Actor, at: datetime
) -> None:
    """Put words of the person into the inbox of the safeguarding lead. Call it in the transaction of whoever may do it.

    sheet_id is that of the sheet they were written on, if they came on paper.
    """
    told = Disclosure(id=uuid4(), person_id=granted.person_id, session_id=session_id, told_at=at)
    told.typed_sheet_id = sheet_id
    told.sealed_text = seal_text(open_keys([granted.person_id]), told, words)
    told.save(force_insert=True)
    record(Kind.COLLECTION, "told", granted, by=by, at=at, object_type="disclosure", object_id=told.id)


def take_up_disclosure(*, disclosure_id: UUID, by: Actor, at: datetime) -> None:
    """Say that this lead deals with it, which stops the clock. The first to say so stays. Raises NotHere."""
    with transaction.atomic():
        row, granted = _load(disclosure_id, by, at)
        if row.taken_up_at is not None:
            return
        row.taken_up_by_id, row.taken_up_at = by.id, at
        row.save(update_fields=["taken_up_by", "taken_up_at"])
        record(Kind.ALTERATION, "taken_up", granted, by=by, at=at, object_type="disclosure", object_id=row.id)


def close_disclosure(*, disclosure_id: UUID, done: str, by: Actor, at: datetime) -> None:
    """Close it with what was done, in words. What was written first stays. Raises NotHere and NothingSaid."""
    if not done.strip():
        raise NothingSaid
    with transaction.atomic():
        row, granted = _load(disclosure_id, by, at)
        if row.closed_at is not None:
            return
        if row.taken_up_at is None:
            row.taken_up_by_id, row.taken_up_at = by.id, at
        row.sealed_done = seal_done(open_keys([row.person_id]), row, done.strip())
        row.closed_by_id, row.closed_at = by.id, at
        row.save(update_fields=["taken_up_by", "taken_up_at", "sealed_done", "closed_by", "closed_at"])
        record(Kind.ALTERATION, "closed", granted, by=by, at=at, object_type="disclosure", object_id=row.id)


def _load(disclosure_id: UUID, by: Actor, at: datetime) -> tuple[Disclosure, Granted]:
    row = Disclosure.objects.select_for_update().filter(id=disclosure_id).first()
    if row is None:
        raise NotHere
    return row, require(by, Action.WRITE, Item.DISCLOSURE, person_id=row.person_id, at=at)
