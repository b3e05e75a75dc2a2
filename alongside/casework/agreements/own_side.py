"""What a person reads of their own answers, and taking a yes back in one tap."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.casework.agreements.following import keep_answer
from alongside.casework.agreements.loading import TABLE, AgreementLine, Answered, open_agreements
from alongside.casework.audit import record, record_opened
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.agreements import Answer, How, current_wording
from alongside.ledger import Kind
from alongside.records.agreements import Agreement
from alongside.vault import open_keys


def list_own_agreements(*, capability: OpenCapability, at: datetime) -> Sequence[AgreementLine]:
    """Return what the person was asked and what they said, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.AGREEMENT, at=at)
        rows = Agreement.objects.filter(person=granted.person_id).order_by("-asked_at", "-id")
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="agreements")
        return open_agreements(rows, open_keys([granted.person_id]), at=at)


def take_back(*, capability: OpenCapability, agreement_id: UUID, language: str, by: Actor, at: datetime) -> None:
    """Take a yes back, with no word why. What is no yes stays as it is, so it is safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.AGREEMENT, at=at)
        row = Agreement.objects.select_for_update().filter(id=agreement_id, person=granted.person_id).first()
        if row is None or by.id != capability.id:
            raise NotHere
        keys = open_keys([granted.person_id])
        (line,) = open_agreements([row], keys, at=at)
        if line.standing.answer is not Answer.YES:
            return
        words = current_wording(line.matter, language=language)
        said = Answered(Answer.WITHDRAWN, day_of(at), words.version, words.language.value, How.OWN_SIDE)
        keep_answer(row, said, line.number + 1, keys, granted, by=by, at=at)
        record(Kind.ALTERATION, "answered", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
