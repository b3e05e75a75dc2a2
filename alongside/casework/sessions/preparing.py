"""What a practitioner wants to know before a meeting: last time, what changed since, and what is worth a thought.

Each reader gets what the policy gives them. Nothing that waits for the viewer's own rating shapes a word of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, is_allowed
from alongside.access.standings import day_of
from alongside.casework.check_ins.history import History, load_history
from alongside.casework.check_ins.pooled import current_rule
from alongside.casework.check_ins.ratings import waiting_sessions
from alongside.casework.check_ins.words import find_written, mark_as_read, open_answer_back, open_words
from alongside.casework.people.loading import AbsenceSummary, load_absences
from alongside.casework.people.power_events import PowerEventLine, open_events
from alongside.domain.strains import (
    Kept,
    Prompt,
    PromptWords,
    StrainRule,
    detect_low_lines,
    detect_sameness,
    detect_slow_slide,
    detect_staying_away,
    explain_prompt,
    ranges_over_time,
    say_where_the_last_is,
)
from alongside.records.episodes import Episode
from alongside.records.power_events import PowerEvent
from alongside.records.relationships import Relationship
from alongside.records.sessions import Session
from alongside.vault import KeyRing


class ChangeKind(StrEnum):
    """What kind of thing changed since last time."""

    MISSED = "missed"
    CANCELLED = "cancelled"
    WORKER = "worker"
    STRAIN = "strain"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. subject_id is the session or the strain, who the new worker."""

    on: date
    kind: ChangeKind
    subject_id: UUID | None = None
    who: str = ""
    absence: AbsenceSummary | None = None


@dataclass(frozen=True)
class LastTime:
    """The last meeting. words and sentence are the person's, empty for whoever may not read them and while they wait.

    answered_back is what was done with the words, as it was written to the person. check_in_id is where to write it.

    rate_first: the viewer held it and has neither rated it nor chosen not to.
    """

    session_id: UUID
    on: date
    words: str = ""
    sentence: str = ""
    check_in_id: UUID | None = None
    answered_back: str = ""
    rate_first: bool = False


@dataclass(frozen=True)
class Preparation:
    """Everything that is shown before a meeting, besides the agenda and the promises.

    reads_check_ins: the viewer is one of those whom *my worker* means.
    """

    reads_check_ins: bool

    last_time: LastTime | None
    power_events: Sequence[PowerEventLine]
    changes: Sequence[Change]
    prompts: Sequence[PromptWords]


def prepare(
    session: Session, granted: Granted, keys: KeyRing, *, first_name: str, viewer: Actor, at: datetime
) -> Preparation:
    """Return what is worth knowing before this session, for somebody who has been let into it."""
    earlier = _earlier_sessions(session)
    last = next((row for row in reversed(earlier) if row.attendance == "attended"), None)
    waiting = waiting_sessions(session.person_id, viewer, at)
    reads = is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER)
    history = load_history(session.person_id, waiting=waiting) if reads else History()
    rule = current_rule()
    return Preparation(
        reads_check_ins=reads,
        last_time=_last_time(last, granted, keys, history, rule, waiting, viewer, at) if last else None,
        power_events=_power_events_since(session.person_id, last, keys, at),
        changes=_changes(session, earlier, last, granted, waiting, viewer, at),
        prompts=_prompts(session, earlier, history, rule, first_name, at) if reads else (),
    )


def _earlier_sessions(session: Session) -> list[Session]:
    rows = Session.objects.filter(person=session.person_id, planned_at__lt=session.planned_at)
    return list(rows.exclude(attendance="planned").order_by("planned_at", "id"))


