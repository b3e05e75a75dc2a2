"""The 72 hours of every incident of which the Information Commissioner has not heard."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.incidents import incidents_of
from alongside.access.standings import day_of
from alongside.casework.incidents.loading import open_lines
from alongside.domain.clocks import Clock
from alongside.domain.incidents import Ico, find_ico_due

WHAT = "Tell the Information Commissioner of an incident, or decide that it is not needed"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return what is to be told within 72 hours of knowing, as far as this officer may know of it. Raises NotHere."""
    lines = open_lines(incidents_of(viewer).filter(ico=Ico.WAITS.value))
    return [
        Clock(
            what=WHAT, rule=f"Within 72 hours of knowing, weekends too: {line.facts.law.telling_ico}",
            due_on=day_of(find_ico_due(line.facts.aware_at)), due_at=find_ico_due(line.facts.aware_at), link="incident",
            link_id=line.id,
        )
        for line in lines
    ]  # fmt: skip
