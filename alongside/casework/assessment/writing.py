"""Takes hold of the version under way for a change, and keeps its steps."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Max

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, require
from alongside.casework.assessment.errors import Completed, NothingUnderWay
from alongside.records.assessment import Assessment, AssessmentStep


def load_for_change(person_id: UUID, *, by: Actor, at: datetime) -> tuple[Assessment, Granted]:
    """Return the version that is not signed, locked, and leave to write in it. Raises NotHere or NothingUnderWay."""
    granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
    row = Assessment.objects.select_for_update().filter(person=person_id, signed_at__isnull=True).first()
    if row is None:
        raise NothingUnderWay
    return row, granted


def load_open_for_change(person_id: UUID, *, by: Actor, at: datetime) -> tuple[Assessment, Granted]:
    """Return it as load_for_change does, if words may be changed. Raises NotHere, NothingUnderWay or Completed."""
    row, granted = load_for_change(person_id, by=by, at=at)
    if row.completed_at is not None:
        raise Completed
    return row, granted


def add_step(row: Assessment, kind: str, *, by: Actor, at: datetime, place: str = "") -> None:
    """Keep one thing that happened to a version. Call it with the version locked."""
    last = AssessmentStep.objects.filter(assessment=row).aggregate(last=Max("number"))["last"] or 0
    AssessmentStep(
        id=uuid4(), assessment=row, number=last + 1, kind=kind, place=place, done_by_id=by.id, done_at=at
    ).save(force_insert=True)
