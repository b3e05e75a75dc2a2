"""A worker says: I know this person. It is answered alike whether or not the person is here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.casework.audit import record_about_many
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName
from alongside.casework.people.waiting_conflicts import apply_waiting_conflicts
from alongside.ledger import Kind
from alongside.records.access_rules import Conflict
from alongside.records.people import BlindEntry


@dataclass(frozen=True, slots=True)
class Declaration:
    """That somebody declared to know somebody, on a day. The name is not kept, so it cannot be shown."""

    declared_at: datetime


def declare_conflict(*, given_names: str, family_name: str, born_on: date, by: Actor, at: datetime) -> None:
    """Keep this member of staff out of the record of whoever has this name and date of birth, now or later.

    Neither the answer nor what is written down beside it tells whether there is such a person. The name itself is not
    kept. Raises NotHere for anybody but active staff.
    """
    if by.is_person or not by.active:
        raise NotHere
    blind = blind_name(PersonName(given_names, family_name), born_on)
    with transaction.atomic():
        row = Conflict.objects.create(id=uuid4(), user_id=by.id, blind=blind, declared_at=at)
        known = dict(BlindEntry.objects.filter(blind=blind).values_list("person_id", "person__pseudonym"))
        apply_waiting_conflicts(dict.fromkeys(known, blind))
        record_about_many(
            Kind.COLLECTION, "declared", known.values(), by=by, at=at, relation="none", object_type="conflict",
            object_id=row.id,
        )  # fmt: skip


def list_declarations(*, viewer: Actor) -> list[Declaration]:
    """Return when this member of staff declared to know somebody, the latest first."""
    own = Conflict.objects.filter(user=viewer.id, person__isnull=True, lifted_at__isnull=True)
    return [Declaration(at) for at in own.order_by("-declared_at").values_list("declared_at", flat=True)]
