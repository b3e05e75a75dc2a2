"""The pages about uses of authority: add one, explain one, and say what became of the conversation."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.absences.words import StepWords, latest_of_each
from alongside.casework.audit import record_opened
from alongside.casework.people.power_events import EventWords, PowerEventLine, open_events
from alongside.casework.people.sealing import PersonName, open_name
from alongside.domain.absences import Step
from alongside.records.people import Person
from alongside.records.power_events import PowerEvent
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class PowerEventPage:
    """Whom it is about, and what is written down already, newest first. corrects is the line to put right, if any."""

    person_id: UUID
    name: PersonName
    today: date
    events: tuple[PowerEventLine, ...]
    corrects: PowerEventLine | None = None


@dataclass(frozen=True)
class OneEventPage:
    """One use of authority, for those who may write about it.

    told has what was told to the person with the absence that it followed from, as far as it is not explained yet.
    """

    person_id: UUID
    name: PersonName
    today: date
    event: PowerEventLine
    told: EventWords


def get_power_events(*, person_id: UUID, corrects: UUID | None = None, viewer: Actor, at: datetime) -> PowerEventPage:
    """Return the uses of authority that stand, for those who may add one. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        rows = PowerEvent.objects.filter(person=person_id, replaced_by__isnull=True).select_related("recorded_by")
        events = open_events(list(rows.order_by("-happened_on", "-recorded_at")), keys, at)
        to_correct = next((event for event in events if event.id == corrects), None)
        if corrects and to_correct is None:
            raise NotHere
        record_opened(granted, by=viewer, at=at, object_type="power_events")
        name = open_name(keys, Person.objects.get(id=person_id))
        return PowerEventPage(person_id, name, day_of(at), events, to_correct)


def get_power_event(*, event_id: UUID, viewer: Actor, at: datetime) -> OneEventPage:
    """Return one use of authority, for those who may write about it. A line that was corrected gives the newer one.

    One *opened* entry. Raises NotHere.
    """
    with transaction.atomic():
        row = _newest(event_id)
        granted = require(viewer, Action.WRITE, Item.SESSION, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        (event,) = open_events([row], keys, at)
        record_opened(granted, by=viewer, at=at, object_type="power_event", object_id=row.id)
        told = _told(row, keys) if not event.is_explained else EventWords()
        return OneEventPage(row.person_id, open_name(keys, row.person), day_of(at), event, told)


def _told(row: PowerEvent, keys: KeyRing) -> EventWords:
    """Return what was told to the person with the absence, so that nobody types it twice."""
    if row.absence is None:
        return EventWords()
    said = latest_of_each(row.absence.steps.order_by("number"), keys)
    told, challenge = (said.get(step, StepWords()).words for step in (Step.TOLD, Step.CHALLENGE))
    return EventWords(explanation=told, challenge=challenge)


def _newest(event_id: UUID) -> PowerEvent:
    everything = PowerEvent.objects.select_related("person", "recorded_by", "absence")
    row = everything.filter(id=event_id).first()
    if row is None:
        raise NotHere
    while newer := everything.filter(replaces=row).first():
        row = newer
    return row
