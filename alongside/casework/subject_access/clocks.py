"""The clock of requests for a copy, for whoever answers them."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.subject_access import access_requests_answered_by
from alongside.domain.clocks import Clock
from alongside.domain.subject_access import RequestState, answer_by, start_of_clock

RULE = "Answered within one month, or three where it is complex: UK GDPR, Article 12(3), and Data Protection Act 2018, section 54"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return what is waited for. While it is not known who asks no clock runs. Raises NotHere. One query."""
    open_states = [state.value for state in RequestState if state.is_open]
    rows = access_requests_answered_by(viewer, at).filter(state__in=open_states).select_related("person")
    return [
        Clock(
            what="Give somebody the copy they asked for", rule=RULE,
            due_on=answer_by(starts_on, extended=row.extended_on is not None), link="access_request", link_id=row.id,
            subject=row.person.pseudonym,
        )
        for row in rows
        if (starts_on := start_of_clock(row.asked_on, row.identity_on))
    ]  # fmt: skip
