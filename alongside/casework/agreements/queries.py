"""What staff read of agreements: all of one person's, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, is_allowed, require
from alongside.casework.agreements.loading import TABLE, AgreementLine, open_agreements
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.records.agreements import Agreement
from alongside.vault import open_keys


@dataclass(frozen=True)
class AgreementsPage:
    """Everything one person was asked, what was asked last first."""

    identity: Identity
    lines: Sequence[AgreementLine]
    may_write: bool


@dataclass(frozen=True)
class AgreementPage:
    """One thing that was asked, with every answer."""

    identity: Identity
    line: AgreementLine
    may_write: bool


def get_agreements(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> AgreementsPage:
    """Return what this person was asked and said, and record that it was opened. Raises NotHere, with to_write for readers."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.AGREEMENT, person_id=person_id, at=at)
        keys = open_keys([person_id])
        rows = Agreement.objects.filter(person=person_id).order_by("-asked_at", "-id")
        record_opened(granted, by=viewer, at=at, object_type="agreements")
        return AgreementsPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            lines=open_agreements(rows, keys, at=at),
            may_write=is_allowed(viewer, Action.WRITE, Item.AGREEMENT, granted, at=at),
        )


def get_agreement(*, agreement_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> AgreementPage:
    """Return one agreement with every answer, and record that it was opened. Raises NotHere."""
    with transaction.atomic():
        row = Agreement.objects.filter(id=agreement_id).first()
        if row is None:
            raise NotHere
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.AGREEMENT, person_id=row.person_id, at=at)
        keys = open_keys([row.person_id])
        record_opened(granted, by=viewer, at=at, object_type=TABLE, object_id=row.id)
        return AgreementPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            line=open_agreements([row], keys, at=at)[0],
            may_write=is_allowed(viewer, Action.WRITE, Item.AGREEMENT, granted, at=at),
        )
