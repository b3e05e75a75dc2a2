"""One practitioner's day: who is next and what helps to meet them, then what waits for a word or an answer.

It is a list like the caseload: the row filter finds the people, and one entry, *listed*, is written for those shown. The
number of queries does not grow with people or sessions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Relation, Role
from alongside.access.gates import NotHere, require
from alongside.access.standings import LONDON, day_of, visible_people
from alongside.casework.audit import record_listed
from alongside.casework.caseload.rows import Facts, load_facts
from alongside.casework.check_ins.waiting import load_waiting
from alongside.casework.check_ins.words import find_written, open_last
from alongside.casework.corrections.queries import load_waiting_corrections
from alongside.casework.people.sealing import open_name
from alongside.casework.promises.queries import load_open_promises, load_promises_due
from alongside.casework.referrals.waiting import load_worth_asking
from alongside.casework.sealed_notes.waiting import load_waiting_notes
from alongside.casework.sessions.sealing import open_place
from alongside.casework.today import gathering
from alongside.casework.today.page import (
    Following,
    NextSession,
    NotSeen,
    OpenStrain,
    PersonShown,
    SealedWaiting,
    ToAskAbout,
    ToCorrect,
    TodayPage,
    TodaysSession,
    ToRate,
)
from alongside.casework.today.strains import say_strain
from alongside.domain.today import PlannedMeeting, sort_day
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

OWN = (Relation.ALLOCATED, Relation.CO_WORKER)
PROMISES_UNTIL = timedelta(days=1)
# What was not settled for longer than this is asked about on the person's page and not each morning.
LEFT_OPEN_FOR = timedelta(days=28)


@dataclass(frozen=True)
class Case:
    """Everybody the viewer works with or covers today, with their rows and keys."""

    viewer: Actor
    at: datetime
    facts: Mapping[UUID, Facts]
    own: frozenset[UUID]
    people: Mapping[UUID, PersonShown]
    keys: KeyRing

    @property
    def today(self) -> date:
        return day_of(self.at)

    @property
    def own_facts(self) -> list[Facts]:
        """The rows of those the viewer works with, by name."""
        found = [self.facts[person_id] for person_id in self.own]
        return sorted(found, key=lambda f: (self.people[f.person.id].name.display.casefold(), str(f.person.id)))


def get_today(*, viewer: Actor, at: datetime) -> TodayPage:
    """Return the viewer's day. Writes one ledger entry, *listed*. Raises NotHere for anybody but a practitioner.

    Nothing that waits for the viewer's own rating is in it. Those who are covered come without answers, and with the one
    sentence of a strain.
    """
    if Role.PRACTITIONER not in viewer.roles or not viewer.active:
        raise NotHere
    with transaction.atomic():
        case = _open_case(viewer, at)
        page = _page(case)
        shown = _shown(page)
        if shown:
            subjects = [case.facts[person_id].person.pseudonym for person_id in sorted(shown)]
            record_listed(subjects, by=viewer, at=at, relation=OWN[0], object_type="today")
    return page


def _open_case(viewer: Actor, at: datetime) -> Case:
    own = {person.id: person for person in visible_people(viewer, at, *OWN)}
    everybody = {person.id: person for person in visible_people(viewer, at, Relation.COVER)} | own
    keys = open_keys(everybody)
    return Case(
        viewer=viewer,
        at=at,
        facts={f.person.id: f for f in load_facts(list(everybody.values()), viewer=viewer, at=at)},
        own=frozenset(own),
        people={i: PersonShown(i, open_name(keys, person), i not in own) for i, person in everybody.items()},
        keys=keys,
    )


def _page(case: Case) -> TodayPage:
    rows, earlier = _sessions_of_today(case), _left_open_before(case)
    day = sort_day((_meeting(row) for row in rows.values() if row.attendance == "planned"), now=case.at)
    strains = _strains(case)
    next_row = rows[day.next.session_id] if day.next else None
    people = [facts.person for facts in case.facts.values()]
    until = case.today + PROMISES_UNTIL
    return TodayPage(
        has_people=bool(case.facts),
        sessions_today=len(rows),
        held_today=sum(row.attendance == "attended" for row in rows.values()),
        next=_next(case, next_row, strains) if next_row else None,
        later=[_session(case, rows[meeting.session_id]) for meeting in day.later],
        left_open=[_session(case, row) for row in (*earlier, *(rows[one.session_id] for one in day.left_open))],
        promises=load_promises_due(people, case.keys, viewer=case.viewer, at=case.at, until=until),
        strains=strains,
        to_rate=[ToRate(case.people[f.person.id], f.rate_first) for f in case.own_facts if f.rate_first],
        came_in=gathering.list_came_in(case.own_facts, case.people, viewer=case.viewer, at=case.at),
        not_seen=_not_seen(case),
        changes=gathering.list_changes(case.facts, case.people, viewer=case.viewer, at=case.at),
        to_correct=_to_correct(case),
        to_ask_about=_to_ask_about(case),
        sealed=_sealed(case),
        covers=gathering.list_covers(case.people, viewer=case.viewer, at=case.at),
        following=_following(case),
    )


def _sealed(case: Case) -> list[SealedWaiting]:
    waiting = load_waiting_notes(case.own, viewer=case.viewer, at=case.at)
    return [SealedWaiting(case.people[note.person_id], note) for note in waiting]


def _sessions_of_today(case: Case) -> dict[UUID, Session]:
    """Return the viewer's own sessions of today, and those with people they cover whoever was to hold them."""
    rows = _mine(case, case.today, case.today + timedelta(days=1), ("planned", "attended"))
    return {row.id: row for row in rows}


