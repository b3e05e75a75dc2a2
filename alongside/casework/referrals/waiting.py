"""The referrals that another page shows: of a person, of an area of life, and those it is time to ask about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.referrals.queries import ReferralLine, longest_first, open_lines
from alongside.domain.assessment import Area
from alongside.domain.referrals import is_worth_asking
from alongside.records.referrals import Referral
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True)
class AreaReferrals:
    """The referrals about one area of life, those still to come first, and whether this reader may write down another."""

    lines: Sequence[ReferralLine]
    may_write: bool


def list_about_area(*, person_id: UUID, area: Area, viewer: Actor, at: datetime) -> AreaReferrals:
    """Return what somebody else was asked to help with in one area, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.REFERRAL, person_id=person_id, at=at)
        rows = list(Referral.objects.filter(person=person_id, area=area.value))
        if rows:
            record_opened(granted, by=viewer, at=at, object_type="referrals")
        lines = open_lines(rows, open_keys([person_id]), at=at) if rows else []
        lines.sort(key=lambda line: (not line.standing.is_open, *longest_first(line)))
        return AreaReferrals(lines, is_allowed(viewer, Action.WRITE, Item.REFERRAL, granted, at=at))


def load_still_to_come(granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> list[ReferralLine]:
    """Return what this person still waits for, the longest wait first. The caller records that it was opened."""
    if not is_allowed(viewer, Action.READ, Item.REFERRAL, granted, at=at):
        return []
    lines = open_lines(Referral.objects.filter(person=granted.person_id), keys, at=at)
    return sorted((line for line in lines if line.standing.is_open), key=longest_first)


def load_worth_asking(person_ids: Collection[UUID], keys: KeyRing, *, at: datetime) -> list[ReferralLine]:
    """Return what it is time to send or to ask about for these people, the longest wait first. Two queries.

    The caller has found the people by a row filter of those who may read their referrals, and records the list.
    """
    lines = open_lines(Referral.objects.filter(person__in=person_ids), keys, at=at)
    return sorted((line for line in lines if is_worth_asking(line.standing, today=day_of(at))), key=longest_first)
