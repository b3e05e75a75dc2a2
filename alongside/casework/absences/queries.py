"""The page about an absence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.absences.words import SafeWay, StepWords, latest_of_each, list_safe_ways, open_step
from alongside.casework.audit import record_opened
from alongside.casework.people.power_events import PowerEventLine, open_events
from alongside.casework.people.sealing import PersonName, open_name
from alongside.domain.absences import Decision, Follows, Line, Step, UseOfAuthority, find_way
from alongside.domain.power_events import Standing
from alongside.records.absences import Absence, AbsenceStep
from alongside.records.sessions import Session
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """One thing as it was written before it was changed."""

    step: Step
    said: StepWords
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class AbsencePage:
    """An absence as it stands, with the uses of authority that followed from it.

    is_settled_otherwise: the person came after all, or it was cancelled.
    """

    session_id: UUID
    person_id: UUID
    name: PersonName
    planned_at: datetime
    planned_on: date
    today: date
    is_marked_missed: bool
    is_settled_otherwise: bool
    may_write: bool
    worried_at: datetime | None
    worried_by: str
    deadline_on: date | None
    decision: Decision | None
    decided_by: str
    decided_at: datetime | None
    said: dict[Step, StepWords]
    earlier: Sequence[EarlierWords]
    safe_ways: Sequence[SafeWay]
    events: Sequence[PowerEventLine]

    @property
    def follows(self) -> Follows | None:
        """Return whether somebody said that a use of authority follows, or that none does."""
        said = self.said.get(Step.FOLLOWS, StepWords()).words
        return Follows(said) if said else None

    @property
    def way(self) -> Sequence[Line]:
        """Return every part of the way with where it is."""
        asked = [
            UseOfAuthority(
                is_explained=one.is_explained and bool(one.words.challenge),
                is_settled=one.conversation.standing is Standing.SETTLED,
            )
            for one in self.events
        ]
        return find_way({step for step, words in self.said.items() if words}, self.decision, self.follows, asked)

    @property
    def why(self) -> str:
        """Return the word why of the decision."""
        return self.said.get(Step.DECIDED, StepWords()).words.partition("\n")[2]


def get_absence(*, session_id: UUID, viewer: Actor, at: datetime) -> AbsencePage:
    """Return what is written about an absence. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        session = Session.objects.select_related("person").filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.READ, Item.SESSION, person_id=session.person_id, at=at)
        may_write = is_allowed(viewer, Action.WRITE, Item.SESSION, granted, at=at)
        keys = open_keys([session.person_id])
        absence = Absence.objects.select_related("worried_by", "decided_by").filter(session=session).first()
        ways = list_safe_ways(session.person_id, keys, on=day_of(at)) if may_write else ()
        record_opened(granted, by=viewer, at=at, object_type="absence", object_id=session.id)
        return _page(session, absence, keys, may_write, ways, at)


def _page(
    session: Session,
    absence: Absence | None,
    keys: KeyRing,
    may_write: bool,
    ways: Sequence[SafeWay],
    at: datetime,
) -> AbsencePage:
    steps = _steps(absence)
    return AbsencePage(
        session_id=session.id,
        person_id=session.person_id,
        name=open_name(keys, session.person),
        planned_at=session.planned_at,
        planned_on=day_of(session.planned_at),
        today=day_of(at),
        is_marked_missed=session.attendance == "missed",
        is_settled_otherwise=session.attendance in ("attended", "cancelled"),
        may_write=may_write,
        worried_at=absence.worried_at if absence else None,
        worried_by=absence.worried_by.name if absence and absence.worried_by else "",
        deadline_on=absence.deadline_on if absence else None,
        decision=_decision(absence) if absence else None,
        decided_by=absence.decided_by.name if absence and absence.decided_by else "",
        decided_at=absence.decided_at if absence else None,
        said=latest_of_each(steps, keys),
        earlier=_earlier(steps, keys),
        safe_ways=ways,
        events=_events(absence, keys, at),
    )


def _events(absence: Absence | None, keys: KeyRing, at: datetime) -> Sequence[PowerEventLine]:
    if absence is None:
        return ()
    rows = absence.power_events.filter(replaced_by__isnull=True).select_related("recorded_by")
    return open_events(list(rows.order_by("happened_on", "recorded_at")), keys, at)


def _steps(absence: Absence | None) -> list[AbsenceStep]:
    if absence is None:
        return []
    return list(absence.steps.select_related("written_by").order_by("number"))


def _earlier(steps: Sequence[AbsenceStep], keys: KeyRing) -> list[EarlierWords]:
    """Everything but the last of each kind, the newest first."""
    last = {row.kind: row.id for row in steps}
    return [
        EarlierWords(Step(row.kind), open_step(keys, row), row.written_by.name, row.written_at)
        for row in reversed(steps)
        if row.id != last[row.kind]
    ]


def _decision(absence: Absence) -> Decision | None:
    return Decision(absence.decision) if absence.decision else None
