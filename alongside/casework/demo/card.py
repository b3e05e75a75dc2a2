"""The one made-up person whose own side everybody who tries the software may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID

from alongside.access.gates import NotHere
from alongside.casework.my_side.capabilities import hash_secret
from alongside.casework.my_side.opening import find_waiting_session, hash_code
from alongside.casework.my_side.pins import hash_pin
from alongside.casework.people.sealing import open_name
from alongside.domain.demo import DEMO_CODE, DEMO_PIN, DemoPerson
from alongside.domain.my_side import read_code
from alongside.records.my_side import Door, Pin
from alongside.records.relationships import Relationship
from alongside.vault import open_keys


@dataclass(frozen=True)
class DemoCard:
    """What opens the own side of a made-up person, whose it is and who works with them."""

    code: str
    pin: str
    person: str
    worker: str


def make_card(made_up: Sequence[DemoPerson], *, at: datetime) -> tuple[Pin, Door]:
    """Return the PIN and the card of the first of these people for whom a check-in is waiting."""
    waiting = (one for one in made_up if find_waiting_session(one.id, at=at))
    person_id = next(waiting, made_up[0]).id
    with_whom = _allocation(person_id).practitioner_id
    pin = Pin(person_id=person_id, pin_hash=hash_pin(DEMO_PIN, person_id), set_at=at, set_with_id=with_whom)
    door = Door(
        person_id=person_id, kind="card", token_hash=hash_secret(token_urlsafe(32)),
        code_hash=hash_code(read_code(DEMO_CODE)), set_up_by_id=with_whom, set_up_at=at,
    )  # fmt: skip
    return pin, door


def find_demo_card(*, is_demo: bool) -> DemoCard | None:
    """Return whose side the published code opens, or None before anybody was made up.

    Nobody real can be meant: a real card has a code of its own, drawn at random. Raises NotHere outside demo mode.
    """
    if not is_demo:
        raise NotHere
    door = Door.objects.filter(code_hash=hash_code(read_code(DEMO_CODE))).select_related("person").first()
    if door is None:
        return None
    name = open_name(open_keys([door.person_id]), door.person).display
    return DemoCard(DEMO_CODE, DEMO_PIN, name, _allocation(door.person_id).practitioner.name)


def _allocation(person_id: UUID) -> Relationship:
    current = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True)
    return current.select_related("practitioner").latest("starts_on")
