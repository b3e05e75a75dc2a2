"""Writing down a use of authority. It stands beside scores and strains and changes neither."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.strains.power_events import PowerEventKind
from alongside.ledger import Kind
from alongside.records.power_events import PowerEvent
from alongside.vault import KeyRing, open_keys

TABLE, FIELD = "power_event", "sealed_line"


class NotHappenedYet(Exception):
    """The day lies in the future."""


class CorrectedAlready(Exception):
    """Another line has taken this one's place."""


def record_power_event(
    *,
    person_id: UUID,
    kind: PowerEventKind,
    happened_on: date,
    line: str,
    replaces: UUID | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Write down a use of authority with one line about it, and return its id. Writing the same twice gives one.

    replaces is the line that this one corrects; it stays, and is no longer shown. Nothing about scores or strains is
    touched. Raises NotHere, NotHappenedYet and CorrectedAlready.
    """
    if happened_on > day_of(at):
        raise NotHappenedYet
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        for same in PowerEvent.objects.filter(person=person_id, kind=kind.value, happened_on=happened_on):
            if open_line(keys, same) == line and same.recorded_by_id == by.id:
                return same.id
        _refuse_what_is_not_there(person_id, replaces)
        row = PowerEvent(
            id=uuid4(),
            person_id=person_id,
            kind=kind.value,
            happened_on=happened_on,
            recorded_by_id=by.id,
            recorded_at=at,
        )
        row.replaces_id = replaces
        row.sealed_line = seal_field(keys, person_id, TABLE, row.id, FIELD, line)
        row.save(force_insert=True)
        written, action = (Kind.ALTERATION, "corrected") if replaces else (Kind.COLLECTION, "added")
        record(written, action, granted, by=by, at=at, object_type="power_event", object_id=row.id)
    return row.id


def open_line(keys: KeyRing, row: PowerEvent) -> str:
    """Return the line about a use of authority."""
    return open_field(keys, row.person_id, TABLE, row.id, FIELD, row.sealed_line)


def _refuse_what_is_not_there(person_id: UUID, replaces: UUID | None) -> None:
    if replaces is None:
        return
    corrected = PowerEvent.objects.filter(id=replaces, person=person_id).first()
    if corrected is None:
        raise NotHere
    if PowerEvent.objects.filter(replaces=corrected).exists():
        raise CorrectedAlready
