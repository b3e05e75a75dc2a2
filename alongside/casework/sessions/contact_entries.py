"""A session as a contact entry for the official system."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.casework.audit import record
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.promises.loading import BY_DAY, open_lines, promises_with_words
from alongside.casework.sessions.notes.reading import list_notes
from alongside.casework.sessions.queries import find_next
from alongside.casework.sessions.sealing import open_absence, open_place
from alongside.domain.sessions import Attendance
from alongside.domain.sessions.contact_entry import Authored, Contact, Promised, WhenWhere, write_contact_entry
from alongside.ledger import Kind
from alongside.records.sessions import Draft, Session
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class ContactEntry:
    """The text, and whether the viewer has words about this session that are not finished and so are not in it."""

    session_id: UUID
    planned_at: datetime
    name: PersonName
    text: str
    has_draft: bool


def get_contact_entry(*, session_id: UUID, viewer: Actor, at: datetime) -> ContactEntry:
    """Return a session as plain text, for whoever may write notes about it. Raises NotHere.

    The text is made to be taken elsewhere, so the ledger has a disclosure and not a consultation, written when it is
    shown: whether it was copied cannot be known. Answers, ratings, strains and reflections are not read here at all.
    """
    with transaction.atomic():
        session = Session.objects.select_related("person", "practitioner").filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.WRITE, Item.NOTE, person_id=session.person_id, at=at)
        keys = open_keys([session.person_id])
        name = open_name(keys, session.person)
        record(Kind.DISCLOSURE, "copied", granted, by=viewer, at=at, object_type="session", object_id=session.id)
        text = write_contact_entry(_contact(session, keys, name, granted, viewer, at))
        has_draft = Draft.objects.filter(session=session.id, author=viewer.id).exists()
        return ContactEntry(session.id, session.planned_at, name, text, has_draft)


def _contact(
    session: Session, keys: KeyRing, name: PersonName, granted: Granted, viewer: Actor, at: datetime
) -> Contact:
    found = find_next(keys, session.person_id, session.planned_at)
    notes = list_notes(keys, granted, viewer, at, session_id=session.id)
    return Contact(
        person=name.display,
        practitioner=session.practitioner.name,
        when=WhenWhere(session.planned_at, open_place(keys, session)),
        ends_at=session.planned_at + timedelta(minutes=session.minutes),
        attendance=Attendance(session.attendance),
        absence=open_absence(keys, session),
        notes=tuple(Authored(note.author, note.written_at, note.statements) for note in reversed(notes)),
        promises=_promises(session, keys, name.first, granted, viewer, at),
        next_time=WhenWhere(found.planned_at, found.place) if found else None,
    )


def _promises(
    session: Session, keys: KeyRing, first_name: str, granted: Granted, viewer: Actor, at: datetime
) -> tuple[Promised, ...]:
    """Return what both sides promised in this session."""
    if not is_allowed(viewer, Action.READ, Item.PROMISE, granted, at=at):
        return ()
    rows = promises_with_words(at).filter(session=session.id).order_by(*BY_DAY)
    lines = open_lines(rows, keys, first_names={session.person_id: first_name}, viewer=viewer, at=at)
    return tuple(Promised(line.who, line.words, line.due_on) for line in lines)
