"""Lets somebody have asked for a copy ten days ago, by letter, with the first kinds of item decided."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Role
from alongside.access.actors import actor_for
from alongside.access.standings import day_of
from alongside.casework.subject_access.asking import make_request
from alongside.casework.subject_access.operations import give_all_of
from alongside.domain.demo import words
from alongside.domain.subject_access import CameBy, Identity
from alongside.records.identity import User

ASKED_BEFORE = timedelta(days=10)
DECIDED = ("Identifier", "ContactRoute", "Supervision", "Relationship")
WHICH = 2


def ask_for_copies(person_ids: Sequence[UUID], *, at: datetime) -> None:
    """Write one request down for one of these people, and decide about the plainest of what is held."""
    asked_on = day_of(at - ASKED_BEFORE)
    row = make_request(
        person_ids[min(WHICH, len(person_ids) - 1)], words.ASKED_FOR_A_COPY, asked_on=asked_on, came_by=CameBy.LETTER,
        at=at - ASKED_BEFORE,
    )  # fmt: skip
    row.identity, row.identity_on, row.law = Identity.KNOWN.value, asked_on, "law_enforcement"
    row.save(force_insert=True)
    # Neither of our databases and Django agree on how to look into a JSON list, so the roles are read here.
    officers = [user for user in User.objects.order_by("name") if Role.PRIVACY_OFFICER in user.roles]
    for source in DECIDED:
        give_all_of(request_id=row.id, source=source, by=actor_for(officers[-1]), at=at - timedelta(days=1))
