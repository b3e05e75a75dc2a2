"""The conversation offered after a use of authority: where it stands, what became of it, and whose is due.

Nothing here knows a score. A conversation is offered because authority was used and for no other reason.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor, Relation
from alongside.access.standings import day_of, visible_people
from alongside.casework.audit import record, record_listed
from alongside.casework.people.power_events import CONVERSATION, judge, load_steps
from alongside.casework.people.sealing import PersonName, open_name, seal_field
from alongside.casework.power_events.operations import NotHappenedYet, load_event
from alongside.domain.power_events import Conversation, Outcome, Standing
from alongside.domain.strains.power_events import PowerEventKind
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.power_events import PowerEvent, RepairConversation
from alongside.vault import KeyRing, open_keys

OWN = (Relation.ALLOCATED, Relation.CO_WORKER)


class NeedsADay(ValueError):
    """*Not now* needs a day to come on which to ask again."""


@dataclass(frozen=True, slots=True)
class DueConversation:
    """A conversation to offer to somebody on one's caseload."""

    event_id: UUID
    person_id: UUID
    name: PersonName
    kind: PowerEventKind
    happened_on: date
    due_on: date
    is_past: bool
    is_explained: bool


def record_conversation(
    *, event_id: UUID, outcome: Outcome, on: date | None, words: str, by: Actor, at: datetime
) -> None:
    """Keep what became of the offer. It can be said again: the last one stands, the earlier ones are kept.

    on: for *done* the day it was talked about, today without one; for *not now* the day to ask again. Raises NotHere,
    CorrectedAlready, NotHappenedYet for a talk that lies in the future, and NeedsADay.
    """
    today = day_of(at)
    if outcome is Outcome.NOT_NOW and (on is None or on <= today):
        raise NeedsADay
    if outcome is Outcome.DONE:
        on = on or today
        if on > today:
            raise NotHappenedYet
    with transaction.atomic():
        event, granted = load_event(event_id, by, at)
        row = RepairConversation(id=uuid4(), person_id=event.person_id, event=event, outcome=outcome.value)
        row.number = event.conversations.count() + 1
        row.on = None if outcome is Outcome.NOT_WANTED else on
        row.written_by_id, row.written_at = by.id, at
        keys = open_keys([event.person_id])
        row.sealed_words = seal_field(keys, event.person_id, CONVERSATION, row.id, "sealed_words", words)
        row.save(force_insert=True)
        record(Kind.COLLECTION, outcome.value, granted, by=by, at=at, object_type=CONVERSATION, object_id=row.id)


def list_repair_conversations_due(*, viewer: Actor, at: datetime) -> list[DueConversation]:
    """Return the conversations to offer on the viewer's own caseload, the first due first. Cover sees none here.

    Three queries beside the names' keys. Writes one ledger entry, *listed*, when it shows anybody.
    """
    with transaction.atomic():
        people = {person.id: person for person in visible_people(viewer, at, *OWN)}
        events = list(PowerEvent.objects.filter(person__in=people, replaced_by__isnull=True))
        steps, today = load_steps(event.id for event in events), day_of(at)
        judged = [(event, judge(event, steps[event.id], today)) for event in events]
        due = [(event, found) for event, found in judged if found.standing is Standing.TO_OFFER]
        shown = {event.person_id for event, _ in due}
        keys = open_keys(list(shown))
        if shown:
            pseudonyms = [people[i].pseudonym for i in shown]
            record_listed(pseudonyms, by=viewer, at=at, relation=Relation.ALLOCATED, object_type="conversations due")
        rows = [_due(event, found, people[event.person_id], keys, today) for event, found in due]
    return sorted(rows, key=lambda row: (row.due_on, str(row.event_id)))


def _due(event: PowerEvent, found: Conversation, person: Person, keys: KeyRing, today: date) -> DueConversation:
    return DueConversation(
        event_id=event.id,
        person_id=event.person_id,
        name=open_name(keys, person),
        kind=PowerEventKind(event.kind),
        happened_on=event.happened_on,
        due_on=found.due_on or today,
        is_past=found.is_past(today),
        is_explained=event.explained_on is not None,
    )
