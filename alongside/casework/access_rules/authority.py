"""An inspector reads one team's records between two dates. Two administrators grant it, and open nothing by that."""

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
from alongside.casework.users.administrators import is_another, refuse_to_be_both, require_administrator
from alongside.ledger import Kind
from alongside.records.access_rules import DatedAuthority, ProposedInspection
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
class Proposal:
    """An inspection that waits. may_agree: this viewer and whoever proposed it are two."""

    proposal_id: UUID
    inspector: str
    team: str
    starts_on: date
    ends_on: date
    proposed_by: str
    may_agree: bool


@dataclass(frozen=True, slots=True)
class InspectionChoices:
    """Who may be asked to inspect, and the teams there are."""

    staff: Sequence[Colleague]
    teams: Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class InspectionsPage:
    """The authorities of today and later, what waits for another administrator, and the choices for more."""

    authorities: Sequence[Authority]
    proposals: Sequence[Proposal]
    choices: InspectionChoices


def propose_inspection(
    *, user_id: UUID, team_id: UUID, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> UUID:
    """Propose that somebody reads the records of one team, from a day to a day. It opens nothing before another agrees.

    For an administrator; never for themselves or for another administrator, who have no way to anybody's record. The same
    proposed twice is one. Raises NotHere, NotYourself, NobodyLikeThat or WrongAuthorityDates.
    """
    with transaction.atomic():
        require_administrator(by)
        user = User.objects.filter(id=user_id, is_active=True).first()
        if user_id == by.id or (user and Role.ADMINISTRATOR in user.roles):
            raise NotYourself
        if user is None or not Team.objects.filter(id=team_id).exists():
            raise NobodyLikeThat
        _check_dates(starts_on, ends_on, at)
        row, is_new = ProposedInspection.objects.get_or_create(
            user=user, team_id=team_id, starts_on=starts_on, ends_on=ends_on, proposed_by_id=by.id,
            defaults={"id": uuid4(), "proposed_at": at},
        )  # fmt: skip
        if is_new:
            _record("proposed", row.id, by, at)
    return row.id


def agree_to_inspection(*, proposal_id: UUID, by: Actor, at: datetime) -> UUID:
    """Let an inspector read what another administrator proposed. Returns the authority's id.

    Raises NotHere, NeedsAnother for whoever proposed it or is of one making with them, NobodyLikeThat, NotYourself for an
    inspector who has become an administrator, and WrongAuthorityDates when its first day has passed.
    """
    with transaction.atomic():
        row = _load_proposal(proposal_id, by)
        refuse_to_be_both(row.proposed_by_id, by)
        if not row.user.is_active:
            raise NobodyLikeThat
        if row.user_id == by.id or Role.ADMINISTRATOR in row.user.roles:
            raise NotYourself
        _check_dates(row.starts_on, row.ends_on, at)
        granted = DatedAuthority.objects.create(
            id=uuid4(), user=row.user, team_id=row.team_id, starts_on=row.starts_on, ends_on=row.ends_on,
            granted_by_id=by.id, granted_at=at,
        )  # fmt: skip
        row.delete()
        _record("granted", granted.id, by, at)
    return granted.id


def take_proposal_back(*, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """Drop a proposal, one's own or another's. Raises NotHere."""
    with transaction.atomic():
        _load_proposal(proposal_id, by).delete()
        _record("taken_back", proposal_id, by, at)


def withdraw_authority(*, authority_id: UUID, by: Actor, at: datetime) -> None:
    """End an authority at once. Raises NotHere."""
    with transaction.atomic():
        require_administrator(by)
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
    require_administrator(viewer)
    rows = DatedAuthority.objects.filter(ends_on__gte=day_of(at)).select_related("user", "team")
    users = User.objects.filter(is_active=True).exclude(id=viewer.id).select_related("team").order_by("name", "id")
    return InspectionsPage(
        authorities=[
            Authority(row.id, row.user.name, row.team.name, row.starts_on, row.ends_on)
            for row in rows.order_by("ends_on", "user__name")
        ],
        proposals=_list_proposals(viewer),
        choices=InspectionChoices(
            staff=[
                Colleague(user.id, user.name, user.team.name if user.team else "")
                for user in users
                if Role.ADMINISTRATOR not in user.roles
            ],
            teams=list(Team.objects.order_by("name").values_list("id", "name")),
        ),
    )


def _load_proposal(proposal_id: UUID, by: Actor) -> ProposedInspection:
    """Return a proposal, locked: two who agree at once make one authority."""
    require_administrator(by)
    rows = ProposedInspection.objects.select_for_update(of=("self",)).select_related("user")
    row = rows.filter(id=proposal_id).first()
    if row is None:
        raise NotHere
    return row


def _check_dates(starts_on: date, ends_on: date, at: datetime) -> None:
    if starts_on < day_of(at) or not starts_on <= ends_on <= starts_on + LONGEST:
        raise WrongAuthorityDates


def _list_proposals(viewer: Actor) -> list[Proposal]:
    rows = ProposedInspection.objects.select_related("user", "team", "proposed_by").order_by("starts_on", "id")
    return [
        Proposal(
            row.id, row.user.name, row.team.name, row.starts_on, row.ends_on, row.proposed_by.name,
            is_another(row.proposed_by_id, viewer),
        )
        for row in rows
    ]  # fmt: skip


def _record(action: str, authority_id: UUID, by: Actor, at: datetime) -> None:
    record_about_many(
        Kind.ALTERATION, action, [], by=by, at=at, relation="none", object_type="authority", object_id=authority_id
    )
