"""The small line beside a name. Drawn round the person's own middle, so that rows cannot be ranked by height."""

from collections.abc import Sequence

from alongside.pages.charts.drawing import SparkDrawing, Spot
from alongside.pages.charts.marks import path_through, spot
from alongside.pages.charts.model import SparkPoint

WIDTH, HEIGHT = 132, 40
SPAN = 5.2  # points from top to bottom, the same for everybody
SIDE, EDGE = 8.0, 6.0
_BAND_REACH = 5.0  # a range of one score is drawn a little wider than its dot


def draw_sparkline(points: Sequence[SparkPoint]) -> SparkDrawing:
    """Return the line of these scores, oldest first, with the own range from the first score that has one."""
    if not points:
        return SparkDrawing()
    scores = [point.score for point in points]
    middle = (min(scores) + max(scores)) / 2
    places = [(_x(index, len(points)), _y(point.score, middle)) for index, point in enumerate(points)]
    below = [spot(x, y) for (x, y), point in zip(places[:-1], points[:-1], strict=True) if point.is_below]
    return SparkDrawing(
        band=_band(points, middle),
        line=path_through(places) if len(places) > 1 else "",
        past_below=tuple(below),
        end=Spot(f"{places[-1][0]:.1f}", f"{places[-1][1]:.1f}"),
        is_end_below=points[-1].is_below,
    )


def _x(index: int, count: int) -> float:
    return WIDTH - SIDE if count == 1 else SIDE + (WIDTH - 2 * SIDE) * index / (count - 1)


def _y(score: float, middle: float) -> float:
    y = HEIGHT / 2 - (score - middle) / SPAN * HEIGHT
    return min(max(y, EDGE), HEIGHT - EDGE)


def _edge(score: float, middle: float) -> float:
    y = HEIGHT / 2 - (score - middle) / SPAN * HEIGHT
    return min(max(y, 0), HEIGHT)


def _band(points: Sequence[SparkPoint], middle: float) -> str:
    known = [
        (_x(index, len(points)), _edge(point.low, middle), _edge(point.high, middle))
        for index, point in enumerate(points)
        if point.low is not None and point.high is not None
    ]
    if not known:
        return ""
    first, last = known[0], known[-1]
    known = [(first[0] - _BAND_REACH, *first[1:]), *known, (last[0] + _BAND_REACH, *last[1:])]
    highs = [(x, high) for x, _, high in known]
    lows = [(x, low) for x, low, _ in reversed(known)]
    return path_through([*highs, *lows]) + "Z"
