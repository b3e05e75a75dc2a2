"""G7: somebody signs in, loses their relation, and the next request of the same session is refused."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from alongside.access import Actor, gates
from alongside.access.actors import actor_for
from alongside.casework.access_rules.conflicts import declare_conflict
from alongside.casework.access_rules.operations import exclude_worker, restrict_record
from alongside.casework.relationships.covering import end_cover
from alongside.casework.relationships.operations import call_off_move, end_co_working, move_person
from alongside.records.models import Cover, User
from tests.access.world import World, make_world
from tests.cast import START, TOMOS
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast) -> World:  # noqa: F811
    return make_world(cast)


def move(world: World) -> None:
    supervisor = actor_for(world.cast.supervisor)
    call_off_move(person_id=world.cast.person_id, by=supervisor, at=START)
    move_person(
        person_id=world.cast.person_id, to=world.cast.colleague.id, on=START.date(), reason="x", by=supervisor, at=START
    )


def end_the_cover(world: World) -> None:
    end_cover(cover_id=Cover.objects.get().id, by=actor_for(world.cast.practitioner), at=START)


def end_the_co_working(world: World) -> None:
    end_co_working(
        person_id=world.cast.person_id, relationship_id=world.ids["relationship_id"], by=actor_for(world.cast.supervisor),
        at=START,
    )  # fmt: skip


def exclude(part: str) -> Callable[[World], None]:
    def set_rule(world: World) -> None:
        exclude_worker(
            person_id=world.cast.person_id, user_id=world.staff()[part].id, reason="x",
            by=actor_for(world.cast.supervisor), at=START,
        )  # fmt: skip

    return set_rule


def restrict(world: World) -> None:
    restrict_record(
        person_id=world.cast.person_id, user_ids=[], reason="x", by=actor_for(world.cast.supervisor), at=START
    )


def know(world: World) -> None:
    assert TOMOS.born_on
    declare_conflict(
        given_names="Tomos", family_name="Bevan", born_on=TOMOS.born_on, by=actor_for(world.cast.practitioner), at=START
    )


def lose_the_role(world: World) -> None:
    User.objects.filter(id=world.cast.practitioner.id).update(roles=["evaluator"])


def change_supervisor(world: World) -> None:
    User.objects.filter(id=world.cast.practitioner.id).update(supervisor=world.cast.stranger)


LOSSES = [
    ("practitioner", move), ("cover", end_the_cover), ("co_worker", end_the_co_working),
    ("practitioner", exclude("practitioner")), ("inspector", exclude("inspector")), ("co_worker", restrict),
    ("practitioner", know), ("practitioner", lose_the_role), ("supervisor", change_supervisor),
]  # fmt: skip


@pytest.mark.parametrize(("part", "lose"), LOSSES)
def test_the_next_request_after_losing_the_relation_is_refused(world, part, lose):
    assert statuses_around(world, part, lose) == (200, 404)


def test_a_standing_that_is_remembered_over_requests_would_be_noticed(world, monkeypatch):
    """The rule is broken once in each run: what was looked up for one request is used for the next."""
    monkeypatch.setattr(gates, "look_up", remembering(gates.look_up))
    assert statuses_around(world, "practitioner", exclude("practitioner")) == (200, 200)


def statuses_around(world: World, part: str, lose: Callable[[World], None]) -> tuple[int, int]:
    """Return how the person's page answers the same signed-in browser before and after."""
    client = signed_in_client(world.staff()[part])
    address = f"/people/{world.cast.person_id}/"
    before = client.get(address).status_code
    lose(world)
    return before, client.get(address).status_code


def remembering(look_up: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[object, Any] = {}

    def remembered(actor: Actor, person_ids: Iterable[UUID], now: datetime) -> Any:
        wanted = tuple(person_ids)
        return kept.setdefault((actor.id, wanted), look_up(actor, wanted, now))

    return remembered


def test_a_cover_is_over_at_midnight_in_london_in_the_middle_of_a_session(world, set_clock):  # noqa: F811
    Cover.objects.update(ends_on=START.date())
    address = f"/people/{world.cast.person_id}/"
    set_clock(START + timedelta(hours=13, minutes=25))
    client = signed_in_client(world.cast.cover)
    assert client.get(address).status_code == 200
    set_clock(START + timedelta(hours=13, minutes=31))
    assert client.get(address).status_code == 404
