"""The clock of requests to correct a record, for whoever sees to it that each is answered."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.officers import overseen_people, teams_of
from alongside.domain.clocks import Clock
from alongside.domain.corrections import CorrectionState
from alongside.records.corrections import Correction

RULE = "Answered within one month: UK GDPR, Articles 12(3) and 16"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return what waits for an answer, by team: a privacy officer opens none of it. Raises NotHere. Two queries."""
    people = overseen_people(viewer)
    open_states = [state.value for state in CorrectionState if state.is_open]
    rows = Correction.objects.filter(state__in=open_states, person__in=people).select_related("person")
    teams = teams_of(people, at)
    return [
        Clock(
            what="Answer a request to put a record right", rule=RULE, due_on=row.due_on,
            where=teams.get(row.person_id) or "", subject=row.person.pseudonym,
        )
        for row in rows
    ]  # fmt: skip
