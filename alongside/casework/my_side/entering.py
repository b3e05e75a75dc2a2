"""The beginning of every page behind the person's own door: may they, and is what they opened still open."""

from datetime import datetime

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import Granted, NotHere, require
from alongside.access.table import OWN_SIDE
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.records.my_side import Capability


def enter(capability: OpenCapability, action: Action, item: Item, *, at: datetime) -> Granted:
    """Return leave for the person, or raise NotHere. What was closed meanwhile is closed, whatever its holder remembers."""
    granted = require(actor_for_capability(capability), action, item, person_id=capability.person_id, at=at)
    live = Capability.objects.open_at(at).filter(id=capability.id).first()
    if live is None or OWN_SIDE[action, item].value not in live.scopes:
        raise NotHere
    return granted
