"""Who may type a person's sheets of paper: their supervisor, and whoever was named. Never anybody who works with them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.access.facts import load_standings
from alongside.access.gates import Granted, require
from alongside.access.policy import decide
from alongside.access.staff_standings import load_staff_standings
from alongside.access.standings import live_relationships
from alongside.access.words import Action, Actor, Item, Relation, Resource, Role, Standing
from alongside.records.identity import User
from alongside.records.paper import PaperTypist

# In the ledger every look of somebody who types is one of this relation. Workers are not shown it: that a sheet came in
# would tell them that the person answered. See docs/decisions/0018.
TYPIST = "typist"
# They have no way to anything that a person said.
NEVER_NAMED = frozenset({Role.ADMINISTRATOR, Role.EVALUATOR})


def require_typist(actor: Actor, person_id: UUID, *, at: datetime) -> Granted:
    """Return leave to type this person's sheets, with the relation *typist*, or raise NotHere. Two queries."""
    named = PaperTypist.objects.filter(person=person_id, user=actor.id, ended_at__isnull=True).exists()
    granted = require(actor, Action.WRITE, Item.PAPER_CHECK_IN, person_id=person_id, at=at, named=named)
    return replace(granted, decision=replace(granted.decision, reason=TYPIST))


def list_people_to_type_for(actor: Actor, at: datetime) -> list[UUID]:
    """Return the people whose sheets this actor may type, asked of the policy for each. At most three queries."""
    named = set(PaperTypist.objects.filter(user=actor.id, ended_at__isnull=True).values_list("person", flat=True))
    supervised: set[UUID] = set()
    if Role.SUPERVISOR in actor.roles:
        rows = live_relationships(at).filter(kind="allocated", practitioner__supervisor=actor.id)
        supervised = set(rows.values_list("person", flat=True))
    wanted = named | supervised
    standings = load_standings(actor, wanted, at) if wanted else {}
    return [i for i in sorted(wanted) if _may_type(actor, standings[i], at, named=i in named)]


def find_typists(person_id: UUID, *, at: datetime) -> list[User]:
    """Return who could type this person's sheets today, the supervisor first, asked of the policy. Five queries."""
    rows = live_relationships(at).filter(person=person_id, kind="allocated").select_related("practitioner__supervisor")
    supervisors = {row.practitioner.supervisor for row in rows if row.practitioner.supervisor}
    live = PaperTypist.objects.filter(person=person_id, ended_at__isnull=True).select_related("user")
    named = [row.user for row in live.order_by("named_at", "id")]
    users = [*sorted(supervisors, key=lambda user: user.name), *(user for user in named if user not in supervisors)]
    working = load_staff_standings([person_id], users, at)
    return [
        user
        for user in users
        if _may_type(
            actor_for(user),
            _with_supervision(working[person_id, user.id], is_supervisor=user in supervisors),
            at,
            named=user in named,
        )
    ]


def list_who_may_be_named(person_id: UUID, *, at: datetime) -> list[User]:
    """Return the staff who could be named to type for this person, by name, asked of the policy. Four queries."""
    active = User.objects.filter(is_active=True).select_related("team").order_by("name", "id")
    users = [user for user in active if not NEVER_NAMED & set(user.roles)]
    standings = load_staff_standings([person_id], users, at)
    return [user for user in users if _may_type(actor_for(user), standings[person_id, user.id], at, named=True)]


def find_who_may_not_type(person_id: UUID, users: Iterable[User], *, at: datetime) -> set[UUID]:
    """Return those of these named users whom the policy refuses today, because they work with the person or are kept out."""
    named = list(users)
    standings = load_staff_standings([person_id], named, at)
    return {u.id for u in named if not _may_type(actor_for(u), standings[person_id, u.id], at, named=True)}


def _may_type(actor: Actor, standing: Standing, at: datetime, *, named: bool) -> bool:
    return bool(decide(actor, Action.WRITE, Resource(Item.PAPER_CHECK_IN, standing, named=named), at))


def _with_supervision(standing: Standing, *, is_supervisor: bool) -> Standing:
    return replace(standing, relations=standing.relations | {Relation.SUPERVISOR}) if is_supervisor else standing
