"""What can be done to a map. Each takes a map and returns the next one, and nothing is ever lost from it."""

from dataclasses import replace
from uuid import UUID

from alongside.domain.formulation.map import Formulation, Link, LinkKind, Node

LONGEST = 400  # characters: three sentences. More belongs in a note, and would make a picture nobody can read.


class NeedsWords(ValueError):
    """A node without words says nothing."""


class WordsTooLong(ValueError):
    """The words of a node are longer than 400 characters."""


class NotOnTheMap(LookupError):
    """There is no such node on the map, or it was taken off."""


class LinkToItself(ValueError):
    """A node cannot be linked to itself: what comes back to it goes round by another."""


class LinkedAlready(ValueError):
    """These two are linked in this direction already."""


def clean_words(words: str) -> str:
    """Return words without space around them and in one paragraph. Raises NeedsWords or WordsTooLong."""
    said = " ".join(words.split())
    if not said:
        raise NeedsWords
    if len(said) > LONGEST:
        raise WordsTooLong
    return said


def put_on(map_: Formulation, node: Node) -> Formulation:
    """Return the map with one node more. The same node again changes nothing. Raises NeedsWords or WordsTooLong."""
    if map_.find(node.id):
        return map_
    return replace(map_, nodes=(*map_.nodes, replace(node, words=clean_words(node.words), is_off=False)))


def change_node(map_: Formulation, node: Node) -> Formulation:
    """Return the map with a node as it is given here, put back if it was taken off.

    Raises NotOnTheMap for one never there, NeedsWords or WordsTooLong.
    """
    if map_.find(node.id) is None:
        raise NotOnTheMap
    return _with(map_, replace(node, words=clean_words(node.words), is_off=False))


def take_off(map_: Formulation, node_id: UUID) -> Formulation:
    """Return the map without a node in sight. It is kept. Taking it off twice changes nothing. Raises NotOnTheMap."""
    node = map_.find(node_id)
    if node is None:
        raise NotOnTheMap
    return map_ if node.is_off else _with(map_, replace(node, is_off=True))


def put_back(map_: Formulation, node_id: UUID) -> Formulation:
    """Return the map with a node in sight again, and the links it had. Raises NotOnTheMap for one never there."""
    node = map_.find(node_id)
    if node is None:
        raise NotOnTheMap
    return _with(map_, replace(node, is_off=False)) if node.is_off else map_


def link_nodes(map_: Formulation, link: Link) -> Formulation:
    """Return the map with one link more. The same link again changes nothing.

    Raises NotOnTheMap, LinkToItself, or LinkedAlready when the two are linked in this direction by another word.
    """
    _require(map_, link.from_id)
    _require(map_, link.to_id)
    if link.from_id == link.to_id:
        raise LinkToItself
    there = _kind_between(map_, link.from_id, link.to_id)
    if there is link.kind:
        return map_
    if there is not None:
        raise LinkedAlready
    return replace(map_, links=(*map_.links, link))


def unlink_nodes(map_: Formulation, from_id: UUID, to_id: UUID) -> Formulation:
    """Return the map without the link from one node to another. Without such a link it stays as it is."""
    return replace(map_, links=tuple(link for link in map_.links if (link.from_id, link.to_id) != (from_id, to_id)))


def _require(map_: Formulation, node_id: UUID) -> None:
    if node_id not in map_.shown:
        raise NotOnTheMap


def _with(map_: Formulation, node: Node) -> Formulation:
    return replace(map_, nodes=tuple(node if old.id == node.id else old for old in map_.nodes))


def _kind_between(map_: Formulation, from_id: UUID, to_id: UUID) -> LinkKind | None:
    return next((link.kind for link in map_.links if (link.from_id, link.to_id) == (from_id, to_id)), None)
