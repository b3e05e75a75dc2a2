"""The alliance line in words, as the picture is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.casework.people.line import AllianceLine, LineSession, LineStrain, LineWorker, SmallLine
from alongside.domain.strains import score_words
from alongside.pages.charts.alliance import draw_alliance_chart
from alongside.pages.charts.drawing import AllianceChart, SparkDrawing
from alongside.pages.charts.model import (
    AllianceHistory,
    PowerEventOnLine,
    SessionOnLine,
    SparkPoint,
    StrainOnLine,
    StrainState,
    WorkerOnLine,
)
from alongside.pages.charts.sparkline import draw_sparkline
from alongside.pages.check_ins.paper_mark import say_from_paper
from alongside.pages.layout.when import long_date

STATES = {"repaired": StrainState.REPAIRED, "partly": StrainState.PARTLY, "open": StrainState.STILL_OPEN}


def draw_line(line: AllianceLine, *, first_name: str) -> AllianceChart | None:
    """Return the chart, or None while there is no answer to draw."""
    if not line.has_scores:
        return None
    return draw_alliance_chart(
        AllianceHistory(
            sessions=_sessions(line),
            strains=tuple(_strain(strain) for strain in line.strains),
            power_events=tuple(PowerEventOnLine(event.on, event.kind.label) for event in line.power_events),
            workers=_workers(line.workers, first_name),
            range_name=f"{first_name}'s own usual range",
            answers_name=f"{first_name}'s check-in",
        )
    )


def _sessions(line: AllianceLine) -> tuple[SessionOnLine, ...]:
    found = []
    for index, session in enumerate(line.sessions):
        earlier = line.sessions[index - 1] if index else None
        found.append(
            SessionOnLine(
                on=session.on,
                number=str(session.number) if session.number else "",
                score=session.score,
                value=score_words(session.score) if session.score is not None else "",
                low=session.low,
                high=session.high,
                is_below=session.is_below,
                is_missed=session.is_missed,
                happened=". ".join(_happened(session, earlier, line)),
                own_rating=session.own_rating,
            )
        )
    return tuple(found)


def _happened(session: LineSession, earlier: LineSession | None, line: AllianceLine) -> list[str]:
    said = ["Missed"] if session.is_missed else []
    said += ["Below own range"] if session.is_below else []
    said += [say_from_paper(session.from_paper)] if session.from_paper else []
    said += [word for strain in line.strains for word in _of_strain(strain, session)]
    for worker in line.workers[1:]:
        if session.on >= worker.from_on and (earlier is None or earlier.on < worker.from_on):
            said.append(f"First with {worker.first_name}")
    between = [e for e in line.power_events if e.on <= session.on and (earlier is None or e.on > earlier.on)]
    said += [event.kind.label for event in between]
    return said


def _of_strain(strain: LineStrain, session: LineSession) -> list[str]:
    said = ["Strain opened"] if strain.from_on == session.on else []
    if strain.to_on == session.on:
        said.append(_state(strain).value)
    return said


def _strain(strain: LineStrain) -> StrainOnLine:
    return StrainOnLine(strain.from_on, _state(strain), strain.to_on)


def _state(strain: LineStrain) -> StrainState:
    if strain.to_on is None:
        return StrainState.OPEN
    return STATES.get(strain.outcome, StrainState.CLOSED)


def _workers(workers: Sequence[LineWorker], first_name: str) -> tuple[WorkerOnLine, ...]:
    note = f"{first_name}'s range starts afresh after four check-ins"
    return tuple(
        WorkerOnLine(worker.from_on, f"with {worker.name}", worker.first_name, note if index else "")
        for index, worker in enumerate(workers)
    )


@dataclass(frozen=True)
class SmallChart:
    """One question on its own: the picture, which the caption stands for, and the cells of its table."""

    name: str
    caption: str
    spark: SparkDrawing
    cells: Sequence[tuple[str, int, bool]]


def draw_small_lines(line: AllianceLine) -> list[SmallChart]:
    """Return the three questions that are also looked at on their own, each answer with its day."""
    return [_small(small) for small in line.small_lines]


def _small(small: SmallLine) -> SmallChart:
    points = [
        SparkPoint(
            part.answer,
            part.own_range.low if part.own_range else None,
            part.own_range.high if part.own_range else None,
            part.is_below,
        )
        for part in small.parts
    ]
    cells = [(long_date(part.on), part.answer, part.is_below) for part in small.parts]
    return SmallChart(small.name, small.caption, draw_sparkline(points), cells)
