"""The referrals of one person, and one of them with everything that happened to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.assessment.loading import readable_rows
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.sealing import open_field
from alongside.casework.referrals.operations import STEP_TABLE, TABLE
from alongside.domain.assessment import Area
from alongside.domain.referrals import Standing, Step, Taken, say_standing, standing_of, steps_after
from alongside.records.referrals import Referral, ReferralStep
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One thing that happened, on which day, in which words, and who wrote it down when."""

    step: Step
    on: date
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ReferralLine:
    """A referral as it stands. said is how it stands, in one sentence. steps are all of them, the first first."""

    referral_id: UUID
    person_id: UUID
    area: Area
    to: str
    need: str
    standing: Standing
    said: str
    steps: Sequence[StepTaken]
    next_steps: Sequence[Step]

    @property
    def number(self) -> int:
        """Return the number of the last step, so that a form can say what was on the screen."""
        return len(self.steps)


@dataclass(frozen=True)
class ReferralsPage:
    """All referrals of one person: those where something is still to come, the longest wait first, then the others."""

    identity: Identity
    open: Sequence[ReferralLine]
    closed: Sequence[ReferralLine]
    may_write: bool


@dataclass(frozen=True)
class ReferralPage:
    """One referral. may_read_area: there is a conversation about its area that this reader may open."""

    identity: Identity
    line: ReferralLine
    may_write: bool
    may_read_area: bool


def get_referrals(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> ReferralsPage:
    """Return the referrals of a person, and record that they were opened. to_write is for the form. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.REFERRAL, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type="referrals")
        lines = open_lines(Referral.objects.filter(person=person_id), keys, at=at)
        return ReferralsPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            open=sorted((line for line in lines if line.standing.is_open), key=longest_first),
            closed=sorted((n for n in lines if not n.standing.is_open), key=lambda n: n.standing.since, reverse=True),
            may_write=is_allowed(viewer, Action.WRITE, Item.REFERRAL, granted, at=at),
        )


def get_referral(*, referral_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> ReferralPage:
    """Return one referral with its history, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        row = Referral.objects.filter(id=referral_id).first()
        if row is None:
            raise NotHere
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.REFERRAL, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        record_opened(granted, by=viewer, at=at, object_type="referral", object_id=row.id)
        return ReferralPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            line=open_lines([row], keys, at=at)[0],
            may_write=is_allowed(viewer, Action.WRITE, Item.REFERRAL, granted, at=at),
            may_read_area=bool(readable_rows(granted, viewer=viewer, at=at)),
        )


def open_lines(rows: Iterable[Referral], keys: KeyRing, *, at: datetime) -> list[ReferralLine]:
    """Return referrals with their steps. One query, and one for the rows when they are not there yet."""
    rows = list(rows)
    steps: dict[UUID, list[ReferralStep]] = defaultdict(list)
    for step in ReferralStep.objects.filter(referral__in=rows).select_related("done_by").order_by("number"):
        steps[step.referral_id].append(step)
    return [_line(row, steps[row.id], keys, at) for row in rows]


def _line(row: Referral, steps: Sequence[ReferralStep], keys: KeyRing, at: datetime) -> ReferralLine:
    taken = [Taken(Step(step.kind), step.on) for step in steps]
    standing = standing_of(taken, today=day_of(at))
    return ReferralLine(
        referral_id=row.id,
        person_id=row.person_id,
        area=Area(row.area),
        to=open_field(keys, row.person_id, TABLE, row.id, "sealed_to", row.sealed_to),
        need=open_field(keys, row.person_id, TABLE, row.id, "sealed_need", row.sealed_need),
        standing=standing,
        said=say_standing(standing, today=day_of(at)),
        steps=[_step(step, row.person_id, keys) for step in steps],
        next_steps=steps_after(taken),
    )


def _step(step: ReferralStep, person_id: UUID, keys: KeyRing) -> StepTaken:
    words = open_field(keys, person_id, STEP_TABLE, step.id, "sealed_words", step.sealed_words)
    return StepTaken(Step(step.kind), step.on, words, step.done_by.name, step.done_at)


def longest_first(line: ReferralLine) -> tuple[int, date]:
    """Return what referrals are sorted by: the longest wait, then what was agreed on first."""
    return (-(line.standing.waiting or 0), line.standing.since)
