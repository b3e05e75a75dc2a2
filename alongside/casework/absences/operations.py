"""Looking into an absence. Each thing that is written is kept; the last of its kind stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.absences.words import StepWords, latest_of_each, list_safe_ways, seal_step
from alongside.casework.audit import record
from alongside.casework.drafts.forms import DraftOf, clear_draft
from alongside.domain.absences import Decision, Follows, Step, find_changes
from alongside.ledger import Kind
from alongside.records.absences import Absence, AbsenceStep
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

TABLE = "absence"


class NotAbsent(Exception):
    """The person came, or the session was cancelled."""


class NotSafe(ValueError):
    """A way was named that the person has not said is safe, or has not confirmed for 90 days."""


class NeedsAReason(ValueError):
    """A decision needs the word why."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is on the page when it is saved. What is empty says nothing and takes nothing away."""

    deadline_on: date | None = None
    sought: str = ""
    ways: Collection[str] = ()
    tried: str = ""
    offered: str = ""
    hard: str = ""
    next: str = ""
    decision: Decision | None = None
    why: str = ""
    told: str = ""
    challenge: str = ""
    follows: Follows | None = None


def say_worried(*, session_id: UUID, by: Actor, at: datetime) -> None:
    """Keep that somebody is worried about risk now: who, and when. Every press is kept, the first one is shown.

    It is pressed by a practitioner and never worked out from anything. Raises NotHere and NotAbsent.
    """
    with transaction.atomic():
        absence, granted, keys = _load(session_id, by, at)
        if absence.worried_at is None:
            absence.worried_at, absence.worried_by_id = at, by.id
            absence.save(update_fields=["worried_at", "worried_by"])
        _add(absence, Step.WORRIED, StepWords(), keys, by, at)
        record(Kind.COLLECTION, "worried", granted, by=by, at=at, object_type=TABLE, object_id=absence.id)


def write_about_absence(*, session_id: UUID, written: Written, by: Actor, at: datetime) -> None:
    """Keep whatever is new on the page, each thing as a step of its own. Safe to repeat.

    Excused or not is the practitioner's decision and is never suggested. Raises NotHere, NotAbsent, NotSafe and
    NeedsAReason, and then keeps nothing.
    """
    if written.decision and not written.why:
        raise NeedsAReason
    with transaction.atomic():
        absence, granted, keys = _load(session_id, by, at)
        before = latest_of_each(absence.steps.order_by("number"), keys)
        _refuse_unsafe(absence.person_id, written, before, keys, at)
        changes = find_changes(before, _posted(written))
        for step, said in changes.items():
            _add(absence, step, said, keys, by, at)
        _settle(absence, written, changes, by, at)
        clear_draft(person_id=absence.person_id, of=DraftOf.ABSENCE, about=session_id, by=by)
        if changes:
            record(Kind.COLLECTION, "written", granted, by=by, at=at, object_type=TABLE, object_id=absence.id)


def _load(session_id: UUID, by: Actor, at: datetime) -> tuple[Absence, Granted, KeyRing]:
    session = Session.objects.select_for_update().filter(id=session_id).first()
    if session is None:
        raise NotHere
    granted = require(by, Action.WRITE, Item.SESSION, person_id=session.person_id, at=at)
    if session.attendance not in ("planned", "missed"):
        raise NotAbsent
    absence, _ = Absence.objects.get_or_create(
        session=session,
        defaults={"id": uuid4(), "person_id": session.person_id, "begun_by_id": by.id, "begun_at": at},
    )
    return absence, granted, open_keys([session.person_id])


def _refuse_unsafe(
    person_id: UUID, written: Written, before: dict[Step, StepWords], keys: KeyRing, at: datetime
) -> None:
    """What was tried while it was safe stays true after it has stopped being safe."""
    known = before.get(Step.TRIED, StepWords()).ways
    safe = {way.key for way in list_safe_ways(person_id, keys, on=day_of(at))}
    if not set(written.ways) <= safe | set(known):
        raise NotSafe


def _posted(written: Written) -> dict[Step, StepWords]:
    day = written.deadline_on.isoformat() if written.deadline_on else ""
    decided = f"{written.decision.value}\n{written.why}" if written.decision else ""
    return {
        Step.DEADLINE: StepWords(day),
        Step.SOUGHT: StepWords(written.sought),
        Step.TRIED: StepWords(written.tried, tuple(sorted(written.ways))),
        Step.OFFERED: StepWords(written.offered),
        Step.HARD: StepWords(written.hard),
        Step.NEXT: StepWords(written.next),
        Step.DECIDED: StepWords(decided),
        Step.TOLD: StepWords(written.told),
        Step.CHALLENGE: StepWords(written.challenge),
        Step.FOLLOWS: StepWords(written.follows.value if written.follows else ""),
    }


def _settle(absence: Absence, written: Written, changes: Collection[Step], by: Actor, at: datetime) -> None:
    if Step.DEADLINE in changes:
        absence.deadline_on = written.deadline_on
    if Step.DECIDED in changes and written.decision:
        absence.decision, absence.decided_at, absence.decided_by_id = written.decision.value, at, by.id
    absence.save()


def _add(absence: Absence, step: Step, said: StepWords, keys: KeyRing, by: Actor, at: datetime) -> None:
    row = AbsenceStep(id=uuid4(), person_id=absence.person_id, absence=absence, kind=step.value)
    row.number = absence.steps.count() + 1
    row.written_by_id, row.written_at = by.id, at
    seal_step(keys, row, said)
    row.save(force_insert=True)
