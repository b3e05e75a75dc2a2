"""Draws one size of the alliance line: everything in its place, and a free place for every label."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from alongside.pages.charts.drawing import LineDrawing, Rule, StrainBar, Tick
from alongside.pages.charts.frames import Calendar, month_labels
from alongside.pages.charts.labels import (
    name_fixed_parts,
    name_missed,
    name_months,
    name_power_events,
    name_range,
    name_scores_below,
    name_strains,
    name_workers,
)
from alongside.pages.charts.marks import along, draw_bands, draw_lines, split_by_worker, spot
from alongside.pages.charts.model import AllianceHistory, SessionOnLine, StrainOnLine, StrainState
from alongside.pages.charts.placing import Box, Placer

_HALF_DOT, _HALF_DIAMOND, _HALF_CROSS = 7.0, 11.0, 7.0
_SHAPES = {StrainState.REPAIRED: "tick", StrainState.PARTLY: "half"}


@dataclass
class _Lines:
    solid: list[str] = field(default_factory=list)
    dotted: list[str] = field(default_factory=list)


def draw_picture(history: AllianceHistory, calendar: Calendar) -> LineDrawing:
    """Return the picture of the part of a history that lies in the calendar."""
    frame = calendar.frame
    shown = [session for session in history.sessions if calendar.first <= session.on <= calendar.last]
    scored = [session for session in shown if session.score is not None]
    runs = split_by_worker(shown, history.workers)
    lines = _Lines()
    for run in runs:
        solid, dotted = draw_lines(run, calendar)
        lines.solid += solid
        lines.dotted += dotted
    events = [event for event in history.power_events if calendar.first <= event.on <= calendar.last]
    strains = [strain for strain in history.strains if strain.to_on is None or strain.to_on >= calendar.first]
    changes = [worker for worker in history.workers[1:] if calendar.first < worker.from_on <= calendar.last]
    below = [session for session in scored if session.is_below]
    bars = [_draw_strain(strain, calendar) for strain in strains]
    missed = [session for session in shown if session.is_missed]

    placer = Placer(frame.edge)
    months = month_labels(calendar)
    name_fixed_parts(placer, frame)
    placer.block(_shapes_in_plot(scored, missed, runs, calendar))
    placer.block(Box(calendar.x(w.from_on) - 2, 0, calendar.x(w.from_on) + 2, frame.height) for w in changes)
    name_months(placer, frame, months)
    name_workers(placer, calendar, history.workers, changes)
    name_scores_below(placer, calendar, below)
    name_missed(placer, calendar, missed)
    name_strains(placer, frame, strains, bars)
    name_power_events(placer, calendar, events)
    name_range(placer, calendar, runs, history.range_name)

    return LineDrawing(
        width=frame.width,
        height=frame.height,
        left=f"{frame.left:g}",
        right=f"{frame.right:g}",
        base=f"{frame.base:g}",
        gridlines=tuple((f"{frame.y(score):g}", str(score)) for score in (10, 5, 0)),
        lanes=tuple(f"{y:g}" for y in frame.lanes),
        ticks=tuple(Tick(f"{x:.1f}", f"{frame.base:g}") for x, _ in months),
        bands=tuple(band for run in runs for band in draw_bands(run, calendar)),
        lines=tuple(lines.solid),
        gaps=tuple(lines.dotted),
        dots=tuple(spot(calendar.x(s.on), frame.y(s.score or 0)) for s in scored if not s.is_below),
        diamonds=tuple(spot(calendar.x(s.on), frame.y(s.score or 0)) for s in below),
        squares=tuple(spot(calendar.x(s.on), frame.y(s.own_rating)) for s in shown if s.own_rating is not None),
        crosses=tuple(spot(calendar.x(s.on), frame.base - 9) for s in missed),
        strains=tuple(bars),
        triangles=tuple(spot(calendar.x(event.on), frame.authority_y) for event in events),
        authority_rules=tuple(
            Rule(f"{calendar.x(event.on):.1f}", f"{frame.top:g}", f"{frame.authority_y - 9:g}") for event in events
        ),
        worker_rules=tuple(Rule(f"{calendar.x(w.from_on):.1f}", "0", f"{frame.height}") for w in changes),
        labels=tuple(placer.labels),
    )


def _draw_strain(strain: StrainOnLine, calendar: Calendar) -> StrainBar:
    frame = calendar.frame
    start = calendar.x(strain.from_on)
    if strain.to_on is None:
        return StrainBar(f"{start:.1f}", f"{frame.right:g}", f"{frame.strain_y:g}", "diamond", f"{start:.1f}")
    end = calendar.x(strain.to_on)
    return StrainBar(
        f"{start:.1f}", f"{end:.1f}", f"{frame.strain_y:g}", _SHAPES.get(strain.state, "diamond"), f"{end:.1f}"
    )


def _shapes_in_plot(
    scored: Sequence[SessionOnLine],
    missed: Sequence[SessionOnLine],
    runs: Sequence[list[SessionOnLine]],
    calendar: Calendar,
) -> list[Box]:
    frame = calendar.frame
    boxes = [_around(x, y, 3.5) for run in runs for x, y in along(run, calendar)]
    for session in scored:
        half = _HALF_DIAMOND if session.is_below else _HALF_DOT
        boxes.append(_around(calendar.x(session.on), frame.y(session.score or 0), half))
        if session.own_rating is not None:
            boxes.append(_around(calendar.x(session.on), frame.y(session.own_rating), _HALF_DOT))
    boxes += [_around(calendar.x(session.on), frame.base - 9, _HALF_CROSS) for session in missed]
    return boxes


def _around(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)
