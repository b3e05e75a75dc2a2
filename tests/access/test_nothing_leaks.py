"""G3: an exclusion, a conflict and a restriction beat every way in, and on no page is there a gap where somebody was."""

from datetime import timedelta
from typing import Any

import pytest

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
    User,
)
from tests.access.browsers import ask, comparable, nothing_stays, path_of
from tests.access.canaries import CANARY, holds_a_token, put_canaries
from tests.access.pages_for_whom import PAGES, SIGN_IN
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.cast import START, make_user
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.signed_in import client_with_session, signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
# The page that gives a form its token answers anew each time, and holds nothing else.
PRODUCT = {
    a.name: a for a in every_address() if a.name in PAGES and PAGES[a.name] is not SIGN_IN and a.name != "form_token"
}
METHODS = ("get", "post")


@pytest.fixture
def world(cast) -> World:  # noqa: F811
    made = make_world(cast)
    put_canaries(made)
    return made


WAYS = (
    "allocated",
    "co_worker",
    "cover of a caseload",
    "cover of one person",
    "supervisor",
    "inspector",
    "broken glass",
    "all of them",
)
BARS = ("excluded", "conflict", "not on the list")


def let_in(world: World, user: User, way: str) -> None:
    """Give somebody one relation to the person, or every one."""
    person_id, day, ruth = world.cast.person_id, START.date(), world.cast.practitioner
    if way in ("allocated", "all of them"):
        Relationship.objects.filter(practitioner=ruth).update(practitioner=user)
    if way in ("co_worker", "all of them"):
        Relationship.objects.create(
            person_id=person_id, practitioner=user, kind="co_worker", starts_on=day, created_at=START
        )
    others = [u for u in (ruth, world.cast.colleague) if u != user]
    if way in ("cover of a caseload", "all of them"):
        for away in others:
            cover(away, user, None)
    if way in ("cover of one person", "all of them"):
        cover(ruth, user, person_id)
    if way in ("supervisor", "all of them"):
        User.objects.exclude(id=user.id).update(supervisor=user)
    if way in ("inspector", "all of them"):
        DatedAuthority.objects.create(
            user=user, team=world.cast.team, starts_on=day, ends_on=day, granted_by=ruth, granted_at=START
        )
    if way in ("broken glass", "all of them"):
        broken_glass(user, person_id)


def broken_glass(user: User, person_id: Any) -> None:
    BrokenGlass.objects.create(
        person_id=person_id, user=user, reason="crisis", opened_at=START, ends_at=START + timedelta(hours=4),
        review_due_on=START.date(),
    )  # fmt: skip


def cover(away: User, user: User, person_id: Any) -> None:
    Cover.objects.create(
        practitioner=away, covering=user, person_id=person_id, starts_on=START.date(), ends_on=START.date(),
        arranged_by=away, arranged_at=START,
    )  # fmt: skip


def keep_out(world: World, user: User, bar: str) -> None:
    """Set one rule that takes access away."""
    person_id = world.cast.person_id
    if bar == "excluded":
        Exclusion.objects.create(person_id=person_id, user=user, set_by=world.cast.supervisor, set_at=START)
    elif bar == "conflict":
        Conflict.objects.create(person_id=person_id, user=user, blind=b"y" * 32, declared_at=START)
    else:
        RestrictionMember.objects.filter(user=user).delete()


@pytest.fixture
def newcomer(world) -> User:
    """Somebody with the roles that count, no relation yet, and on the list of the record."""
    user = make_user("Nell Newcomer", "practitioner", "supervisor", team=world.cast.team)
    RestrictionMember.objects.create(restriction=Restriction.objects.get(), user=user)
    return user


@pytest.mark.parametrize("way", WAYS)
def test_each_way_in_is_one(world, newcomer, way):
    person = path_of(PRODUCT["person"], world)
    assert ask(signed_in_client(newcomer), "get", person).status_code == 404
    let_in(world, newcomer, way)
    assert holds_a_token(ask(signed_in_client(newcomer), "get", person))


def as_if_not_here(world: World, user: User, way: str, bar: str) -> list[str]:
    """Return the pages on which somebody kept out is answered otherwise than about a person who is not there.

    The person who is not there is the same one, staged by an import that is not published.
    """
    let_in(world, user, way)
    with nothing_stays():
        keep_out(world, user, bar)
        kept_out = every_answer(world, user)
    with nothing_stays():
        # Uploaded by somebody else: one's own uploads are a list of their own.
        staged = ImportBatch.objects.create(
            kind="people", file_format="csv", uploaded_by=world.cast.administrator, uploaded_at=START
        )
        Person.objects.update(import_batch=staged)
        not_there = every_answer(world, user)
    return [page for page, answer in kept_out.items() if answer != not_there[page] or CANARY.encode() in answer[2]]


def every_answer(world: World, user: User) -> dict[str, Any]:
    """Return what this user gets from every page of the product by either method."""
    answers = {}
    session = signed_in_client(user).cookies["sessionid"].value
    for name, address in PRODUCT.items():
        for method in METHODS:
            with nothing_stays():
                response = ask(client_with_session(session), method, path_of(address, world))
            answers[f"{method} of {name}"] = comparable(response)
    return answers


@pytest.mark.parametrize("bar", BARS)
def test_no_way_in_survives_a_rule_and_no_page_shows_a_gap(world, newcomer, bar):
    """G3 with every way in at once: no gap in a list, no count, no cover without a name, no other status."""
    assert as_if_not_here(world, newcomer, "all of them", bar) == []


@pytest.mark.nightly
@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("way", WAYS)
def test_none_of_the_ways_in_survives_any_of_the_rules(world, newcomer, way, bar, goal_result):
    wrong = as_if_not_here(world, newcomer, way, bar)
    tried = 2 * len(METHODS) * len(PRODUCT)
    goal_result(goal="G3", tried=tried, failed=len(wrong), what=f"answers to {way}, with {bar}")
    assert wrong == []
