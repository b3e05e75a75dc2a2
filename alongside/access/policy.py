"""The one policy. Order: inactive, exclusion or conflict, restriction, relation, no. An exception is a no."""

import logging
from datetime import datetime

from alongside.access.table import (
    CHANGING,
    OWN_SIDE,
    READING,
    RECEIVERS,
    WORKERS,
    Relations,
    is_rated,
    no_role,
    nobody,
)
from alongside.access.words import Action, Actor, Decision, Item, Obligation, Relation, Resource, Role, Standing

LOG = logging.getLogger("alongside.access")


def decide(actor: Actor, action: Action, resource: Resource, now: datetime) -> Decision:
    """Return whether this actor may do this to this resource at this time, with the reason. Never raises."""
    try:
        return _decide(actor, action, resource, now)
    except Exception:
        LOG.exception("the access policy failed, so the answer was no")
        return Decision(False, "policy_failed")


def _decide(actor: Actor, action: Action, resource: Resource, now: datetime) -> Decision:
    if not actor.active:
        return Decision(False, "inactive")
    if actor.is_person:
        return _decide_for_self(actor, action, resource)
    refused = _taken_away(resource.standing)
    if refused:
        return Decision(False, refused)
    allowing = _allowing(action, resource) & effective_relations(actor, resource.standing)
    if allowing:
        return Decision(True, min(allowing), _obligations(action, resource, allowing))
    reason = _opened_without_a_relation(actor, action, resource)
    return Decision(True, reason) if reason else Decision(False, "no_relation")


def _taken_away(standing: Standing) -> str:
    if standing.excluded:
        return "excluded"
    if standing.conflict:
        return "conflict"
    if standing.restricted and not standing.on_list:
        return "restricted"
    return ""


def effective_relations(actor: Actor, standing: Standing) -> Relations:
    """Return the relations that count: a worker's needs the practitioner role, a supervisor's the supervisor role."""
    needed = {
        Relation.ALLOCATED: Role.PRACTITIONER,
        Relation.CO_WORKER: Role.PRACTITIONER,
        Relation.COVER: Role.PRACTITIONER,
        Relation.SUPERVISOR: Role.SUPERVISOR,
    }
    kept = {r for r in standing.relations if r in needed and needed[r] in actor.roles}
    return frozenset(kept | (standing.relations & {Relation.INSPECTOR}))


def _decide_for_self(actor: Actor, action: Action, resource: Resource) -> Decision:
    needed = OWN_SIDE.get((action, resource.item))
    own = Relation.SELF in resource.standing.relations and not resource.standing.conflict
    if own and needed in actor.scopes:
        return Decision(True, "self")
    return Decision(False, "outside_the_scopes")


def _opened_without_a_relation(actor: Actor, action: Action, resource: Resource) -> str:
    """Return what opens this one item to somebody who does not work with the person, or nothing.

    A disclosure reaches the safeguarding lead; a complaint that is not for the supervisor, how long a record is kept and what
    somebody asked for a copy of, the privacy officer; and a sheet of paper whoever was named to type it.
    """
    if action is Action.WRITE and resource.item is Item.PAPER_CHECK_IN:
        return "named" if resource.named and not is_rated(resource) else ""
    role = RECEIVERS.get(resource.item, no_role)(resource)
    return role if action in {Action.READ, Action.WRITE} and role in actor.roles else ""


def _allowing(action: Action, resource: Resource) -> Relations:
    """Return the relations that the table lets do this to this item."""
    if action is Action.MOVE:
        # It is the person who is moved, so no item narrows it.
        return frozenset({Relation.SUPERVISOR, Relation.ALLOCATED})
    if action is Action.READ:
        return READING[resource.item](resource)
    return CHANGING.get((action, resource.item), nobody)(resource)


def _obligations(action: Action, resource: Resource, allowing: Relations) -> frozenset[Obligation]:
    note_read = action is Action.READ and resource.item is Item.NOTE
    if note_read and not allowing & (WORKERS | {Relation.COVER}):
        return frozenset({Obligation.RECORD_REASON})
    return frozenset()
