"""What two people do to a map. Every change is a version of its own, beside the earlier ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.casework.audit import record
from alongside.casework.formulation.sealing import open_map, seal_map
from alongside.domain.formulation import (
    Formulation,
    Link,
    Node,
    change_node,
    link_nodes,
    put_back,
    put_on,
    take_off,
    unlink_nodes,
)
from alongside.ledger import Kind
from alongside.records.formulation import MapVersion
from alongside.records.people import Person
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys

OBJECT = "map"


class ChangedMeanwhile(Exception):
    """Somebody changed the same node since it was looked at. theirs is how it stands now, in version `number`."""

    def __init__(self, theirs: Node, number: int) -> None:
        super().__init__("the node was changed meanwhile")
        self.theirs, self.number = theirs, number


@dataclass
class _Held:
    """A person's map, locked until the transaction ends."""

    granted: Granted
    keys: KeyRing
    row: MapVersion | None
    map_: Formulation

    @property
    def number(self) -> int:
        return self.row.number if self.row else 0


def put_on_map(*, person_id: UUID, node: Node, by: Actor, at: datetime) -> int:
    """Put something on the map. The same node sent twice is one. Returns the version.

    Raises NotHere, also for a session that is not this person's, NeedsWords or WordsTooLong.
    """
    with _hold(person_id, by, at) as held:
        _check_session(person_id, node)
        return _keep(held, put_on(held.map_, node), "put_on", by, at)


def change_on_map(*, person_id: UUID, node: Node, seen: int, by: Actor, at: datetime) -> int:
    """Change what a node says, where it stands or what it belongs to. Returns the version.

    seen is the version that was on the screen. When somebody changed the same node since, nothing is kept and both
    texts are offered. Raises ChangedMeanwhile, NotHere, NotOnTheMap, NeedsWords or WordsTooLong.
    """
    with _hold(person_id, by, at) as held:
        _check_session(person_id, node)
        changed = change_node(held.map_, node)
        _check_seen(held, node.id, seen, changed)
        return _keep(held, changed, "changed", by, at)


def take_off_map(*, person_id: UUID, node_id: UUID, seen: int, by: Actor, at: datetime) -> int:
    """Take a node off the map. It is kept, and can be put back. Raises ChangedMeanwhile, NotHere or NotOnTheMap."""
    with _hold(person_id, by, at) as held:
        changed = take_off(held.map_, node_id)
        _check_seen(held, node_id, seen, changed)
        return _keep(held, changed, "taken_off", by, at)


def put_back_on_map(*, person_id: UUID, node_id: UUID, by: Actor, at: datetime) -> int:
    """Put a node that was taken off back with its links. Raises NotHere or NotOnTheMap."""
    with _hold(person_id, by, at) as held:
        return _keep(held, put_back(held.map_, node_id), "put_back", by, at)


def link_on_map(*, person_id: UUID, link: Link, by: Actor, at: datetime) -> int:
    """Say what one node does to another. Raises NotHere, NotOnTheMap, LinkToItself or LinkedAlready."""
    with _hold(person_id, by, at) as held:
        return _keep(held, link_nodes(held.map_, link), "linked", by, at)


def unlink_on_map(*, person_id: UUID, from_id: UUID, to_id: UUID, by: Actor, at: datetime) -> int:
    """Take away the link from one node to another. Without one nothing changes. Raises NotHere."""
    with _hold(person_id, by, at) as held:
        return _keep(held, unlink_nodes(held.map_, from_id, to_id), "unlinked", by, at)


def agree_on_map(*, person_id: UUID, number: int, by: Actor, at: datetime) -> None:
    """Say that both find this version right as it stands, so that it goes with what is signed. Twice is once.

    Raises NotHere, also for a version that is not there.
    """
    with _hold(person_id, by, at) as held:
        row = MapVersion.objects.filter(person=person_id, number=number).first()
        if row is None:
            raise NotHere
        if row.agreed_at is None:
            row.agreed_by_id, row.agreed_at = by.id, at
            row.save(update_fields=["agreed_by", "agreed_at"])
            record(Kind.ALTERATION, "agreed", held.granted, by=by, at=at, object_type=OBJECT, object_id=row.id)


def open_version(keys: KeyRing, person_id: UUID, number: int) -> Formulation:
    """Return the map as it was in one version; an empty one for a version that is not there."""
    return open_map(keys, MapVersion.objects.filter(person=person_id, number=number).first())


@contextmanager
def _hold(person_id: UUID, by: Actor, at: datetime) -> Iterator[_Held]:
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        # Two browsers that change the map at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        row = MapVersion.objects.filter(person=person_id).order_by("number").last()
        yield _Held(granted, keys, row, open_map(keys, row))


def _keep(held: _Held, map_: Formulation, action: str, by: Actor, at: datetime) -> int:
    """Keep a map as the next version, unless it is as it was."""
    if map_ == held.map_:
        return held.number
    person_id = held.granted.person_id
    row = MapVersion(id=uuid4(), person_id=person_id, number=held.number + 1, made_by_id=by.id, made_at=at)
    row.sealed_body = seal_map(held.keys, row, map_)
    row.save(force_insert=True)
    kind = Kind.ALTERATION if held.row else Kind.COLLECTION
    record(kind, action, held.granted, by=by, at=at, object_type=OBJECT, object_id=row.id)
    return row.number


def _check_seen(held: _Held, node_id: UUID, seen: int, changed: Formulation) -> None:
    """Raise ChangedMeanwhile when the node is not as it was on the screen, nor as it is wanted."""
    now = held.map_.find(node_id)
    if now is None or seen == held.number or now == changed.find(node_id):
        return
    if open_version(held.keys, held.granted.person_id, seen).find(node_id) != now:
        raise ChangedMeanwhile(now, held.number)


def _check_session(person_id: UUID, node: Node) -> None:
    if node.session_id and not Session.objects.filter(id=node.session_id, person=person_id).exists():
        raise NotHere
