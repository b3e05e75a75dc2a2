"""The clock of complaints, for whoever receives them."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.receivers import complaints_received_by
from alongside.domain.clocks import Clock
from alongside.domain.complaints import ComplaintState

RULE = "Acknowledged within 30 days: Data Protection Act 2018, section 164A"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return what this receiver has to say that they read. Raises NotHere for anybody whose role receives none."""
    rows = complaints_received_by(viewer, at).filter(state=ComplaintState.SENT).select_related("person")
    return [
        Clock(
            what="Say that a complaint was read", rule=RULE, due_on=row.acknowledge_on, link="complaint",
            link_id=row.id, subject=row.person.pseudonym,
        )
        for row in rows
    ]  # fmt: skip
