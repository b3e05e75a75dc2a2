"""The whole made-up service, the same for the same seed and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from alongside.domain.demo.people import DemoPerson, make_person
from alongside.domain.demo.staff import FIRST_PRACTITIONER, PRACTITIONERS, TEAMS, USERS, DemoUser

SEED = 2026
PEOPLE = 400


@dataclass(frozen=True)
class DemoService:
    """Teams and users at once, people one after the other."""

    teams: tuple[str, ...]
    users: tuple[DemoUser, ...]
    people: Iterator[DemoPerson]


def make_service(*, today: date, people: int = PEOPLE, seed: int = SEED) -> DemoService:
    """Return three teams, twelve practitioners and their people with eighteen months of history up to `today`."""
    return DemoService(TEAMS, USERS, _people(Random(seed), today, people))  # noqa: S311  repeatable on purpose


def _people(random: Random, today: date, count: int) -> Iterator[DemoPerson]:
    for number in range(count):
        own = number % len(PRACTITIONERS)
        team = PRACTITIONERS[own].team
        colleagues = [i for i, user in enumerate(PRACTITIONERS) if user.team == team and i != own]
        yield make_person(
            random,
            number=number,
            practitioner=FIRST_PRACTITIONER + own,
            others=[FIRST_PRACTITIONER + i for i in colleagues],
            today=today,
        )
