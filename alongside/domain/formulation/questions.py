"""Where would you start? Questions that the map itself raises, for two people to talk about. None says what to do.

Each says why it is asked. None has a number that could be taken for a score, and their order is that of this file: how
many arrows meet somewhere is a reason to ask, not a measure of a person.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.domain.assessment import Area
from alongside.domain.formulation.map import Formulation, LinkKind, Node, Place

MOST = 4
_DRIVES = frozenset({LinkKind.LEADS_TO, LinkKind.KEEPS_GOING})


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. because: what on the map raises it. about: the nodes in it, as they are quoted."""

    because: str
    ask: str
    about: tuple[Node, ...] = ()


def questions_from(map_: Formulation) -> tuple[Question, ...]:
    """Return at most four questions that this map raises, and always one that leaves the choice to the person."""
    if not map_.shown:
        return ()
    found = [question for raise_it in _RAISED for question in raise_it(map_)][:MOST]
    return (*found, Question("It is your map", "Which of these would you like to work on first, and why that one?"))


def _where_arrows_meet(map_: Formulation) -> Iterator[Question]:
    counts = Counter(link.to_id for link in map_.shown_links if link.kind in _DRIVES)
    found = _first_with_most(map_, counts)
    if found and counts[found.id] > 1:
        yield Question(f"Several arrows meet at “{found.words}”", "What happens just before that?", (found,))


def _what_goes_round(map_: Formulation) -> Iterator[Question]:
    circle = find_circle(map_)
    if circle:
        around = ", then ".join(f"“{node.words}”" for node in circle)
        ask = "Where in this would it be easiest to do something else?"
        yield Question(f"It goes round: {around}, and back again", ask, tuple(circle))


def _what_protects(map_: Formulation) -> Iterator[Question]:
    for link in map_.shown_links:
        if link.kind is LinkKind.PROTECTS_FROM:
            here, there = map_.shown[link.from_id], map_.shown[link.to_id]
            because = f"“{here.words}” already protects from “{there.words}”"
            yield Question(because, "What else could do the same, or could there be more of it?", (here, there))
            return


def _what_nothing_protects_from(map_: Formulation) -> Iterator[Question]:
    guarded = {link.to_id for link in map_.shown_links if link.kind is LinkKind.PROTECTS_FROM}
    bare = [node for node in map_.at(Place.KEEPS_GOING) if node.id not in guarded]
    if bare:
        because = f"Nothing on the map protects from “{bare[0].words}” yet"
        yield Question(because, "Has anything ever helped, even a little?", (bare[0],))


def _what_comes_up_often(map_: Formulation) -> Iterator[Question]:
    counts = Counter(node.area for node in map_.shown.values() if node.area and node.place is not Place.PROTECTS)
    often = next((area for area in Area if counts[area] == max(counts.values(), default=0) and counts[area] > 1), None)
    if often:
        about = tuple(node for node in map_.shown.values() if node.area is often)
        yield Question(f"“{often.heading}” comes up more than once", "Would that be a place to start, or not?", about)


def _what_is_wanted(map_: Formulation) -> Iterator[Question]:
    wanted = map_.at(Place.WANTS)
    if wanted:
        yield Question(f"You want “{wanted[0].words}”", "What would be a first small step towards it?", (wanted[0],))


_RAISED = (
    _where_arrows_meet,
    _what_goes_round,
    _what_protects,
    _what_nothing_protects_from,
    _what_comes_up_often,
    _what_is_wanted,
)


def find_circle(map_: Formulation) -> Sequence[Node]:
    """Return the nodes of the first shortest circle of *leads to* and *keeps going*, in their order, or none."""
    after: dict[UUID, list[UUID]] = {node_id: [] for node_id in map_.shown}
    for link in map_.shown_links:
        if link.kind in _DRIVES:
            after[link.from_id].append(link.to_id)
    circles = [path for start in after if (path := _way_back(start, after))]
    return [map_.shown[node_id] for node_id in min(circles, key=len, default=[])]


def _way_back(start: UUID, after: dict[UUID, list[UUID]]) -> list[UUID]:
    """Return the shortest way from a node back to itself, without its end, or nothing. Breadth first."""
    ways, seen = [[start]], {start}
    for way in ways:
        for following in after[way[-1]]:
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _first_with_most(map_: Formulation, counts: Counter[UUID]) -> Node | None:
    most = max(counts.values(), default=0)
    return next((node for node in map_.shown.values() if counts[node.id] == most), None) if most else None
