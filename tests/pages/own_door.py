"""A person with a card of their own, for tests over HTTP and in a browser."""

from dataclasses import dataclass
from datetime import datetime

from django.test import Client

from alongside.access.actors import actor_for, actor_for_capability
from alongside.casework.my_side.capabilities import find_capability
from alongside.casework.my_side.doors import choose_pin, hand_over_for_pin, make_card, make_link
from tests.cast import START, Cast

PIN, WRONG = "374829", "582013"


@dataclass(frozen=True)
class OwnDoor:
    """What the person holds, and the secret part of one link."""

    token: str
    code: str
    link: str


def give_door(cast: Cast, *, at: datetime = START) -> OwnDoor:
    """Let the person of the cast choose a PIN with their practitioner and get a card and a link."""
    ruth, person_id = actor_for(cast.practitioner), cast.person_id
    capability = find_capability(secret=hand_over_for_pin(person_id=person_id, by=ruth, at=at), at=at)
    assert capability is not None
    choose_pin(capability=capability, pin=PIN, by=actor_for_capability(capability), at=at)
    card = make_card(person_id=person_id, by=ruth, at=at)
    return OwnDoor(card.token, card.code, make_link(person_id=person_id, by=ruth, at=at))


def open_own(door: OwnDoor, client: Client | None = None) -> Client:
    """Return a phone in which the person's own side is open."""
    phone = client or Client()
    response = phone.post(f"/door/{door.token}/", {"pin": PIN})
    assert response.headers["Location"] == "/mine/"
    return phone
