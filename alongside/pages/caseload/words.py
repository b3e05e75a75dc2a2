"""What the caseload page says: every number and date as a string, so that the template only writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from alongside.casework.caseload.queries import Caseload, CaseloadRow, Dates, Line, Order, Show
from alongside.casework.people.sealing import Needs
from alongside.domain.promises import say_when
from alongside.pages.charts.drawing import SparkDrawing
from alongside.pages.charts.model import SparkPoint
from alongside.pages.charts.sparkline import draw_sparkline
from alongside.pages.layout.rating_first import RateFirstLink, link_to_rating
from alongside.pages.layout.when import day_of, moment, short_date

FILTERS = {
    Show.EVERYBODY: "Everybody",
    Show.TODAY: "Today",
    Show.SEEN_THIS_WEEK: "Seen this week",
    Show.NOT_SEEN_AS_AGREED: "Not seen as agreed",
    Show.STRAIN_OPEN: "Strain open",
    Show.PROMISE_DUE: "Promise due",
    Show.NEW_OR_ENDING: "New or ending",
    Show.COVERED: "Covered by me",
}
# What is said when a choice shows nobody.
NOBODY = {
    Show.EVERYBODY: "You work with nobody today.",
    Show.TODAY: "You meet nobody today.",
    Show.SEEN_THIS_WEEK: "You have met nobody this week so far.",
    Show.NOT_SEEN_AS_AGREED: "Everybody was seen as agreed.",
    Show.STRAIN_OPEN: "No strain is open.",
    Show.PROMISE_DUE: "No promise of either side is late, or due in the next seven days.",
    Show.NEW_OR_ENDING: "Nobody began with you in the last four weeks, and nobody’s time with you ends in the next four.",
    Show.COVERED: "You stand in for nobody today.",
}
HEADINGS = {
    "person": (Order.NAME, "Person"),
    "last": (Order.LAST_SESSION, "Last session"),
    "next": (Order.NEXT_SESSION, "Next session"),
}


@dataclass(frozen=True)
class Choices:
    """What the reader has chosen, kept in the address."""

    show: Show
    order: Order

    @property
    def query(self) -> str:
        """Return the end of the address, without what is usual."""
        chosen = {}
        if self.show is not Show.EVERYBODY:
            chosen["show"] = self.show.value
        if self.order is not Order.NEXT_SESSION:
            chosen["sort"] = self.order.value
        return f"?{urlencode(chosen)}" if chosen else "?"


@dataclass(frozen=True)
class ChoiceLink:
    """A link that changes one choice and keeps the other."""

    text: str
    href: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True)
class ShownRow:
    """One row, ready to be written. strain_id is None where there is no strain to show.

    why_here says which dates put somebody on a list that is chosen by dates.
    """

    person_id: UUID
    name: str
    under_name: str
    last_session: str
    under_last: str
    next_session: str
    under_next: str
    is_soon: bool
    sessions_together: str
    worker: str
    spark: SparkDrawing | None
    line_words: str
    rate_first: RateFirstLink | None
    strain_id: UUID | None
    why_here: str = ""


def filter_links(counts: Mapping[Show, int], choices: Choices) -> list[ChoiceLink]:
    """Return the filters with their counts. *Covered by me* is left out while one covers nobody."""
    return [
        ChoiceLink(text, replace(choices, show=show).query, show is choices.show, counts[show])
        for show, text in FILTERS.items()
        if show is not Show.COVERED or counts[show] or choices.show is show
    ]


def heading_links(choices: Choices) -> dict[str, ChoiceLink]:
    """Return the headings that order the list."""
    return {
        name: ChoiceLink(text, replace(choices, order=order).query, order is choices.order)
        for name, (order, text) in HEADINGS.items()
    }


def describe(counts: Mapping[Show, int]) -> str:
    """Return the sentences under the title."""
    said = [_count(counts[Show.EVERYBODY], "person", "people")]
    if counts[Show.STRAIN_OPEN]:
        said.append(f"{_count(counts[Show.STRAIN_OPEN], 'strain', 'strains')} open")
    if counts[Show.NOT_SEEN_AS_AGREED]:
        said.append(f"{counts[Show.NOT_SEEN_AS_AGREED]} not seen as agreed")
    return f"{', '.join(said)}."


def shown_rows(rows: Sequence[CaseloadRow], *, now: datetime) -> list[ShownRow]:
    """Return the rows as they are written."""
    return [_shown(row, now) for row in rows]


def shown_caseload(found: Caseload, show: Show, *, now: datetime) -> list[ShownRow]:
    """Return the rows of one's own caseload as they are written, with the dates a list is chosen by."""
    today = day_of(now)
    return [
        replace(_shown(row, now), why_here=say_why_here(found.dates.get(row.person_id, Dates()), show, today=today))
        for row in found.rows
    ]


def say_why_here(dates: Dates, show: Show, *, today: date) -> str:
    """Return the dates that a list was chosen by, or "" for a list that was chosen by something else."""
    if show is Show.PROMISE_DUE and dates.promise_due_on:
        return f"Promise: {say_when(dates.promise_due_on, today=today)}"
    if show is Show.NEW_OR_ENDING:
        begun = f"Began {short_date(dates.begun_on, today=today)}" if dates.begun_on else ""
        ends = f"Ends {short_date(dates.ends_on, today=today)}" if dates.ends_on else ""
        return ". ".join(words for words in (begun, ends) if words)
    return ""


def say_needs(needs: Needs) -> str:
    """Return what helps to meet somebody well, in one line."""
    said = [needs.languages, needs.communication, needs.access]
    return ". ".join(text.strip().rstrip(".") for text in said if text.strip())


def _shown(row: CaseloadRow, now: datetime) -> ShownRow:
    last, under_last = _say_last(row, now)
    next_session, under_next, is_soon = _say_next(row.next_session_at, now)
    return ShownRow(
        person_id=row.person_id,
        name=row.name.display,
        under_name=say_needs(row.needs),
        last_session=last,
        under_last=under_last,
        next_session=next_session,
        under_next=under_next,
        is_soon=is_soon,
        sessions_together=str(row.sessions_together),
        worker=row.worker,
        spark=_spark(row.line) if row.line else None,
        line_words=row.line.words if row.line else "",
        rate_first=link_to_rating(row.rate_first, now=now),
        strain_id=row.open_episode_id if row.strain else None,
    )


def _say_last(row: CaseloadRow, now: datetime) -> tuple[str, str]:
    days = row.days_since_seen
    under = f"{_count(days, 'day', 'days')}, agreed {row.contact_days}" if days is not None and row.is_overdue else ""
    if row.last_session_at is None:
        return "Not met yet", under
    return short_date(day_of(row.last_session_at), today=day_of(now)), under


def _say_next(at: datetime | None, now: datetime) -> tuple[str, str, bool]:
    if at is None:
        return "Not set", "", False
    is_today = day_of(at) == day_of(now)
    is_past = day_of(at) < day_of(now)
    return moment(at, now=now), "Planned. Did it happen?" if is_past else "", is_today


def _spark(line: Line) -> SparkDrawing:
    return draw_sparkline([SparkPoint(p.score, p.low, p.high, p.is_below) for p in line.points])


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