def _last_time(
    last: Session,
    granted: Granted,
    keys: KeyRing,
    history: History,
    rule: StrainRule,
    waiting: Collection[UUID],
    viewer: Actor,
    at: datetime,
) -> LastTime:
    written = find_written(granted, viewer=viewer, at=at, waiting=waiting).get(last.id)
    if written:
        mark_as_read([written.id] if written.first_read_at is None else [], at=at)
    points = ranges_over_time(history.check_ins, rule=rule, episodes=history.episodes)
    of_last = (p for p in points if history.session_of.get(p.check_in.check_in_id) == last.id)
    point = next(of_last, None)
    return LastTime(
        session_id=last.id,
        on=day_of(last.planned_at),
        words=open_words(keys, written) if written else "",
        sentence=say_where_the_last_is(point) if point else "",
        check_in_id=written.id if written else None,
        answered_back=open_answer_back(keys, written) if written else "",
        rate_first=last.id in waiting,
    )


def _power_events_since(
    person_id: UUID, last: Session | None, keys: KeyRing, at: datetime
) -> tuple[PowerEventLine, ...]:
    rows = PowerEvent.objects.filter(person=person_id, replaced_by__isnull=True, happened_on__lte=day_of(at))
    if last:
        rows = rows.filter(happened_on__gte=day_of(last.planned_at))
    return open_events(list(rows.select_related("recorded_by").order_by("-happened_on", "-recorded_at")), keys, at)


def _changes(
    session: Session,
    earlier: Sequence[Session],
    last: Session | None,
    granted: Granted,
    waiting: Collection[UUID],
    viewer: Actor,
    at: datetime,
) -> list[Change]:
    since = day_of(last.planned_at) if last else date.min
    absences = load_absences(session.person_id)
    missed = [row for row in earlier if row.attendance != "attended" and (not last or row.planned_at > last.planned_at)]
    found = [_not_held(row, absences.get(row.id)) for row in missed]
    workers = Relationship.objects.filter(person=session.person_id, kind="allocated").select_related("practitioner")
    found += [
        Change(row.starts_on, ChangeKind.WORKER, who=row.practitioner.name)
        for row in workers.order_by("starts_on")[1:]
        if since < row.starts_on <= day_of(at)
    ]
    found += _open_strains(session.person_id, granted, waiting, viewer, at)
    return sorted(found, key=lambda change: change.on, reverse=True)


def _not_held(row: Session, absence: AbsenceSummary | None) -> Change:
    kind = ChangeKind.MISSED if row.attendance == "missed" else ChangeKind.CANCELLED
    return Change(day_of(row.planned_at), kind, subject_id=row.id, absence=absence)


def _open_strains(
    person_id: UUID, granted: Granted, waiting: Collection[UUID], viewer: Actor, at: datetime
) -> list[Change]:
    rows = Episode.objects.filter(person=person_id, closed_at__isnull=True).select_related("check_in")
    return [
        Change(day_of(row.opened_at), ChangeKind.STRAIN, subject_id=row.id)
        for row in rows.order_by("opened_at")
        if not (row.check_in and row.check_in.session_id in waiting)
        and is_allowed(viewer, Action.READ, Item.EPISODE, granted, at=at, shared=row.shared_at is not None)
    ]


def _prompts(
    session: Session, earlier: Sequence[Session], history: History, rule: StrainRule, first_name: str, at: datetime
) -> list[PromptWords]:
    """Rules 3 to 6, for workers only. Of what was declined only what the practitioner wrote down is known."""
    own, on = session.relationship_id, day_of(at)
    kept = [
        Kept(row.relationship_id, day_of(row.planned_at), missed=row.attendance == "missed", declined=row.declined)
        for row in earlier
        if row.attendance in ("attended", "missed")
    ]
    found: list[Prompt | None] = [
        detect_slow_slide(history.check_ins, relationship_id=own, rule=rule, on=on, episodes=history.episodes),
        *detect_low_lines(history.check_ins, relationship_id=own, rule=rule, on=on, episodes=history.episodes),
        detect_staying_away(kept, relationship_id=own),
        detect_sameness(history.check_ins, relationship_id=own),
    ]
    return [explain_prompt(prompt, person_name=first_name) for prompt in found if prompt is not None]
