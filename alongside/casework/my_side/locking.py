"""The beginning of everything a person does on their side: may they, and is the capability still theirs to use."""

from datetime import datetime

from alongside.access import Action, Actor, Item, Scope
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.records.my_side import Capability

SCOPES = {Item.CHECK_IN: Scope.CHECK_IN, Item.DISCLOSURE: Scope.TELL_SOMEONE, Item.EPISODE: Scope.HELP_ANSWER}


def lock_capability(capability: OpenCapability, item: Item, by: Actor, at: datetime) -> tuple[Capability, Granted]:
    """Return the row, locked, if it is still live and the scope is not used up: two tabs are asked one after the other."""
    granted = require(by, Action.ANSWER, item, person_id=capability.person_id, at=at)
    live = Capability.objects.open_at(at).select_for_update().filter(id=by.id)
    row = live.first()
    if row is None or row.id != capability.id or SCOPES[item].value not in row.scopes:
        raise NotHere
    return row, granted
