"""G9: no entry in the ledger, no page. That each page writes its entry is asked in test_http_matrix."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import OperationalError

from alongside.casework import audit
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
    asked = readers(method)[share::SHARES]
    assert [found for name, part in asked if (found := shown_unrecorded(world, method, name, part, monkeypatch))] == []


def test_an_operation_that_goes_on_without_its_entry_would_be_noticed(world, monkeypatch):
    """The rule is broken once in each run: whoever writes the entry says nothing of it when that fails."""
    monkeypatch.setattr(audit, "record_entry", in_silence(audit.record_entry))
    assert shown_unrecorded(world, "get", "person", "practitioner", monkeypatch)


def shown_unrecorded(world: World, method: str, name: str, part: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is wrong with a page while the ledger cannot be written, or nothing."""
    with nothing_stays():
        shows = holds_a_token(ask(browser_of(part, world), method, path_of(PRODUCT[name], world)))
    with nothing_stays(), monkeypatch.context() as patch:
        client = browser_of(part, world)
        patch.setattr(Entry, "save", no_room)
        response = ask(client, method, path_of(PRODUCT[name], world))
    wrong = holds_a_token(response) or (shows and response.status_code != 503)
    return f"{part} got {response.status_code} from {name}" if wrong else ""


def no_room(self: Entry, *args: object, **kwargs: object) -> None:
    raise OperationalError("the disk is full")


def in_silence(record_entry: Callable[..., object]) -> Callable[..., None]:
    def record(**entry: object) -> None:
        with suppress(OperationalError):
            record_entry(**entry)

    return record


def test_pages_that_show_somebody_are_among_those_asked(world):
    with nothing_stays():
        client = browser_of("supervisor", world)
        shown = [
            n
            for n in ("person", "workers", "supervised")
            if holds_a_token(ask(client, "get", path_of(PRODUCT[n], world)))
        ]
    assert shown == ["person", "workers", "supervised"]
