"""What the pages behind the overview show: details, contact, supervisions, and what has mattered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.access import Action, Actor, Item
from alongside.access.gates import require
from alongside.casework.audit import record_opened
from alongside.casework.people.contact import Route, load_routes
from alongside.casework.people.identity import Identity, SupervisionDates, load_identity, load_supervisions
from alongside.casework.people.sealing import open_number
from alongside.casework.people.what_matters import WordsThatMatter, load_words
from alongside.records.people import Identifier, Person
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class Number:
    """A number another service knows the person by. Whether somebody else has it too is not for this page to say."""

    id: UUID
    scheme: str
    value: str


@dataclass(frozen=True)
class Details:
    """A person's details, for those who may change them. contact_days is the longest agreed between two sessions."""

    identity: Identity
    contact_days: int
    numbers: Sequence[Number]


@dataclass(frozen=True)
class Contact:
    """How a person may be reached."""

    identity: Identity
    routes: Sequence[Route]


@dataclass(frozen=True)
class Supervisions:
    """Every order, licence and agreement, the latest first."""

    identity: Identity
    supervisions: Sequence[SupervisionDates]


@dataclass(frozen=True)
class Words:
    """Everything the person has said matters, the last first."""

    identity: Identity
    words: Sequence[WordsThatMatter]


def get_details(*, person_id: UUID, viewer: Actor, at: datetime) -> Details:
    """Return the details to change. Raises NotHere for anybody who may not."""
    with transaction.atomic():
        keys, identity = _open(person_id, viewer, at, "details", to_change=True)
        days = Person.objects.values_list("contact_days", flat=True).get(id=person_id)
        return Details(identity, days, _numbers(person_id, keys))


def get_contact(*, person_id: UUID, viewer: Actor, at: datetime, to_change: bool = False) -> Contact:
    """Return how a person may be reached. Raises NotHere, with to_change for everybody who may not change it."""
    with transaction.atomic():
        keys, identity = _open(person_id, viewer, at, "contact", to_change=to_change)
        return Contact(identity, load_routes(person_id, keys, at=at))


def get_supervisions(*, person_id: UUID, viewer: Actor, at: datetime, to_change: bool = False) -> Supervisions:
    """Return every supervision of a person. Raises NotHere, with to_change for everybody who may not change them."""
    with transaction.atomic():
        keys, identity = _open(person_id, viewer, at, "supervisions", to_change=to_change)
        return Supervisions(identity, load_supervisions(person_id, Q(), keys))


def get_words(*, person_id: UUID, viewer: Actor, at: datetime, to_change: bool = False) -> Words:
    """Return what has mattered to a person. Raises NotHere, with to_change for everybody who may not add to it."""
    with transaction.atomic():
        keys, identity = _open(person_id, viewer, at, "what_matters", to_change=to_change)
        return Words(identity, load_words(person_id, keys))


def _open(person_id: UUID, viewer: Actor, at: datetime, label: str, *, to_change: bool) -> tuple[KeyRing, Identity]:
    action = Action.WRITE if to_change else Action.READ
    granted = require(viewer, action, Item.IDENTITY, person_id=person_id, at=at)
    keys = open_keys([person_id])
    identity = load_identity(granted, keys, viewer=viewer, at=at)
    record_opened(granted, by=viewer, at=at, object_type=label, object_id=person_id)
    return keys, identity


def _numbers(person_id: UUID, keys: KeyRing) -> list[Number]:
    rows = [Number(row.id, *open_number(keys, row)) for row in Identifier.objects.filter(person=person_id)]
    return sorted(rows, key=lambda row: (row.scheme, row.value))
