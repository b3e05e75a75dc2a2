"""What stands on the map, for a page of another topic that links to it. Each reader gets what the policy gives them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed
from alongside.casework.formulation.sealing import open_map
from alongside.domain.formulation import Node
from alongside.records.formulation import MapVersion
from alongside.vault import KeyRing


def load_nodes(granted: Granted, keys: KeyRing, *, viewer: Actor, at: datetime) -> Mapping[UUID, Node]:
    """Return the things on the map that this viewer may read, by their id. Whoever stands in reads what was agreed on.

    The caller has passed a gate of its own and writes the ledger entry.
    """
    rows = MapVersion.objects.filter(person=granted.person_id)
    if not is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at):
        if not is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at, signed=True):
            return {}
        rows = rows.filter(agreed_at__isnull=False)
    return open_map(keys, rows.order_by("number").last()).shown
