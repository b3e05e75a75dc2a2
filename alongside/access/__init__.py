"""Who may see and do what, and why. Deny by default, exclusions first, an exception is a no."""

from alongside.access.policy import decide
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

__all__ = [
    "Action",
    "Actor",
    "Audience",
    "Decision",
    "Item",
    "Obligation",
    "Relation",
    "Resource",
    "Role",
    "Scope",
    "Standing",
    "decide",
]
