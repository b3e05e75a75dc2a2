"""The one policy. Order: inactive, exclusion or conflict, restriction, relation, no. An exception is a no."""

import logging
from collections.abc import Callable
from datetime import datetime

from alongside.access.words import (
    Action,
    Actor,
    Audience,
    Decision,
    Item,
    Obligation,
    Relation,
    Resource,
    Role,
    Scope,
    Standing,
)

LOG = logging.getLogger("alongside.access")
COVER_NOTES = 3
WORKERS = frozenset({Relation.ALLOCATED, Relation.CO_WORKER})
READERS = WORKERS | {Relation.COVER, Relation.SUPERVISOR, Relation.INSPECTOR}
NOBODY: frozenset[Relation] = frozenset()

Relations = frozenset[Relation]


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
    if not allowing:
        return Decision(False, "no_relation")
    return Decision(True, min(allowing), _obligations(action, resource, allowing))


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
    needed = {Item.CHECK_IN: Scope.CHECK_IN, Item.EPISODE: Scope.HELP_ANSWER}.get(resource.item)
    own = Relation.SELF in resource.standing.relations and not resource.standing.conflict
    if action is Action.ANSWER and own and needed in actor.scopes:
        return Decision(True, "self")
    return Decision(False, "outside_the_scopes")


def _allowing(action: Action, resource: Resource) -> Relations:
    """Return the relations that the table lets do this to this item."""
    if action is Action.MOVE:
        # It is the person who is moved, so no item narrows it.
        return frozenset({Relation.SUPERVISOR, Relation.ALLOCATED})
    if action is Action.READ:
        return READING[resource.item](resource)
    return CHANGING.get((action, resource.item), _nobody)(resource)


def _obligations(action: Action, resource: Resource, allowing: Relations) -> frozenset[Obligation]:
    note_read = action is Action.READ and resource.item is Item.NOTE
    if note_read and not allowing & (WORKERS | {Relation.COVER}):
        return frozenset({Obligation.RECORD_REASON})
    return frozenset()


def _nobody(resource: Resource) -> Relations:
    return NOBODY


def _readers(resource: Resource) -> Relations:
    return READERS


def _workers(resource: Resource) -> Relations:
    return WORKERS


def _workers_and_cover(resource: Resource) -> Relations:
    return WORKERS | {Relation.COVER}


def _supervisor(resource: Resource) -> Relations:
    return frozenset({Relation.SUPERVISOR})


def _check_in_readers(resource: Resource) -> Relations:
    readers = {Audience.WORKER: WORKERS, Audience.SUPERVISOR: frozenset({Relation.SUPERVISOR})}
    return readers.get(resource.audience, NOBODY)


def _episode_readers(resource: Resource) -> Relations:
    return WORKERS | {Relation.SUPERVISOR, Relation.INSPECTOR} if resource.shared else WORKERS


def _sentence_readers(resource: Resource) -> Relations:
    return _episode_readers(resource) | {Relation.COVER}


def _note_readers(resource: Resource) -> Relations:
    if resource.draft:
        return WORKERS | {Relation.COVER} if resource.by_actor else NOBODY
    return READERS if 1 <= resource.rank <= COVER_NOTES else READERS - {Relation.COVER}


def _note_writers(resource: Resource) -> Relations:
    if resource.draft:
        return WORKERS | {Relation.COVER} if resource.by_actor else NOBODY
    # Nobody writes over what they may not read. A note that is not there yet has no rank.
    return WORKERS | {Relation.COVER} if resource.rank <= COVER_NOTES else WORKERS


def _sealed_note_readers(resource: Resource) -> Relations:
    return WORKERS | {Relation.SUPERVISOR} if resource.named else NOBODY


def _sealed_note_writers(resource: Resource) -> Relations:
    return WORKERS if resource.named else NOBODY


def _authors(resource: Resource) -> Relations:
    return WORKERS if resource.by_actor else NOBODY


def _reflection_readers(resource: Resource) -> Relations:
    return _authors(resource) | ({Relation.SUPERVISOR} if resource.shared else NOBODY)


Rule = Callable[[Resource], Relations]

READING: dict[Item, Rule] = {
    Item.IDENTITY: _readers,
    Item.SESSION: _readers,
    Item.CHECK_IN_OFFER: _readers,
    Item.CHECK_IN: _check_in_readers,
    Item.RATING: _authors,
    Item.EPISODE: _episode_readers,
    Item.NOTE: _note_readers,
    Item.SEALED_NOTE: _sealed_note_readers,
    Item.REFLECTION: _reflection_readers,
    Item.WHO_HAS_LOOKED: _workers,
    Item.ACCESS_RULES: _supervisor,
}
CHANGING: dict[tuple[Action, Item], Rule] = {
    (Action.WRITE, Item.IDENTITY): _workers,
    (Action.WRITE, Item.SESSION): _workers_and_cover,
    (Action.WRITE, Item.CHECK_IN_OFFER): _workers_and_cover,
    (Action.WRITE, Item.NOTE): _note_writers,
    (Action.WRITE, Item.RATING): _authors,
    (Action.WRITE, Item.SEALED_NOTE): _sealed_note_writers,
    (Action.WRITE, Item.REFLECTION): _authors,
    (Action.WRITE, Item.EPISODE): _workers,
    (Action.READ_SENTENCE, Item.EPISODE): _sentence_readers,
    (Action.DECLARE_SHARED, Item.EPISODE): _workers,
    (Action.SET_ACCESS, Item.ACCESS_RULES): _supervisor,
}
