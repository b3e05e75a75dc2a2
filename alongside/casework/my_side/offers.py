"""The row of a check-in before there are answers in it."""

from datetime import datetime

from alongside.access import Actor
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.check_ins import CheckIn
from alongside.records.sessions import Session


def offer(session: Session, by: Actor | None, at: datetime) -> None:
    """Offer the short check-in of a session, once. Offered by nobody, no staff page shows that there is anything.

    Answers that are held apart are there all the same: nobody is asked again what they have answered.
    """
    row, _ = CheckIn.everything.get_or_create(
        session=session,
        defaults={
            "person_id": session.person_id,
            "relationship_id": session.relationship_id,
            "instrument": CHECK_IN,
            "instrument_version": load_definition(CHECK_IN).version,
            "offered_at": at,
            "offered_by_id": by.id if by else None,
        },
    )
    if by and row.offered_by_id is None:
        # The person answered before anybody offered. Whoever offers now must not be able to tell.
        CheckIn.everything.filter(id=row.id).update(offered_by_id=by.id, offered_at=at)


def begin_check_in(session: Session, *, at: datetime) -> CheckIn:
    """Return the check-in of a session, locked. One that nobody had offered is offered by nobody."""
    offer(session, None, at)
    return CheckIn.everything.select_for_update().get(session=session.id)
