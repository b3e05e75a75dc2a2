"""G1 over HTTP: every address, from the URL configuration, asked for once as everybody. The rows are in pages_for_whom."""

import pytest

from tests.access.browsers import absent_path_of, ask, browser_of, comparable, nothing_stays, outcome, path_of
from tests.access.pages_for_whom import EVERYBODY, PAGES, SIGN_IN, Row
from tests.access.world import World, make_world
from tests.addresses import Address, every_address
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
ADDRESSES = {address.name: address for address in every_address()}
PRODUCT = [name for name in ADDRESSES if PAGES.get(name) is not SIGN_IN]


@pytest.fixture
def world(cast):  # noqa: F811
    return make_world(cast)


def test_every_address_has_a_row():
    missing = [name for name in ADDRESSES if name not in PAGES]
    assert missing == [], (
        f"add to PAGES in tests/access/pages_for_whom.py a row for each of {missing}, for example "
        f'"{missing[0]}": Row(get=READERS, post=WORKERS), as the table in confidentiality.md says'
    )


def test_every_part_of_an_address_has_a_value(world):
    missing = {part for address in ADDRESSES.values() for part in address.parts if part not in world.ids}
    assert missing == set(), "give these parts a value in world.ids, at the end of tests/access/world.py"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", PRODUCT)
def test_a_page_opens_for_those_of_its_row_and_nobody_else(world, name, method):
    row = PAGES.get(name) or Row(get=frozenset())
    wrong = [sentence for part in sorted(EVERYBODY) for sentence in problems(world, ADDRESSES[name], method, part, row)]
    assert wrong == [], "\n".join(wrong)


def problems(world: World, address: Address, method: str, part: str, row: Row):
    """Yield what is wrong when this part of the world asks for this page."""
    allowed = part in row.allowed(method)
    with nothing_stays():
        client = browser_of(part, world)
        if client is None:
            return
        response = ask(client, method, path_of(address, world))
        got = outcome(response)
        without_a_form = method == "post" and row.post is None and got == "not answered"
        if allowed and got != "in" and not without_a_form:
            yield f"{method} {address.name}: {part} should be let in and got: {got}"
        if not allowed and got not in {"absent", "sent away", "not answered"}:
            yield f"{method} {address.name}: {part} should be refused and got: {got}"
        if not allowed and got == "absent":
            absent = ask(client, method, absent_path_of(address, world))
            if comparable(absent) != comparable(response):
                yield f"{method} {address.name}: {part} can tell a refusal from a record that is not there"


@pytest.mark.parametrize("name", [name for name in ADDRESSES if PAGES.get(name) is SIGN_IN])
def test_a_page_of_signing_in_never_fails(world, name):
    for part in ("visitor", "practitioner"):
        with nothing_stays():
            response = ask(browser_of(part, world), "get", path_of(ADDRESSES[name], world))
            assert response.status_code < 500
