"""One person on a list, opened from the caseload row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.caseload.state import hide_what_waits
from alongside.casework.check_ins.waiting import RateFirst, Waiting, load_waiting
from alongside.casework.people.sealing import Needs, PersonName, open_name, open_needs
from alongside.domain.continuity import days_since_contact, is_in_the_week_of, is_longer_than_agreed
from alongside.domain.strains import LineWords
from alongside.records.people import Person
from alongside.records.state import CaseloadState
from alongside.vault import KeyRing


@dataclass(frozen=True, slots=True)
class LineMark:
    """One score of a sparkline, in points, with the own range that held before it (None up to the fourth)."""

    on: date
    score: float
    low: float | None = None
    high: float | None = None
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a sparkline shows, with words that say the same."""

    points: Sequence[LineMark]
    words: str


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One person on a list. line and strain are None where the viewer may not know of them.

    days_since_seen counts from the last session, or from the start of the work together when there was none.
    is_overdue: that is longer than was agreed. rate_first is the last session of which nothing is shown before the
    viewer has rated it.
    """

    person_id: UUID
    name: PersonName
    needs: Needs
    last_session_at: datetime | None
    next_session_at: datetime | None
    next_session_id: UUID | None
    sessions_together: int
    contact_days: int
    days_since_seen: int | None
    is_overdue: bool
    worker: str
    line: Line | None
    strain: str | None
    open_episode_id: UUID | None
    rate_first: RateFirst | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A person with their caseload row, before anything is opened. It is what filters and counts read."""

    person: Person
    state: CaseloadState
    on: date
    rate_first: RateFirst | None = None

    @property
    def days_since_seen(self) -> int | None:
        """Return the days since the last session, or since the work together began."""
        since = self.state.relationship.starts_on if self.state.relationship else None
        return days_since_contact(last_on=self._last_on, together_since=since, on=self.on)

    @property
    def is_met_today(self) -> bool:
        """Return whether the next session is today."""
        return self.state.next_session_at is not None and day_of(self.state.next_session_at) == self.on

    @property
    def is_seen_this_week(self) -> bool:
        """Return whether the last session was this week."""
        return is_in_the_week_of(self._last_on, on=self.on)

    @property
    def is_overdue(self) -> bool:
        """Return whether it has been longer than was agreed."""
        return is_longer_than_agreed(self.days_since_seen, agreed_days=self.person.contact_days)

    @property
    def has_open_strain(self) -> bool:
        """Return whether a strain of this relationship is open."""
        return self.state.open_episode_id is not None

    @property
    def _last_on(self) -> date | None:
        return day_of(self.state.last_session_at) if self.state.last_session_at else None


def load_facts(people: Sequence[Person], *, viewer: Actor | None = None, at: datetime) -> list[Facts]:
    """Return each person with their caseload row, in one query where no viewer is named.

    For a viewer who is shown lines and strains, it is as if nothing had been answered about what they are to rate first:
    at most seven queries, however many people.
    """
    rows = CaseloadState.objects.filter(person__in=people)
    states = {r.person_id: r for r in rows.select_related("relationship__practitioner", "open_episode__check_in")}
    waiting = load_waiting(states, viewer, at) if viewer else Waiting()
    hide_what_waits(states.values(), waiting)
    return [
        Facts(p, states.get(p.id) or CaseloadState(person_id=p.id), day_of(at), waiting.rate_first.get(p.id))
        for p in people
    ]


def open_row(facts: Facts, keys: KeyRing, *, with_lines: bool) -> CaseloadRow:
    """Return the row of one person with what names them opened."""
    person, state = facts.person, facts.state
    return CaseloadRow(
        person_id=person.id,
        name=open_name(keys, person),
        needs=open_needs(keys, person),
        last_session_at=state.last_session_at,
        next_session_at=state.next_session_at,
        next_session_id=state.next_session_id,
        sessions_together=state.sessions_together,
        contact_days=person.contact_days,
        days_since_seen=facts.days_since_seen,
        is_overdue=facts.is_overdue,
        worker=state.relationship.practitioner.name if state.relationship else "",
        line=_line(state) if with_lines else None,
        strain=state.strain if with_lines else None,
        open_episode_id=state.open_episode_id if with_lines else None,
        rate_first=facts.rate_first if with_lines else None,
    )


def _line(state: CaseloadState) -> Line:
    marks = [LineMark(date.fromisoformat(day), *rest) for day, *rest in state.points]
    return Line(marks, state.line_words or LineWords.NONE.value)
