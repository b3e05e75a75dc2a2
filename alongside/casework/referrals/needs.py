"""The need a referral begins with: what was said in the conversation, so that nobody types it twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import require
from alongside.casework.assessment.loading import open_version, readable_rows
from alongside.casework.audit import record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.domain.assessment import NOTHING, questions_by_id, say_need
from alongside.vault import open_keys


@dataclass(frozen=True)
class NewReferral:
    """What the form of a new referral shows: whom it is about, and the need in the words it was said in, or nothing."""

    identity: Identity
    need: str


def get_new_referral(*, person_id: UUID, question_id: str, viewer: Actor, at: datetime) -> NewReferral:
    """Return what a new referral begins with, and record what was opened for it. Raises NotHere.

    question_id is the answer it comes from, or nothing. What this reader may not read of the conversation is not there,
    and neither is what happened to the person: those words were given for something else.
    """
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.REFERRAL, person_id=person_id, at=at)
        keys, need = open_keys([person_id]), ""
        question = questions_by_id().get(question_id)
        rows = readable_rows(granted, viewer=viewer, at=at) if question else []
        if question and rows:
            need = say_need(question, open_version(rows[0], keys, granted=granted).answers.get(question.id, NOTHING))
            record_opened(granted, by=viewer, at=at, object_type="assessment", object_id=rows[0].id)
        record_opened(granted, by=viewer, at=at, object_type="referrals")
        return NewReferral(load_identity(granted, keys, viewer=viewer, at=at), need)
