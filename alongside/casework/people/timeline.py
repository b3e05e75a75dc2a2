"""Everything that happened around a person, in order: sessions, uses of authority, strains and changes of worker."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.check_ins.from_paper import FromPaper, find_mark
from alongside.casework.check_ins.history import History, load_history, span_of
from alongside.casework.check_ins.ratings import waiting_sessions
from alongside.casework.check_ins.words import find_written, mark_as_read, open_words
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.loading import AbsenceSummary, Happenings, load_happenings, session_day
from alongside.casework.people.sealing import open_field
from alongside.domain.strains import PowerEventKind
from alongside.records.check_ins import CheckIn
from alongside.records.power_events import PowerEvent
from alongside.vault import KeyRing, open_keys

PAGE_SIZE = 20


class EventKind(StrEnum):
    """What kind of thing happened."""

    SESSION = "session"
    MISSED = "missed"
    CANCELLED = "cancelled"
    UNSETTLED = "unsettled"
    POWER = "power"
    STRAIN = "strain"
    STRAIN_CLOSED = "strain_closed"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    subject_id is the session or the episode. number is that of a session held, who the practitioner, outcome that of a
    closed strain, words the line that was written about a use of authority and explained_on when the reason was given.
    absence is what was done about a session that was missed, said what the person wrote, from_paper how the answers came.
    """

    on: date
    kind: EventKind
    subject_id: UUID | None = None
    number: int | None = None
    score: float | None = None
    who: str = ""
    outcome: str = ""
    power: PowerEventKind | None = None
    words: str = ""
    said: str = ""
    explained_on: date | None = None
    absence: AbsenceSummary | None = None
    from_paper: FromPaper | None = None


@dataclass(frozen=True)
class Timeline:
    """One page of what happened, the last first."""

    identity: Identity
    events: Sequence[Event]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class _Sealed:
    """An event whose words are opened only when it is shown."""

    event: Event
    row: PowerEvent | CheckIn | None = None


def get_timeline(*, person_id: UUID, viewer: Actor, page: int, at: datetime) -> Timeline:
    """Return a page of everything that happened, 20 events each. A page beyond the last is the last. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.SESSION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        waiting = waiting_sessions(person_id, viewer, at)
        episodes = may_read_some_episodes(granted, viewer, at)
        happened = load_happenings(person_id, with_episodes=episodes, waiting=waiting)
        history = load_answers(granted, viewer, at, waiting=waiting)
        scores = scores_of(history)
        written = find_written(granted, viewer=viewer, at=at, waiting=waiting)
        everything = list_events(happened, scores, written, history.marks, granted, viewer, at)
        pages = max(1, -(-len(everything) // PAGE_SIZE))
        page = min(max(page, 1), pages)
        shown = everything[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        identity = load_identity(
            granted, keys, viewer=viewer, at=at, relationships=happened.relationships, sessions=happened.sessions
        )
        record_opened(granted, by=viewer, at=at, object_type="timeline", object_id=person_id)
        return Timeline(identity, open_events(shown, keys, at=at), page, pages)


def may_read_some_episodes(granted: Granted, viewer: Actor, at: datetime) -> bool:
    """Return whether the viewer could read an episode at all, shared or not."""
    return is_allowed(viewer, Action.READ, Item.EPISODE, granted, at=at, shared=True)


def load_answers(granted: Granted, viewer: Actor, at: datetime, *, waiting: Collection[UUID] = ()) -> History:
    """Return the answers given to *my worker*. Empty for anybody who may not read them."""
    if not is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER):
        return History()
    return load_history(granted.person_id, waiting=waiting)


def scores_of(history: History) -> dict[UUID, float]:
    """Return the scores by session."""
    return {history.session_of[row.check_in_id]: row.score for row in history.check_ins if row.score is not None}


def _mark_of(row: CheckIn | None) -> FromPaper | None:
    return find_mark(row) if row else None


def list_events(
    happened: Happenings,
    scores: Mapping[UUID, float],
    written: Mapping[UUID, CheckIn],
    marks: Mapping[UUID, FromPaper],
    granted: Granted,
    viewer: Actor,
    at: datetime,
) -> list[_Sealed]:
    """Return everything that happened up to this time, the last first. scores, written and marks are by session."""
    today = day_of(at)
    events = [
        *_sessions(happened, scores, written, marks, at),
        *_power_events(happened),
        *_strains(happened, granted, viewer, at),
        *(_Sealed(event) for event in _workers(happened)),
    ]
    return sorted((e for e in events if e.event.on <= today), key=lambda e: e.event.on, reverse=True)


def open_events(events: Sequence[_Sealed], keys: KeyRing, *, at: datetime) -> list[Event]:
    """Return the events with the words that belong to them. Words of the person that are shown count as read."""
    mark_as_read([e.row.id for e in events if isinstance(e.row, CheckIn) and e.row.first_read_at is None], at=at)
    return [_opened(event, keys) for event in events]


def _sessions(
    happened: Happenings,
    scores: Mapping[UUID, float],
    written: Mapping[UUID, CheckIn],
    marks: Mapping[UUID, FromPaper],
    at: datetime,
) -> Iterator[_Sealed]:
    kinds = {"attended": EventKind.SESSION, "missed": EventKind.MISSED, "cancelled": EventKind.CANCELLED}
    numbers = happened.numbers
    for row in happened.sessions:
        if row.attendance == "planned" and session_day(row) >= day_of(at):
            continue
        yield _Sealed(
            Event(
                session_day(row),
                kinds.get(row.attendance, EventKind.UNSETTLED),
                subject_id=row.id,
                number=numbers.get(row.id),
                score=scores.get(row.id),
                who=row.practitioner.name,
                absence=happened.absences.get(row.id) if row.attendance == "missed" else None,
                from_paper=marks.get(row.id) or _mark_of(written.get(row.id)),
            ),
            written.get(row.id),
        )


def _power_events(happened: Happenings) -> Iterator[_Sealed]:
    for row in happened.power_events:
        yield _Sealed(Event(row.happened_on, EventKind.POWER, power=PowerEventKind(row.kind)), row)


def _strains(happened: Happenings, granted: Granted, viewer: Actor, at: datetime) -> Iterator[_Sealed]:
    for row in happened.episodes:
        shared = row.shared_at is not None
        if not is_allowed(viewer, Action.READ, Item.EPISODE, granted, at=at, shared=shared):
            continue
        span = span_of(row)
        yield _Sealed(Event(span.from_on, EventKind.STRAIN, subject_id=row.id))
        if span.to_on:
            yield _Sealed(Event(span.to_on, EventKind.STRAIN_CLOSED, subject_id=row.id, outcome=row.outcome))


def _workers(happened: Happenings) -> Iterator[Event]:
    for row in happened.allocations:
        yield Event(row.starts_on, EventKind.WORKER, who=row.practitioner.name)


def _opened(sealed: _Sealed, keys: KeyRing) -> Event:
    event, row = sealed.event, sealed.row
    if row is None:
        return event
    if isinstance(row, CheckIn):
        return replace(event, said=open_words(keys, row))
    words = open_field(keys, row.person_id, "power_event", row.id, "sealed_line", row.sealed_line)
    return Event(event.on, event.kind, power=event.power, words=words, explained_on=row.explained_on)
