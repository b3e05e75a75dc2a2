"""The clock of what was passed on while the person has not been told."""

from datetime import datetime

from alongside.access import Actor
from alongside.access.officers import overseen_people, teams_of
from alongside.domain.clocks import Clock
from alongside.records.passing_on import PassedOn

RULE = "Asked again on the day that was set when the person was not told"


def list_clocks(*, viewer: Actor, at: datetime) -> list[Clock]:
    """Return where it is to be asked again, by team: a privacy officer opens none of it. Raises NotHere. Two queries."""
    people = overseen_people(viewer)
    rows = PassedOn.objects.filter(told_on__isnull=True, person__in=people).select_related("person")
    teams = teams_of(people, at)
    return [
        Clock(
            what="Ask again whether the person can be told what was passed on", rule=RULE, due_on=row.review_on,
            where=teams.get(row.person_id) or "", subject=row.person.pseudonym,
        )
        for row in rows
        if row.review_on
    ]  # fmt: skip
