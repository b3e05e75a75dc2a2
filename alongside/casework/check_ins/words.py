"""What a person wrote with their answers: sealed, and read by exactly those who may read that check-in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, is_allowed
from alongside.access.standings import day_of
from alongside.casework.check_ins.from_paper import MARK, FromPaper, find_mark
from alongside.records.check_ins import AnswerBack, CheckIn
from alongside.vault import KeyRing

TABLE, FIELD = "check_in", "sealed_words"


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a person wrote with the answers to one session."""

    session_id: UUID
    check_in_id: UUID
    on: date
    words: str
    answered_back: str
    from_paper: FromPaper | None


def seal_words(keys: KeyRing, row: CheckIn, words: str) -> bytes | None:
    """Return the envelope of the words for this row."""
    return keys.seal_text(words, subject=row.person_id, table=TABLE, row=row.id, field=FIELD) if words else None


def open_words(keys: KeyRing, row: CheckIn) -> str:
    """Return the words that the row holds, or no text."""
    if row.sealed_words is None:
        return ""
    return keys.open_text(bytes(row.sealed_words), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def seal_answer_back(keys: KeyRing, row: AnswerBack, words: str) -> bytes | None:
    """Return the envelope of what was done with what was said."""
    return keys.seal_text(words, subject=row.person_id, table="answer_back", row=row.id, field=FIELD)


def open_answer_back(keys: KeyRing, row: CheckIn) -> str:
    """Return what was done with what was said with these answers, or no text. Select answer_back with the row."""
    back = getattr(row, "answer_back", None)
    if back is None or back.sealed_words is None:
        return ""
    envelope = bytes(back.sealed_words)
    return keys.open_text(envelope, subject=row.person_id, table="answer_back", row=back.id, field=FIELD)


def find_written(
    granted: Granted, *, viewer: Actor, at: datetime, waiting: Collection[UUID] = ()
) -> dict[UUID, CheckIn]:
    """Return what was written for *my worker*, still sealed, by session, if this viewer may read it. One query.

    What was written about a session in `waiting` is left out, as the numbers are, until the viewer has rated it.
    """
    if not is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER):
        return {}
    rows = CheckIn.objects.filter(person=granted.person_id, audience="worker", sealed_words__isnull=False)
    rows = rows.select_related("answer_back", MARK).order_by("completed_at")
    return {row.session_id: row for row in rows if row.session_id not in waiting}


def open_last(written: Mapping[UUID, CheckIn], keys: KeyRing, *, at: datetime) -> SaidWords | None:
    """Return what was written last, which counts as read, or None."""
    row = next(reversed(list(written.values())), None)
    if row is None:
        return None
    mark_as_read([row.id] if row.first_read_at is None else [], at=at)
    return SaidWords(
        session_id=row.session_id,
        check_in_id=row.id,
        on=day_of(row.completed_at or row.offered_at),
        words=open_words(keys, row),
        answered_back=open_answer_back(keys, row),
        from_paper=find_mark(row),
    )


def mark_as_read(check_in_ids: Iterable[UUID], *, at: datetime) -> None:
    """Keep when the words were first shown to somebody who may read them. Call it in the page's transaction."""
    shown = list(check_in_ids)
    if shown:
        CheckIn.objects.filter(id__in=shown, first_read_at__isnull=True).update(first_read_at=at)
