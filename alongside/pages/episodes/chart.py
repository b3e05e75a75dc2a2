"""The small picture of a strain: the check-ins that led to it and the own range, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.domain.strains import LinePoint, score_words
from alongside.pages.charts.drawing import LineDrawing
from alongside.pages.charts.frames import Calendar, Frame
from alongside.pages.charts.model import AllianceHistory, SessionOnLine
from alongside.pages.charts.picture import draw_picture
from alongside.pages.layout.when import long_date


def _frame(width: int, height: int) -> Frame:
    base = height - 30
    return Frame(
        width=width, height=height, left=26, right=width - 4, first_x=38, last_x=width - 22, top=12, base=base,
        months_y=base + 20, lanes=(), lane_labels=(), strain_y=base, authority_y=base, has_names=False,
    )  # fmt: skip


WIDE, PHONE = _frame(540, 240), _frame(350, 220)


@dataclass(frozen=True)
class ChartRow:
    """One check-in of the table that says what the picture shows."""

    date: str
    score: str
    own_range: str


@dataclass(frozen=True)
class StrainChart:
    """The picture in two sizes, and its table."""

    wide: LineDrawing
    phone: LineDrawing
    rows: tuple[ChartRow, ...]


def draw_strain(points: Sequence[LinePoint], *, practitioner: str) -> StrainChart | None:
    """Return the picture, or None when there is no line to draw."""
    if len(points) < 2:
        return None
    sessions = tuple(_session(point) for point in points)
    history = AllianceHistory(sessions=sessions, range_name=f"usual range with {practitioner}")
    first, last = sessions[0].on, sessions[-1].on
    return StrainChart(
        wide=draw_picture(history, Calendar(WIDE, first, last)),
        phone=draw_picture(history, Calendar(PHONE, first, last)),
        rows=tuple(_row(session) for session in sessions),
    )


def _session(point: LinePoint) -> SessionOnLine:
    own = point.own_range
    return SessionOnLine(
        on=point.check_in.at,
        score=point.score,
        value=score_words(point.score),
        low=own.low if own else None,
        high=own.high if own else None,
        is_below=point.is_below,
    )


def _row(session: SessionOnLine) -> ChartRow:
    known = session.low is not None and session.high is not None
    words = f"{score_words(session.low or 0)} to {score_words(session.high or 0)}" if known else "Too few to say"
    return ChartRow(long_date(session.on), session.value, words)
