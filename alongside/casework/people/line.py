"""The alliance line: what the practitioner may read of how it has been, and nothing of anybody else's answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access import Actor
from alongside.casework.check_ins.from_paper import FromPaper
from alongside.casework.check_ins.history import load_history, span_of
from alongside.casework.check_ins.pooled import current_rule
from alongside.casework.people.loading import Happenings, session_day
from alongside.domain.strains import (
    LINE_NAMES,
    Line,
    LinePart,
    LinePoint,
    PowerEventKind,
    ScoredCheckIn,
    StrainRule,
    describe_line,
    describe_line_parts,
    line_parts,
    ranges_over_time,
)
from alongside.records.check_ins import PractitionerRating
from alongside.records.sessions import Session


@dataclass(frozen=True, slots=True)
class LineSession:
    """One session, held or missed. score is None without an answer the viewer may read, whatever the reason.

    low and high are the own range that held before the score. own_rating is the viewer's own, when they asked for it.
    """

    session_id: UUID
    on: date
    number: int | None
    is_missed: bool
    score: float | None
    low: float | None
    high: float | None
    is_below: bool
    own_rating: int | None
    from_paper: FromPaper | None = None


@dataclass(frozen=True, slots=True)
class LineWorker:
    """Who was responsible from a day on."""

    from_on: date
    name: str
    first_name: str


@dataclass(frozen=True, slots=True)
class LineStrain:
    """A strain with its days. An open one has no end; outcome is empty while it is open."""

    from_on: date
    to_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class LinePowerEvent:
    """One use of authority."""

    on: date
    kind: PowerEventKind


@dataclass(frozen=True, slots=True)
class SmallLine:
    """One question on its own, with the worker of the last check-in. name says what it asks about."""

    name: str
    caption: str
    parts: Sequence[LinePart]


@dataclass(frozen=True, slots=True)
class AllianceLine:
    """Everything in the picture, oldest first.

    caption says what it shows; in print_caption everybody has a name, since paper is read by others than *you*.
    """

    sessions: Sequence[LineSession]
    workers: Sequence[LineWorker]
    strains: Sequence[LineStrain]
    power_events: Sequence[LinePowerEvent]
    caption: str
    print_caption: str
    small_lines: Sequence[SmallLine] = ()

    @property
    def has_scores(self) -> bool:
        """Return whether there is anything to draw a line through."""
        return any(session.score is not None for session in self.sessions)


def load_line(
    person_id: UUID,
    happened: Happenings,
    *,
    viewer: Actor,
    first_name: str,
    with_ratings: bool,
    waiting: Collection[UUID] = (),
) -> AllianceLine:
    """Return the line for a worker who may read answers given to *my worker*, in two queries, three with ratings.

    happened holds the strains too: whoever reads the answers reads what was noticed in them.
    Answers to the sessions in `waiting` are left out until the viewer has rated those.
    """
    history = load_history(person_id, waiting=waiting, episodes=happened.episodes)
    session_of = history.session_of
    rule = current_rule()
    points = ranges_over_time(history.check_ins, rule=rule, episodes=history.episodes)
    by_session = {session_of[point.check_in.check_in_id]: point for point in points}
    ratings = _ratings(person_id, viewer) if with_ratings else {}
    names = happened.practitioners
    yours = {row.id for row in happened.relationships if row.practitioner_id == viewer.id}
    reader = {key: "you" if key in yours else name for key, name in names.items()}
    return AllianceLine(
        sessions=_sessions(happened, by_session, ratings, history.marks),
        workers=[
            LineWorker(row.starts_on, row.practitioner.name, row.practitioner.get_short_name())
            for row in happened.allocations
        ],
        strains=_strains(happened),
        power_events=[LinePowerEvent(row.happened_on, PowerEventKind(row.kind)) for row in happened.power_events],
        caption=describe_line(points, person_name=first_name, practitioners=reader),
        print_caption=describe_line(points, person_name=first_name, practitioners=names),
        small_lines=_small_lines(history.check_ins, rule),
    )


def _small_lines(shown: Sequence[ScoredCheckIn], rule: StrainRule) -> list[SmallLine]:
    """Trust, fairness and goals, each with a range of its own, with whoever the last check-in was about."""
    if not shown:
        return []
    current = shown[-1].relationship_id
    found = []
    for line in Line:
        parts = line_parts(shown, line=line, relationship_id=current, rule=rule)
        below = sum(part.is_below for part in parts)
        found.append(SmallLine(LINE_NAMES[line], describe_line_parts(line, len(parts), below), parts))
    return [small for small in found if small.parts]


def _ratings(person_id: UUID, viewer: Actor) -> dict[UUID, int]:
    rows = PractitionerRating.objects.filter(person=person_id, author=viewer.id, own__isnull=False)
    return {session_id: own for session_id, own in rows.values_list("session_id", "own") if own is not None}


def _sessions(
    happened: Happenings,
    points: Mapping[UUID, LinePoint],
    ratings: Mapping[UUID, int],
    marks: Mapping[UUID, FromPaper],
) -> list[LineSession]:
    numbers = happened.numbers
    return [
        _session(row, points.get(row.id), numbers.get(row.id), ratings.get(row.id), marks.get(row.id))
        for row in happened.sessions
        if row.attendance in ("attended", "missed") or row.id in points
    ]


def _session(
    row: Session, point: LinePoint | None, number: int | None, rating: int | None, mark: FromPaper | None
) -> LineSession:
    band = point.own_range if point else None
    return LineSession(
        session_id=row.id,
        on=session_day(row),
        number=number,
        is_missed=row.attendance == "missed" and point is None,
        score=point.score if point else None,
        low=band.low if band else None,
        high=band.high if band else None,
        is_below=point.is_below if point else False,
        own_rating=rating,
        from_paper=mark if point else None,
    )


def _strains(happened: Happenings) -> list[LineStrain]:
    spans = [(row, span_of(row)) for row in happened.episodes if row.outcome != "not_a_strain"]
    return [LineStrain(span.from_on, span.to_on, row.outcome) for row, span in spans]
