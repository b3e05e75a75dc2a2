"""Adding and naming teams."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.casework.audit import record_service_change
from alongside.casework.users.administrators import require_administrator
from alongside.ledger import Kind
from alongside.records.identity import Team


class TeamNameTaken(Exception):
    """Another team has this name."""


@dataclass(frozen=True)
class TeamLine:
    """A team with the number of active users in it."""

    id: UUID
    name: str
    users: int


def list_teams(*, by: Actor) -> list[TeamLine]:
    """Return every team by name. Raises NotHere for anybody but an administrator."""
    require_administrator(by)
    teams = Team.objects.annotate(count=Count("users", filter=Q(users__is_active=True))).order_by("name")
    return [TeamLine(team.id, team.name, team.count) for team in teams]


def add_team(*, name: str, by: Actor, at: datetime) -> UUID:
    """Add a team. Raises NotHere or TeamNameTaken."""
    require_administrator(by)
    with transaction.atomic():
        _refuse_taken(name, Team.objects.all())
        team = Team.objects.create(name=name.strip())
        record_service_change(Kind.COLLECTION, "added", by=by, at=at, object_type="team", object_id=team.id)
    return team.id


def rename_team(*, team_id: UUID, name: str, by: Actor, at: datetime) -> None:
    """Give a team another name. Raises NotHere or TeamNameTaken."""
    require_administrator(by)
    with transaction.atomic():
        team = Team.objects.select_for_update().filter(id=team_id).first()
        if team is None:
            raise NotHere
        _refuse_taken(name, Team.objects.exclude(id=team_id))
        team.name = name.strip()
        team.save(update_fields=["name"])
        record_service_change(Kind.ALTERATION, "renamed", by=by, at=at, object_type="team", object_id=team_id)


def _refuse_taken(name: str, teams: QuerySet[Team]) -> None:
    if teams.filter(name__iexact=name.strip()).exists():
        raise TeamNameTaken
