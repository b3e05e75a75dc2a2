"""What stands on a map: nodes in five places, and what leads from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from alongside.domain.assessment import Area


class Place(StrEnum):
    """One of the five places, in the order they are read: the four columns, then what lies under them."""

    SHAPED = "shaped"
    SETS_OFF = "sets_off"
    KEEPS_GOING = "keeps_going"
    WANTS = "wants"
    PROTECTS = "protects"

    @property
    def heading(self) -> str:
        """Return the name of the place, as the person would say it."""
        return _HEADINGS[self]


class LinkKind(StrEnum):
    """What one node does to another."""

    LEADS_TO = "leads_to"
    KEEPS_GOING = "keeps_going"
    PROTECTS_FROM = "protects_from"

    @property
    def words(self) -> str:
        """Return what it is called, for a legend or a line."""
        return _WORDS[self]

    def say(self, start: str, end: str) -> str:
        """Return the sentence that says what one thing does to another."""
        if self is LinkKind.KEEPS_GOING:
            return f"{start} keeps {end} going"
        return f"{start} {self.words} {end}"


class Voice(StrEnum):
    """Whose words a node is in."""

    PERSON = "person"
    PRACTITIONER = "practitioner"


_HEADINGS = {
    Place.SHAPED: "What shaped me",
    Place.SETS_OFF: "What sets it off",
    Place.KEEPS_GOING: "What keeps it going",
    Place.WANTS: "What I want instead",
    Place.PROTECTS: "What protects me",
}
_WORDS = {
    LinkKind.LEADS_TO: "leads to",
    LinkKind.KEEPS_GOING: "keeps going",
    LinkKind.PROTECTS_FROM: "protects from",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the map. area and session_id say what it belongs to, where somebody said so.

    is_off: it was taken off. It is kept with its links, so that it can be put back as it was.
    """

    id: UUID
    place: Place
    words: str
    voice: Voice
    area: Area | None = None
    session_id: UUID | None = None
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """What one node does to another. Links may run in circles: that is often what a map is drawn for."""

    from_id: UUID
    to_id: UUID
    kind: LinkKind


@dataclass(frozen=True)
class Formulation:
    """A map as it stands: all nodes ever put on it, in the order they came, and the links between them."""

    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()

    @cached_property
    def shown(self) -> Mapping[UUID, Node]:
        """Return the nodes that are on the map, by their id, in the order they came."""
        return {node.id: node for node in self.nodes if not node.is_off}

    @cached_property
    def shown_links(self) -> tuple[Link, ...]:
        """Return the links both ends of which are on the map."""
        return tuple(link for link in self.links if link.from_id in self.shown and link.to_id in self.shown)

    @property
    def taken_off(self) -> tuple[Node, ...]:
        """Return the nodes that were taken off and can be put back."""
        return tuple(node for node in self.nodes if node.is_off)

    def at(self, place: Place) -> tuple[Node, ...]:
        """Return the nodes of one place, in the order they came."""
        return tuple(node for node in self.shown.values() if node.place is place)

    def find(self, node_id: UUID) -> Node | None:
        """Return the node of this id, on the map or taken off, or None."""
        return next((node for node in self.nodes if node.id == node_id), None)
