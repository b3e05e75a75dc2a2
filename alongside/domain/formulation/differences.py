"""What changed from one version of a map to the next. It is worked out from the two, so no version can tell a wrong story."""

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.domain.formulation.map import Formulation, Node, Voice
from alongside.domain.formulation.sentences import say_link


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: what was done, in a few words, to what. before holds earlier words that were replaced."""

    said: str
    words: str
    before: str = ""


def differences(before: Formulation, after: Formulation) -> tuple[Difference, ...]:
    """Return what changed between two versions, nodes first, then links, in the order of the later map."""
    return (*_nodes(before, after), *_links(before, after))


def _nodes(before: Formulation, after: Formulation) -> Iterator[Difference]:
    earlier = {node.id: node for node in before.nodes}
    for node in after.nodes:
        old = earlier.get(node.id)
        if old is None:
            yield Difference(f"Put on the map under “{node.place.heading}”", node.words)
        elif old != node:
            yield from _changes(old, node)


def _changes(old: Node, node: Node) -> Iterator[Difference]:
    if old.is_off != node.is_off:
        yield Difference("Taken off the map" if node.is_off else "Put back on the map", node.words)
    if old.words != node.words:
        yield Difference("New words", node.words, before=old.words)
    if old.place is not node.place:
        yield Difference(f"Moved from “{old.place.heading}” to “{node.place.heading}”", node.words)
    if old.voice is not node.voice:
        whose = "the person’s" if node.voice is Voice.PERSON else "the practitioner’s"
        yield Difference(f"Now said to be {whose} words", node.words)
    if old.area is not node.area:
        yield Difference(f"Belongs to “{node.area.heading}”" if node.area else "Belongs to no area", node.words)
    if old.session_id != node.session_id:
        yield Difference("Belongs to another session" if node.session_id else "Belongs to no session", node.words)


def _links(before: Formulation, after: Formulation) -> Iterator[Difference]:
    for link in after.links:
        if link not in before.links:
            yield Difference("Linked", say_link(after, link))
    for link in before.links:
        if link not in after.links:
            yield Difference("A link was taken away", say_link(before, link))
