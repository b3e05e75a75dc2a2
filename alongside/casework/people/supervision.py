"""Orders, licences and agreements: added, and ended on a day."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record
from alongside.casework.people.operations import SupervisionFacts, save_supervision
from alongside.ledger import Kind
from alongside.records.relationships import Supervision
from alongside.vault import open_keys


class EndsBeforeStart(ValueError):
    """The last day comes before the first."""


def add_supervision(*, person_id: UUID, facts: SupervisionFacts, by: Actor, at: datetime) -> UUID:
    """Add an order, a licence or an agreement. Raises NotHere and EndsBeforeStart."""
    if facts.ends_on and facts.ends_on < facts.starts_on:
        raise EndsBeforeStart
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        row = save_supervision(person_id, facts, open_keys([person_id]))
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type="supervision", object_id=row.id)
    return row.id


def end_supervision(*, person_id: UUID, supervision_id: UUID, ends_on: date, by: Actor, at: datetime) -> None:
    """Set the last day of an order, a licence or an agreement. Raises NotHere and EndsBeforeStart."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.IDENTITY, person_id=person_id, at=at)
        row = Supervision.objects.select_for_update().filter(id=supervision_id, person=person_id).first()
        if row is None:
            raise NotHere
        if ends_on < row.starts_on:
            raise EndsBeforeStart
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
        record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type="supervision", object_id=row.id)
