"""The clock of reviews, for whoever reviews."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.emergencies import emergencies_reviewed_by
from alongside.domain.break_glass import REVIEW_RULE
from alongside.domain.clocks import Clock


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return the emergencies that nobody has reviewed. Raises NotHere for anybody but a privacy officer."""
    rows = emergencies_reviewed_by(viewer, at).filter(reviewed_at__isnull=True).select_related("person")
    return [
        Clock(
            what="Review an emergency opening", rule=REVIEW_RULE, due_on=row.review_due_on, link="emergency_review",
            link_id=row.id, subject=row.person.pseudonym,
        )
        for row in rows
    ]  # fmt: skip
