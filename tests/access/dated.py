"""Worlds with one dated relation each, asked about on the days round its edges."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from alongside.access import Action, Item
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere, require
from alongside.access.standings import LONDON, visible_people
from alongside.records.models import Cover, DatedAuthority, Person, Relationship, Team, User

DAYS = [date(2026, 5, 3), date(2026, 5, 4), date(2026, 5, 8), date(2026, 5, 9)]
FIRST, LAST = DAYS[1], DAYS[2]
OPEN_DAYS = {FIRST, LAST}
KINDS = ["allocated", "co_worker", "cover of a caseload", "cover of one person", "inspector"]
LONG_AGO = date(2020, 1, 1)
SET_AT = datetime(2026, 1, 1, tzinfo=UTC)


def days_that_are_wrong(kind: str) -> list[str]:
    """Return the days on which the gate or the list disagrees with the dates, at the first and last minute of the day."""
    user, person_id = _make(kind)
    wrong = []
    for day in DAYS:
        for clock in (time(0, 0), time(23, 59)):
            at = datetime.combine(day, clock, tzinfo=LONDON)
            expected = day in OPEN_DAYS
            if (_gate_opens(user, person_id, at), _is_listed(user, person_id, at)) != (expected, expected):
                wrong.append(f"{kind} at {at:%d %B %H:%M}")
    return wrong


def _gate_opens(user: User, person_id: UUID, at: datetime) -> bool:
    try:
        require(actor_for(user), Action.READ, Item.IDENTITY, person_id=person_id, at=at)
    except NotHere:
        return False
    return True


def _is_listed(user: User, person_id: UUID, at: datetime) -> bool:
    return visible_people(actor_for(user), at).filter(id=person_id).exists()


def _user(*roles: str, team: Team) -> User:
    return User.objects.create(email=f"{uuid4()}@example.org", name="Somebody", roles=list(roles), team=team)


def _make(kind: str) -> tuple[User, UUID]:
    team = Team.objects.create(name=f"{uuid4()}")
    asking, other = _user("practitioner", team=team), _user("practitioner", team=team)
    person = Person.objects.create(jurisdiction="scotland", created_at=SET_AT)
    if kind in {"allocated", "co_worker"}:
        _relate(person, asking, kind, FIRST, LAST)
        return asking, person.id
    _relate(person, other, "allocated", LONG_AGO, None)
    if kind == "inspector":
        DatedAuthority.objects.create(
            user=asking, team=team, starts_on=FIRST, ends_on=LAST, granted_by=other, granted_at=SET_AT
        )
    else:
        one = person if kind == "cover of one person" else None
        Cover.objects.create(
            practitioner=other, covering=asking, person=one, starts_on=FIRST, ends_on=LAST, arranged_by=other,
            arranged_at=SET_AT,
        )  # fmt: skip
    return asking, person.id


def _relate(person: Person, practitioner: User, kind: str, starts_on: date, ends_on: date | None) -> None:
    Relationship.objects.create(
        person=person, practitioner=practitioner, kind=kind, starts_on=starts_on, ends_on=ends_on, created_at=SET_AT
    )
