"""In which order the nodes of a place stand, so that lines stay short.

The barycentre method of Sugiyama, Tagawa and Toda (1981), "Methods for visual understanding of hierarchical system
structures": each node goes to the mean place of those it is linked to, a few sweeps to and fro. Ties keep the order in
which nodes came, so the same map is always drawn the same.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from alongside.domain.formulation.map import Formulation, Place

_SWEEPS = 4

Orders = Mapping[Place, Sequence[UUID]]


def order_nodes(map_: Formulation) -> Orders:
    """Return the ids of the nodes of each place, in the order they are to be drawn.

    Never worse than the order in which they came: of all orders met on the way, the one with the shortest lines is kept.
    """
    neighbours = _neighbours(map_)
    order = {place: [node.id for node in map_.at(place)] for place in Place}
    best, shortest = dict(order), line_length(map_, order)
    for sweep in range(_SWEEPS):
        for place in Place if sweep % 2 == 0 else reversed(Place):
            order[place] = _sorted(order[place], neighbours, _positions(order))
        length = line_length(map_, order)
        if length < shortest:
            best, shortest = {place: list(ids) for place, ids in order.items()}, length
    return best


def line_length(map_: Formulation, order: Orders) -> float:
    """Return how far apart linked nodes stand, each place taken to be of height 1."""
    positions = _positions(order)
    return sum(abs(positions[link.from_id] - positions[link.to_id]) for link in map_.shown_links)


def _sorted(ids: Sequence[UUID], neighbours: Mapping[UUID, list[UUID]], positions: Mapping[UUID, float]) -> list[UUID]:
    def mean(node_id: UUID) -> float:
        around = [positions[other] for other in neighbours[node_id]]
        return sum(around) / len(around) if around else positions[node_id]

    return sorted(ids, key=mean)


def _positions(order: Orders) -> dict[UUID, float]:
    """Return where each node stands in its place, from 0 at the top to 1 at the bottom."""
    return {node_id: (at + 0.5) / len(ids) for ids in order.values() for at, node_id in enumerate(ids)}


def _neighbours(map_: Formulation) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {node_id: [] for node_id in map_.shown}
    for link in map_.shown_links:
        found[link.from_id].append(link.to_id)
        found[link.to_id].append(link.from_id)
    return found
