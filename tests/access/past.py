"""Worlds that change while they are watched: what the gate said at the time, to hold against what is worked out afterwards.

The oracle is slow and knows nothing of histories: at each moment it asks the real policy of the rows as they are then.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from django.db.models import Q

from alongside.access import Action, Audience, Item, Resource, Role, decide
from alongside.access.actors import actor_for
from alongside.access.facts import look_up
from alongside.access.standings import day_of
from alongside.casework.access_rules.authority import withdraw_authority
from alongside.casework.relationships.changing import end_before
from alongside.casework.users.operations import UserFacts, change_user, deactivate_user, reactivate_user
from alongside.records.models import (
    BrokenGlass,
    Conflict,
    Cover,
    DatedAuthority,
    Exclusion,
    ImportBatch,
    Person,
    Relationship,
    Restriction,
    RestrictionMember,
    Team,
    User,
)

# The clocks go back on the third night.
BEGIN = datetime(2026, 10, 23, 6, 0, tzinfo=UTC)
LASTS = timedelta(days=6)
END = BEGIN + LASTS
ROLES = ["practitioner", "practitioner", "supervisor", "safeguarding_lead", "privacy_officer"]
EVENTS, WATCHED = 16, 14
# The oracle's own words for what it asks: the name the answer has, and the item as a page asks for it.
WATCHES = {
    "identity": Resource(Item.IDENTITY),
    "last_notes": Resource(Item.NOTE, rank=1),
    "all_notes": Resource(Item.NOTE, rank=9),
    "answers_for_worker": Resource(Item.CHECK_IN, audience=Audience.WORKER),
    "answers_for_supervisor": Resource(Item.CHECK_IN, audience=Audience.SUPERVISOR),
    "offers": Resource(Item.CHECK_IN_OFFER),
    "access_rules": Resource(Item.ACCESS_RULES),
    "disclosures": Resource(Item.DISCLOSURE),
    "complaints": Resource(Item.COMPLAINT),
    "complaints_to_supervisor": Resource(Item.COMPLAINT, audience=Audience.SUPERVISOR),
}
Seen = dict[tuple[datetime, UUID, UUID], frozenset[str]]


@dataclass
class Past:
    """A world with what was allowed at each moment that was watched, and by which relation or role."""

    random: Random
    users: list[User]
    people: list[Person]
    teams: list[Team]
    administrator: User
    hidden: ImportBatch
    seen: Seen = field(default_factory=dict)

    def any_user(self) -> User:
        return self.random.choice(self.users)

    def any_person(self) -> Person:
        return self.random.choice(self.people)


def live_through(seed: int) -> Past:
    """Make a world, let things happen in it, and watch it from time to time."""
    random = Random(seed)  # noqa: S311  a repeatable world, not a secret
    past = _make(random)
    happenings = [(_moment(random), random.choice(HAPPENINGS)) for _ in range(EVENTS)]
    # Some moments are watched on the very second of a change, where an edge that is a second wrong shows.
    watched = {_moment(random) for _ in range(WATCHED - 6)} | {at for at, _ in random.sample(happenings, 6)}
    for at in sorted({at for at, _ in happenings} | watched):
        for when, happen in happenings:
            if when == at:
                happen(past, at)
        if at in watched:
            _watch(past, at)
    return past


def _moment(random: Random) -> datetime:
    """Return a full hour, which in London is often midnight."""
    days, hour = random.randrange(LASTS.days), random.choice([0, 1, 8, 17, 22, 23])
    return datetime(2026, 10, 23, 6, tzinfo=UTC) + timedelta(days=days, hours=hour)


def _make(random: Random) -> Past:
    teams = [Team.objects.create(name=f"{uuid4()}") for _ in range(2)]
    administrator = User.objects.create(email=f"{uuid4()}@example.org", name="Adam", roles=["administrator"])
    users = [_user(random, teams) for _ in range(4)]
    for user in users:
        user.supervisor = random.choice([None, *(u for u in users if u != user)])
        user.save()
    hidden = ImportBatch.objects.create(kind="people", file_format="csv", uploaded_by=administrator, uploaded_at=BEGIN)
    people = [
        Person.objects.create(jurisdiction="scotland", created_at=BEGIN, import_batch=batch) for batch in (None, hidden)
    ]
    return Past(random, users, people, teams, administrator, hidden)


def _user(random: Random, teams: list[Team]) -> User:
    roles = sorted(set(random.sample(ROLES, random.randint(1, 3))))
    return User.objects.create(
        email=f"{uuid4()}@example.org", name="x", roles=roles, team=random.choice([None, *teams]), created_at=BEGIN
    )


def _watch(past: Past, at: datetime) -> None:
    for user in User.objects.filter(id__in=[user.id for user in past.users]):
        actor = actor_for(user)
        for person_id, known in look_up(actor, [person.id for person in past.people], at).items():
            allowed = frozenset(
                name
                for name, asked in WATCHES.items()
                if known.pseudonym
                and decide(
                    actor, Action.READ,
                    Resource(asked.item, known.standing, audience=asked.audience, rank=asked.rank), at,
                )
            )  # fmt: skip
            past.seen[at, user.id, person_id] = allowed


# --- What happens. Each leaves the rows as the operation of the product does. -------------------------------------------


def _begin_work(past: Past, at: datetime) -> None:
    kind, person = past.random.choice(["allocated", "co_worker"]), past.any_person()
    rows = Relationship.staged.filter(person=person, kind="allocated", ends_on__isnull=True)
    if kind == "allocated":
        for row in rows:
            end_before(row, day_of(at), at)
    starts = day_of(at) + timedelta(days=past.random.randint(-2, 2))
    ends = past.random.choice([None, None, starts + timedelta(days=past.random.randint(0, 3))])
    Relationship.objects.create(
        person=person, practitioner=past.any_user(), kind=kind, starts_on=starts, ends_on=ends, created_at=at,
        import_batch=past.random.choice([None, None, None, past.hidden]),
    )  # fmt: skip


def _end_work(past: Past, at: datetime) -> None:
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=day_of(at))
    rows = list(Relationship.objects.filter(still, ended_at__isnull=True, person__in=past.people).order_by("id"))
    if rows:
        end_before(past.random.choice(rows), day_of(at) + timedelta(days=past.random.randint(0, 2)), at)


def _stand_in(past: Past, at: datetime) -> None:
    away, covering = past.random.sample(past.users, 2)
    starts = day_of(at) + timedelta(days=past.random.randint(0, 2))
    Cover.objects.create(
        practitioner=away, covering=covering, person=past.random.choice([None, past.any_person()]), starts_on=starts,
        ends_on=starts + timedelta(days=past.random.randint(0, 2)), arranged_by=away, arranged_at=at,
    )  # fmt: skip


def _end_standing_in(past: Past, at: datetime) -> None:
    rows = Cover.objects.filter(ended_at__isnull=True, ends_on__gte=day_of(at), covering__in=past.users)
    Cover.objects.filter(id__in=list(rows.order_by("id").values_list("id", flat=True)[:1])).update(ended_at=at)


def _exclude(past: Past, at: datetime) -> None:
    who, person = past.any_user(), past.any_person()
    Exclusion.objects.get_or_create(person=person, user=who, lifted_at=None, defaults={"set_by": who, "set_at": at})


def _know_somebody(past: Past, at: datetime) -> None:
    Conflict.objects.create(person=past.any_person(), user=past.any_user(), blind=b"x" * 32, declared_at=at)


def _restrict(past: Past, at: datetime) -> None:
    person = past.any_person()
    Restriction.objects.filter(person=person, lifted_at__isnull=True).update(lifted_at=at)
    row = Restriction.objects.create(person=person, set_by=past.users[0], set_at=at)
    for member in past.random.sample(past.users, past.random.randint(0, 3)):
        RestrictionMember.objects.create(restriction=row, user=member)


def _lift(past: Past, at: datetime) -> None:
    table = past.random.choice([Exclusion, Conflict, Restriction])
    rows = table.objects.filter(lifted_at__isnull=True, person__in=past.people).order_by("id")
    table.objects.filter(id__in=list(rows.values_list("id", flat=True)[:1])).update(lifted_at=at)


def _inspect(past: Past, at: datetime) -> None:
    starts = day_of(at) + timedelta(days=past.random.randint(0, 1))
    DatedAuthority.objects.create(
        user=past.any_user(), team=past.random.choice(past.teams), starts_on=starts, ends_on=starts + timedelta(days=3),
        granted_by=past.administrator, granted_at=at,
    )  # fmt: skip


def _withdraw(past: Past, at: datetime) -> None:
    # One that has not had a whole day leaves no row: what the page says about that is tested apart.
    rows = DatedAuthority.objects.filter(user__in=past.users, starts_on__lt=day_of(at), ends_on__gte=day_of(at))
    for row in rows.order_by("id")[:1]:
        withdraw_authority(authority_id=row.id, by=actor_for(past.administrator), at=at)


def _break_glass(past: Past, at: datetime) -> None:
    BrokenGlass.objects.create(
        person=past.any_person(), user=past.any_user(), reason="crisis", opened_at=at, ends_at=at + timedelta(hours=9),
        review_due_on=day_of(at),
    )  # fmt: skip


def _close_glass(past: Past, at: datetime) -> None:
    rows = BrokenGlass.objects.filter(ended_at__isnull=True, ends_at__gt=at, person__in=past.people).order_by("id")
    BrokenGlass.objects.filter(id__in=list(rows.values_list("id", flat=True)[:1])).update(ended_at=at)


def _change_account(past: Past, at: datetime) -> None:
    user = User.objects.get(id=past.any_user().id)
    supervisors = [u.id for u in User.objects.filter(is_active=True).exclude(id=user.id) if "supervisor" in u.roles]
    facts = UserFacts(
        "x", user.email, {Role(role) for role in past.random.sample(sorted(set(ROLES)), 2)},
        past.random.choice([None, *past.teams]) and past.random.choice(past.teams).id,
        past.random.choice([None, *supervisors]),
    )  # fmt: skip
    change_user(user_id=user.id, facts=facts, by=actor_for(past.administrator), at=at)


def _close_account(past: Past, at: datetime) -> None:
    deactivate_user(user_id=past.any_user().id, by=actor_for(past.administrator), at=at)


def _open_account(past: Past, at: datetime) -> None:
    for user in User.objects.filter(is_active=False)[:1]:
        reactivate_user(user_id=user.id, by=actor_for(past.administrator), at=at)


def _publish(past: Past, at: datetime) -> None:
    ImportBatch.objects.filter(id=past.hidden.id, published_at__isnull=True).update(published_at=at)


HAPPENINGS: list[Callable[[Past, datetime], None]] = [
    _begin_work, _begin_work, _begin_work, _begin_work, _begin_work, _end_work, _stand_in, _stand_in,
    _end_standing_in, _exclude, _exclude, _know_somebody, _restrict, _lift, _lift, _inspect, _withdraw, _break_glass,
    _close_glass, _change_account, _change_account, _close_account, _open_account, _publish, _publish,
]  # fmt: skip
