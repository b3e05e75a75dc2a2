"""Where each node stands: four columns, and what protects under them, in the same columns so that links can pass between.

All lengths are in pixels of the picture, which is shown as large as it is drawn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.domain.formulation import Formulation, Node, Place, order_nodes
from alongside.pages.charts.placing import Box
from alongside.pages.formulation.wrapping import wrap

COLUMNS = (Place.SHAPED, Place.SETS_OFF, Place.KEEPS_GOING, Place.WANTS)
COLUMN, INSET, NODE = 236.0, 10.0, 216.0
TEXT, SMALL, LINE, SMALL_LINE = 17.0, 14.5, 22.0, 19.0
TEXT_LEFT, TEXT_WIDTH = 22.0, 180.0
HEAD = 62.0  # from the top of a place to its first node: room for its heading
BETWEEN, FOOT = 26.0, 22.0
_ABOVE, _UNDER, _LEAST = 14.0, 12.0, 52.0
_PORT = 11.0  # room that each link takes at the side of a node
EMPTY = 120.0  # height of a place without nodes


@dataclass(frozen=True, slots=True)
class Card:
    """A node as it is drawn: its lines, what it belongs to, how high it is, its column from 0 to 3, and its row in the lane."""

    node: Node
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    height: float
    column: int
    top: float = 0.0
    row: int | None = None

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Return the middle of its height."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Cards:
    """All nodes in their places. tops of the columns and of the lane are from 0: the corridors push them down later."""

    by_id: Mapping[UUID, Card]
    columns_height: float
    lane_height: float


def place_cards(map_: Formulation) -> Cards:
    """Return where each node stands, with the columns beginning at 0 and the lane at 0 as well."""
    order = order_nodes(map_)
    degrees = Counter(end for link in map_.shown_links for end in (link.from_id, link.to_id))
    columns = [
        [_card(map_.shown[node_id], degrees[node_id], number) for node_id in order[place]]
        for number, place in enumerate(COLUMNS)
    ]
    height = max([EMPTY, *(_packed(column) for column in columns)])
    placed: dict[UUID, Card] = {}
    for column in columns:
        placed |= _spread(column, placed, map_, height)
    lane = [_card(map_.shown[node_id], degrees[node_id], 0) for node_id in order[Place.PROTECTS]]
    rows = _rows(lane, placed, map_)
    placed |= rows
    lane_height = max([EMPTY, *(card.bottom + FOOT for card in rows.values())])
    return Cards(placed, height, lane_height)


def _card(node: Node, degree: int, column: int) -> Card:
    lines = wrap(node.words, width=TEXT_WIDTH, size=TEXT, is_bold=True)
    notes = wrap(node.area.heading, width=TEXT_WIDTH, size=SMALL) if node.area else ()
    text = _ABOVE + LINE * len(lines) + _UNDER + (SMALL_LINE * len(notes) + 8 if notes else 0)
    return Card(node, lines, notes, max(_LEAST, text, _PORT * (degree + 1)), column)


def _packed(column: Sequence[Card]) -> float:
    return HEAD + sum(card.height + BETWEEN for card in column) - (BETWEEN if column else 0) + FOOT


def _spread(column: Sequence[Card], placed: Mapping[UUID, Card], map_: Formulation, height: float) -> dict[UUID, Card]:
    """Put each node of a column beside what it is linked to in the columns before, as far as the others leave room."""
    tops: list[float] = []
    least = HEAD
    for card in column:
        beside = [placed[other].middle for other in _linked(map_, card.node.id) if other in placed]
        wanted = sum(beside) / len(beside) - card.height / 2 if beside else least
        tops.append(max(least, wanted))
        least = tops[-1] + card.height + BETWEEN
    most = height - FOOT
    for at in reversed(range(len(column))):
        tops[at] = min(tops[at], most - column[at].height)
        most = tops[at] - BETWEEN
    return {card.node.id: _at(card, card.column, top) for card, top in zip(column, tops, strict=True)}


def _rows(lane: Sequence[Card], placed: Mapping[UUID, Card], map_: Formulation) -> dict[UUID, Card]:
    """Put what protects in rows of four, each under the column of what it is linked to where that is free."""
    found: dict[UUID, Card] = {}
    top = HEAD
    for row, start in enumerate(range(0, len(lane), len(COLUMNS))):
        some = lane[start : start + len(COLUMNS)]
        free = list(range(len(COLUMNS)))
        for card in some:
            wanted = _wanted_column(card, placed, map_)
            column = min(free, key=lambda number: (abs(number - wanted), number))
            free.remove(column)
            found[card.node.id] = _at(card, column, top, row)
        top += max(card.height for card in some) + BETWEEN
    return found


def _wanted_column(card: Card, placed: Mapping[UUID, Card], map_: Formulation) -> float:
    columns = [placed[other].column for other in _linked(map_, card.node.id) if other in placed]
    return sum(columns) / len(columns) if columns else 1.0


def _at(card: Card, column: int, top: float, row: int | None = None) -> Card:
    return Card(card.node, card.lines, card.notes, card.height, column, top, row)


def _linked(map_: Formulation, node_id: UUID) -> list[UUID]:
    ends = [(link.from_id, link.to_id) for link in map_.shown_links if node_id in (link.from_id, link.to_id)]
    return [end if start == node_id else start for start, end in ends]


def box_at(left: float, top: float, height: float) -> Box:
    """Return the room of a node."""
    return Box(left, top, left + NODE, top + height)
