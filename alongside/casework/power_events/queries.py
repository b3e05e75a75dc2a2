"""The page that adds a use of authority, with those written down already."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.power_events.operations import open_line
from alongside.domain.strains.power_events import PowerEventKind
from alongside.records.people import Person
from alongside.records.power_events import PowerEvent
from alongside.vault import open_keys


@dataclass(frozen=True)
class PowerEventLine:
    """One use of authority as it is shown."""

    id: UUID
    kind: PowerEventKind
    happened_on: date
    line: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class PowerEventPage:
    """Whom it is about, and what is written down already, newest first. corrects is the line to put right, if any."""

    person_id: UUID
    name: PersonName
    today: date
    events: tuple[PowerEventLine, ...]
    corrects: PowerEventLine | None = None


def get_power_events(*, person_id: UUID, corrects: UUID | None = None, viewer: Actor, at: datetime) -> PowerEventPage:
    """Return the uses of authority that stand, for those who may add one. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        rows = PowerEvent.objects.filter(person=person_id, replaced_by__isnull=True).select_related("recorded_by")
        events = tuple(
            PowerEventLine(
                id=row.id,
                kind=PowerEventKind(row.kind),
                happened_on=row.happened_on,
                line=open_line(keys, row),
                recorded_by=row.recorded_by.name,
                recorded_at=row.recorded_at,
            )
            for row in rows.order_by("-happened_on", "-recorded_at")
        )
        to_correct = next((event for event in events if event.id == corrects), None)
        if corrects and to_correct is None:
            raise NotHere
        record_opened(granted, by=viewer, at=at, object_type="power_events")
        name = open_name(keys, Person.objects.get(id=person_id))
        return PowerEventPage(person_id, name, day_of(at), events, to_correct)
