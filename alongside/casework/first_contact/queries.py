"""The pages of a first contact: all steps, one step, the turned screen, the agreement, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.first_contact.agreeing import (
    Agreed,
    SaidTheyWould,
    load_agreements,
    load_said_they_would,
    version_of,
)
from alongside.casework.first_contact.gathering import Gathered, gather
from alongside.casework.first_contact.loading import Kept, StepRow, find_meeting, find_next_meeting, load_kept
from alongside.casework.first_contact.words import TabSaid
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.promises.picture import BothCounted, load_picture
from alongside.domain.first_contact import (
    BEFORE,
    LIMITS,
    Line,
    Said,
    State,
    Step,
    draft_agreement,
    find_missing,
    find_unfinished,
    load_script,
    say_progress,
    state_of,
)
from alongside.domain.speaking import Spoken
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list: where it is, and when it was last touched."""

    step: Step
    state: State
    saved_at: datetime | None
    ticked_at: datetime | None


@dataclass(frozen=True)
class Progress:
    """All steps and how far they are. missing is what a complete first contact still needs. practitioner is a first name.

    spoken: in which language the limits were explained, and through whom.
    """

    lines: Sequence[StepLine]
    said: str
    missing: Sequence[Step]
    unfinished: Sequence[Step]
    begun_on: date | None
    practitioner: str
    draft: tuple[Line, ...]
    agreed: Agreed | None
    spoken: Spoken

    @property
    def has_changed(self) -> bool:
        """Return whether the words have changed since both last answered."""
        return self.agreed is not None and self.agreed.lines != self.draft


@dataclass(frozen=True)
class Meeting:
    """The session that check-in and ratings belong to. reflects: the viewer may write for themselves about it."""

    session_id: UUID
    planned_at: datetime
    reflects: bool


@dataclass(frozen=True)
class FirstContactPage:
    """Every step, what is left and what comes after."""

    identity: Identity
    progress: Progress
    may_write: bool
    meeting: Meeting | None
    next_meeting_on: date | None
    would: Sequence[SaidTheyWould]


@dataclass(frozen=True)
class StepPage:
    """One step to write in. other is what another device sent, until somebody has chosen. gathered is for the first."""

    identity: Identity
    progress: Progress
    step: Step
    state: State
    is_ticked: bool
    said: Said
    revision: int
    saved_at: datetime | None
    saved_by: str
    other: TabSaid | None
    meeting: Meeting | None
    gathered: Gathered | None


@dataclass(frozen=True)
class TurnedStep:
    """What both look at together in one step, and not a word more."""

    person_id: UUID
    first: str
    practitioner: str
    step: Step
    said: Said


@dataclass(frozen=True)
class AgreementPage:
    """The agreement as it is now, what both said to it each time, and the mark of its words.

    would is what both said they would do, with the promises that became of it. counted: what became of all their promises.
    """

    identity: Identity
    progress: Progress
    version: str
    answered: Sequence[Agreed]
    would: Sequence[SaidTheyWould]
    counted: BothCounted | None
    may_write: bool


@dataclass(frozen=True)
class HistoryPage:
    """What was explained, when, by whom and in which words, and what both agreed on."""

    identity: Identity
    progress: Progress
    steps: Sequence[tuple[Step, StepRow]]
    begun_by: str
    answered: Sequence[Agreed]
    may_write: bool


