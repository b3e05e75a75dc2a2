"""Opens and seals a version of the map. The whole of it is one envelope: who is linked to what says as much as words."""

from typing import Any
from uuid import UUID

from alongside.domain.assessment import Area
from alongside.domain.formulation import Formulation, Link, LinkKind, Node, Place, Voice
from alongside.records.formulation import MapVersion
from alongside.vault import KeyRing

TABLE, FIELD = "map_version", "sealed_body"


def seal_map(keys: KeyRing, row: MapVersion, map_: Formulation) -> bytes:
    """Return the envelope of a map for this row."""
    value = {"nodes": [_packed(node) for node in map_.nodes], "links": [_packed_link(link) for link in map_.links]}
    return keys.seal_json(value, subject=row.person_id, table=TABLE, row=row.id, field=FIELD)


def open_map(keys: KeyRing, row: MapVersion | None) -> Formulation:
    """Return the map that a row holds; an empty one for no row."""
    if row is None or row.sealed_body is None:
        return Formulation()
    opened = keys.open_json(bytes(row.sealed_body), subject=row.person_id, table=TABLE, row=row.id, field=FIELD)
    return Formulation(
        tuple(_node(packed) for packed in opened["nodes"]), tuple(_link(packed) for packed in opened["links"])
    )


def _packed(node: Node) -> dict[str, Any]:
    return {
        "id": str(node.id), "place": node.place.value, "words": node.words, "voice": node.voice.value,
        "area": node.area.value if node.area else "", "session": str(node.session_id or ""), "off": node.is_off,
    }  # fmt: skip


def _node(packed: dict[str, Any]) -> Node:
    return Node(
        id=UUID(packed["id"]),
        place=Place(packed["place"]),
        words=packed["words"],
        voice=Voice(packed["voice"]),
        area=Area(packed["area"]) if packed["area"] else None,
        session_id=UUID(packed["session"]) if packed["session"] else None,
        is_off=packed["off"],
    )


def _packed_link(link: Link) -> dict[str, str]:
    return {"from": str(link.from_id), "to": str(link.to_id), "kind": link.kind.value}


def _link(packed: dict[str, str]) -> Link:
    return Link(UUID(packed["from"]), UUID(packed["to"]), LinkKind(packed["kind"]))
