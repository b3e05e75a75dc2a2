"""What came in and what changed for everybody on the page, one query for each kind of thing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.access import Actor
from alongside.access.standings import PUBLISHED, day_of
from alongside.casework.caseload.rows import Facts
from alongside.casework.check_ins.waiting import load_waiting
from alongside.casework.today.page import CameIn, Change, ChangeKind, CoverDates, PersonShown
from alongside.domain.strains import PowerEventKind
from alongside.domain.today import LOOKS_BACK, is_a_change
from alongside.records.check_ins import CheckIn
from alongside.records.power_events import PowerEvent
from alongside.records.relationships import Cover, Relationship
from alongside.records.sessions import Session

SOON = timedelta(days=14)
NEW_FOR = timedelta(days=2)

People = Mapping[UUID, PersonShown]


def list_came_in(own: Iterable[Facts], people: People, *, viewer: Actor, at: datetime) -> list[CameIn]:
    """Return answers for *my worker* with words that nobody has read, then the others of two days. The latest first.

    Each person is there once: with words that wait if there are any, else with what came in last.
    Answers that wait for the viewer's own rating are not among them.
    """
    states = {facts.person.id: facts.state for facts in own}
    waiting = load_waiting(states, viewer, at)
    unread = Q(sealed_words__isnull=False, first_read_at__isnull=True)
    found = CheckIn.objects.filter(
        unread | Q(completed_at__gt=at - NEW_FOR), person__in=list(states), audience="worker"
    )
    rows = [row for row in found.select_related("session") if row.session_id not in waiting.sessions]
    in_order = sorted(rows, key=lambda row: (_waits_to_be_read(row), row.completed_at, str(row.id)))
    latest = reversed({row.person_id: row for row in in_order}.values())
    return [
        CameIn(
            person=people[row.person_id],
            session_id=row.session_id,
            on=day_of(row.completed_at or row.offered_at),
            met_on=day_of(row.session.planned_at),
            has_words=_waits_to_be_read(row),
            was_read=row.first_read_at is not None,
            words=states[row.person_id].line_words,
        )
        for row in latest
    ]


def _waits_to_be_read(row: CheckIn) -> bool:
    return row.sealed_words is not None and row.first_read_at is None


def list_changes(facts: Mapping[UUID, Facts], people: People, *, viewer: Actor, at: datetime) -> list[Change]:
    """Return what changed since the last meeting with each person, the latest first."""
    today = day_of(at)
    last_met = {i: day_of(f.state.last_session_at) for i, f in facts.items() if f.state.last_session_at}
    found = [*_missed(people, today), *_power_events(people, today), *_new_workers(people, viewer, today)]
    news = [c for c in found if is_a_change(c.on, last_met_on=last_met.get(c.person.person_id), today=today)]
    return sorted(news, key=lambda change: (change.on, change.person.name.display), reverse=True)


def _missed(people: People, today: date) -> Iterator[Change]:
    lately = Session.objects.filter(person__in=list(people), planned_at__date__gte=today - LOOKS_BACK)
    for row in lately.filter(attendance="missed"):
        yield Change(people[row.person_id], ChangeKind.MISSED, day_of(row.planned_at))


def _power_events(people: People, today: date) -> Iterator[Change]:
    lately = PowerEvent.objects.filter(person__in=list(people), happened_on__gte=today - LOOKS_BACK)
    for row in lately.filter(replaced_by__isnull=True):
        yield Change(people[row.person_id], ChangeKind.POWER, row.happened_on, power=PowerEventKind(row.kind))


def _new_workers(people: People, viewer: Actor, today: date) -> Iterator[Change]:
    """Yield who began to work with somebody beside or before whom another did: a first worker is no change."""
    lately = Relationship.objects.filter(PUBLISHED, person__in=list(people), starts_on__gte=today - LOOKS_BACK)
    earlier = Relationship.objects.filter(PUBLISHED, person__in=list(people), starts_on__lte=today)
    begun = {(person_id, on) for person_id, on in earlier.values_list("person_id", "starts_on")}
    for row in lately.filter(starts_on__lte=today).select_related("practitioner"):
        if any(person_id == row.person_id and on < row.starts_on for person_id, on in begun):
            name = "you" if row.practitioner_id == viewer.id else row.practitioner.get_short_name()
            yield Change(people[row.person_id], ChangeKind.WORKER, row.starts_on, worker=name)


def list_covers(people: People, *, viewer: Actor, at: datetime) -> list[CoverDates]:
    """Return who stands in for the viewer, and for whom the viewer does, now or within two weeks.

    A cover of one person whom the viewer may not know of is left out.
    """
    today = day_of(at)
    dates = Q(ends_on__gte=today, starts_on__lte=today + SOON, ended_at__isnull=True)
    mine = Q(practitioner=viewer.id) | Q(covering=viewer.id)
    rows = Cover.objects.filter(dates, mine).select_related("practitioner", "covering").order_by("starts_on", "id")
    return [
        CoverDates(
            is_own=row.practitioner_id == viewer.id,
            colleague=(row.covering if row.practitioner_id == viewer.id else row.practitioner).get_short_name(),
            person=people[row.person_id] if row.person_id else None,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in rows
        if row.person_id is None or row.person_id in people
    ]
