"""Handing the device over in a language, with or without an interpreter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Actor
from alongside.casework.my_side.capabilities import hand_over
from alongside.domain.speaking import SpokenIn
from alongside.records.check_ins import CheckIn


def hand_over_in(*, session_id: UUID, asked_in: SpokenIn, interpreter: bool, by: Actor, at: datetime) -> str:
    """Hand the device over and keep in which language and whether an interpreter is there. Returns the secret.

    Another language always has an interpreter. Answers that were given keep what was said before they were given.
    Raises NotHere.
    """
    with transaction.atomic():
        secret = hand_over(session_id=session_id, by=by, at=at)
        offered = CheckIn.everything.filter(session=session_id, state="offered")
        offered.update(asked_in=asked_in.value, interpreter=interpreter or asked_in is SpokenIn.OTHER)
    return secret
