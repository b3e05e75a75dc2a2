"""Asks for a page as somebody, and says in a word what they got. Nothing that a request changed stays."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alongside.pages.my_side.door import COOKIE
from tests.access.world import World
from tests.addresses import Address
from tests.signed_in import client_with_session, signed_in_client

# Headers and parts of a page that differ between any two answers, and say nothing about the record.
NOISE = {"set-cookie", "date", "content-length", "vary"}
# New with every answer, and the same for everybody: the token of a form, the id that lets one be sent twice, the address
# of a calendar feed that was just made, and the question that is put to a passkey.
FORM_TOKEN = re.compile(
    rb'name="(csrfmiddlewaretoken|form_id)" value="[^"]*"|/calendar/[\w-]+\.ics|"challenge": "[\w-]+"'
)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """Undo everything at the end, in both databases."""
    with transaction.atomic(), transaction.atomic(using="keys"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def browser_of(part: str, world: World) -> Client:
    """Return a browser in which this part of the world is signed in; the device that was handed over; or a visitor's."""
    if part == "device":
        return _hand_over(world)
    if part == "visitor":
        return Client()
    session = world.sessions.get(part)
    return client_with_session(session) if session else signed_in_client(world.staff()[part])


def sign_everybody_in(world: World) -> None:
    """Sign everybody on staff in once, for all requests of a test. What their requests do to the session does not stay."""
    for part, user in world.staff().items():
        world.sessions[part] = signed_in_client(user).cookies["sessionid"].value


def _hand_over(world: World) -> Client:
    address = reverse("hand_over", kwargs={"session_id": world.ids["session_id"]})
    client = browser_of("practitioner", world)
    client.post(address)
    return client


def path_of(address: Address, world: World) -> str:
    """Return the address about the person of the world."""
    return reverse(address.name, kwargs={part: world.ids[part] for part in address.parts})


def absent_path_of(address: Address, world: World) -> str:
    """Return the same address about somebody who is nowhere."""
    parts = {part: uuid4() if isinstance(world.ids[part], UUID) else world.ids[part] for part in address.parts}
    return reverse(address.name, kwargs=parts)


def ask(client: Client, method: str, path: str) -> Any:
    """Send one request with an empty form where there is one, and return the answer. Errors become the error page."""
    client.raise_request_exception = False
    return client.get(path) if method == "get" else client.post(path, {})


def comparable(response: Any) -> tuple[int, dict[str, str], bytes]:
    """Return all of an answer that two people could compare: status, headers and body without what is always new."""
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() not in NOISE}
    return response.status_code, headers, FORM_TOKEN.sub(b"", response.content)


def outcome(response: Any) -> str:
    """Say in a word what somebody got: in, absent, sent away, not answered or an error."""
    if response.status_code == 404:
        return "absent"
    if response.status_code == 405:
        return "not answered"
    if response.status_code >= 400:
        return f"error {response.status_code}"
    # Handing a device over leads to a door as well, but with the key to it.
    has_key = bool(response.cookies.get(COOKIE) and response.cookies[COOKIE].value)
    if response.status_code >= 300 and _is_a_door(response.headers["Location"]) and not has_key:
        return "sent away"
    return "in"


def _is_a_door(location: str) -> bool:
    path = location.split("?")[0]
    doors = {reverse("account_login")}
    with suppress(NoReverseMatch):
        # The closed page, and the first page of the check-in, where a device lands that asks for anything else.
        doors |= {reverse("my_side_closed"), reverse("my_side_about")}
    return path in doors
