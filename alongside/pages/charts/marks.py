"""Where the line, the band and the points of a history stand."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from alongside.pages.charts.drawing import Band, Spot
from alongside.pages.charts.frames import Calendar
from alongside.pages.charts.model import SessionOnLine, WorkerOnLine

Run = list[SessionOnLine]


def split_by_worker(sessions: Iterable[SessionOnLine], workers: Sequence[WorkerOnLine]) -> list[Run]:
    """Return the sessions with each worker, since nothing is drawn across a change."""
    changes = [worker.from_on for worker in workers[1:]]
    runs: list[Run] = [[] for _ in range(len(changes) + 1)]
    for session in sessions:
        runs[sum(change <= session.on for change in changes)].append(session)
    return [run for run in runs if run]


def draw_lines(run: Run, calendar: Calendar) -> tuple[list[str], list[str]]:
    """Return the solid stretches as path data, and the dotted ones that bridge a missed session."""
    solid: list[str] = []
    dotted: list[str] = []
    stretch: list[SessionOnLine] = []
    was_missed = False
    for session in run:
        if session.is_missed:
            was_missed = True
            continue
        if session.score is None:
            continue
        if was_missed and stretch:
            solid.append(path(stretch, calendar))
            dotted.append(path([stretch[-1], session], calendar))
            stretch = []
        stretch.append(session)
        was_missed = False
    solid.append(path(stretch, calendar))
    return [line for line in solid if line], dotted


def path(sessions: Sequence[SessionOnLine], calendar: Calendar) -> str:
    """Return straight segments through the scores, or nothing for fewer than two."""
    if len(sessions) < 2:
        return ""
    points = [(calendar.x(session.on), calendar.frame.y(session.score or 0)) for session in sessions]
    return path_through(points)


def path_through(points: Iterable[tuple[float, float]]) -> str:
    """Return SVG path data through these points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def draw_bands(run: Run, calendar: Calendar) -> list[Band]:
    """Return the own range of one worker. It ends at the last score: it says nothing about the future."""
    known = [session for session in run if session.low is not None and session.high is not None]
    if not known:
        return []
    if len(known) == 1:
        known = [known[0], known[0]]
    low = _edge(known, calendar, [session.low or 0 for session in known])
    high = _edge(known, calendar, [session.high or 0 for session in known])
    if known[0] is known[1]:  # one score has no length yet, so its range is drawn as wide as its dot
        low, high = ([(points[0][0] - 8, points[0][1]), (points[1][0] + 8, points[1][1])] for points in (low, high))
    return [Band(path_through([*low, *reversed(high)]) + "Z", path_through(low), path_through(high))]


def _edge(known: Run, calendar: Calendar, values: list[float]) -> list[tuple[float, float]]:
    return [(calendar.x(session.on), calendar.frame.y(value)) for session, value in zip(known, values, strict=True)]


def spot(x: float, y: float) -> Spot:
    """Return a shape's place as strings."""
    return Spot(f"{x:.1f}", f"{y:.1f}")


def along(run: Run, calendar: Calendar) -> list[tuple[float, float]]:
    """Return points every few units along the line, so that labels can keep off it."""
    scored = [session for session in run if session.score is not None]
    return _steps([(calendar.x(s.on), calendar.frame.y(s.score or 0)) for s in scored])


def edges(known: Run, calendar: Calendar) -> list[tuple[float, float]]:
    """Return points every few units along both edges of a band."""
    low = _edge(known, calendar, [session.low or 0 for session in known])
    high = _edge(known, calendar, [session.high or 0 for session in known])
    return _steps(low) + _steps(high)


def _steps(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found = points[:1]
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 6))
        found += [(x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(1, steps + 1)]
    return found


def day_words(day: date) -> str:
    """Return a day for a narrow column: 19 Nov 2026."""
    return f"{day.day} {day:%b} {day.year}"
