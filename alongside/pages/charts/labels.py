"""What is written in the picture, and where each text may stand, the best place first."""

from collections.abc import Sequence

from alongside.pages.charts.drawing import StrainBar
from alongside.pages.charts.frames import MONTHS, Calendar, Frame
from alongside.pages.charts.marks import Run, edges
from alongside.pages.charts.model import PowerEventOnLine, SessionOnLine, StrainOnLine, WorkerOnLine
from alongside.pages.charts.placing import Box, Place, Placer

_LINE = 19.0  # from one line of text to the next


def name_fixed_parts(placer: Placer, frame: Frame) -> None:
    """Write the scale and the lanes, which are there in every picture."""
    for score in (10, 5, 0):
        placer.place(str(score), [Place(frame.left - 8, frame.y(score) + 5, "end")], "scale")
    if frame.has_names:
        placer.place("Check-in", [Place(0, frame.y(5) + 5)], "lane", is_bold=True)
    for text, y in zip(("Strain", "Authority used"), frame.lane_labels, strict=False):
        placer.place(text, [Place(0, y)], "lane", is_bold=True)


def name_months(placer: Placer, frame: Frame, months: Sequence[tuple[float, str]]) -> None:
    """Write the months, each after its tick: in full, or its first letters where a change of worker is too near."""
    for x, name in months:
        if name:
            places = [Place(x + 4, frame.months_y)]
            _ = placer.place(name, places, "month") or placer.place(name[:3], places, "month")


def name_workers(
    placer: Placer, calendar: Calendar, workers: Sequence[WorkerOnLine], changes: Sequence[WorkerOnLine]
) -> None:
    """Write who worked with the person on either side of each change."""
    if not changes:
        return
    wide = calendar.frame.has_names
    before = workers[workers.index(changes[0]) - 1]
    x = calendar.x(changes[0].from_on) - 9
    placer.place(before.label if wide else before.short, _tops(x, "end", calendar.frame), "worker-before")
    for worker in changes:
        x = calendar.x(worker.from_on) + 9
        sides = [*_tops(x, "start", calendar.frame), *_tops(x - 18, "end", calendar.frame)]
        text = worker.label if wide else worker.short
        if placer.place(text, sides, "worker", is_bold=True) and wide and worker.note:
            placer.place(worker.note, [Place(x, 20 + _LINE)], "worker-note")


def name_scores_below(placer: Placer, calendar: Calendar, below: Sequence[SessionOnLine]) -> None:
    """Write value and date of each score below the range, the newest first. On a phone only the newest has room."""
    frame = calendar.frame
    chosen = list(reversed(below)) if frame.has_names else list(below[-1:])
    for session in chosen:
        x, y = calendar.x(session.on), frame.y(session.score or 0)
        text = f"{session.value} on {session.on.day} {MONTHS[session.on.month - 1]}"
        places = [
            Place(x - 15, y + 9, "end"),
            Place(x - 15, y + 20, "end"),
            Place(x + 15, y + 9),
            Place(x, y + 28, "middle"),
            Place(frame.right, y + 28, "end"),
            Place(frame.left + 4, y + 28),
            Place(x, y + 28 + _LINE, "middle"),
            Place(frame.right, y + 28 + _LINE, "end"),
            Place(x, y - 18, "middle"),
            Place(frame.right, y - 18, "end"),
        ]
        placer.place(text, places, "below", is_bold=True)


def name_missed(placer: Placer, calendar: Calendar, missed: Sequence[SessionOnLine]) -> None:
    """Write *missed* beside each cross that has room for it."""
    for session in missed:
        x, y = calendar.x(session.on), calendar.frame.base - 4
        placer.place("missed", [Place(x + 11, y), Place(x - 11, y, "end"), Place(x, y - 17, "middle")], "missed")


def name_strains(placer: Placer, frame: Frame, strains: Sequence[StrainOnLine], bars: Sequence[StrainBar]) -> None:
    """Write how each strain stands, beside its bar. Under or over it there is no room: the lanes are narrow."""
    y = frame.strain_y
    placer.block(Box(float(bar.from_x) - 11, y - 10, float(bar.to_x) + 11, y + 10) for bar in bars)
    for strain, bar in zip(strains, bars, strict=True):
        before = Place(float(bar.from_x) - 15, y + 5, "end")
        after = Place(float(bar.to_x) + 15, y + 5)
        places = (
            [before, after] if frame.has_names else [before, after, Place(frame.right, frame.lane_labels[0], "end")]
        )
        placer.place(strain.state.value, places, f"strain-{bar.shape}", is_bold=True)


def name_power_events(placer: Placer, calendar: Calendar, events: Sequence[PowerEventOnLine]) -> None:
    """Write the name of each use of authority. On a phone they stand in the list below the picture."""
    frame = calendar.frame
    placer.block(
        Box(calendar.x(e.on) - 10, frame.authority_y - 10, calendar.x(e.on) + 10, frame.authority_y + 9) for e in events
    )
    if not frame.has_names:
        return
    for event in reversed(events):
        x, y = calendar.x(event.on), frame.authority_y + 5
        places = [
            Place(x + 14, y),
            Place(x - 14, y, "end"),
            Place(x, y + _LINE, "middle"),
            Place(x + 6, y + _LINE, "end"),
            Place(x - 6, y + _LINE),
            Place(frame.right, y + _LINE, "end"),
        ]
        placer.place(event.name, places, "authority")


def name_range(placer: Placer, calendar: Calendar, runs: Sequence[Run], name: str) -> None:
    """Write what the band is, in or beside the newest one that has room. It never stands on the edge of a band."""
    bands = [[session for session in run if session.low is not None] for run in runs]
    for known in filter(None, bands):
        placer.block(Box(x - 3, y - 3, x + 3, y + 3) for x, y in edges(known, calendar))
    for known in filter(None, reversed(bands)):
        if placer.place(name, _by_the_band(known, calendar), "range"):
            return


def _by_the_band(known: Run, calendar: Calendar) -> list[Place]:
    frame, start, end = calendar.frame, calendar.x(known[0].on), calendar.x(known[-1].on)
    lows = [frame.y(session.low or 0) for session in known]
    highs = [frame.y(session.high or 0) for session in known]
    inside = [y - 10 for y in lows] + [y + 20 for y in highs]
    outside = [max(lows) + _LINE, min(highs) - 8, max(lows) + 2 * _LINE]
    sides = [(end - 8, "end"), (start + 8, "start"), ((start + end) / 2, "middle"), (frame.right, "end")]
    return [Place(x, y, anchor) for y in inside + outside for x, anchor in sides]


def _tops(x: float, anchor: str, frame: Frame) -> list[Place]:
    first = 20.0
    return [Place(x, first, anchor), Place(x, min(first + _LINE, frame.top - 6), anchor)]
