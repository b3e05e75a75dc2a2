"""Where each link runs: along the gaps between the columns and the corridors over and under them, never across a node.

A link leaves a node at its side, goes up or down in a gap on a track of its own, and enters the other node at its side.
Between columns that are not neighbours it crosses in a corridor. Straight lines join neighbours that stand level or
one right over the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from alongside.domain.formulation import Formulation, Link, LinkKind
from alongside.pages.formulation.placing import COLUMN, COLUMNS, INSET, NODE, Card, Cards

TRACK = 11.0  # from one track to the next
GAP = 60.0  # between columns, before tracks make it wider
EDGE = 17.0  # between a node and the first track: room for the head of an arrow
CORRIDOR = 34.0  # between the columns and what protects, before tracks make it wider
LEVEL = 14.0  # ends this nearly level are joined by a straight line
_AIR = 12.0  # along a track, between one link and the next
_UPRIGHT = 150.0  # from the left edge of a node to a line that leaves it upwards or downwards
_LAST = len(COLUMNS)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class End:
    """Where a link meets a node: at its left side, its right side, or upright at its top or bottom."""

    card: Card
    gap: int | None

    @property
    def side(self) -> tuple[UUID, int | None]:
        """Return which side of which node this is."""
        return self.card.node.id, self.gap


@dataclass
class Way:
    """A link on its way: its two ends, the corridor it crosses in (*top*, *bottom* or none), and the heights of its ends."""

    link: Link
    start: End
    end: End
    corridor: str = ""
    heights: list[float] = field(default_factory=list)
    tracks: list[int] = field(default_factory=list)
    corridor_track: int = 0

    @property
    def is_upright(self) -> bool:
        """Return whether it runs straight from one node to the one right over or under it."""
        return self.start.gap is None

    @property
    def is_level(self) -> bool:
        """Return whether it runs straight across one gap. The heights of the columns and of the lane begin at places of their own."""
        same_part = (self.start.card.row is None) == (self.end.card.row is None)
        return not self.corridor and not self.is_upright and same_part and self.heights[0] == self.heights[1]


@dataclass(frozen=True)
class Grid:
    """The measures of the picture: left edges of the columns, the gaps as pairs of edges, and where corridors and lane lie."""

    lefts: Sequence[float]
    tracks_from: Sequence[float]
    width: float
    top: float
    bottom_from: float
    lane: float
    height: float

    def node_left(self, card: Card) -> float:
        """Return the left edge of a node."""
        return self.lefts[card.column] + INSET

    def node_top(self, card: Card) -> float:
        """Return the top of a node in the picture."""
        return card.top + (self.top if card.row is None else self.lane)


def find_ways(map_: Formulation, cards: Cards) -> tuple[list[Way], Grid]:
    """Return how each link runs, and the grid that has room for all of them."""
    ways = [_choose(link, cards) for link in map_.shown_links]
    _set_heights(ways)
    _set_corridor_tracks(ways)
    counts = _set_tracks(ways, cards)
    return ways, _grid(ways, counts, cards)


def points_of(way: Way, grid: Grid) -> list[Point]:
    """Return the corners of a link in the picture, from its start to its end."""
    if way.is_upright:
        return _upright(way, grid)
    (x1, y1), (x2, y2) = (_meets(end, h, grid) for end, h in zip((way.start, way.end), way.heights, strict=True))
    if way.is_level:
        return [(x1, y1), (x2, y2)]
    xs = [grid.tracks_from[gap] + TRACK * track for gap, track in zip(_gaps(way), way.tracks, strict=True)]
    if not way.corridor:
        return [(x1, y1), (xs[0], y1), (xs[0], y2), (x2, y2)]
    first = grid.bottom_from if way.corridor == "bottom" else CORRIDOR / 2
    y = first + TRACK * way.corridor_track
    return [(x1, y1), (xs[0], y1), (xs[0], y), (xs[1], y), (xs[1], y2), (x2, y2)]


def _choose(link: Link, cards: Cards) -> Way:
    start, end = cards.by_id[link.from_id], cards.by_id[link.to_id]
    if _is_right_over(start, end, cards) and link.kind is not LinkKind.KEEPS_GOING:
        return Way(link, End(start, None), End(end, None))
    apart = end.column - start.column
    if abs(apart) > 1:
        gaps = (start.column + 1, end.column) if apart > 0 else (start.column, end.column + 1)
        return Way(link, End(start, gaps[0]), End(end, gaps[1]), _corridor(start, end, cards))
    gap = max(start.column, end.column) if apart else _own_gap(start.column, link.kind)
    return Way(link, End(start, gap), End(end, gap))


def _own_gap(column: int, kind: LinkKind) -> int:
    """Return beside which side a link within one column runs: what keeps it going runs back on the other one."""
    if column in (0, _LAST - 1):
        return 1 if column == 0 else _LAST - 1
    return column if kind is LinkKind.KEEPS_GOING else column + 1


def _is_right_over(start: Card, end: Card, cards: Cards) -> bool:
    """Return whether one stands right over the other, in their column or across the corridor, and the first is linked down or up.

    Not across the corridor in the first column, where the heading of what protects stands.
    """
    if start.column != end.column:
        return False
    stack = sorted((card for card in cards.by_id.values() if card.column == start.column), key=_depth)
    at = sorted((stack.index(start), stack.index(end)))
    if at[1] - at[0] != 1:
        return False
    crosses = start.row != end.row
    return not (crosses and start.column == 0)


def _depth(card: Card) -> tuple[int, float]:
    return (-1 if card.row is None else card.row, card.top)


def _corridor(start: Card, end: Card, cards: Cards) -> str:
    if start.row is not None or end.row is not None:
        return "bottom"
    over = start.middle + end.middle
    return "top" if over < 2 * cards.columns_height - over else "bottom"


def _set_heights(ways: Sequence[Way]) -> None:
    """Share each side of a node among the links that meet it, in the order of where they come from."""
    sides: dict[tuple[UUID, int | None], list[tuple[Way, int]]] = defaultdict(list)
    for way in ways:
        way.heights = [way.start.card.middle, way.end.card.middle]
        if not way.is_upright:
            sides[way.start.side].append((way, 0))
            sides[way.end.side].append((way, 1))
    for met in sides.values():
        met.sort(key=lambda pair: _comes_from(*pair))
        card = (met[0][0].start, met[0][0].end)[met[0][1]].card
        for at, (way, which) in enumerate(met):
            way.heights[which] = card.top + card.height * (at + 1) / (len(met) + 1)
    _make_level(ways, sides)
    _part(ways)


def _comes_from(way: Way, which: int) -> float:
    if way.corridor:
        return -1e6 if way.corridor == "top" else 1e6
    here, other = (way.start, way.end) if which == 0 else (way.end, way.start)
    depth = (
        0.0 if (other.card.row is None) == (here.card.row is None) else (1e5 if other.card.row is not None else -1e5)
    )
    return other.card.middle + depth


def _make_level(ways: Sequence[Way], sides: Mapping[tuple[UUID, int | None], Sequence[tuple[Way, int]]]) -> None:
    """Join ends that are nearly level by a straight line, where the side of one of them has no other link."""
    for way in ways:
        straight = not (way.corridor or way.is_upright) and way.start.card.column != way.end.card.column
        same_part = (way.start.card.row is None) == (way.end.card.row is None)
        if not straight or not same_part:
            continue
        low = max(way.start.card.top, way.end.card.top) + 10
        high = min(way.start.card.bottom, way.end.card.bottom) - 10
        alone = len(sides[way.start.side]) == 1 and len(sides[way.end.side]) == 1
        if abs(way.heights[0] - way.heights[1]) < LEVEL and low < high:
            level = min(max(sum(way.heights) / 2, low), high)
            way.heights = [level, level]
        elif alone and low < high:
            way.heights = [(low + high) / 2] * 2


def _part(ways: Sequence[Way]) -> None:
    """Move ends in one gap apart that would lie on one another, each within its node."""
    taken: dict[tuple[int, bool], list[float]] = defaultdict(list)
    for way in ways:
        if way.is_level and not way.corridor:
            taken[(way.start.gap or 0, way.start.card.row is None)].append(way.heights[0])
    for way in ways:
        if way.is_upright or way.is_level:
            continue
        for which, end in enumerate((way.start, way.end)):
            there = taken[(end.gap or 0, end.card.row is None)]
            way.heights[which] = _free(way.heights[which], end.card, there)
            there.append(way.heights[which])


def _free(wanted: float, card: Card, taken: Iterable[float]) -> float:
    there = list(taken)
    for step in (0.0, 5.0, -5.0, 10.0, -10.0, 15.0, -15.0, 20.0, -20.0):
        height = wanted + step
        if card.top + 6 <= height <= card.bottom - 6 and all(abs(height - other) >= 4 for other in there):
            return height
    return wanted


def _set_corridor_tracks(ways: Sequence[Way]) -> None:
    for corridor in ("top", "bottom"):
        crossing = [way for way in ways if way.corridor == corridor]
        spans = [tuple(sorted(float(gap) for gap in _gaps(way))) for way in crossing]
        for way, track in zip(crossing, share_tracks(spans, air=0.1), strict=True):
            way.corridor_track = track


def _set_tracks(ways: Sequence[Way], cards: Cards) -> list[int]:
    """Give each upright part in a gap a track of its own, and return how many tracks each gap needs."""
    counts = [0] * (_LAST + 1)
    for gap in range(_LAST + 1):
        parts: list[tuple[Way, tuple[float, float]]] = []
        for way in ways:
            if way.is_upright or way.is_level:
                continue
            parts += [(way, span) for at, span in enumerate(_spans(way, cards)) if _gaps(way)[at] == gap]
        tracks = share_tracks([span for _, span in parts], air=_AIR)
        for (way, _), track in zip(parts, tracks, strict=True):
            way.tracks.append(track)
        counts[gap] = max(tracks, default=-1) + 1
    _in_order(ways)
    return counts


def _in_order(ways: Iterable[Way]) -> None:
    """Tracks were given gap by gap from the left; a link that runs to the left meets its gaps the other way round."""
    for way in ways:
        if way.corridor and (way.start.gap or 0) > (way.end.gap or 0):
            way.tracks.reverse()


def _gaps(way: Way) -> tuple[int, ...]:
    start, end = way.start.gap or 0, way.end.gap or 0
    return (start, end) if way.corridor else (start,)


def _spans(way: Way, cards: Cards) -> list[tuple[float, float]]:
    """Return from where to where a link runs upright in each of its gaps, the lane taken to begin under the columns."""
    under = cards.columns_height + 1000
    heights = [
        h + (0 if end.card.row is None else under) for h, end in zip(way.heights, (way.start, way.end), strict=True)
    ]
    if not way.corridor:
        return [(min(heights), max(heights))]
    y = -100.0 if way.corridor == "top" else cards.columns_height + 500
    return [(min(h, y), max(h, y)) for h in heights]


def share_tracks(spans: Sequence[tuple[float, ...]], *, air: float) -> list[int]:
    """Return a track for each span so that those on one track do not touch. The fewest tracks: spans are taken by their start."""
    ends: list[float] = []
    tracks = [0] * len(spans)
    for at in sorted(range(len(spans)), key=lambda one: spans[one]):
        low, high = spans[at][0], spans[at][-1]
        free = next((track for track, end in enumerate(ends) if end + air <= low), len(ends))
        if free == len(ends):
            ends.append(high)
        ends[free] = high
        tracks[at] = free
    return tracks


def _grid(ways: Sequence[Way], counts: Sequence[int], cards: Cards) -> Grid:
    lefts, tracks_from, x = [], [], 0.0
    for gap in range(_LAST + 1):
        is_outer = gap in (0, _LAST)
        clear = 2 * EDGE + TRACK * max(counts[gap] - 1, 0) if counts[gap] else 0.0
        width = max(0.0 if is_outer else GAP, clear - (INSET if is_outer else 2 * INSET))
        tracks_from.append(x + width / 2 - TRACK * max(counts[gap] - 1, 0) / 2)
        x += width
        if gap < _LAST:
            lefts.append(x)
            x += COLUMN
    top = _corridor_room(ways, "top", 0.0)
    bottom = _corridor_room(ways, "bottom", CORRIDOR)
    lane = top + cards.columns_height + bottom
    return Grid(lefts, tracks_from, x, top, top + cards.columns_height + CORRIDOR / 2, lane, lane + cards.lane_height)


def _corridor_room(ways: Sequence[Way], corridor: str, least: float) -> float:
    tracks = [way.corridor_track for way in ways if way.corridor == corridor]
    return CORRIDOR + TRACK * max(tracks) if tracks else least


def _meets(end: End, height: float, grid: Grid) -> Point:
    left = grid.node_left(end.card)
    is_left = end.gap == end.card.column
    return (left if is_left else left + NODE, height - end.card.top + grid.node_top(end.card))


def _upright(way: Way, grid: Grid) -> list[Point]:
    start, end = way.start.card, way.end.card
    goes_down = grid.node_top(start) < grid.node_top(end)
    x = grid.node_left(start) + (_UPRIGHT if goes_down else NODE - _UPRIGHT)
    if goes_down:
        return [(x, grid.node_top(start) + start.height), (x, grid.node_top(end))]
    return [(x, grid.node_top(start)), (x, grid.node_top(end) + end.height)]