def _left_open_before(case: Case) -> list[Session]:
    """Return those of earlier days of which nobody has said what became of them."""
    return _mine(case, case.today - LEFT_OPEN_FOR, case.today, ("planned",))


def _mine(case: Case, first: date, until: date, attendances: Sequence[str]) -> list[Session]:
    begins, ends = (datetime.combine(day, time(), LONDON) for day in (first, until))
    found = Session.objects.filter(person__in=list(case.facts), planned_at__gte=begins, planned_at__lt=ends)
    rows = found.filter(attendance__in=attendances).order_by("planned_at", "id")
    return [row for row in rows if row.practitioner_id == case.viewer.id or row.person_id not in case.own]


def _meeting(row: Session) -> PlannedMeeting:
    ends_at = row.planned_at + timedelta(minutes=row.minutes)
    return PlannedMeeting(row.id, row.planned_at, ends_at, row.started_at is not None)


def _session(case: Case, row: Session) -> TodaysSession:
    place = open_place(case.keys, row)
    return TodaysSession(row.id, case.people[row.person_id], row.planned_at, place, row.started_at is not None)


def _next(case: Case, row: Session, strains: Iterable[OpenStrain]) -> NextSession:
    facts, person = case.facts[row.person_id], case.people[row.person_id]
    granted = require(case.viewer, Action.READ, Item.SESSION, person_id=row.person_id, at=case.at)
    waiting = load_waiting([row.person_id], case.viewer, case.at)
    written = find_written(granted, viewer=case.viewer, at=case.at, waiting=waiting.sessions)
    promises = load_open_promises(granted, case.keys, first_name=person.name.first, viewer=case.viewer, at=case.at)
    return NextSession(
        session=_session(case, row),
        number=facts.state.sessions_together + 1,
        strain=next((strain for strain in strains if strain.person == person), None),
        last_words=open_last(written, case.keys, at=case.at),
        promises=promises.lines,
        rate_first=None if person.is_covered else facts.rate_first,
    )


def _strains(case: Case) -> list[OpenStrain]:
    """Return the open strains, the longest open first: never by how low anything was."""
    found = [(f.state.open_episode.opened_at, str(i), f) for i, f in case.facts.items() if f.state.open_episode]
    in_order = [facts for _, _, facts in sorted(found, key=lambda one: one[:2])]
    return [say_strain(facts, case.people[facts.person.id], viewer=case.viewer) for facts in in_order]


def _not_seen(case: Case) -> list[NotSeen]:
    return [
        NotSeen(
            person=case.people[facts.person.id],
            days=facts.days_since_seen or 0,
            agreed_days=facts.person.contact_days,
            last_on=day_of(facts.state.last_session_at) if facts.state.last_session_at else None,
            next_at=facts.state.next_session_at,
        )
        for facts in case.own_facts
        if facts.is_overdue
    ]


def _to_correct(case: Case) -> list[ToCorrect]:
    """Return what those the viewer works with asked to be put right. Who only stands in may not answer it."""
    waiting = load_waiting_corrections(case.own)
    return [ToCorrect(case.people[row.person_id], row.correction_id, row.due_on) for row in waiting]


def _to_ask_about(case: Case) -> list[ToAskAbout]:
    """Return the referrals that are late to be sent or heard of, of those who are covered too: waits do not pause."""
    lines = load_worth_asking(list(case.people), case.keys, at=case.at)
    return [ToAskAbout(case.people[line.person_id], line) for line in lines]


def _following(case: Case) -> Following | None:
    """Return whoever is met first after today."""
    planned = [
        Following(f.state.next_session_id, case.people[f.person.id], f.state.next_session_at)
        for f in case.own_facts
        if f.state.next_session_id and f.state.next_session_at
    ]
    to_come = (one for one in planned if day_of(one.starts_at) > case.today)
    return min(to_come, key=lambda one: one.starts_at, default=None)


def _shown(page: TodayPage) -> set[UUID]:
    sessions = [*page.later, *page.left_open, *([page.next.session] if page.next else [])]
    shown = [row.person for row in sessions]
    for rows in (
        page.strains,
        page.to_rate,
        page.came_in,
        page.not_seen,
        page.changes,
        page.to_correct,
        page.to_ask_about,
    ):
        shown += [row.person for row in rows]
    shown += [cover.person for cover in page.covers if cover.person]
    shown += [page.following.person] if page.following else []
    return {person.person_id for person in shown} | {due.line.person_id for due in page.promises}
