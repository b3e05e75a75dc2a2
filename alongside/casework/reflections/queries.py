"""A reflection as its author sees it, their own list, and the lines that were shared with a supervisor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Relation, Role
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import visible_people
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.check_ins.ratings import load_guess_and_answers
from alongside.casework.paging import cut
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.reflections.sharing import find_supervisor
from alongside.casework.reflections.words import open_answers, open_line, open_other_answers
from alongside.domain.ratings import Gap, find_gap
from alongside.domain.reflections import NOTHING, Answers, both_answers, lines_of
from alongside.records.people import Person
from alongside.records.reflections import Reflection, SharedLine
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

LAST_LINES = 50


@dataclass(frozen=True)
class OwnLine:
    """A line that its author has shared, with whom and since when."""

    id: UUID
    line: str
    shared_with: str
    shared_at: datetime


@dataclass(frozen=True)
class ReflectionPage:
    """A reflection for its author. in_two_tabs: the answers are those of two tabs, one after the other.

    can_share: lines that nobody reads yet. supervisor is a name, or nothing where there is nobody to share with.
    """

    session_id: UUID
    held_at: datetime
    name: PersonName
    answers: Answers
    revision: int
    saved_at: datetime | None
    in_two_tabs: bool
    gap: Gap | None
    shared: tuple[OwnLine, ...]
    can_share: tuple[str, ...]
    supervisor: str


@dataclass(frozen=True)
class OwnReflection:
    """One of one's own reflections in the list."""

    session_id: UUID
    held_at: datetime
    name: PersonName
    answers: Answers
    shared: int


@dataclass(frozen=True)
class LineForSupervisor:
    """A line that somebody shared: who, when, and the line."""

    author: str
    shared_at: datetime
    line: str


@dataclass(frozen=True)
class ReflectionsPage:
    """The viewer's own reflections, newest first, and the lines shared with them. Either may be of no concern to them."""

    writes: bool
    supervises: bool
    own: tuple[OwnReflection, ...]
    shared: tuple[LineForSupervisor, ...]
    number: int
    pages: int


def get_reflection(*, session_id: UUID, viewer: Actor, at: datetime) -> ReflectionPage:
    """Return the viewer's own reflection on a session, empty before it is begun. Raises NotHere.

    One entry, which no list of who has looked shows. When the prompt tells what the person answered, that is a look at the
    record and is written down as one.
    """
    with transaction.atomic():
        session = Session.objects.select_related("person").filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.READ, Item.REFLECTION, person_id=session.person_id, at=at, by_actor=True)
        row = Reflection.objects.filter(session=session_id, author=viewer.id).first()
        keys = open_keys([session.person_id])
        gap = _gap(session, granted, viewer, at)
        record_opened(granted, by=viewer, at=at, object_type="reflection", object_id=row.id if row else None)
        if gap:
            record_opened(granted, by=viewer, at=at, object_type="session", object_id=session.id)
        return _page(session, row, keys, gap, viewer, at)


def get_reflections(*, page: int = 1, viewer: Actor, at: datetime) -> ReflectionsPage:
    """Return the viewer's own reflections on people they work with today, and the last 50 lines shared with them.

    Raises NotHere for whoever neither writes nor supervises.
    """
    writes, supervises = Role.PRACTITIONER in viewer.roles, Role.SUPERVISOR in viewer.roles
    if not (writes or supervises):
        raise NotHere
    with transaction.atomic():
        own, number, pages = _own(viewer, at, page) if writes else ((), 1, 1)
        shared = _shared(viewer, at) if supervises else ()
    return ReflectionsPage(writes, supervises, own, shared, number, pages)


def _page(
    session: Session, row: Reflection | None, keys: KeyRing, gap: Gap | None, viewer: Actor, at: datetime
) -> ReflectionPage:
    saved = open_answers(keys, row).answers if row else NOTHING
    other = open_other_answers(keys, row) if row else None
    shared = _own_lines(row, keys) if row else ()
    supervisor = find_supervisor(session.person_id, at=at)
    open_to = supervisor.name if supervisor and supervisor.id != viewer.id else ""
    return ReflectionPage(
        session_id=session.id,
        held_at=session.planned_at,
        name=open_name(keys, session.person),
        answers=both_answers(saved, other.answers) if other else saved,
        revision=row.revision if row else 0,
        saved_at=row.saved_at if row else None,
        in_two_tabs=other is not None,
        gap=gap,
        shared=shared,
        can_share=tuple(line for line in lines_of(saved) if line not in {each.line for each in shared}),
        supervisor=open_to,
    )


def _gap(session: Session, granted: Granted, viewer: Actor, at: datetime) -> Gap | None:
    """Return the gap between the author's guess and what the person said, if the author may read what they said."""
    guess, answers = load_guess_and_answers(session, granted, viewer, at)
    return find_gap(guess, answers)


def _own_lines(row: Reflection, keys: KeyRing) -> tuple[OwnLine, ...]:
    rows = SharedLine.objects.filter(reflection=row).select_related("shared_with").order_by("shared_at", "id")
    return tuple(OwnLine(each.id, open_line(keys, each), each.shared_with.name, each.shared_at) for each in rows)


def _own(viewer: Actor, at: datetime, page: int) -> tuple[tuple[OwnReflection, ...], int, int]:
    people = visible_people(viewer, at, Relation.ALLOCATED, Relation.CO_WORKER)
    rows = Reflection.objects.filter(author=viewer.id, person__in=people).order_by("-session__planned_at", "id")
    found = cut(rows.select_related("session", "person"), page)
    shown = found.rows
    ids = [row.id for row in shown]
    shared = list(SharedLine.objects.filter(reflection__in=ids).values_list("reflection_id", flat=True))
    keys = open_keys({row.person_id for row in shown})
    if shown:
        record_listed(
            {row.person.pseudonym for row in shown}, by=viewer, at=at, relation="author", object_type="reflections"
        )
    own = tuple(
        OwnReflection(
            row.session_id,
            row.session.planned_at,
            open_name(keys, row.person),
            open_answers(keys, row).answers,
            shared.count(row.id),
        )
        for row in shown
    )
    return own, found.page, found.pages


def _shared(viewer: Actor, at: datetime) -> tuple[LineForSupervisor, ...]:
    """Return the lines shared with this supervisor, of people whose practitioner they supervise today. No names of people."""
    people = visible_people(viewer, at, Relation.SUPERVISOR)
    rows = SharedLine.objects.filter(shared_with=viewer.id, person__in=people).order_by("-shared_at", "id")
    shown = list(rows.select_related("reflection__author")[:LAST_LINES])
    if not shown:
        return ()
    ids = {row.person_id for row in shown}
    keys = open_keys(ids)
    pseudonyms = list(Person.objects.filter(id__in=ids).values_list("pseudonym", flat=True))
    record_listed(pseudonyms, by=viewer, at=at, relation=Relation.SUPERVISOR, object_type="shared lines")
    return tuple(LineForSupervisor(row.reflection.author.name, row.shared_at, open_line(keys, row)) for row in shown)
