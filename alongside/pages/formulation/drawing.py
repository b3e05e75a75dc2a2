"""The finished picture of a map, with every number already a string. Pure: a map in, shapes out."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.domain.formulation import Formulation, LinkKind, Place, Voice, say_link
from alongside.pages.charts.placing import Box
from alongside.pages.formulation.placing import (
    COLUMN,
    COLUMNS,
    LINE,
    NODE,
    SMALL_LINE,
    TEXT_LEFT,
    Card,
    Cards,
    box_at,
    place_cards,
)
from alongside.pages.formulation.routing import Grid, Point, Way, find_ways, points_of

_MARGIN = 4.0  # so that no stroke at the edge is cut
_CURVE = 14.0
_FEW = 14  # with more links than this, words on the lines would cover the lines
_LABEL = (68.0, 40.0)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text."""

    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True)
class Area:
    """One of the five places, with its heading."""

    place: str
    x: str
    y: str
    width: str
    height: str
    heading: Text


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node. name is what it is called when it is read aloud; mark is whose words it is in, at its corner."""

    id: UUID
    place: str
    name: str
    x: str
    y: str
    height: str
    edge: str
    lines: Sequence[Text]
    notes: Sequence[Text]
    rule: str
    voice: str
    mark_x: str
    mark_y: str


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link. name names both ends. label is two words on the line; it is shown only when asked for unless is_labelled."""

    kind: str
    name: str
    path: str
    head: str
    label: Sequence[Text]
    label_box: tuple[str, str]
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A map, ready for its template."""

    box: str
    width: str
    height: str
    areas: Sequence[Area]
    links: Sequence[DrawnLink]
    nodes: Sequence[DrawnNode]


def draw_map(map_: Formulation) -> MapDrawing:
    """Return the picture of a map. The same map is always drawn the same."""
    cards = place_cards(map_)
    ways, grid = find_ways(map_, cards)
    width, height = grid.width + 2 * _MARGIN, grid.height + 2 * _MARGIN
    return MapDrawing(
        box=f"{-_MARGIN:g} {-_MARGIN:g} {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        areas=_areas(cards, grid),
        links=_links(map_, ways, cards, grid),
        nodes=[_node(card, grid) for card in cards.by_id.values()],
    )


def node_boxes(cards: Cards, grid: Grid) -> list[Box]:
    """Return the room of every node in the picture."""
    return [box_at(grid.node_left(card), grid.node_top(card), card.height) for card in cards.by_id.values()]


def _areas(cards: Cards, grid: Grid) -> list[Area]:
    columns = [
        _area(place, left, grid.top, COLUMN, cards.columns_height)
        for place, left in zip(COLUMNS, grid.lefts, strict=True)
    ]
    return [*columns, _area(Place.PROTECTS, 0.0, grid.lane, grid.width, cards.lane_height)]


def _area(place: Place, x: float, y: float, width: float, height: float) -> Area:
    heading = Text(_n(x + 20), _n(y + 36), place.heading)
    return Area(place.value, _n(x), _n(y), _n(width), _n(height), heading)


def _node(card: Card, grid: Grid) -> DrawnNode:
    x, y, node = grid.node_left(card), grid.node_top(card), card.node
    under = y + 14 + LINE * len(card.lines)
    whose = "in the person’s words" if node.voice is Voice.PERSON else "in the practitioner’s words"
    about = f", about {node.area.heading.lower()}" if node.area else ""
    return DrawnNode(
        id=node.id,
        place=node.place.value,
        name=f"{node.words}. {node.place.heading}, {whose}{about}",
        x=_n(x),
        y=_n(y),
        height=_n(card.height),
        edge=f"M{_n(x + 7)} {_n(y)}h1v{_n(card.height)}h-1a7 7 0 0 1-7-7v-{_n(card.height - 14)}a7 7 0 0 1 7-7z",
        lines=[Text(_n(x + TEXT_LEFT), _n(y + 30 + LINE * at), words) for at, words in enumerate(card.lines)],
        notes=[Text(_n(x + TEXT_LEFT), _n(under + 24 + SMALL_LINE * at), words) for at, words in enumerate(card.notes)],
        rule=f"M{_n(x + TEXT_LEFT)} {_n(under + 6)}H{_n(x + NODE - 14)}" if card.notes else "",
        voice=node.voice.value,
        mark_x=_n(x + NODE - 20),
        mark_y=_n(y),
    )


def _links(map_: Formulation, ways: Sequence[Way], cards: Cards, grid: Grid) -> list[DrawnLink]:
    routes = [points_of(way, grid) for way in ways]
    taken = node_boxes(cards, grid)
    drawn = []
    for way, points in zip(ways, routes, strict=True):
        kind = way.link.kind
        others = [route for route in routes if route is not points]
        wanted = kind is not LinkKind.LEADS_TO and len(ways) <= _FEW
        spot = next((s for s in _spots(points) if _is_free(_label_box(s), taken, others)), None) if wanted else None
        if spot:
            taken.append(_label_box(spot))
        drawn.append(_link(kind, say_link(map_, way.link), points, spot))
    return drawn


def _link(kind: LinkKind, name: str, points: Sequence[Point], spot: Point | None) -> DrawnLink:
    x, y = spot or next(iter(_spots(points)))
    first, second = kind.words.split(" ")
    return DrawnLink(
        kind=kind.value.replace("_", "-"),
        name=name,
        path=rounded(_shortened(points, 6.0 if kind is LinkKind.PROTECTS_FROM else 9.0)),
        head=_head(kind, points),
        label=[Text(_n(x), _n(y - 4), first), Text(_n(x), _n(y + 14), second)],
        label_box=(_n(x - _LABEL[0] / 2), _n(y - _LABEL[1] / 2)),
        is_labelled=spot is not None,
    )


def _spots(points: Sequence[Point]) -> list[Point]:
    """Return where the words of a link may stand: on its longest part first, then beside it."""
    parts = sorted(itertools.pairwise(points), key=lambda part: -_length(*part))
    on = [
        (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        for a, b in parts
        for share in (0.5, 0.35, 0.65, 0.2, 0.8)
    ]
    return [*on, *((x, y + aside) for x, y in on for aside in (_LABEL[1] * 0.7, -_LABEL[1] * 0.7))]


def _label_box(spot: Point) -> Box:
    half_width, half_height = _LABEL[0] / 2, _LABEL[1] / 2
    return Box(spot[0] - half_width, spot[1] - half_height, spot[0] + half_width, spot[1] + half_height)


def _is_free(box: Box, taken: Sequence[Box], routes: Sequence[Sequence[Point]]) -> bool:
    if any(box.touches(other) for other in taken):
        return False
    return not any(crosses(box, a, b) for route in routes for a, b in itertools.pairwise(route))


def crosses(box: Box, a: Point, b: Point) -> bool:
    """Return whether a level or upright line meets a rectangle."""
    return box.touches(Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, max(a[0], b[0]) + 1, max(a[1], b[1]) + 1))


def rounded(points: Sequence[Point]) -> str:
    """Return a path through these points with round corners."""
    said = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_CURVE, _length(before, corner) / 2, _length(corner, after) / 2)
        if radius < 0.5:
            continue
        enter, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        said.append(f"L{_n(enter[0])} {_n(enter[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(leave[0])} {_n(leave[1])}")
    said.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(said)


def _shortened(points: Sequence[Point], by: float) -> list[Point]:
    """Return the line ending a little before its node, under the head of the arrow."""
    return [*points[:-1], _towards(points[-1], points[-2], min(by, _length(points[-2], points[-1])))]


def _head(kind: LinkKind, points: Sequence[Point]) -> str:
    """Return the shape at the end of a link: an arrow, or for what protects a bar across."""
    (x, y), back = points[-1], _towards(points[-1], points[-2], 1.0)
    along = (x - back[0], y - back[1])
    across = (-along[1], along[0])

    def at(forward: float, aside: float) -> str:
        return f"{_n(x + along[0] * forward + across[0] * aside)} {_n(y + along[1] * forward + across[1] * aside)}"

    if kind is LinkKind.PROTECTS_FROM:
        return f"M{at(-6, -10)}L{at(-6, 10)}"
    return f"M{at(-2, 0)}L{at(-13, -6)}L{at(-10, 0)}L{at(-13, 6)}z"


def _towards(start: Point, end: Point, by: float) -> Point:
    length = _length(start, end) or 1.0
    return (start[0] + (end[0] - start[0]) * by / length, start[1] + (end[1] - start[1]) * by / length)


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
