"""The session page and the page that plans one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.check_ins.ratings import BothSides, load_both_sides
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.promises.queries import OpenPromises, load_open_promises
from alongside.casework.sessions.notes.area import NoteArea, load_note_area
from alongside.casework.sessions.preparing import Preparation, prepare
from alongside.casework.sessions.sealing import open_absence, open_agenda, open_place
from alongside.domain.sessions import Agenda, Attendance, NextStep, find_next_step
from alongside.records.people import Person
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

USUAL_GAP = timedelta(days=7)


@dataclass(frozen=True)
class NextTime:
    """The next planned session."""

    session_id: UUID
    planned_at: datetime
    place: str


@dataclass(frozen=True)
class SessionPage:
    """One session as this viewer may see it. number counts the sessions held in this relationship, this one included.

    preparation is there until it is said what became of the session.
    """

    session_id: UUID
    person_id: UUID
    name: PersonName
    number: int
    planned_at: datetime
    ends_at: datetime
    minutes: int
    place: str
    agenda: Agenda
    attendance: Attendance
    absence: str
    declined: bool
    started_at: datetime | None
    practitioner: str
    is_yours: bool
    may_write: bool
    promises: OpenPromises
    next_time: NextTime | None
    a_week_later: date
    note: NoteArea
    both_sides: BothSides
    preparation: Preparation | None
    next_step: NextStep


@dataclass(frozen=True)
class PlanningPage:
    """Whom a session is planned with, and what is planned already."""

    person_id: UUID
    name: PersonName
    next_time: NextTime | None


def get_session(
    *,
    session_id: UUID,
    viewer: Actor,
    at: datetime,
    to_write: bool = False,
    to_rate: bool = False,
    tab: str = "",
) -> SessionPage:
    """Return a session as this viewer may see it. One *opened* entry. Raises NotHere.

    to_write: for a form about the session, which is there only for those who may write to it. to_rate: the same for their
    own two taps. tab: which open tab this is, so that its words are known from another's.
    """
    with transaction.atomic():
        session = Session.objects.select_related("person", "practitioner").filter(id=session_id).first()
        if session is None:
            raise NotHere
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.SESSION, person_id=session.person_id, at=at)
        if to_rate and not is_allowed(viewer, Action.WRITE, Item.RATING, granted, at=at, by_actor=True):
            raise NotHere
        keys = open_keys([session.person_id])
        may_write = is_allowed(viewer, Action.WRITE, Item.SESSION, granted, at=at)
        record_opened(granted, by=viewer, at=at, object_type="session", object_id=session.id)
        note = load_note_area(session, keys, granted, viewer, at, tab=tab)
        both_sides = load_both_sides(session, granted, keys, viewer, at)
        first, open_still = open_name(keys, session.person).first, session.attendance == "planned"
        before = prepare(session, granted, keys, first_name=first, viewer=viewer, at=at) if open_still else None
        promises = load_open_promises(
            granted, keys, first_name=first, viewer=viewer, at=at, settled_today=True, with_picture=open_still
        )
        return _page(session, keys, viewer, at, may_write, note, both_sides, before, promises)


def get_planning(*, person_id: UUID, viewer: Actor, at: datetime) -> PlanningPage:
    """Return what the page that plans a session shows. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        person = Person.objects.get(id=person_id)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type="person", object_id=person_id)
        return PlanningPage(person_id, open_name(keys, person), find_next(keys, person_id, at))


def _page(
    session: Session,
    keys: KeyRing,
    viewer: Actor,
    at: datetime,
    may_write: bool,
    note: NoteArea,
    both_sides: BothSides,
    preparation: Preparation | None,
    promises: OpenPromises,
) -> SessionPage:
    attendance, ends_at = Attendance(session.attendance), session.planned_at + timedelta(minutes=session.minutes)
    return SessionPage(
        session_id=session.id,
        person_id=session.person_id,
        name=open_name(keys, session.person),
        number=_count_before(session) + 1,
        planned_at=session.planned_at,
        ends_at=ends_at,
        minutes=session.minutes,
        place=open_place(keys, session),
        agenda=open_agenda(keys, session),
        attendance=attendance,
        absence=open_absence(keys, session),
        declined=session.declined,
        started_at=session.started_at,
        practitioner=session.practitioner.name,
        is_yours=session.practitioner_id == viewer.id,
        may_write=may_write,
        promises=promises,
        next_time=find_next(keys, session.person_id, session.planned_at),
        a_week_later=day_of(session.planned_at + USUAL_GAP),
        note=note,
        both_sides=both_sides,
        preparation=preparation,
        next_step=find_next_step(attendance, has_started=session.started_at is not None, ends_at=ends_at, now=at),
    )


def _count_before(session: Session) -> int:
    held = Session.objects.filter(relationship=session.relationship_id, attendance="attended")
    return held.filter(planned_at__lt=session.planned_at).count()


def find_next(keys: KeyRing, person_id: UUID, after: datetime) -> NextTime | None:
    """Return the first session that is planned after a moment, for somebody who has been let into the record."""
    planned = Session.objects.filter(person=person_id, attendance="planned", planned_at__gt=after)
    found = planned.order_by("planned_at").first()
    return NextTime(found.id, found.planned_at, open_place(keys, found)) if found else None
