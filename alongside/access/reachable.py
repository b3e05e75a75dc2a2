"""Whom the question of who could see what has to be asked about. Rather one too many: the policy then says no."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.history import WORKING, History
from alongside.access.standings import day_of
from alongside.access.words import Role
from alongside.records.access_rules import DatedAuthority
from alongside.records.break_glass import BrokenGlass
from alongside.records.identity import FormerAccount, User
from alongside.records.relationships import Cover, Relationship

# Roles that open something of everybody's record without a relation.
OF_EVERYBODY = frozenset({Role.PRIVACY_OFFICER, Role.SAFEGUARDING_LEAD})


def users_who_may_reach(history: History) -> set[UUID]:
    """Return everybody who stands in any fact of this history, supervised whoever does, or had a role that reaches everybody."""
    spells = [spell for found in history.spells.values() for spell in found]
    working = {spell.fact.whom for spell in spells if spell.fact.kind in WORKING and spell.fact.whom}
    supervising = {account.supervisor_id for one in working for account in history.accounts.get(one, ())}
    by_role = {
        user_id
        for user_id, accounts in history.accounts.items()
        if any(OF_EVERYBODY & account.actor.roles for account in accounts)
    }
    named = {spell.user_id for spell in spells if spell.user_id}
    return {user_id for user_id in working | supervising | named if user_id} | by_role


def people_reached_by(user_id: UUID, *, since: datetime, until: datetime) -> set[UUID]:
    """Return everybody whom a fact between two moments may tie this user to: their own, their team's, and whom they stood in for."""
    first, last = day_of(since), day_of(until)
    at_the_time = Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first) | Q(ended_at__gte=since))
    covers = Cover.objects.filter(at_the_time, covering=user_id)
    teams = list(DatedAuthority.objects.filter(user=user_id, starts_on__lte=last).values_list("team_id", flat=True))
    workers = {user_id, *covers.filter(person__isnull=True).values_list("practitioner_id", flat=True)}
    tied = Q(supervisor=user_id) | Q(team__in=teams)
    workers |= set(User.objects.filter(tied).values_list("id", flat=True))
    workers |= set(FormerAccount.objects.filter(tied).values_list("user_id", flat=True))
    worked_with = Relationship.objects.filter(at_the_time, practitioner__in=workers, created_at__lt=until)
    opened = BrokenGlass.objects.filter(user=user_id, opened_at__lt=until, ends_at__gt=since)
    alone = covers.filter(person__isnull=False)
    return {
        person_id for rows in (worked_with, opened, alone) for person_id in rows.values_list("person_id", flat=True)
    }
