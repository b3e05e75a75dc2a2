"""Uses of authority as they stand beside a person: their words, how they were explained, where the conversation is.

Read on the page of a person and by everything in casework/power_events. Nothing here knows a score.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.standings import day_of
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.power_events import Conversation, Outcome, Standing, judge_conversation
from alongside.domain.strains.power_events import PowerEventKind
from alongside.records.power_events import PowerEvent, RepairConversation
from alongside.vault import KeyRing

TABLE, CONVERSATION = "power_event", "repair_conversation"
ENDS_CONTACT = frozenset({PowerEventKind.RECALL})
UNSETTLED = 5


@dataclass(frozen=True, slots=True)
class EventWords:
    """The line about it, the reason that was given in the words it was given, and how it can be challenged."""

    line: str = ""
    explanation: str = ""
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What became of an offer: the day it was talked about or is to be asked again, and a line about it."""

    outcome: Outcome
    on: date | None
    words: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class PowerEventLine:
    """One use of authority as it is shown, with how it was explained and where the conversation stands."""

    id: UUID
    kind: PowerEventKind
    happened_on: date
    words: EventWords
    explained_on: date | None
    contact_possible_from: date | None
    conversation: Conversation
    said: Sequence[Said]
    recorded_by: str
    recorded_at: datetime
    is_past: bool

    @property
    def line(self) -> str:
        """Return the one line about it."""
        return self.words.line

    @property
    def is_explained(self) -> bool:
        """Return whether it is written down that the reason was given."""
        return self.explained_on is not None


def open_words(keys: KeyRing, row: PowerEvent) -> EventWords:
    """Return every word about a use of authority."""
    return EventWords(
        line=open_line(keys, row),
        explanation=_open(keys, row, "sealed_explanation", row.sealed_explanation),
        challenge=_open(keys, row, "sealed_challenge", row.sealed_challenge),
    )


def seal_words(keys: KeyRing, row: PowerEvent, words: EventWords) -> None:
    """Seal the words into this row, which need not be saved yet."""
    row.sealed_line = _seal(keys, row, "sealed_line", words.line)
    row.sealed_explanation = _seal(keys, row, "sealed_explanation", words.explanation)
    row.sealed_challenge = _seal(keys, row, "sealed_challenge", words.challenge)


def open_line(keys: KeyRing, row: PowerEvent) -> str:
    """Return the line about a use of authority."""
    return _open(keys, row, "sealed_line", row.sealed_line)


def load_steps(event_ids: Iterable[UUID]) -> dict[UUID, list[RepairConversation]]:
    """Return what was said about each offer, oldest first, in one query."""
    found: dict[UUID, list[RepairConversation]] = defaultdict(list)
    rows = RepairConversation.objects.filter(event__in=list(event_ids)).select_related("written_by")
    for row in rows.order_by("number"):
        found[row.event_id].append(row)
    return found


def open_said(keys: KeyRing, row: RepairConversation) -> Said:
    """Return one answer to the offer with its words."""
    words = open_field(keys, row.person_id, CONVERSATION, row.id, "sealed_words", row.sealed_words)
    return Said(Outcome(row.outcome), row.on, words, row.written_by.name, row.written_at)


def judge(event: PowerEvent, steps: Sequence[RepairConversation], on: date) -> Conversation:
    """Return where the conversation about this event stands on a day."""
    last = steps[-1] if steps else None
    return judge_conversation(
        happened_on=event.happened_on,
        ends_contact=PowerEventKind(event.kind) in ENDS_CONTACT,
        contact_possible_from=event.contact_possible_from,
        outcome=Outcome(last.outcome) if last else None,
        again_on=last.on if last and last.outcome == Outcome.NOT_NOW.value else None,
        on=on,
    )


def open_events(rows: Sequence[PowerEvent], keys: KeyRing, at: datetime) -> tuple[PowerEventLine, ...]:
    """Return these rows as they are shown, in one query. They come with recorded_by."""
    steps = load_steps(row.id for row in rows)
    return tuple(_line(row, steps[row.id], keys, day_of(at)) for row in rows)


def open_unsettled(rows: Sequence[PowerEvent], keys: KeyRing, at: datetime) -> tuple[PowerEventLine, ...]:
    """Return those whose conversation is still to come, the newest first and five at most. One query."""
    steps, today = load_steps(row.id for row in rows), day_of(at)
    left = [row for row in reversed(rows) if judge(row, steps[row.id], today).standing is not Standing.SETTLED]
    return tuple(_line(row, steps[row.id], keys, today) for row in left[:UNSETTLED])


def _line(row: PowerEvent, steps: Sequence[RepairConversation], keys: KeyRing, today: date) -> PowerEventLine:
    conversation = judge(row, steps, today)
    return PowerEventLine(
        id=row.id,
        kind=PowerEventKind(row.kind),
        happened_on=row.happened_on,
        words=open_words(keys, row),
        explained_on=row.explained_on,
        contact_possible_from=row.contact_possible_from,
        conversation=conversation,
        said=[open_said(keys, step) for step in reversed(steps)],
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
        is_past=conversation.is_past(today),
    )


def _open(keys: KeyRing, row: PowerEvent, field: str, envelope: bytes | None) -> str:
    return open_field(keys, row.person_id, TABLE, row.id, field, envelope)


def _seal(keys: KeyRing, row: PowerEvent, field: str, text: str) -> bytes | None:
    return seal_field(keys, row.person_id, TABLE, row.id, field, text)
