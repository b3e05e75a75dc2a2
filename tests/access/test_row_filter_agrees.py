"""G2: the row filter includes a person if and only if the policy lets the actor read their identity."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from unittest.mock import Mock
from uuid import UUID

import pytest
from django.db.models import Q

from alongside.access import Action, Item, Relation, Resource, decide, facts, standings
from alongside.access.actors import actor_for
from alongside.access.standings import visible_people
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

# Two thousand worlds ask the same lines, which would take as long again to count.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TODAY = date(2026, 5, 4)
ROLES = ["practitioner", "supervisor", "privacy_officer", "administrator", "safeguarding_lead"]
WORLDS = 2_000
PEOPLE, USERS = 5, 4  # 2,000 worlds x 4 users x 5 people = 40,000 pairs of an actor and a person


def near(random: Random) -> date:
    return TODAY + timedelta(days=random.randint(-3, 3))


def make_world(random: Random) -> tuple[list[User], list[Person]]:
    teams = Team.objects.bulk_create([Team(name=f"{random.random()}") for _ in range(2)])
    users = User.objects.bulk_create([_user(random, teams) for _ in range(USERS)])
    for user in users:
        user.supervisor = random.choice([None, *[u for u in users if u != user]])
        user.save()
    hidden = ImportBatch.objects.create(kind="people", file_format="csv", uploaded_by=users[0], uploaded_at=NOW)
    people = Person.objects.bulk_create(
        Person(jurisdiction="scotland", created_at=NOW, import_batch=random.choice([None, None, hidden]))
        for _ in range(PEOPLE)
    )
    for person in people:
        _relate(random, person, users, hidden)
        _rules(random, person, users)
    _dated(random, users, people, teams)
    _emergencies(random, users, people)
    return users, people


def _user(random: Random, teams: list[Team]) -> User:
    roles = random.sample(ROLES, random.randint(0, 2))
    team = random.choice(teams)
    return User(
        email=f"{random.random()}@example.org", name="x", roles=roles, team=team, is_active=random.random() > 0.1
    )


def _relate(random: Random, person: Person, users: list[User], hidden: ImportBatch) -> None:
    for kind in ("allocated", "co_worker", "co_worker"):
        start = near(random)
        end = random.choice([None, start + timedelta(days=random.randint(0, 4))])
        ended = random.choice([None, None, NOW])
        batch = random.choice([None, None, None, hidden])
        worker = random.choice(users)
        Relationship.objects.create(
            person=person, practitioner=worker, kind=kind, starts_on=start, ends_on=end, ended_at=ended,
            created_at=NOW, import_batch=batch,
        )  # fmt: skip


def _rules(random: Random, person: Person, users: list[User]) -> None:
    lifted = random.choice([None, NOW])
    who = random.choice(users)
    if random.random() < 0.2:
        Exclusion.objects.create(person=person, user=who, set_by=users[0], set_at=NOW, lifted_at=lifted)
    if random.random() < 0.2:
        Conflict.objects.create(person=person, user=who, blind=b"x" * 32, declared_at=NOW, lifted_at=lifted)
    if random.random() < 0.2:
        rule = Restriction.objects.create(person=person, set_by=users[0], set_at=NOW, lifted_at=lifted)
        for member in random.sample(users, random.randint(0, 3)):
            RestrictionMember.objects.create(restriction=rule, user=member)


def _dated(random: Random, users: list[User], people: list[Person], teams: list[Team]) -> None:
    for _ in range(4):
        away, covering = random.sample(users, 2)
        start = near(random)
        Cover.objects.create(
            practitioner=away, covering=covering, person=random.choice([None, random.choice(people)]), starts_on=start,
            ends_on=start + timedelta(days=2), arranged_by=users[0], arranged_at=NOW, ended_at=random.choice([None, None, NOW]),
        )  # fmt: skip
    start = near(random)
    DatedAuthority.objects.create(
        user=random.choice(users), team=random.choice(teams), starts_on=start, ends_on=start + timedelta(days=2),
        granted_by=users[0], granted_at=NOW,
    )  # fmt: skip


def _emergencies(random: Random, users: list[User], people: list[Person]) -> None:
    """Records opened in an emergency, closed by somebody or by the hours, some this very second, or before a clock was put back."""
    for _ in range(3):
        ends = NOW + timedelta(minutes=random.choice([-1500, -241, -1, 0, 0, 1, 240, 241, 245]))
        BrokenGlass.objects.create(
            user=random.choice(users), person=random.choice(people), reason="crisis", opened_at=ends - timedelta(hours=4),
            ends_at=ends, ended_at=random.choice([None, None, NOW]), review_due_on=TODAY,
        )  # fmt: skip


def disagreements(seed: int) -> list[str]:
    """Return the users for whom the row filter and the policy do not name the same people in this world."""
    users, people = make_world(Random(seed))  # noqa: S311  a repeatable world, not a secret
    return [user.email for user in users if _listed(user) != _allowed(user, people)]


def _listed(user: User) -> set[UUID]:
    return set(visible_people(actor_for(user), NOW).values_list("id", flat=True))


def _allowed(user: User, people: list[Person]) -> set[UUID]:
    actor = actor_for(user)
    standings = facts.load_standings(actor, [p.id for p in people], NOW)
    return {i for i, s in standings.items() if decide(actor, Action.READ, Resource(Item.IDENTITY, s), NOW)}


@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_row_filter_includes_a_person_exactly_when_the_policy_allows(seed):
    assert disagreements(seed) == []


def gate_loses_the_last_day(patch):
    patch.setattr(facts, "_includes", lambda fact, day: not fact.ends_on or day < fact.ends_on)


def gate_forgets_dates(patch):
    patch.setattr(facts, "_includes", lambda fact, day: True)


def gate_takes_co_workers_for_allocated(patch):
    patch.setattr(facts, "_relations", lambda actor, own, of_all: {Relation.ALLOCATED} if own else set())


def filter_loses_the_last_day(patch):
    patch.setattr(standings, "live", lambda day: Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day)))


def filter_forgets_restrictions(patch):
    patch.setattr(standings, "Restriction", Mock(objects=Mock(filter=lambda **_: Restriction.objects.none())))


def gate_leaves_an_emergency_open_for_another_minute(patch):
    patch.setattr(facts, "_is_open", lambda fact, now: not fact.ends_at or now < fact.ends_at + timedelta(minutes=1))


def filter_leaves_an_emergency_open_that_was_closed(patch):
    every = Mock(objects=Mock(open_at=lambda at: BrokenGlass.objects.filter(ends_at__gt=at, opened_at__lte=at)))
    patch.setattr(standings, "BrokenGlass", every)


def filter_takes_one_that_was_opened_later_than_now(patch):
    every = Mock(objects=Mock(open_at=lambda at: BrokenGlass.objects.filter(ended_at__isnull=True, ends_at__gt=at)))
    patch.setattr(standings, "BrokenGlass", every)


HALVES = [
    gate_leaves_an_emergency_open_for_another_minute,
    filter_leaves_an_emergency_open_that_was_closed,
    filter_takes_one_that_was_opened_later_than_now,
    gate_loses_the_last_day,
    gate_forgets_dates,
    gate_takes_co_workers_for_allocated,
    filter_loses_the_last_day,
    filter_forgets_restrictions,
]


@pytest.mark.parametrize("mistake", HALVES)
def test_a_mistake_in_one_half_is_not_made_in_the_other(mistake, monkeypatch):
    """If both read the same code, a mistake in it would go unnoticed."""
    mistake(monkeypatch)
    assert any(disagreements(seed) for seed in range(WORLDS))


def test_the_standing_to_many_people_takes_one_query(django_assert_num_queries):
    users, people = make_world(Random(1))  # noqa: S311  no secret
    with django_assert_num_queries(1):
        facts.load_standings(actor_for(users[0]), [p.id for p in people], NOW)
    assert facts.load_standings(actor_for(users[0]), [], NOW) == {}
