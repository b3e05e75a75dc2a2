"""The people a supervisor is responsible for, by practitioner. No answer and no score comes near it, only that words wait."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from alongside.access import Actor, Audience, Role
from alongside.access.choosing import kept_apart
from alongside.access.gates import NotHere
from alongside.access.standings import day_of, live_relationships
from alongside.casework.caseload.queries import CaseloadRow, list_supervised
from alongside.casework.check_ins.unread import load_unread
from alongside.casework.disclosures.queries import waits_for_a_lead
from alongside.casework.episodes.listing import StrainRow, list_shared_strains
from alongside.casework.relationships.handovers import HandedOn, load_handovers
from alongside.casework.relationships.standing_in import StandingIn, find_away, known_covers, load_covers
from alongside.casework.sealed_notes.waiting import load_team_notes
from alongside.casework.third_parties.queries import load_without_keepers
from alongside.domain.continuity import week_of
from alongside.records.identity import User
from alongside.records.relationships import Cover, Relationship
from alongside.records.sessions import Session


class Why(StrEnum):
    """Why a person needs another practitioner at once."""

    KEPT_OUT = "kept_out"
    LEFT = "left"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whom nobody can meet as things are, and why. colleague cannot do it."""

    row: CaseloadRow
    why: Why
    colleague: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Whose words have waited two working days, and since when. for_viewer: only the supervisor can read them."""

    row: CaseloadRow
    since: date
    for_viewer: bool


@dataclass(frozen=True, slots=True)
class SealedNoteWaits:
    """A sealed note that nobody keeps as things are, or one long overdue that the viewer is named for. Never its words."""

    row: CaseloadRow
    note_id: UUID
    needs_keeper: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A practitioner with the people they are allocated to, next session first, and their sessions of this week."""

    practitioner_id: UUID
    name: str
    people: Sequence[CaseloadRow]
    sessions_this_week: int
    away: StandingIn | None


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Every practitioner the viewer supervises, by name, and what needs the supervisor.

    waiting: whom nobody can meet as things are. not_seen: longer than agreed, longest first. No answer, no score and no
    strain that was not shared is in any of it, and nothing orders practitioners but their names. unread: whose words
    wait, the longest first, and never what they say. waits_for_a_lead: somebody asked for something to be passed on to a
    safeguarding lead, and there is none to read it.
    """

    waiting: Sequence[Waiting]
    not_seen: Sequence[CaseloadRow]
    handovers: Sequence[HandedOn]
    covers: Sequence[StandingIn]
    shared: Sequence[StrainRow]
    unread: Sequence[Unread]
    members: Sequence[Member]
    waits_for_a_lead: bool = False
    sealed: Sequence[SealedNoteWaits] = ()
    kept_apart: Sequence[tuple[CaseloadRow, UUID]] = ()

    @property
    def count_people(self) -> int:
        """Return how many people they work with together."""
        return sum(len(member.people) for member in self.members)


def list_team(*, viewer: Actor, at: datetime) -> TeamPage:
    """Return the supervisor's people by practitioner. Raises NotHere for anybody who is no supervisor.

    Somebody whose record is closed to the viewer is neither shown nor counted. One entry, *listed*, and another for
    the strains that were shared.
    """
    if Role.SUPERVISOR not in viewer.roles or not viewer.active:
        raise NotHere
    today = day_of(at)
    with transaction.atomic():
        rows = {row.person_id: row for row in list_supervised(viewer=viewer, at=at)}
        allocated = _allocated(rows, at)
        covers = load_covers(viewer, at)
        now = [cover for cover in covers if cover.starts_on <= today]
        return TeamPage(
            waiting=_waiting(rows, allocated, now),
            not_seen=sorted(filter(lambda row: row.is_overdue, rows.values()), key=_longest_first),
            handovers=load_handovers(rows, on=today),
            covers=known_covers(covers, rows),
            shared=list_shared_strains(viewer=viewer, at=at),
            unread=_unread(rows, at),
            members=_members(viewer, rows, allocated, now, today),
            waits_for_a_lead=waits_for_a_lead(viewer=viewer, at=at),
            sealed=_sealed(rows, viewer, at),
            kept_apart=[(rows[one.person_id], one.third_party_id) for one in load_without_keepers(rows, at=at)],
        )


def _unread(rows: Mapping[UUID, CaseloadRow], at: datetime) -> list[Unread]:
    found = load_unread(rows, audiences=[Audience.SUPERVISOR, Audience.WORKER], at=at)
    waiting = [Unread(rows[i], since, audience is Audience.SUPERVISOR) for (i, audience), since in found.items()]
    return sorted(waiting, key=lambda one: (one.since, one.row.name.display.casefold(), not one.for_viewer))


def _sealed(rows: Mapping[UUID, CaseloadRow], viewer: Actor, at: datetime) -> list[SealedNoteWaits]:
    found = load_team_notes(rows, viewer=viewer, at=at)
    return [SealedNoteWaits(rows[one.person_id], one.note_id, one.needs_keeper) for one in found]


def _longest_first(row: CaseloadRow) -> tuple[int, str]:
    return row.contact_days - (row.days_since_seen or 0), row.name.display.casefold()


def _members(
    viewer: Actor,
    rows: Mapping[UUID, CaseloadRow],
    allocated: Mapping[UUID, Relationship],
    covers: Sequence[Cover],
    today: date,
) -> list[Member]:
    by_practitioner: dict[UUID, list[CaseloadRow]] = defaultdict(list)
    for person_id, row in rows.items():
        by_practitioner[allocated[person_id].practitioner_id].append(row)
    sessions = _sessions_this_week(rows, today)
    supervised = User.objects.filter(supervisor=viewer.id).order_by("name", "id")
    return [
        Member(user.id, user.name, by_practitioner[user.id], sessions.get(user.id, 0), find_away(user.id, covers, rows))
        for user in supervised
        if by_practitioner[user.id] or _is_working(user)
    ]


def _sessions_this_week(rows: Mapping[UUID, CaseloadRow], today: date) -> dict[UUID, int]:
    """Return how many meetings of these people each practitioner has held or planned from Monday to Sunday."""
    monday, sunday = week_of(today)
    within = Session.objects.filter(person__in=list(rows), planned_at__date__range=(monday, sunday))
    held = within.exclude(attendance="cancelled").values_list("practitioner_id")
    return dict(held.annotate(number=Count("id")).order_by())


def _allocated(rows: Mapping[UUID, CaseloadRow], at: datetime) -> dict[UUID, Relationship]:
    found = live_relationships(at).filter(person__in=list(rows), kind="allocated").select_related("practitioner")
    return {row.person_id: row for row in found}


def _is_working(user: User) -> bool:
    return user.is_active and Role.PRACTITIONER in user.roles


def _waiting(
    rows: Mapping[UUID, CaseloadRow], allocated: Mapping[UUID, Relationship], covers: Sequence[Cover]
) -> list[Waiting]:
    standing_in = {person_id: _standing_in(relationship, covers) for person_id, relationship in allocated.items()}
    pairs = [(person_id, row.practitioner_id) for person_id, row in allocated.items()]
    pairs += [(person_id, cover.covering_id) for person_id, found in standing_in.items() for cover in found]
    closed = kept_apart(pairs)
    found = (
        _why(rows[person_id], relationship, standing_in[person_id], closed)
        for person_id, relationship in allocated.items()
    )
    return sorted(filter(None, found), key=lambda waiting: (waiting.why, waiting.row.name.display))


def _standing_in(relationship: Relationship, covers: Sequence[Cover]) -> list[Cover]:
    """Return the covers of today that reach this person."""
    return [
        cover
        for cover in covers
        if cover.practitioner_id == relationship.practitioner_id and cover.person_id in (None, relationship.person_id)
    ]


def _why(
    row: CaseloadRow, relationship: Relationship, covers: Sequence[Cover], closed: set[tuple[UUID, UUID]]
) -> Waiting | None:
    worker = relationship.practitioner
    if (row.person_id, worker.id) in closed:
        return Waiting(row, Why.KEPT_OUT, worker.name)
    if any((row.person_id, cover.covering_id) not in closed for cover in covers):
        return None
    if not _is_working(worker):
        return Waiting(row, Why.LEFT, worker.name)
    return Waiting(row, Why.NOT_COVERED, covers[0].covering.name) if covers else None
