"""The alliance line as a whole: both sizes, the list for a phone, the legend and the table."""

from datetime import date, timedelta

from alongside.pages.charts.drawing import AllianceChart, DatedEvent, LegendEntry, LineDrawing, TableRow
from alongside.pages.charts.frames import PHONE, WIDE, Calendar
from alongside.pages.charts.marks import day_words
from alongside.pages.charts.model import AllianceHistory, StrainState
from alongside.pages.charts.picture import draw_picture

PHONE_WEEKS = 16


def draw_alliance_chart(history: AllianceHistory) -> AllianceChart:
    """Return the chart of this history. Raises ValueError when there is no session in it."""
    if not history.sessions:
        raise ValueError("there is nothing to draw without a session")
    first, last = _ends(history)
    since = max(first, last - timedelta(weeks=PHONE_WEEKS))
    wide = draw_picture(history, Calendar(WIDE, first, last))
    return AllianceChart(
        wide=wide,
        phone=draw_picture(history, Calendar(PHONE, since, last)),
        events=_events(history, since),
        legend=_legend(history, wide),
        rows=tuple(
            TableRow(
                number=session.number,
                date=day_words(session.on),
                value=session.value,
                own_rating="" if session.own_rating is None else f"{session.own_rating:g}",
                happened=session.happened,
            )
            for session in history.sessions
        ),
        has_own_ratings=bool(wide.squares),
        is_shortened=since > first,
    )


def _ends(history: AllianceHistory) -> tuple[date, date]:
    days = [session.on for session in history.sessions] + [event.on for event in history.power_events]
    return min(days), max(days)


def _events(history: AllianceHistory, since: date) -> tuple[DatedEvent, ...]:
    found: list[tuple[date, str, str]] = []
    for session in history.sessions:
        if session.is_below:
            found.append((session.on, "below", f"{session.value}, below own range"))
    found += [(event.on, "authority", event.name) for event in history.power_events]
    for strain in history.strains:
        if strain.to_on is None:
            found.append((strain.from_on, "strain", "Strain, open"))
        else:
            found.append((strain.to_on, "strain", f"Strain, {strain.state.value.lower()}"))
    recent = sorted((event for event in found if event[0] >= since), key=lambda event: event[0], reverse=True)
    return tuple(DatedEvent(day_words(on), shape, text) for on, shape, text in recent)


def _legend(history: AllianceHistory, wide: LineDrawing) -> tuple[LegendEntry, ...]:
    states = {strain.state for strain in history.strains}
    entries = [
        (wide.dots, "dot", history.answers_name),
        (wide.bands, "range", history.range_name),
        (wide.diamonds, "below", "below it: a question to ask"),
        (StrainState.REPAIRED in states, "tick", "strain repaired"),
        (StrainState.PARTLY in states, "half", "strain partly repaired"),
        (wide.triangles, "authority", "use of authority"),
        (wide.crosses, "missed", "session missed"),
        (wide.worker_rules, "worker", "change of worker"),
        (wide.squares, "own-rating", "your own rating"),
    ]
    return tuple(LegendEntry(shape, text) for is_there, shape, text in entries if is_there)
