"""An inspector reads one team's records between two dates. An administrator grants it, and opens nothing by that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor, Role
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.casework.access_rules.operations import CannotBeSet, NobodyLikeThat, NotYourself
from alongside.casework.audit import record_about_many
from alongside.casework.relationships.covers import Colleague
from alongside.ledger import Kind
from alongside.records.access_rules import DatedAuthority
from alongside.records.identity import Team, User

LONGEST = timedelta(days=92)


class WrongAuthorityDates(CannotBeSet):
    """The dates lie in the past, the wrong way round or more than 92 days apart."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody's leave to read one team's records from a day to a day."""

    authority_id: UUID
    inspector: str
    team: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class InspectionChoices:
    """Who may be asked to inspect, and the teams there are."""

    staff: Sequence[Colleague]
    teams: Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class InspectionsPage:
    """The authorities of today and later, and the choices for another."""

    authorities: Sequence[Authority]
    choices: InspectionChoices


def grant_dated_authority(
    *, user_id: UUID, team_id: UUID, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> UUID:
    """Let an inspector read the records of one team, from a day to a day. Returns the authority's id.

    For an administrator; never for themselves or for another administrator, who have no way to anybody's record. Raises
    NotHere, NotYourself, NobodyLikeThat or WrongAuthorityDates.
    """
    with transaction.atomic():
        _check_administrator(by)
        user = User.objects.filter(id=user_id, is_active=True).first()
        if user_id == by.id or (user and Role.ADMINISTRATOR in user.roles):
            raise NotYourself
        if user is None or not Team.objects.filter(id=team_id).exists():
            raise NobodyLikeThat
        if starts_on < day_of(at) or not starts_on <= ends_on <= starts_on + LONGEST:
            raise WrongAuthorityDates
        row = DatedAuthority.objects.create(
            id=uuid4(), user=user, team_id=team_id, starts_on=starts_on, ends_on=ends_on, granted_by_id=by.id,
            granted_at=at,
        )  # fmt: skip
        _record("granted", row.id, by, at)
    return row.id


def withdraw_authority(*, authority_id: UUID, by: Actor, at: datetime) -> None:
    """End an authority at once. Raises NotHere."""
    with transaction.atomic():
        _check_administrator(by)
        row = DatedAuthority.objects.filter(id=authority_id, ends_on__gte=day_of(at)).first()
        if row is None:
            raise NotHere
        yesterday = day_of(at) - timedelta(days=1)
        if row.starts_on > yesterday:
            # It has no whole day that could stay as history: the ledger holds that it was granted and withdrawn.
            row.delete()
        else:
            DatedAuthority.objects.filter(id=row.id).update(ends_on=yesterday)
        _record("withdrawn", authority_id, by, at)


def list_authorities(*, viewer: Actor, at: datetime) -> InspectionsPage:
    """Return the authorities of today and later, the soonest to end first. Raises NotHere for all but administrators."""
    _check_administrator(viewer)
    rows = DatedAuthority.objects.filter(ends_on__gte=day_of(at)).select_related("user", "team")
    users = User.objects.filter(is_active=True).exclude(id=viewer.id).select_related("team").order_by("name", "id")
    return InspectionsPage(
        authorities=[
            Authority(row.id, row.user.name, row.team.name, row.starts_on, row.ends_on)
            for row in rows.order_by("ends_on", "user__name")
        ],
        choices=InspectionChoices(
            staff=[
                Colleague(user.id, user.name, user.team.name if user.team else "")
                for user in users
                if Role.ADMINISTRATOR not in user.roles
            ],
            teams=list(Team.objects.order_by("name").values_list("id", "name")),
        ),
    )


def _check_administrator(actor: Actor) -> None:
    if not actor.active or actor.is_person or Role.ADMINISTRATOR not in actor.roles:
        raise NotHere


def _record(action: str, authority_id: UUID, by: Actor, at: datetime) -> None:
    record_about_many(
        Kind.ALTERATION, action, [], by=by, at=at, relation="none", object_type="authority", object_id=authority_id
    )
