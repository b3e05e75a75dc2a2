"""How far an incident reaches: who saw something between two moments, by the ledger, and who could have, by the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor, Role
from alongside.access.gates import NotHere
from alongside.access.history import load_history
from alongside.access.incidents import OFFICER, accounts_for, load_incident, nameable_people, people_for
from alongside.access.reach import Reach, find_reach
from alongside.access.reachable import people_reached_by, users_who_may_reach
from alongside.casework.audit import record_about_many
from alongside.casework.incidents.gaps import find_gaps
from alongside.casework.people.sealing import open_field, open_name, seal_field
from alongside.domain.incidents import Stretch
from alongside.domain.ledger_reading import LedgerLine
from alongside.ledger import Kind
from alongside.ledger.reading import Written, list_entries
from alongside.records.identity import User
from alongside.records.incidents import ReachQuery
from alongside.records.my_side import Capability
from alongside.records.people import Person
from alongside.vault import create_key, open_keys

TABLE, ENTRIES_AT_MOST, PEOPLE_AT_MOST = "reach_query", 2_000, 300
LONGEST = timedelta(days=92)
OWN_SIDE = "self"


class WrongSpan(ValueError):
    """The moments are the wrong way round, to come, or more than 92 days apart."""


class NothingSaid(ValueError):
    """A purpose without words is none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: why, between which moments, and about whom: a person, an account, or both.

    own_doors: about the person's own cards, links and passkeys, because the person asked for it.
    """

    words: str
    since: datetime
    until: datetime
    person_id: UUID | None = None
    account: UUID | None = None
    incident_id: UUID | None = None
    own_doors: bool = False


@dataclass(frozen=True, slots=True)
class Saw:
    """An entry of the ledger about one person. who is empty for nobody known, whom where it is about one person."""

    who: str
    team: str
    whom: str
    line: LedgerLine


@dataclass(frozen=True, slots=True)
class Could:
    """What somebody could read, and from when to when. by_role: it was a role alone that opened it."""

    who: str
    team: str
    whom: str
    stretch: Stretch[Reach]
    by_role: bool


@dataclass(frozen=True)
class HowFar:
    """The answer. gaps say what no row keeps, so that the answer may be too much or too little there."""

    id: UUID
    asked: Asked
    asked_at: datetime
    person: str
    account: str
    saw: Sequence[Saw]
    could: Sequence[Could]
    people: Sequence[UUID]
    gaps: Sequence[str]
    is_cut_off: bool


def ask_how_far(*, asked: Asked, by: Actor, at: datetime) -> UUID:
    """Keep what is asked and why, and return its id. Whoever a rule keeps from the officer is answered as nobody.

    Raises NotHere, NothingSaid and WrongSpan.
    """
    if not asked.words.strip():
        raise NothingSaid
    if not asked.since < asked.until <= at or asked.until - asked.since > LONGEST:
        raise WrongSpan
    person = people_for(by, [asked.person_id])[0] if asked.person_id else None
    account = accounts_for(by).filter(id=asked.account).first() if asked.account else None
    if (person is None and account is None) or (asked.account and account is None):
        raise NotHere
    owner = person.id if person else account.id if account else by.id
    create_key(owner)
    with transaction.atomic():
        incident = load_incident(by, asked.incident_id) if asked.incident_id else None
        row = ReachQuery(
            id=uuid4(), incident=incident, asked_by_id=by.id, asked_at=at, person=person, member=account,
            own_doors=asked.own_doors and person is not None, since=asked.since, until=asked.until,
        )  # fmt: skip
        row.sealed_words = seal_field(open_keys([owner]), owner, TABLE, row.id, "sealed_words", asked.words.strip())
        row.save(force_insert=True)
        pseudonyms = [person.pseudonym] if person else []
        record_about_many(
            Kind.CONSULTATION, "asked_how_far", pseudonyms, by=by, at=at, relation=OFFICER, object_type=TABLE,
            object_id=row.id,
        )  # fmt: skip
    return row.id


def get_how_far(*, reach_id: UUID, viewer: Actor, given_out: bool = False, at: datetime) -> HowFar:
    """Return who saw and who could have, worked out anew, and record the look about everybody it names. Raises NotHere.

    given_out: it leaves as a file, which is a disclosure.
    """
    with transaction.atomic():
        row = _load(reach_id, viewer)
        people = {row.person.pseudonym: row.person} if row.person else _people_of(row, viewer)
        entries = _entries(row)
        saw_people = {subject for entry in entries for subject in entry.subjects}
        more = nameable_people(viewer).filter(pseudonym__in=saw_people) if row.person is None else ()
        people |= {person.pseudonym: person for person in more}
        keys = open_keys([person.id for person in people.values()])
        names = {pseudonym: open_name(keys, person).display for pseudonym, person in people.items()}
        users = {user.id: user for user in User.objects.select_related("team")}
        could = [] if row.own_doors else _could(row, people, names, users)
        saw = [
            _saw(entry, subject, users, names) for entry in entries for subject in entry.subjects if subject in people
        ]
        record_about_many(
            Kind.DISCLOSURE if given_out else Kind.CONSULTATION, "exported" if given_out else "opened", list(people),
            by=viewer, at=at, relation=OFFICER, object_type=TABLE, object_id=row.id,
        )  # fmt: skip
        return HowFar(
            row.id, _asked(row), row.asked_at, names[row.person.pseudonym] if row.person else "",
            row.member.name if row.member else "", saw, could,
            [people[subject].id for subject in {one.line.subject for one in saw} if subject in people],
            find_gaps(row.since, row.until, people.values()), len(entries) == ENTRIES_AT_MOST,
        )  # fmt: skip


def list_asked(incident_id: UUID, *, viewer: Actor) -> list[ReachQuery]:
    """Return what was asked for an incident, the last first, without what a rule keeps from this officer. Raises NotHere."""
    rows = ReachQuery.objects.filter(incident=load_incident(viewer, incident_id)).exclude(member=viewer.id)
    return list(rows.select_related("asked_by", "member").order_by("-asked_at"))


def _load(reach_id: UUID, viewer: Actor) -> ReachQuery:
    people = nameable_people(viewer)
    row = ReachQuery.objects.select_related("person", "member").filter(id=reach_id).exclude(member=viewer.id).first()
    if row is None or (row.person_id and not people.filter(id=row.person_id).exists()):
        raise NotHere
    if row.incident_id:
        load_incident(viewer, row.incident_id)
    return row


def _people_of(row: ReachQuery, viewer: Actor) -> dict[UUID, Person]:
    ids = people_reached_by(row.member_id, since=row.since, until=row.until) if row.member_id else set()
    found = nameable_people(viewer).filter(id__in=ids).order_by("id")[:PEOPLE_AT_MOST]
    return {person.pseudonym: person for person in found}


def _entries(row: ReachQuery) -> list[Written]:
    pseudonym = row.person.pseudonym if row.person else None
    if row.own_doors:
        doors = set(Capability.objects.filter(person=row.person, door__isnull=False).values_list("id", flat=True))
        found = list_entries(since=row.since, until=row.until, limit=ENTRIES_AT_MOST, pseudonym=pseudonym)
        return [entry for entry in found if entry.relation == OWN_SIDE and entry.actor_id in doors]
    # When somebody came to their own side is for nobody on the staff to read, unless they ask for it.
    return list_entries(
        since=row.since,
        until=row.until,
        limit=ENTRIES_AT_MOST,
        pseudonym=pseudonym,
        actor_id=row.member_id,
        without=(OWN_SIDE,),
    )


def _could(row: ReachQuery, people: dict[UUID, Person], names: dict[UUID, str], users: dict[UUID, User]) -> list[Could]:
    history = load_history([person.id for person in people.values()], since=row.since, until=row.until)
    who = {row.member_id} if row.member_id else users_who_may_reach(history)
    found = [
        Could(users[user_id].name, _team(users[user_id]), names[pseudonym], stretch, stretch.what.through <= set(Role))
        for user_id in who
        if user_id in users
        for pseudonym, person in people.items()
        for stretch in find_reach(history, user_id, person.id, since=row.since, until=row.until)
    ]
    return sorted(found, key=lambda one: (one.by_role, one.whom, one.who, one.stretch.since))


def _saw(entry: Written, subject: UUID, users: dict[UUID, User], names: dict[UUID, str]) -> Saw:
    user = users.get(entry.actor_id) if entry.actor_id else None
    line = LedgerLine(entry.actor_id, subject, entry.action, entry.relation, entry.object_type, entry.at, entry.at)
    return Saw(user.name if user else "", _team(user) if user else "", names[subject], line)


def _asked(row: ReachQuery) -> Asked:
    owner = row.person_id or row.member_id or row.asked_by_id
    words = open_field(open_keys([owner]), owner, TABLE, row.id, "sealed_words", row.sealed_words)
    return Asked(words, row.since, row.until, row.person_id, row.member_id, row.incident_id, row.own_doors)


def _team(user: User) -> str:
    return user.team.name if user.team else ""
