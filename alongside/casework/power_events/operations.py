"""Writing down a use of authority and how it was explained. It stands beside scores and strains and changes neither."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.power_events import TABLE, EventWords, open_line, open_words, seal_words
from alongside.domain.strains.power_events import PowerEventKind
from alongside.ledger import Kind
from alongside.records.absences import Absence
from alongside.records.power_events import PowerEvent, RepairConversation
from alongside.vault import KeyRing, open_keys


class NotHappenedYet(Exception):
    """The day lies in the future."""


class CorrectedAlready(Exception):
    """Another line has taken this one's place."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reason as it was given, in which words and on which day, and how it can be challenged.

    contact_possible_from is for what takes somebody away: the day from which the two can meet again, if it is known.
    """

    on: date | None
    words: str
    challenge: str
    contact_possible_from: date | None = None


def record_power_event(
    *,
    person_id: UUID,
    kind: PowerEventKind,
    happened_on: date,
    line: str,
    replaces: UUID | None = None,
    after_session: UUID | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Write down a use of authority with one line about it, and return its id. Writing the same twice gives one.

    after_session is the missed session that it followed from: it then stands with that absence too. replaces is the line that
    this one corrects; it stays, and is no longer shown. How it was explained and what became of the conversation go with it.
    Nothing about scores or strains is touched. Raises NotHere, NotHappenedYet and CorrectedAlready.
    """
    if happened_on > day_of(at):
        raise NotHappenedYet
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.SESSION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        for same in PowerEvent.objects.filter(person=person_id, kind=kind.value, happened_on=happened_on):
            if open_line(keys, same) == line and same.recorded_by_id == by.id:
                return same.id
        wrong = _find_to_correct(person_id, replaces)
        row = PowerEvent(person_id=person_id, kind=kind.value, happened_on=happened_on)
        before = open_words(keys, wrong) if wrong else EventWords()
        words = EventWords(line, before.explanation, before.challenge)
        row.absence = wrong.absence if wrong else _find_absence(person_id, after_session)
        if wrong:
            row.explained_on, row.contact_possible_from = wrong.explained_on, wrong.contact_possible_from
        _add(row, words, keys, granted, by, at, replaces=wrong)
    return row.id


def explain_power_event(*, event_id: UUID, given: Explanation, by: Actor, at: datetime) -> UUID:
    """Keep the explanation that was given. Returns the id of the line it stands on.

    The first one is written on the line itself. One that changes what was written makes a new line, so that nothing is
    written over. Safe to repeat. Raises NotHere, NotHappenedYet and CorrectedAlready.
    """
    if given.on and given.on > day_of(at):
        raise NotHappenedYet
    with transaction.atomic():
        row, granted = load_event(event_id, by, at)
        keys = open_keys([row.person_id])
        before = open_words(keys, row)
        words = EventWords(before.line, given.words, given.challenge)
        same_days = (row.explained_on, row.contact_possible_from) == (given.on, given.contact_possible_from)
        if words == before and same_days:
            return row.id
        if row.explained_on or before.explanation or before.challenge or row.contact_possible_from:
            fresh = PowerEvent(person_id=row.person_id, kind=row.kind, happened_on=row.happened_on)
            fresh.absence = row.absence
            fresh.explained_on, fresh.contact_possible_from = given.on, given.contact_possible_from
            _add(fresh, words, keys, granted, by, at, replaces=row)
            return fresh.id
        row.explained_on, row.contact_possible_from = given.on, given.contact_possible_from
        seal_words(keys, row, words)
        row.save()
        record(Kind.ALTERATION, "explained", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def load_event(event_id: UUID, by: Actor, at: datetime) -> tuple[PowerEvent, Granted]:
    """Return a line that stands, locked, with leave to write to it. Raises NotHere and CorrectedAlready."""
    row = PowerEvent.objects.select_for_update().filter(id=event_id).first()
    if row is None:
        raise NotHere
    granted = require(by, Action.WRITE, Item.SESSION, person_id=row.person_id, at=at)
    if PowerEvent.objects.filter(replaces=row).exists():
        raise CorrectedAlready
    return row, granted


def _add(
    row: PowerEvent,
    words: EventWords,
    keys: KeyRing,
    granted: Granted,
    by: Actor,
    at: datetime,
    *,
    replaces: PowerEvent | None,
) -> None:
    row.id, row.recorded_by_id, row.recorded_at, row.replaces = uuid4(), by.id, at, replaces
    seal_words(keys, row, words)
    row.save(force_insert=True)
    if replaces:
        RepairConversation.objects.filter(event=replaces).update(event=row)
    written, action = (Kind.ALTERATION, "corrected") if replaces else (Kind.COLLECTION, "added")
    record(written, action, granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _find_absence(person_id: UUID, session_id: UUID | None) -> Absence | None:
    if session_id is None:
        return None
    absence = Absence.objects.filter(session=session_id, person=person_id).first()
    if absence is None:
        raise NotHere
    return absence


def _find_to_correct(person_id: UUID, replaces: UUID | None) -> PowerEvent | None:
    if replaces is None:
        return None
    corrected = PowerEvent.objects.filter(id=replaces, person=person_id).first()
    if corrected is None:
        raise NotHere
    if PowerEvent.objects.filter(replaces=corrected).exists():
        raise CorrectedAlready
    return corrected
