"""Reads a first contact with everything that was said in it, in three queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.access.standings import PUBLISHED, day_of
from alongside.casework.first_contact.words import TabSaid, open_other_said, open_said
from alongside.domain.first_contact import Said, Standing
from alongside.records.first_contact import FirstContact, FirstContactStep
from alongside.records.sessions import Session
from alongside.vault import KeyRing


@dataclass(frozen=True)
class StepRow:
    """One step as it is kept. other is what another device sent and nobody has chosen about."""

    body: TabSaid
    other: TabSaid | None
    revision: int
    saved_at: datetime
    saved_by: str
    ticked_at: datetime | None
    ticked_by: str

    @property
    def standing(self) -> Standing:
        """Return what the rules need to know of it."""
        return Standing(self.body.said, is_ticked=self.ticked_at is not None)


@dataclass(frozen=True)
class Kept:
    """A first contact by step. begun_at is None while nothing was said."""

    begun_at: datetime | None = None
    begun_by: str = ""
    steps: Mapping[str, StepRow] = field(default_factory=dict)

    @property
    def standings(self) -> dict[str, Standing]:
        """Return each step as the rules need it."""
        return {key: row.standing for key, row in self.steps.items()}

    @property
    def said(self) -> dict[str, Said]:
        """Return what was said in each step."""
        return {key: row.body.said for key, row in self.steps.items()}


def load_kept(person_id: UUID, keys: KeyRing) -> Kept:
    """Return the first contact of a person. The caller has passed the gate."""
    begun = FirstContact.objects.select_related("begun_by").filter(person=person_id).first()
    if begun is None:
        return Kept()
    rows = FirstContactStep.objects.select_related("saved_by", "ticked_by").filter(first_contact=begun)
    return Kept(begun.begun_at, begun.begun_by.name, {row.step: _opened(row, keys) for row in rows})


def find_meeting(person_id: UUID, *, at: datetime) -> Session | None:
    """Return the session of today, or the next one that is planned, or None. It is where check-in and rating are."""
    rows = list(Session.objects.filter(PUBLISHED, person=person_id).exclude(attendance="cancelled"))
    today = [row for row in rows if day_of(row.planned_at) == day_of(at)]
    later = [row for row in rows if row.attendance == "planned" and row.planned_at > at]
    return min(today or later, key=lambda row: row.planned_at, default=None)


def find_next_meeting(person_id: UUID, *, at: datetime) -> Session | None:
    """Return the next planned session on a later day, or None."""
    rows = Session.objects.filter(PUBLISHED, person=person_id, attendance="planned", planned_at__gt=at)
    return next((row for row in rows.order_by("planned_at") if day_of(row.planned_at) > day_of(at)), None)


def _opened(row: FirstContactStep, keys: KeyRing) -> StepRow:
    return StepRow(
        body=open_said(keys, row),
        other=open_other_said(keys, row),
        revision=row.revision,
        saved_at=row.saved_at,
        saved_by=row.saved_by.name,
        ticked_at=row.ticked_at,
        ticked_by=row.ticked_by.name if row.ticked_by else "",
    )
