"""The register, and one incident with its history and the people it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Actor
from alongside.access.incidents import OFFICER, accounts_for, incidents_of, load_incident, nameable_people
from alongside.casework.audit import record_about_many, record_listed
from alongside.casework.incidents.loading import OBJECT, IncidentLine, open_lines
from alongside.casework.paging import cut
from alongside.casework.people.exactly import match_exactly
from alongside.casework.people.sealing import PersonName, open_name
from alongside.domain.incidents import HoursLeft, Ico, count_hours_left
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.incidents import IncidentPerson
from alongside.vault import open_keys


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An incident with the hours that are left, as long as the clock runs."""

    line: IncidentLine
    hours: HoursLeft | None


@dataclass(frozen=True)
class Register:
    """What is open, the next due first, and a page of what is closed, the last first."""

    open: Sequence[RegisterRow]
    closed: Sequence[RegisterRow]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody it is about."""

    id: UUID
    person_id: UUID
    name: PersonName
    told_on: date | None


@dataclass(frozen=True)
class OneIncident:
    """An incident, whose account it is about if anybody's, and the people. erased: of how many the record is erased since."""

    row: RegisterRow
    account: str
    account_id: UUID | None
    people: Sequence[NamedPerson]
    erased: int


def list_incidents(*, viewer: Actor, page: int = 1, at: datetime) -> Register:
    """Return the register. One *listed* entry, which is about nobody: no line names anybody. Raises NotHere."""
    rows = incidents_of(viewer)
    with transaction.atomic():
        still_open = open_lines(rows.filter(is_closed=False).order_by("aware_at", "id"))
        closed = cut(rows.filter(is_closed=True).order_by("-aware_at", "id"), page)
        record_listed([], by=viewer, at=at, relation=OFFICER, object_type=OBJECT)
        found = [_row(line, at) for line in still_open]
        waiting_first = sorted(found, key=lambda row: (row.hours is None, row.line.facts.aware_at))
        return Register(waiting_first, [_row(line, at) for line in open_lines(closed.rows)], closed.page, closed.pages)


def get_incident(*, incident_id: UUID, viewer: Actor, at: datetime) -> OneIncident:
    """Return one incident, and record that it was opened, about everybody it names. Raises NotHere."""
    with transaction.atomic():
        row = load_incident(viewer, incident_id)
        (line,) = open_lines([row])
        named = IncidentPerson.objects.select_related("person").filter(incident=row, taken_off_at__isnull=True)
        rows = list(named)
        record_about_many(
            Kind.CONSULTATION, "opened", [one.person.pseudonym for one in rows], by=viewer, at=at, relation=OFFICER,
            object_type=OBJECT, object_id=row.id,
        )  # fmt: skip
        account = User.objects.filter(id=row.member_id).first() if row.member_id else None
        people = _people(rows)
        return OneIncident(
            _row(line, at), account.name if account else "", row.member_id, people, row.people_count - len(rows)
        )


def list_accounts(*, viewer: Actor) -> list[tuple[UUID, str]]:
    """Return everybody whose account an incident may be about, by name. Raises NotHere for anybody but privacy officers."""
    return list(accounts_for(viewer).values_list("id", "name"))


def find_person(
    *, name: PersonName | None, born_on: date | None, number: tuple[str, str] | None, by: Actor, at: datetime
) -> UUID | None:
    """Return whose record it is, by the exact name and date of birth, or by a number. None: nobody's, as far as one may know.

    Every search is in the ledger, whatever it found. Raises NotHere, and IdentifierEmpty for a number without any sign.
    """
    people = nameable_people(by)
    with transaction.atomic():
        person = match_exactly(people, name=name, born_on=born_on, number=number)
        found = [person.pseudonym] if person else []
        record_about_many(Kind.CONSULTATION, "searched", found, by=by, at=at, relation=OFFICER, object_type=OBJECT)
    return person.id if person else None


def _row(line: IncidentLine, at: datetime) -> RegisterRow:
    runs = line.standing.ico is Ico.WAITS
    return RegisterRow(line, count_hours_left(aware_at=line.facts.aware_at, now=at) if runs else None)


def _people(rows: Sequence[IncidentPerson]) -> list[NamedPerson]:
    keys = open_keys([one.person_id for one in rows])
    named = [NamedPerson(one.id, one.person_id, open_name(keys, one.person), one.told_on) for one in rows]
    return sorted(named, key=lambda one: (one.name.family_name.casefold(), one.name.given_names.casefold()))
