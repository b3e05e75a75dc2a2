"""The clock of requests to hold something apart."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.retention import people_kept_by
from alongside.domain.clocks import Clock
from alongside.records.held_apart import HoldApart

RULE = "Answered within one month: UK GDPR, Articles 12(3) and 18"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return what waits for an answer, for an officer who does not work with the person. Raises NotHere. One query."""
    rows = HoldApart.objects.filter(state="asked", person__in=people_kept_by(viewer, at)).select_related("person")
    return [
        Clock(
            what="Answer a request to hold something apart", rule=RULE, due_on=row.due_on, link="held_apart_request",
            link_id=row.id, subject=row.person.pseudonym,
        )
        for row in rows
    ]  # fmt: skip
