"""G1 over HTTP, with G5 and G9: every address, from the URL configuration, asked for once as everybody.

The rows are in pages_for_whom. There is a token in every sealed field: whoever is refused must not meet it, and whoever
meets it must be in the ledger.
"""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from alongside.ledger.models import Entry
from alongside.project.logs import AsJson, WithoutContent
from tests.access.browsers import (
    absent_path_of,
    ask,
    browser_of,
    comparable,
    nothing_stays,
    outcome,
    path_of,
    sign_everybody_in,
)
from tests.access.canaries import (
    CANARY,
    empty_fields,
    holds_a_token,
    meets_what_is_kept_apart,
    put_canaries,
    where_it_says_the_token,
)
from tests.access.pages_for_whom import EVERYBODY, PAGES, READERS, SIGN_IN, Row
from tests.access.world import World, make_world
from tests.addresses import Address, every_address
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
ADDRESSES = {address.name: address for address in every_address()}
PRODUCT = [name for name in ADDRESSES if PAGES.get(name) is not SIGN_IN]
# Everybody at every page takes minutes. In shares, both workers of ./test have something to do to the end.
SHARES = 4


@pytest.fixture
def world(cast):  # noqa: F811
    made = make_world(cast)
    put_canaries(made)
    sign_everybody_in(made)
    return made


def test_every_sealed_field_holds_the_token(world):
    assert empty_fields() == set(), (
        "give these fields a token in tests/access/canaries.py, or name them in WITHOUT_A_TOKEN"
    )


def test_the_token_is_seen_by_those_who_may_see_it(world):
    for part in READERS:
        assert holds_a_token(ask(browser_of(part, world), "get", path_of(ADDRESSES["person"], world))), part


def test_every_address_has_a_row():
    missing = [name for name in ADDRESSES if name not in PAGES]
    assert missing == [], (
        f"add to PAGES in tests/access/pages_for_whom.py a row for each of {missing}, for example "
        f'"{missing[0]}": Row(get=READERS, post=WORKERS), as the table in confidentiality.md says'
    )


def test_every_row_is_of_an_address():
    gone = [name for name in PAGES if name not in ADDRESSES]
    assert gone == [], f"take {gone} out of PAGES in tests/access/pages_for_whom.py: no address has this name"


def test_every_part_of_an_address_has_a_value(world):
    missing = {part for address in ADDRESSES.values() for part in address.parts if part not in world.ids}
    assert missing == set(), "give these parts a value in world.ids, at the end of tests/access/world.py"


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_opens_for_those_of_its_row_and_says_nothing_to_anybody_else(world, method, share, caplog):
    caplog.set_level("DEBUG")
    wrong: list[str] = []
    absent = answer_about_nobody(world)
    for name in PRODUCT[share::SHARES]:
        address, row = ADDRESSES[name], PAGES.get(name) or Row(get=frozenset())
        for part in sorted(EVERYBODY):
            found = problems(world, address, method, part, row, absent, caplog)
            wrong += [f"{method} {name} as {part}: {sentence}" for sentence in found]
    assert wrong == [], "\n".join(wrong)


def answer_about_nobody(world: World) -> Any:
    """Return what anybody gets who asks for somebody who is nowhere: every refusal is the same to the byte."""
    with nothing_stays():
        return comparable(ask(browser_of("stranger", world), "get", absent_path_of(ADDRESSES["person"], world)))


def problems(
    world: World, address: Address, method: str, part: str, row: Row, absent: Any, caplog: pytest.LogCaptureFixture
) -> Iterator[str]:
    """Yield what is wrong when this part of the world asks for this page."""
    allowed = part in row.allowed(method)
    with nothing_stays():
        client = browser_of(part, world)
        before = set(Entry.objects.values_list("id", flat=True))
        caplog.clear()
        response = ask(client, method, path_of(address, world))
        got = outcome(response)
        without_a_form = method == "post" and row.post is None and got == "not answered"
        if allowed and got != "in" and not without_a_form:
            yield f"should be let in and got: {got}"
        if not allowed and got not in {"absent", "sent away", "not answered"}:
            yield f"should be refused and got: {got}"
        if not allowed and got == "absent" and comparable(response) != absent:
            yield "can tell a refusal from a record that is not there"
        for token in meets_what_is_kept_apart(address.name, part, response, caplog.text):
            yield f"met {token}, which is kept apart"
        if said := said_in_the_log(world, caplog):
            yield f"was written about in the log: {said}"
        if not allowed or part not in READERS | row.also_read:
            yield from (
                f"met the token in the {where}" for where in where_it_says_the_token(client, response, caplog.text)
            )
        elif holds_a_token(response) and not Entry.objects.exclude(id__in=before).exists():
            yield "read it, and nothing was written down"


def said_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> set[str]:
    """Return what of the record, its ids or its readers the lines of this request would show, in either kind of log."""
    ids = {str(value) for value in world.ids.values() if isinstance(value, UUID)}
    names = {word for user in world.staff().values() for word in (str(user.id), user.name, user.email)}
    kinds = (AsJson(), WithoutContent("%(name)s %(message)s"))
    lines = "".join(
        kind.format(record) for record in caplog.records if is_of_the_server(record) for kind in kinds
    ).lower()
    return {word for word in {CANARY} | ids | names if word.lower() in lines}


def is_of_the_server(record: logging.LogRecord) -> bool:
    """Return whether the log of a server would have this line: at its level, from its loggers."""
    return record.levelno >= logging.WARNING or record.name == "alongside.request"


def test_a_line_with_somebodys_name_would_be_found(world, caplog):
    caplog.set_level("DEBUG")
    for said in (f"opened {world.cast.person_id}", f"met {CANARY}", f"{world.cast.practitioner.name} asked"):
        caplog.clear()
        logging.getLogger("alongside.pages").warning(said)
        assert said_in_the_log(world, caplog) != set(), said


def test_a_page_of_signing_in_never_fails(world):
    for name in [name for name in ADDRESSES if PAGES.get(name) is SIGN_IN]:
        for part in ("visitor", "practitioner"):
            with nothing_stays():
                response = ask(browser_of(part, world), "get", path_of(ADDRESSES[name], world))
                assert response.status_code < 500, f"{name} as {part}"
