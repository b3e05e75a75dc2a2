"""Numbers that other services know a person by."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import listed_people
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_number
from alongside.domain.people.names import normalise_identifier
from alongside.ledger import Kind
from alongside.records.people import Identifier
from alongside.vault import KeyRing, blind_index, open_keys


class IdentifierTaken(Exception):
    """Somebody the actor works with has an identifier of these schemes already."""

    def __init__(self, schemes: tuple[str, ...]) -> None:
        super().__init__(", ".join(schemes))
        self.schemes = schemes


def add_identifier(*, person_id: UUID, scheme: str, value: str, by: Actor, at: datetime) -> UUID:
    """Add a number. Raises NotHere, IdentifierTaken, and IdentifierEmpty for one without letters and digits."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        taken = taken_identifiers([(scheme, value)], by, at)
        row = save_identifier(person_id, scheme, value, open_keys([person_id]), taken)
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type="identifier", object_id=row.id)
    return row.id


def remove_identifier(*, person_id: UUID, identifier_id: UUID, by: Actor, at: datetime) -> None:
    """Take a number away that was not theirs. The ledger keeps that it was there. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        removed, _ = Identifier.objects.filter(id=identifier_id, person=person_id).delete()
        if not removed:
            raise NotHere
        record(Kind.ALTERATION, "removed", granted, by=by, at=at, object_type="identifier", object_id=identifier_id)


def taken_identifiers(pairs: Sequence[tuple[str, str]], by: Actor, at: datetime) -> set[bytes]:
    """Return the blind values that somebody has already. Raises IdentifierTaken only where the actor may see them.

    For anybody else the answer must be the same as for a number nobody has: it is kept as contested.
    """
    schemes_of = {blind_identifier(scheme, value): scheme for scheme, value in pairs}
    taken = Identifier.objects.filter(blind__in=list(schemes_of))
    known = taken.filter(person__in=listed_people(by, at)).values_list("blind", flat=True)
    if schemes := tuple(sorted({schemes_of[bytes(blind)] for blind in known})):
        raise IdentifierTaken(schemes)
    return {bytes(blind) for blind in taken.values_list("blind", flat=True)}


def save_identifier(person_id: UUID, scheme: str, value: str, keys: KeyRing, taken: set[bytes]) -> Identifier:
    """Keep a number, contested when it is among those taken. Call it inside a transaction."""
    blind = blind_identifier(scheme, value)
    row = Identifier(id=uuid4(), person_id=person_id, blind=blind, contested=blind in taken)
    seal_number(keys, row, scheme, value)
    row.save(force_insert=True)
    return row


def blind_identifier(scheme: str, value: str) -> bytes:
    """Return the blind value that a number of a scheme is found by."""
    return blind_index("identifier", normalise_identifier(scheme, value))
