"""The gate every operation and query passes first."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access.facts import look_up
from alongside.access.policy import decide
from alongside.access.words import Action, Actor, Decision, Item, Resource


class NotHere(Exception):
    """The record is not there for this actor: absent, excluded and not allowed are one answer."""


@dataclass(frozen=True)
class Granted:
    """Leave to do one thing to one person's record. relation is what gave it, and goes to the ledger."""

    person_id: UUID
    pseudonym: UUID
    decision: Decision
    resource: Resource

    @property
    def relation(self) -> str:
        """Return the relation that opened the record."""
        return self.decision.reason


def require(
    actor: Actor, action: Action, item: Item, *, person_id: UUID, at: datetime, **attributes: object
) -> Granted:
    """Return leave for this actor, or raise NotHere. attributes are those of Resource that the item needs.

    One query.
    """
    known = look_up(actor, [person_id], at)[person_id]
    resource = replace(Resource(item, known.standing), **attributes)  # type: ignore[arg-type]
    decision = decide(actor, action, resource, at)
    if known.pseudonym is None or decision is None or not decision.allowed:
        raise NotHere
    return Granted(person_id=person_id, pseudonym=known.pseudonym, decision=decision, resource=resource)


def is_allowed(
    actor: Actor, action: Action, item: Item, granted: Granted, *, at: datetime, **attributes: object
) -> bool:
    """Return whether the same standing also allows something else, without reading it again. Any failure is a no."""
    resource = replace(Resource(item, granted.resource.standing), **attributes)  # type: ignore[arg-type]
    decision = decide(actor, action, resource, at)
    return decision is not None and decision.allowed
