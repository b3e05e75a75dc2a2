"""Opens and seals the words of a session."""

from typing import TypedDict
from uuid import UUID

from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.sessions import Agenda
from alongside.records.sessions import Session
from alongside.vault import KeyRing

TABLE = "session"


def seal_place(keys: KeyRing, session: Session, place: str) -> bytes | None:
    """Return the envelope of the place; nothing for no place."""
    return seal_field(keys, session.person_id, TABLE, session.id, "sealed_place", place)


def open_place(keys: KeyRing, session: Session) -> str:
    """Return where the session is, or no text."""
    return open_field(keys, session.person_id, TABLE, session.id, "sealed_place", session.sealed_place)


def seal_absence(keys: KeyRing, session: Session, words: str) -> bytes | None:
    """Return the envelope of what was said about a session that did not happen."""
    return seal_field(keys, session.person_id, TABLE, session.id, "sealed_absence", words)


def open_absence(keys: KeyRing, session: Session) -> str:
    """Return what was said about a session that did not happen, or no text."""
    return open_field(keys, session.person_id, TABLE, session.id, "sealed_absence", session.sealed_absence)


def seal_agenda(keys: KeyRing, session: Session, agenda: Agenda) -> bytes | None:
    """Return the envelope of what both sides bring; nothing when nobody brings anything."""
    if agenda.is_empty:
        return None
    value = {"person": list(agenda.person), "practitioner": list(agenda.practitioner)}
    return keys.seal_json(value, field="sealed_agenda", **_place_of(session))


def open_agenda(keys: KeyRing, session: Session) -> Agenda:
    """Return what both sides bring."""
    if session.sealed_agenda is None:
        return Agenda()
    opened = keys.open_json(bytes(session.sealed_agenda), field="sealed_agenda", **_place_of(session))
    return Agenda(person=tuple(opened["person"]), practitioner=tuple(opened["practitioner"]))


class _Place(TypedDict):
    subject: UUID
    table: str
    row: UUID


def _place_of(session: Session) -> _Place:
    return {"subject": session.person_id, "table": TABLE, "row": session.id}
