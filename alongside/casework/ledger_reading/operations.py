"""One reading: the purpose is kept, the entries are shown, and the reading is an entry of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor, Role
from alongside.access.emergencies import named_so
from alongside.access.gates import NotHere
from alongside.access.officers import overseen_people, require_privacy_officer
from alongside.access.standings import LONDON
from alongside.casework.audit import record_about_many
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName, open_name, seal_field
from alongside.domain.ledger_reading import LedgerLine, Purpose, check_span, fold_lines
from alongside.ledger import Kind
from alongside.ledger.reading import Written, list_entries
from alongside.records.identity import User
from alongside.records.ledger_reading import LedgerReading
from alongside.records.people import Person
from alongside.vault import create_key, open_keys

TABLE, READ_AT_MOST = "ledger_reading", 2_000
# When somebody came to their own side is for nobody on the staff to read.
OWN_SIDE = ("self",)


class NothingSaid(ValueError):
    """A purpose without words is none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the ledger: for which purpose, in words, and from which day to which."""

    purpose: Purpose
    words: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as it is shown. who and whom are names, whom is empty where the reading is about one person."""

    who: str
    team: str
    whom: str
    line: LedgerLine


@dataclass(frozen=True)
class Reading:
    """What was found. is_cut_off: there is more in those days than one reading shows."""

    about: str
    lines: Sequence[ReadLine]
    is_cut_off: bool


def list_staff(*, viewer: Actor) -> list[tuple[UUID, str]]:
    """Return everybody who works here, by name, for a privacy officer to choose from. Raises NotHere."""
    require_privacy_officer(viewer)
    return list(User.objects.order_by("name", "id").values_list("id", "name"))


def read_about_person(
    *, given_names: str, family_name: str, born_on: date, asked: Asked, by: Actor, at: datetime
) -> Reading:
    """Return who did what with this person's record. Somebody this officer is kept from is answered as nobody.

    Raises NotHere for anybody but a privacy officer and for nobody found, NothingSaid and WrongSpan.
    """
    people = overseen_people(by)
    _check(asked)
    with transaction.atomic():
        blind = blind_name(PersonName(given_names, family_name), born_on)
        person = people.filter(id__in=named_so(blind)).order_by("created_at", "id").first()
        if person is None:
            raise NotHere
        found = _read(asked, pseudonym=person.pseudonym)
        _keep(asked, person, None, by, at)
        _record([person.pseudonym], by, at)
        lines = [_line(entry, person.pseudonym) for entry in found]
        name = open_name(open_keys([person.id]), person).display
        return Reading(name, _shown(lines, {}), len(found) == READ_AT_MOST)


def read_by_member(*, user_id: UUID, asked: Asked, by: Actor, at: datetime) -> Reading:
    """Return what this member of staff did with whose records, without those this officer is kept from.

    Raises NotHere for anybody but a privacy officer, for oneself and for nobody found, NothingSaid and WrongSpan.
    """
    people = overseen_people(by)
    _check(asked)
    member = User.objects.filter(id=user_id).exclude(id=by.id).first()
    if member is None:
        raise NotHere
    create_key(member.id)
    with transaction.atomic():
        found = _read(asked, actor_id=member.id)
        touched = {subject for entry in found for subject in entry.subjects}
        known = {person.pseudonym: person for person in people.filter(pseudonym__in=touched)}
        lines = [_line(entry, subject) for entry in found for subject in entry.subjects if subject in known]
        keys = open_keys([person.id for person in known.values()])
        names = {pseudonym: open_name(keys, person).display for pseudonym, person in known.items()}
        _keep(asked, None, member, by, at)
        _record(known, by, at)
        return Reading(member.name, _shown(lines, names), len(found) == READ_AT_MOST)


def _check(asked: Asked) -> None:
    check_span(asked.first, asked.last)
    if not asked.words.strip():
        raise NothingSaid


def _read(asked: Asked, *, pseudonym: UUID | None = None, actor_id: UUID | None = None) -> list[Written]:
    since = datetime.combine(asked.first, time(), tzinfo=LONDON)
    until = datetime.combine(asked.last + timedelta(days=1), time(), tzinfo=LONDON)
    return list_entries(
        since=since, until=until, limit=READ_AT_MOST, pseudonym=pseudonym, actor_id=actor_id, without=OWN_SIDE
    )


def _keep(asked: Asked, person: Person | None, member: User | None, by: Actor, at: datetime) -> None:
    row = LedgerReading(
        id=uuid4(), read_by_id=by.id, person=person, member=member, purpose=asked.purpose.value, starts_on=asked.first,
        ends_on=asked.last, read_at=at,
    )  # fmt: skip
    subject = person.id if person else member.id if member else by.id
    keys = open_keys([subject])
    row.sealed_words = seal_field(keys, subject, TABLE, row.id, "sealed_words", asked.words.strip())
    row.save(force_insert=True)


def _record(pseudonyms: Sequence[UUID] | dict[UUID, Person], by: Actor, at: datetime) -> None:
    record_about_many(
        Kind.CONSULTATION, "ledger_read", list(pseudonyms), by=by, at=at, relation=Role.PRIVACY_OFFICER, object_type="ledger"
    )  # fmt: skip


def _line(entry: Written, subject: UUID) -> LedgerLine:
    return LedgerLine(entry.actor_id, subject, entry.action, entry.relation, entry.object_type, entry.at, entry.at)


def _shown(lines: list[LedgerLine], names: dict[UUID, str]) -> list[ReadLine]:
    folded = fold_lines(lines)
    users = {user.id: user for user in User.objects.select_related("team").filter(id__in={f.actor_id for f in folded})}
    return [
        ReadLine(
            who=users[f.actor_id].name if f.actor_id in users else "",
            team=_team_of(users.get(f.actor_id)) if f.actor_id else "",
            whom=names.get(f.subject, "") if f.subject else "",
            line=f,
        )
        for f in folded
    ]


def _team_of(user: User | None) -> str:
    return user.team.name if user and user.team else ""
