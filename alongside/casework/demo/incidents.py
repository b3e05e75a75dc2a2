"""The made-up incidents, written down step by step by the privacy officer as anybody would."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import Actor, Role
from alongside.access.actors import actor_for
from alongside.casework.incidents.operations import FirstWords, name_people, record_incident, take_step
from alongside.domain.demo.incidents import MadeUpIncident, make_incidents
from alongside.records.identity import User


def write_incidents_down(people: Sequence[UUID], *, at: datetime) -> None:
    """Have one incident wait for the Commissioner, about the first of these people, and another be closed."""
    officer = next(user for user in User.objects.order_by("name") if Role.PRIVACY_OFFICER in user.roles)
    for one in make_incidents(at):
        _write(one, people, actor_for(officer))


def _write(one: MadeUpIncident, people: Sequence[UUID], by: Actor) -> None:
    # What went on after it was known is over when it is written down.
    at = max(one.facts.aware_at, one.facts.until or one.facts.aware_at)
    incident_id = record_incident(first=FirstWords(one.facts), by=by, at=at)
    if one.people:
        name_people(incident_id=incident_id, person_ids=people[: one.people], by=by, at=at)
    for seen, (hours, taken) in enumerate(one.steps, start=1):
        take_step(incident_id=incident_id, taken=taken, seen=seen, by=by, at=at + timedelta(hours=hours))
