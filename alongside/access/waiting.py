"""Who is told that something a person wrote waits to be read, without being able to read it."""

from alongside.access.policy import effective_relations
from alongside.access.words import Actor, Relation, Standing

TOLD = frozenset({Relation.COVER, Relation.SUPERVISOR})


def is_told_of_waiting(actor: Actor, standing: Standing) -> bool:
    """Return whether this actor covers the person or supervises their practitioner. The gate has been passed before."""
    return bool(effective_relations(actor, standing) & TOLD)
