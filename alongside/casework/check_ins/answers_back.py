"""The loop closed: one sentence of what was done with what a person said, written by whoever may read it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.check_ins.from_paper import MARK, FromPaper, find_mark
from alongside.casework.check_ins.ratings import waiting_sessions
from alongside.casework.check_ins.words import mark_as_read, open_answer_back, open_words, seal_answer_back
from alongside.ledger import Kind
from alongside.records.check_ins import AnswerBack, CheckIn
from alongside.vault import open_keys


class NothingWritten(ValueError):
    """An answer back without words says nothing."""


@dataclass(frozen=True)
class AnswerBackPage:
    """What the person wrote with their answers, and what they were answered so far."""

    check_in_id: UUID
    person_id: UUID
    session_id: UUID
    on: date
    said: str
    words: str
    is_for_supervisor: bool
    from_paper: FromPaper | None


def answer_back(*, check_in_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Write one sentence of what was done with what was said. Writing again replaces it. Raises NotHere, NothingWritten."""
    if not words.strip():
        raise NothingWritten
    with transaction.atomic():
        row, granted = _load(check_in_id, Action.WRITE, by, at)
        found = AnswerBack.objects.select_for_update().filter(check_in=row).first()
        action = "changed" if found else "answered_back"
        back = found or AnswerBack(id=uuid4(), check_in=row, person_id=row.person_id)
        back.sealed_words = seal_answer_back(open_keys([row.person_id]), back, words.strip())
        back.written_by_id, back.written_at, back.read_at = by.id, at, None
        back.save()
        kind = Kind.ALTERATION if found else Kind.COLLECTION
        record(kind, action, granted, by=by, at=at, object_type="answer_back", object_id=back.id)


def get_answer_back(*, check_in_id: UUID, viewer: Actor, at: datetime) -> AnswerBackPage:
    """Return what an answer back is about. The words count as read. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        row, granted = _load(check_in_id, Action.WRITE, viewer, at)
        keys = open_keys([row.person_id])
        record_opened(granted, by=viewer, at=at, object_type="answer_back", object_id=row.id)
        mark_as_read([row.id] if row.sealed_words and row.first_read_at is None else [], at=at)
        return AnswerBackPage(
            check_in_id=row.id,
            person_id=row.person_id,
            session_id=row.session_id,
            on=day_of(row.completed_at or row.offered_at),
            said=open_words(keys, row),
            words=open_answer_back(keys, row),
            is_for_supervisor=row.audience == Audience.SUPERVISOR,
            from_paper=find_mark(row),
        )


def _load(check_in_id: UUID, action: Action, by: Actor, at: datetime) -> tuple[CheckIn, Granted]:
    rows = CheckIn.objects.filter(id=check_in_id, state="completed").select_related("answer_back", MARK)
    row = rows.first()
    if row is None:
        raise NotHere
    audience = Audience(row.audience)
    granted = require(by, action, Item.ANSWER_BACK, person_id=row.person_id, at=at, audience=audience)
    # What waits for the viewer's own rating is not there yet, here as on every other page.
    if row.session_id in waiting_sessions(row.person_id, by, at):
        raise NotHere
    return row, granted
