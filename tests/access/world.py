"""One person, with everybody who could stand to them in any way and a thing of each kind in the record."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from alongside.casework.caseload.state import refresh_state
from alongside.records.models import Conflict, DatedAuthority, Episode, Relationship, Session, User
from tests.cast import START, Cast, make_user

MORE = {
    "co_worker": "Cara Owen",
    "former": "Fred Marsh",
    "conflicted": "Conn Bevan",
    "inspector": "Ines Roy",
}


@dataclass
class World:
    """A cast with more relations, and the values that the parts of an address stand for."""

    cast: Cast
    more: dict[str, User] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)

    def staff(self) -> dict[str, User]:
        """Return every member of staff by their part."""
        return self.cast.staff() | self.more


def make_world(cast: Cast) -> World:
    """Add the relations that the cast has not, and fill the record of its person."""
    world = World(cast)
    _relate(world)
    _fill(world)
    return world


def _relate(world: World) -> None:
    cast, day = world.cast, START.date()
    for part, name in MORE.items():
        world.more[part] = make_user(name, "practitioner", team=cast.team, supervisor=cast.supervisor)
    User.objects.filter(id=world.more["inspector"].id).update(team=None, supervisor=None)
    _work(world, "co_worker", day)
    _work(world, "former", date(2026, 1, 1), ends_on=day - timedelta(days=1), ended_at=START)
    Conflict.objects.create(user=world.more["conflicted"], person_id=cast.person_id, blind=b"x" * 32, declared_at=START)
    _work(world, "conflicted", day)
    DatedAuthority.objects.create(
        user=world.more["inspector"], team=cast.team, starts_on=day, ends_on=day + timedelta(days=30),
        granted_by=cast.administrator, granted_at=START,
    )  # fmt: skip


def _work(world: World, part: str, starts_on: date, **ended: Any) -> None:
    Relationship.objects.create(
        person_id=world.cast.person_id, practitioner=world.more[part], kind="co_worker", starts_on=starts_on,
        created_at=START, **ended,
    )  # fmt: skip


def _fill(world: World) -> None:
    person_id = world.cast.person_id
    relationship = Relationship.objects.get(person=person_id, kind="allocated")
    session = Session.objects.create(
        person_id=person_id, relationship=relationship, practitioner=world.cast.practitioner, planned_at=START,
        created_at=START,
    )  # fmt: skip
    episode = Episode.objects.create(
        person_id=person_id, relationship=relationship, source="practitioner", opened_at=START
    )
    refresh_state(person_id, at=START)
    # Every part of an address of the product stands for one of these. A new part needs a line here.
    world.ids = {
        "person_id": person_id,
        "session_id": session.id,
        "episode_id": episode.id,
        "user_id": world.cast.colleague.id,
        "batch_id": uuid4(),
        "number": 1,
        "pk": 1,
    }
