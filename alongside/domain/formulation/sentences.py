"""The map in sentences: everything the picture shows, for whoever reads rather than looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.domain.formulation.map import Formulation, Link, Node, Place


@dataclass(frozen=True, slots=True)
class Sentences:
    """A node with what it does to others: each link, with the sentence that says so of *it*."""

    node: Node
    links: Sequence[tuple[Link, str]]


def say_as_list(map_: Formulation) -> tuple[tuple[Place, tuple[Sentences, ...]], ...]:
    """Return the five places with their nodes, each followed by every link that leaves it. All places are there, empty or not."""
    return tuple((place, tuple(_say(map_, node) for node in map_.at(place))) for place in Place)


def say_link(map_: Formulation, link: Link) -> str:
    """Return one link as a sentence that names both ends."""
    return link.kind.say(f"“{_words(map_, link.from_id)}”", f"“{_words(map_, link.to_id)}”")


def _say(map_: Formulation, node: Node) -> Sentences:
    leaving = (link for link in map_.shown_links if link.from_id == node.id)
    return Sentences(node, [(link, link.kind.say("It", f"“{map_.shown[link.to_id].words}”")) for link in leaving])


def _words(map_: Formulation, node_id: UUID) -> str:
    node = map_.find(node_id)
    return node.words if node else ""
