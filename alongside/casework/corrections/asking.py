"""Keeping what somebody asks to be put right: on their own side, or said in a meeting about a line both look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.corrections.loading import TABLE, open_lines
from alongside.casework.people.sealing import seal_field
from alongside.domain.corrections import About, CorrectionState, answer_due_on
from alongside.ledger import Kind
from alongside.records.corrections import Correction
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class Request:
    """What is not right, in the person's words. shown_line is the line of a figure that it is about."""

    about: About
    wrong: str = ""
    should: str = ""
    shown_line: str = ""


def ask_about_line(*, person_id: UUID, shown_line: str, wrong: str, by: Actor, at: datetime) -> UUID:
    """Keep that the person said in a meeting that a line of their figures is wrong. Call it in a transaction that knows they
    looked at that line. The ledger names who sat with them. wrong may be empty. The same again is kept once. Raises NotHere.
    """
    granted = require(by, Action.WRITE, Item.CORRECTION, person_id=person_id, at=at)
    return keep_request(granted, Request(About.FIGURE, wrong.strip(), shown_line=shown_line), by=by, at=at)


def find_lines_asked_about(person_id: UUID, keys: KeyRing) -> Mapping[str, date]:
    """Return each line of a figure that waits for an answer, with the last day for one. Two queries; asks nobody's leave."""
    open_states = [state.value for state in CorrectionState if state.is_open]
    rows = Correction.objects.filter(person=person_id, about=About.FIGURE.value, state__in=open_states)
    return {line.shown_line: line.due_on for line in open_lines(rows.order_by("-asked_at"), keys, shows_figures=True)}


def keep_request(granted: Granted, request: Request, *, by: Actor, at: datetime) -> UUID:
    """Keep a request and return its id. The same that is open already is kept once. Call it inside a transaction."""
    # Two taps wait for each other here, and the second finds what the first kept.
    Person.objects.select_for_update().get(id=granted.person_id)
    keys = open_keys([granted.person_id])
    waiting = Correction.objects.filter(person=granted.person_id, about=request.about.value, state="asked")
    for line in open_lines(waiting, keys, shows_figures=True):
        if Request(line.about, line.wrong, line.should, line.shown_line) == request:
            return line.id
    row = Correction(id=uuid4(), person_id=granted.person_id, about=request.about.value, asked_at=at)
    row.due_on = answer_due_on(day_of(at))
    for field, text in (("wrong", request.wrong), ("should", request.should), ("line", request.shown_line)):
        setattr(row, f"sealed_{field}", seal_field(keys, row.person_id, TABLE, row.id, f"sealed_{field}", text))
    row.save(force_insert=True)
    record(Kind.COLLECTION, "asked", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id
