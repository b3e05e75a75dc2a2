"""G28: whatever is sent to whichever address by whomever, no answer is an error of ours, and each has every header."""

import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from alongside.pages.policy import public
from tests.access.browsers import nothing_stays, sign_everybody_in
from tests.access.fuzzing import Fuzzer, wrong_with
from tests.access.pages_for_whom import EVERYBODY
from tests.access.world import World, make_world
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
FEW, MANY, SHARES = 150, 50_000, 10


@pytest.fixture
def world(cast) -> World:  # noqa: F811
    made = make_world(cast)
    sign_everybody_in(made)
    return made


def fuzz(world: World, seed: int, requests: int) -> list[str]:
    """Return what was wrong with the answers to so many odd requests."""
    fuzzer, wrong = Fuzzer(world, seed, sorted(EVERYBODY)), []
    for _ in range(requests):
        with nothing_stays():
            said, response = fuzzer.send()
            wrong += [f"{sentence}: {said}" for sentence in wrong_with(response)]
    return wrong


def test_odd_requests_are_answered_without_an_error_of_ours(world):
    assert fuzz(world, 1, FEW) == []


@pytest.mark.nightly
@pytest.mark.parametrize("share", range(SHARES))
def test_fifty_thousand_odd_requests(world, share, goal_result):
    seed = int(time.time()) + share
    wrong = fuzz(world, seed, MANY // SHARES)
    goal_result(goal="G28", tried=MANY // SHARES, failed=len(wrong), what="odd requests to every address as everybody")
    assert wrong == []


@public
def breaks(request: Any) -> HttpResponse:
    raise RuntimeError("Traceback of somebody's words")


@public
def traces(request: Any) -> HttpResponse:
    return HttpResponse('Traceback (most recent call last): File "/srv/alongside/pages/views.py"')


@public
def bare(request: Any) -> HttpResponse:
    return HttpResponse("fine")


urlpatterns = [path("breaks/", breaks, name="breaks"), path("traces/", traces), path("bare/", bare)]
handler500 = "alongside.pages.layout.errors.server_error"


@pytest.mark.urls(__name__)
def test_a_view_that_breaks_or_shows_its_trace_would_be_found():
    client = Client(raise_request_exception=False)
    assert wrong_with(client.get("/breaks/")) == ["answered 500"]
    assert wrong_with(client.get("/traces/")) == ["shows where in the code it broke"]


@pytest.mark.urls(__name__)
def test_an_answer_without_a_header_would_be_found(settings):
    gone = "alongside.project.headers.PrivateHeadersMiddleware"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != gone]
    (found,) = wrong_with(Client().get("/bare/"))
    assert found.startswith("has other headers")
