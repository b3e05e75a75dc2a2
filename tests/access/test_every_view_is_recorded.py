"""G9: no entry in the ledger, no page. That each page writes its entry is asked in test_http_matrix."""

import pytest
from django.db import OperationalError

from alongside.ledger.models import Entry
from tests.access.browsers import ask, browser_of, nothing_stays, path_of
from tests.access.canaries import holds_a_token, put_canaries
from tests.access.pages_for_whom import PAGES, SIGN_IN
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
PRODUCT = {a.name: a for a in every_address() if a.name in PAGES and PAGES[a.name] is not SIGN_IN}
SHARES = 2


@pytest.fixture
def world(cast) -> World:  # noqa: F811
    made = make_world(cast)
    put_canaries(made)
    return made


def readers(method: str) -> list[tuple[str, str]]:
    """Return every page with one of each column of the table who is let in by this method."""
    columns = {"practitioner", "cover", "supervisor"}
    return [(name, part) for name in PRODUCT for part in sorted(PAGES[name].allowed(method) & columns)]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_ledger_no_page_shows_anybody(world, method, share, monkeypatch):
    def no_room(self, *args, **kwargs):
        raise OperationalError("the disk is full")

    wrong = []
    for name, part in readers(method)[share::SHARES]:
        with nothing_stays():
            client = browser_of(part, world)
            shows = holds_a_token(ask(client, method, path_of(PRODUCT[name], world)))
        with nothing_stays(), monkeypatch.context() as patch:
            client = browser_of(part, world)
            patch.setattr(Entry, "save", no_room)
            response = ask(client, method, path_of(PRODUCT[name], world))
            if holds_a_token(response) or (shows and response.status_code != 503):
                wrong.append(f"{part} got {response.status_code} from {name}")
    assert wrong == []


def test_pages_that_show_somebody_are_among_those_asked(world):
    with nothing_stays():
        client = browser_of("supervisor", world)
        shown = [
            n
            for n in ("person", "workers", "supervised")
            if holds_a_token(ask(client, "get", path_of(PRODUCT[n], world)))
        ]
    assert shown == ["person", "workers", "supervised"]
