"""No title of a staff page carries a word of anybody: titles stay in the history of a device that is handed over."""

import re

import pytest

from tests.access.browsers import ask, browser_of, nothing_stays, path_of, sign_everybody_in
from tests.access.canaries import CANARY, holds_a_token, put_canaries
from tests.access.test_http_matrix import ADDRESSES, PRODUCT
from tests.access.world import World, make_world
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast) -> World:  # noqa: F811  the fixture of that name
    made = make_world(cast)
    put_canaries(made)
    sign_everybody_in(made)
    return made


@pytest.mark.parametrize("part", ["practitioner", "supervisor"])
def test_no_title_says_whom_the_page_is_about(world, part):
    said, with_words = [], 0
    for name in PRODUCT:
        with nothing_stays():
            response = ask(browser_of(part, world), "get", path_of(ADDRESSES[name], world))
            with_words += holds_a_token(response)
            titles = re.findall(r"<title>(.*?)</title>", response.content.decode(errors="replace"), re.DOTALL)
            said += [f"{name}: {title}" for title in titles if CANARY.lower() in title.lower()]
    assert with_words > 10
    assert said == []
