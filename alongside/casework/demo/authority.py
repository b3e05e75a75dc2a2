"""Rows about what was explained, talked about and asked, sealed as their operations would seal them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.casework.absences.words import StepWords, seal_step
from alongside.casework.people.power_events import CONVERSATION, EventWords, open_line, seal_words
from alongside.casework.people.sealing import seal_field
from alongside.domain.demo.authority import DemoAbsence, DemoAfter, after_absence, after_authority
from alongside.domain.demo.histories import DemoSession
from alongside.records.absences import Absence, AbsenceStep
from alongside.records.power_events import PowerEvent, RepairConversation
from alongside.records.sessions import Session
from alongside.vault import KeyRing


def explain_events(events: Sequence[PowerEvent], keys: KeyRing, *, today: date) -> list[Model]:
    """Write into each event how it was explained, and return the conversations that followed."""
    found: list[Model] = []
    for position, row in enumerate(events):
        after = after_authority(position + row.person_id.int % 7, kind=row.kind, on=row.happened_on, today=today)
        row.explained_on, row.contact_possible_from = after.explained_on, after.contact_possible_from
        seal_words(keys, row, EventWords(open_line(keys, row), after.explanation, after.challenge))
        if after.outcome:
            found.append(_conversation(row, after, keys))
    return found


def make_absences(made_up: Sequence[DemoSession], sessions: Sequence[Session], keys: KeyRing) -> list[Model]:
    """Return what was written about the sessions that were missed."""
    missed = [(one, row) for one, row in zip(made_up, sessions, strict=True) if row.attendance == "missed"]
    found: list[Model] = []
    for position, (one, row) in enumerate(missed):
        written = after_absence(position, reason=one.absence, is_last=row is missed[-1][1])
        if written:
            found += _absence(row, written, keys)
    return found


def _conversation(event: PowerEvent, after: DemoAfter, keys: KeyRing) -> RepairConversation:
    row = RepairConversation(id=uuid4(), person_id=event.person_id, event=event, number=1, outcome=after.outcome)
    row.on, row.written_by_id, row.written_at = after.talked_on, event.recorded_by_id, event.recorded_at
    row.sealed_words = seal_field(keys, event.person_id, CONVERSATION, row.id, "sealed_words", after.talked)
    return row


def _absence(session: Session, written: DemoAbsence, keys: KeyRing) -> list[Model]:
    at, by = session.planned_at + timedelta(days=1), session.practitioner_id
    absence = Absence(id=uuid4(), person_id=session.person_id, session=session, begun_by_id=by, begun_at=at)
    words = dict(written.words)
    if written.decision:
        absence.decision, absence.decided_at, absence.decided_by_id = written.decision, at, by
        words["decided"] = f"{written.decision}\n{written.why}"
    steps = [_step(absence, number, kind, text, keys, by) for number, (kind, text) in enumerate(words.items(), start=1)]
    return [absence, *steps]


def _step(absence: Absence, number: int, kind: str, text: str, keys: KeyRing, by: UUID) -> AbsenceStep:
    row = AbsenceStep(id=uuid4(), person_id=absence.person_id, absence=absence, number=number, kind=kind)
    row.written_by_id, row.written_at = by, absence.begun_at
    seal_step(keys, row, StepWords(text))
    return row
