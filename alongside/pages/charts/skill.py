"""Draws how a skill has gone: the stages by day, how each try in life went from 0 to 10, and how sure at first and now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.pages.charts.drawing import Spot, Tick
from alongside.pages.charts.frames import Calendar, Frame, month_labels
from alongside.pages.charts.marks import spot
from alongside.pages.charts.placing import Box, Label, Place, Placer

SURE_WIDTH, SURE_HEIGHT = 350, 58
_SURE_LEFT, _SURE_RIGHT, _SURE_Y = 22.0, 328.0, 18.0


@dataclass(frozen=True, slots=True)
class StageOnLine:
    """One stage with the days it was gone through, in whose words. own: the person said so."""

    name: str
    days: tuple[tuple[date, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class SkillHistory:
    """What a picture of a skill is drawn from. tries are days with a number from 0 to 10, sure the first and last number."""

    stages: tuple[StageOnLine, ...]
    tries: tuple[tuple[date, int], ...]
    until: date
    sure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillDrawing:
    """One size of the picture, ready for its template."""

    width: int
    height: int
    left: str
    right: str
    rows: tuple[str, ...]
    gridlines: tuple[str, ...]
    ticks: tuple[Tick, ...]
    squares: tuple[Spot, ...]
    circles: tuple[Spot, ...]
    dots: tuple[Spot, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SureDrawing:
    """How sure at first and last, on a line from 0 to 10. Without a second number there is no arrow."""

    first: Spot
    last: Spot | None
    arrow: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SkillChart:
    """The picture in both sizes, and how sure, if anybody was asked."""

    wide: SkillDrawing
    phone: SkillDrawing
    sure: SureDrawing | None
    has_tries: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the stages stand. names_above: each name over its line, where there is no room beside it."""

    frame: Frame
    first_row: float
    row_gap: float
    names_above: bool


_WIDE = _Layout(
    Frame(
        width=1060, height=398, left=230, right=1044, first_x=252, last_x=1016, top=226, base=356, months_y=378,
        lanes=(), lane_labels=(), strain_y=0, authority_y=0, has_names=True,
    ),
    first_row=20, row_gap=36, names_above=False,
)  # fmt: skip
_PHONE = _Layout(
    Frame(
        width=350, height=446, left=26, right=346, first_x=38, last_x=330, top=290, base=406, months_y=428,
        lanes=(), lane_labels=(), strain_y=0, authority_y=0, has_names=False,
    ),
    first_row=34, row_gap=48, names_above=True,
)  # fmt: skip


def draw_skill_chart(history: SkillHistory) -> SkillChart | None:
    """Return the picture, or None while nothing has happened that could be drawn."""
    days = [*(day for stage in history.stages for day, _ in stage.days), *(day for day, _ in history.tries)]
    if not days:
        return None
    first, last = min(days), max(*days, history.until)
    wide, phone = (_draw(history, layout, Calendar(layout.frame, first, last)) for layout in (_WIDE, _PHONE))
    return SkillChart(wide, phone, draw_sure(history.sure), bool(history.tries))


def draw_sure(said: Sequence[int]) -> SureDrawing | None:
    """Return how sure somebody was first and last, or None for nobody asked."""
    if not said:
        return None
    first, last = _sure_x(said[0]), _sure_x(said[-1])
    asked_again = len(said) > 1
    placer = Placer(_edge(SURE_WIDTH, SURE_HEIGHT))
    end = f"now {said[-1]}" if asked_again else ""
    if first == last and asked_again:
        placer.place(f"at first and now {said[0]}", _below(first), "scale")
    else:
        placer.place(f"at first {said[0]}", _below(first), "scale")
        if end:
            placer.place(end, _below(last), "scale", is_bold=True)
    return SureDrawing(
        first=spot(first, _SURE_Y),
        last=spot(last, _SURE_Y) if asked_again and first != last else None,
        arrow=f"M{first:.1f} {_SURE_Y:g}H{last:.1f}" if asked_again and first != last else "",
        labels=tuple(placer.labels),
    )


def _draw(history: SkillHistory, layout: _Layout, calendar: Calendar) -> SkillDrawing:
    frame = calendar.frame
    rows = [layout.first_row + layout.row_gap * place for place in range(len(history.stages))]
    months = month_labels(calendar)
    marks = [
        (own, spot(calendar.x(day), y))
        for stage, y in zip(history.stages, rows, strict=True)
        for day, own in stage.days
    ]
    return SkillDrawing(
        width=frame.width, height=frame.height, left=f"{frame.left:g}", right=f"{frame.right:g}",
        rows=tuple(f"{y:g}" for y in rows),
        gridlines=tuple(f"{frame.y(number):g}" for number in (10, 5, 0)),
        ticks=tuple(Tick(f"{x:.1f}", f"{frame.base:g}") for x, _ in months),
        squares=tuple(place for own, place in marks if not own),
        circles=tuple(place for own, place in marks if own),
        dots=tuple(spot(calendar.x(day), frame.y(how)) for day, how in history.tries),
        labels=_label(history, layout, rows, months),
    )  # fmt: skip


def _label(
    history: SkillHistory, layout: _Layout, rows: Sequence[float], months: Sequence[tuple[float, str]]
) -> tuple[Label, ...]:
    frame = layout.frame
    placer = Placer(frame.edge)
    for stage, y in zip(history.stages, rows, strict=True):
        placer.place(stage.name, [Place(0, y - 14 if layout.names_above else y + 5)], "lane", is_bold=True)
    for number in (10, 5, 0):
        placer.place(str(number), [Place(frame.left - 8, frame.y(number) + 5, "end")], "scale")
    how = Place(0, frame.top - 20) if layout.names_above else Place(0, frame.y(5) + 5)
    placer.place("How tries in life went", [how], "lane", is_bold=True)
    for x, name in months:
        if name:
            placer.place(name, [Place(x + 4, frame.months_y)], "month")
    return tuple(placer.labels)


def _sure_x(number: int) -> float:
    return _SURE_LEFT + (_SURE_RIGHT - _SURE_LEFT) * number / 10


def _below(x: float) -> list[Place]:
    y = _SURE_Y + 30
    return [Place(x, y, "middle"), Place(x - 12, y), Place(x + 12, y, "end"), Place(0, y), Place(SURE_WIDTH, y, "end")]


def _edge(width: float, height: float) -> Box:
    return Box(0, 0, width, height)
