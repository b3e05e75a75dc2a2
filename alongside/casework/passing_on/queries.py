"""What was passed on about one person, as staff read it: written down here, asked of others, and copied out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, is_allowed, require
from alongside.access.standings import PUBLISHED, day_of
from alongside.casework.agreements.loading import AgreementLine, find_agreement, open_agreements
from alongside.casework.audit import record_opened
from alongside.casework.passing_on.loading import TABLE, PassedLine, open_passed
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.referrals.queries import open_lines
from alongside.domain.agreements import Matter
from alongside.domain.referrals import Step as ReferralStep
from alongside.ledger import list_disclosed
from alongside.records.agreements import Agreement
from alongside.records.passing_on import PassedOn
from alongside.records.referrals import Referral
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

COPIED_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class SentReferral:
    """A referral that was sent: to whom, for what, and on which day."""

    referral_id: UUID
    to: str
    need: str
    on: date


@dataclass(frozen=True, slots=True)
class CopiedEntry:
    """A contact entry that was shown to be copied into another system, about the meeting of a day."""

    met_on: date
    at: datetime


@dataclass(frozen=True)
class PassedOnPage:
    """Everything that left, each list the newest first."""

    identity: Identity
    lines: Sequence[PassedLine]
    referrals: Sequence[SentReferral]
    copied: Sequence[CopiedEntry]
    may_write: bool

    @property
    def is_empty(self) -> bool:
        """Return whether nothing left at all."""
        return not (self.lines or self.referrals or self.copied)

    @property
    def told(self) -> list[PassedLine]:
        """Return what the person knows of, for paper that they take away."""
        return [line for line in self.lines if line.telling.is_told]


@dataclass(frozen=True)
class PassedLinePage:
    """One thing that was passed on. agreement: the yes it rests on, as that stands today."""

    identity: Identity
    line: PassedLine
    agreement: AgreementLine | None
    may_write: bool


@dataclass(frozen=True)
class NewPassing:
    """What the form needs: whose record, and every yes or no about passing something on."""

    identity: Identity
    agreements: Sequence[AgreementLine]


def get_passed_on(*, person_id: UUID, viewer: Actor, at: datetime) -> PassedOnPage:
    """Return what was passed on about this person, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.PASSED_ON, person_id=person_id, at=at)
        keys = open_keys([person_id])
        rows = PassedOn.objects.filter(person=person_id).select_related("made_by").order_by("-on", "-made_at")
        record_opened(granted, by=viewer, at=at, object_type=TABLE)
        return PassedOnPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            lines=open_passed(rows, keys, at=at),
            referrals=_sent_referrals(granted, viewer, keys, at),
            copied=_copied_entries(granted, viewer, at),
            may_write=is_allowed(viewer, Action.WRITE, Item.PASSED_ON, granted, at=at),
        )


def get_passed_line(*, passed_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> PassedLinePage:
    """Return one thing that was passed on, and record that it was opened. Raises NotHere, with to_write for readers."""
    with transaction.atomic():
        row = PassedOn.objects.select_related("made_by").filter(id=passed_id).first()
        if row is None:
            raise NotHere
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.PASSED_ON, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
        return PassedLinePage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            line=open_passed([row], keys, at=at)[0],
            agreement=find_agreement(row.agreement_id, row.person_id, keys, at=at),
            may_write=is_allowed(viewer, Action.WRITE, Item.PASSED_ON, granted, at=at),
        )


def get_new_passing(*, person_id: UUID, viewer: Actor, at: datetime) -> NewPassing:
    """Return what the form needs, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.PASSED_ON, person_id=person_id, at=at)
        keys = open_keys([person_id])
        rows = Agreement.objects.filter(person=person_id, matter=Matter.SHARING.value).order_by("-asked_at", "-id")
        record_opened(granted, by=viewer, at=at, object_type="agreements")
        return NewPassing(load_identity(granted, keys, viewer=viewer, at=at), open_agreements(rows, keys, at=at))


def _sent_referrals(granted: Granted, viewer: Actor, keys: KeyRing, at: datetime) -> list[SentReferral]:
    if not is_allowed(viewer, Action.READ, Item.REFERRAL, granted, at=at):
        return []
    found = []
    for line in open_lines(Referral.objects.filter(person=granted.person_id), keys, at=at):
        sent = [one.on for one in line.steps if one.step is ReferralStep.SENT]
        if sent:
            found.append(SentReferral(line.referral_id, line.to, line.need, sent[-1]))
    return sorted(found, key=lambda one: one.on, reverse=True)


def _copied_entries(granted: Granted, viewer: Actor, at: datetime) -> list[CopiedEntry]:
    """Return what was copied out by the ledger, which is the only one that knows. A meeting that is not there is left out."""
    if not is_allowed(viewer, Action.READ, Item.SESSION, granted, at=at):
        return []
    entries = list_disclosed(granted.pseudonym, object_type="session", action="copied", limit=COPIED_AT_MOST)
    rows = Session.objects.filter(PUBLISHED, person=granted.person_id, id__in={one.object_id for one in entries})
    met = {row.id: day_of(row.planned_at) for row in rows}
    return [CopiedEntry(met[one.object_id], one.at) for one in entries if one.object_id in met]