def get_first_contact(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> FirstContactPage:
    """Return all steps of a first contact, and record that it was opened. Raises NotHere, with to_write for readers."""
    with transaction.atomic():
        granted, keys, identity = _open(person_id, Action.WRITE if to_write else Action.READ, viewer, at)
        kept = load_kept(person_id, keys)
        following = find_next_meeting(person_id, at=at)
        return FirstContactPage(
            identity=identity,
            progress=_progress(kept, identity, keys, viewer),
            may_write=is_allowed(viewer, Action.WRITE, Item.FIRST_CONTACT, granted, at=at),
            meeting=_meeting(granted, viewer, at),
            next_meeting_on=day_of(following.planned_at) if following else None,
            would=load_said_they_would(granted, kept, keys, first_name=identity.name.first, viewer=viewer, at=at),
        )


def get_step(*, person_id: UUID, step_key: str, viewer: Actor, tab: str, at: datetime) -> StepPage:
    """Return one step to write in, and record that it was opened. Raises NotHere, also for a step that is not there."""
    with transaction.atomic():
        step = _find_step(step_key)
        granted, keys, identity = _open(person_id, Action.WRITE, viewer, at)
        kept = load_kept(person_id, keys)
        row = kept.steps.get(step_key)
        mine, other = _sorted(row, tab)
        return StepPage(
            identity=identity,
            progress=_progress(kept, identity, keys, viewer),
            step=step,
            state=state_of(step, kept.standings),
            is_ticked=row is not None and row.ticked_at is not None,
            said=mine.said,
            revision=row.revision if row else 0,
            saved_at=row.saved_at if row else None,
            saved_by=row.saved_by if row else "",
            other=other,
            meeting=_meeting(granted, viewer, at),
            gathered=gather(granted, identity, keys, at=at) if step.key == BEFORE else None,
        )


def get_turned_step(*, person_id: UUID, step_key: str, viewer: Actor, at: datetime) -> TurnedStep:
    """Return what both look at in one step. Raises NotHere, also for the steps that are for the practitioner alone."""
    with transaction.atomic():
        step = _find_step(step_key)
        if not step.for_person:
            raise NotHere
        _, keys, identity = _open(person_id, Action.WRITE, viewer, at)
        said = load_kept(person_id, keys).said.get(step_key, Said())
        shown = {box.key: said.words[box.key] for box in step.person_boxes if box.key in said.words}
        return TurnedStep(
            person_id=person_id,
            first=identity.name.first,
            practitioner=_first_of(viewer.name),
            step=step,
            said=replace(said, words=shown),
        )


def get_agreement(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> AgreementPage:
    """Return the working agreement and what both said to it. Raises NotHere, with to_write for all who only read."""
    with transaction.atomic():
        granted, keys, identity = _open(person_id, Action.WRITE if to_write else Action.READ, viewer, at)
        kept = load_kept(person_id, keys)
        progress = _progress(kept, identity, keys, viewer)
        reading: dict[str, Any] = {"first_name": identity.name.first, "viewer": viewer, "at": at}
        return AgreementPage(
            identity=identity,
            progress=progress,
            version=version_of(progress.draft),
            answered=load_agreements(person_id, keys),
            would=load_said_they_would(granted, kept, keys, **reading),
            counted=load_picture(granted, keys, **reading),
            may_write=is_allowed(viewer, Action.WRITE, Item.FIRST_CONTACT, granted, at=at),
        )


def get_history(*, person_id: UUID, viewer: Actor, at: datetime) -> HistoryPage:
    """Return the first contact as it was, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        granted, keys, identity = _open(person_id, Action.READ, viewer, at)
        kept = load_kept(person_id, keys)
        return HistoryPage(
            identity=identity,
            progress=_progress(kept, identity, keys, viewer),
            steps=[(step, kept.steps[step.key]) for step in load_script().steps if step.key in kept.steps],
            begun_by=kept.begun_by,
            answered=load_agreements(person_id, keys),
            may_write=is_allowed(viewer, Action.WRITE, Item.FIRST_CONTACT, granted, at=at),
        )


def _open(person_id: UUID, action: Action, viewer: Actor, at: datetime) -> tuple[Granted, KeyRing, Identity]:
    granted = require(viewer, action, Item.FIRST_CONTACT, person_id=person_id, at=at)
    keys = open_keys([person_id])
    identity = load_identity(granted, keys, viewer=viewer, at=at)
    record_opened(granted, by=viewer, at=at, object_type="first_contact", object_id=person_id)
    return granted, keys, identity


def _find_step(step_key: str) -> Step:
    step = load_script().find(step_key)
    if step is None:
        raise NotHere
    return step


def _progress(kept: Kept, identity: Identity, keys: KeyRing, viewer: Actor) -> Progress:
    script, standings = load_script(), kept.standings
    agreements = load_agreements(identity.person_id, keys)
    return Progress(
        lines=[_line(step, kept) for step in script.steps],
        said=say_progress(script.steps, standings),
        missing=find_missing(script.steps, standings),
        unfinished=find_unfinished(script.steps, standings),
        begun_on=day_of(kept.begun_at) if kept.begun_at else None,
        practitioner=_practitioner(identity, viewer),
        draft=draft_agreement(script, kept.said),
        agreed=agreements[0] if agreements else None,
        spoken=kept.said.get(LIMITS, Said()).spoken,
    )


def _line(step: Step, kept: Kept) -> StepLine:
    row = kept.steps.get(step.key)
    return StepLine(step, state_of(step, kept.standings), row.saved_at if row else None, row.ticked_at if row else None)


def _practitioner(identity: Identity, viewer: Actor) -> str:
    """Return the first name of whoever is allocated, or of the viewer where nobody is."""
    allocated = [worker.name for worker in identity.workers if not worker.is_co_worker]
    return _first_of(allocated[0] if allocated else viewer.name)


def _first_of(name: str) -> str:
    return name.split(" ")[0]


def _meeting(granted: Granted, viewer: Actor, at: datetime) -> Meeting | None:
    row = find_meeting(granted.person_id, at=at)
    if row is None:
        return None
    reflects = is_allowed(viewer, Action.WRITE, Item.REFLECTION, granted, at=at, by_actor=True)
    return Meeting(row.id, row.planned_at, reflects)


def _sorted(row: StepRow | None, tab: str) -> tuple[TabSaid, TabSaid | None]:
    """Return this page's text and the other device's, if there are two."""
    if row is None:
        return TabSaid(Said()), None
    if row.other is not None and row.other.tab == tab:
        return row.other, TabSaid(row.body.said, row.body.tab, row.saved_by, row.saved_at)
    return row.body, row.other
