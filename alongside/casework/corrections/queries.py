"""What staff read of requests for a correction: all of one person's, one of them, and what waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.corrections.loading import TABLE, CorrectionLine, open_lines
from alongside.casework.people.identity import Identity, load_identity
from alongside.domain.corrections import CorrectionState
from alongside.records.corrections import Correction, CorrectionStep
from alongside.vault import open_keys

OPEN = [state.value for state in CorrectionState if state.is_open]


@dataclass(frozen=True)
class CorrectionsPage:
    """What one person asked to be put right, what waits for an answer first, then the last that were answered."""

    identity: Identity
    corrections: Sequence[CorrectionLine]


@dataclass(frozen=True)
class CorrectionPage:
    """One request with everything that happened to it. may_write: the viewer may answer it."""

    identity: Identity
    line: CorrectionLine
    may_write: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class CorrectionNotice:
    """What the page of the person says of them: how many wait and until when, and whether the person disagrees with an answer."""

    waiting: int
    due_on: date | None
    is_late: bool
    disagrees: bool


@dataclass(frozen=True, slots=True)
class WaitingCorrection:
    """A request that has no answer."""

    correction_id: UUID
    person_id: UUID
    due_on: date


def get_corrections(*, person_id: UUID, viewer: Actor, at: datetime) -> CorrectionsPage:
    """Return everything this person asked to be put right, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.CORRECTION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        lines = open_lines(Correction.objects.filter(person=person_id).order_by("-asked_at", "-id"), keys)
        record_opened(granted, by=viewer, at=at, object_type="corrections")
        return CorrectionsPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            corrections=sorted(lines, key=lambda line: not line.state.is_open),
        )


def get_correction(*, correction_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> CorrectionPage:
    """Return one request, and record that it was opened. Raises NotHere.

    to_write: for a form about it, which is there only for those who may answer.
    """
    with transaction.atomic():
        row = Correction.objects.filter(id=correction_id).first()
        if row is None:
            raise NotHere
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.CORRECTION, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        # A line of a figure may come from a conversation that is not signed, which whoever stands in does not read.
        shows_figures = is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at, signed=False)
        (line,) = open_lines([row], keys, shows_figures=shows_figures)
        record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
        return CorrectionPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            line=line,
            may_write=is_allowed(viewer, Action.WRITE, Item.CORRECTION, granted, at=at),
            is_late=line.state.is_open and line.due_on < day_of(at),
        )


def find_correction_notice(granted: Granted, *, viewer: Actor, at: datetime) -> CorrectionNotice | None:
    """Return what this reader of the record is told, or None where there is nothing or it is not for them. One query."""
    if not is_allowed(viewer, Action.READ, Item.CORRECTION, granted, at=at):
        return None
    disagreed = CorrectionStep.objects.filter(correction=OuterRef("id"), kind="disagreed")
    rows = list(Correction.objects.filter(person=granted.person_id).annotate(disagreed=Exists(disagreed)))
    waiting = [row.due_on for row in rows if row.state in OPEN]
    disagrees = any(row.disagreed for row in rows)
    if not waiting and not disagrees:
        return None
    due_on = min(waiting, default=None)
    return CorrectionNotice(len(waiting), due_on, due_on is not None and due_on < day_of(at), disagrees)


def load_waiting_corrections(person_ids: Collection[UUID]) -> list[WaitingCorrection]:
    """Return what waits for an answer about these people, the soonest due first. The caller has passed the gate."""
    rows = Correction.objects.filter(person__in=person_ids, state__in=OPEN).order_by("due_on", "asked_at", "id")
    return [WaitingCorrection(row.id, row.person_id, row.due_on) for row in rows]
