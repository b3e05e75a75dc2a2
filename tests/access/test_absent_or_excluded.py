"""G4: whoever is excluded cannot tell a record from one that is not there, by a byte or by how long the answer takes.

Both are asked for in an order drawn by chance, so that whatever else the machine does falls on both alike. How well the times tell
them apart is the chance that an answer about the record took longer than one about nobody: a half when nothing can be told.
"""

import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

import pytest
from django.urls import reverse

from tests.access.browsers import absent_path_of, comparable, path_of
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
FEW, MANY = 60, 2_000
CANNOT_BE_TOLD = 0.06  # from a half: four times the spread of chance with a thousand of each


def chance_of_longer(first: Sequence[float], second: Sequence[float]) -> float:
    """Return how often one of the first took longer than one of the second (the area under the curve, ties half)."""
    ordered = sorted(second)
    wins = sum((bisect_left(ordered, one) + bisect_right(ordered, one)) / 2 for one in first)
    return wins / (len(first) * len(second))


def ask_both(world: World, requests: int, slow: Callable[[], None] = lambda: None) -> tuple[set[object], float]:
    """Ask as the excluded colleague, and return the different answers and how well the times tell which was asked for."""
    browser, person = signed_in_client(world.cast.excluded), next(a for a in every_address() if a.name == "person")
    draw, answers = random.Random(4), set[object]()  # noqa: S311  no secret
    took: dict[bool, list[float]] = {True: [], False: []}
    there = [True, False] * (requests // 2)
    draw.shuffle(there)
    for number, is_there in enumerate(there):
        path = path_of(person, world) if is_there else absent_path_of(person, world)
        began = time.perf_counter()
        response = browser.get(path)
        if is_there:
            slow()
        if number > 10:
            took[is_there].append(time.perf_counter() - began)
        status, headers, body = comparable(response)
        answers.add((status, tuple(sorted(headers.items())), body))
    return answers, chance_of_longer(took[True], took[False])


@pytest.fixture
def world(cast) -> World:  # noqa: F811
    return make_world(cast)


def test_the_answers_are_the_same_to_the_byte(world):
    answers, _ = ask_both(world, FEW)
    ((status, _, _),) = answers
    assert status == 404
    person = reverse("person", args=[world.cast.person_id])
    assert signed_in_client(world.cast.practitioner).get(person).status_code == 200, "else nothing was hidden"


@pytest.mark.nightly
def test_neither_can_two_thousand_answers_be_told_apart_by_their_time(world, goal_result):
    answers, chance = ask_both(world, MANY)
    failed = (len(answers) != 1) + (abs(chance - 0.5) > CANNOT_BE_TOLD)
    goal_result(
        goal="G4", tried=MANY, failed=failed, what=f"answers about an excluded record or none, told apart {chance:.3f}"
    )
    assert failed == 0, f"told apart with a chance of {chance:.3f}"


@pytest.mark.nightly
def test_a_millisecond_more_would_be_found(world):
    def a_millisecond() -> None:
        until = time.perf_counter() + 0.001
        while time.perf_counter() < until:
            pass

    _, chance = ask_both(world, MANY // 2, a_millisecond)
    assert chance - 0.5 > CANNOT_BE_TOLD
