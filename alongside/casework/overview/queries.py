"""The overview of a person, each reader getting what the table of the policy gives them and no hint of the rest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Audience, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.break_glass.notices import EmergencyNotices, find_emergency_notices
from alongside.casework.check_ins.closer_looks import CloserLooks, load_closer_looks
from alongside.casework.check_ins.from_paper import MARK, FromPaper, find_mark
from alongside.casework.check_ins.history import span_of
from alongside.casework.check_ins.unread import find_unread
from alongside.casework.check_ins.waiting import RateFirst, load_waiting
from alongside.casework.check_ins.words import (
    SaidWords,
    find_written,
    mark_as_read,
    open_answer_back,
    open_last,
    open_words,
)
from alongside.casework.corrections.queries import CorrectionNotice, find_correction_notice
from alongside.casework.messages.queries import find_stopped_reminders
from alongside.casework.people.contact import Route, load_routes
from alongside.casework.people.door_notice import DoorNotice, find_door_notice
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.people.line import AllianceLine, load_line
from alongside.casework.people.loading import Happenings, load_happenings
from alongside.casework.people.power_events import PowerEventLine, open_unsettled
from alongside.casework.people.timeline import Event, list_events, open_events
from alongside.casework.people.what_matters import WordsThatMatter, load_words
from alongside.casework.promises.queries import OpenPromises, load_open_promises
from alongside.casework.referrals.queries import ReferralLine
from alongside.casework.referrals.waiting import load_still_to_come
from alongside.domain.people.contact import RouteKind
from alongside.domain.questionnaires import load_definition
from alongside.domain.strains import explain_strain, explain_without_answers, sentence_for_cover, unpack_strain
from alongside.domain.strains.words import date_words
from alongside.records.check_ins import CheckIn
from alongside.records.episodes import Episode
from alongside.records.ring_wishes import RingWish
from alongside.vault import KeyRing, open_keys

LATELY = 3
SUPERVISOR_ANSWERS = 10


@dataclass(frozen=True, slots=True)
class OpenStrain:
    """A strain that is open, in a sentence. episode_id is None for a reader who gets the sentence only."""

    sentence: str
    episode_id: UUID | None


@dataclass(frozen=True, slots=True)
class DatedAnswers:
    """Answers a person gave for the supervisor only: each question with its answer, None where they preferred not to say."""

    on: date
    answers: Sequence[tuple[str, int | None]]
    felt_off: bool
    words: str = ""
    check_in_id: UUID | None = None
    answered_back: str = ""
    from_paper: FromPaper | None = None


@dataclass(frozen=True, slots=True)
class AsksToRing:
    """Since when the person wishes to be rung, and every way to do it with what is safe."""

    since: datetime
    routes: Sequence[Route]


@dataclass(frozen=True)
class Overview:
    """The page of a person. line is None for everybody but the workers, and supervisor_answers for all but the supervisor.

    rate_first is the last session that the viewer held and has not rated: what may have been said of it is not shown yet.
    """

    identity: Identity
    what_matters: WordsThatMatter | None
    promises: OpenPromises
    strains: Sequence[OpenStrain]
    line: AllianceLine | None
    last_words: SaidWords | None
    unread_since: date | None
    asks_to_ring: AsksToRing | None
    closer_looks: CloserLooks | None
    supervisor_answers: Sequence[DatedAnswers] | None
    lately: Sequence[Event]
    after_authority: Sequence[PowerEventLine]
    may_write_sessions: bool
    may_see_who_has_looked: bool
    rate_first: RateFirst | None
    door_notice: DoorNotice | None
    corrections: CorrectionNotice | None
    reminders_ended: str
    referrals: Sequence[ReferralLine]
    emergencies: EmergencyNotices


def get_overview(*, person_id: UUID, viewer: Actor, at: datetime, with_ratings: bool = False) -> Overview:
    """Return the overview as this viewer may read it, and record that it was opened. Raises NotHere.

    with_ratings adds the viewer's own ratings of the sessions to the line; nobody else's are ever read.
    """
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.IDENTITY, person_id=person_id, at=at)
        keys = open_keys([person_id])
        sentences = is_allowed(viewer, Action.READ_SENTENCE, Item.EPISODE, granted, at=at, shared=True)
        waits = load_waiting([person_id], viewer, at)
        waiting = waits.sessions
        happened = load_happenings(person_id, with_episodes=sentences, waiting=waiting)
        identity = load_identity(
            granted, keys, viewer=viewer, at=at, relationships=happened.relationships, sessions=happened.sessions
        )
        line = _line(happened, granted, viewer, identity, at, with_ratings=with_ratings, waiting=waiting)
        written = find_written(granted, viewer=viewer, at=at, waiting=waiting)
        record_opened(granted, by=viewer, at=at, object_type="person", object_id=person_id)
        return Overview(
            identity=identity,
            what_matters=next(iter(load_words(person_id, keys, limit=1)), None),
            promises=load_open_promises(granted, keys, first_name=identity.name.first, viewer=viewer, at=at),
            strains=_open_strains(happened, granted, viewer, identity, at),
            line=line,
            last_words=open_last(written, keys, at=at),
            asks_to_ring=_asks_to_ring(granted, viewer, keys, at),
            unread_since=find_unread(granted, viewer=viewer, at=at),
            closer_looks=load_closer_looks(granted, viewer=viewer, at=at, waiting=waiting),
            supervisor_answers=_supervisor_answers(granted, viewer, keys, at),
            lately=_lately(happened, line, granted, viewer, keys, at),
            after_authority=open_unsettled(happened.power_events, keys, at),
            may_write_sessions=is_allowed(viewer, Action.WRITE, Item.SESSION, granted, at=at),
            may_see_who_has_looked=is_allowed(viewer, Action.READ, Item.WHO_HAS_LOOKED, granted, at=at),
            rate_first=waits.rate_first.get(person_id) if line else None,
            door_notice=find_door_notice(granted, viewer=viewer, at=at),
            corrections=find_correction_notice(granted, viewer=viewer, at=at),
            reminders_ended=find_stopped_reminders(granted, viewer=viewer, at=at),
            referrals=load_still_to_come(granted, keys, viewer=viewer, at=at),
            emergencies=find_emergency_notices(granted, viewer=viewer, at=at),
        )


def _asks_to_ring(granted: Granted, viewer: Actor, keys: KeyRing, at: datetime) -> AsksToRing | None:
    if not is_allowed(viewer, Action.WRITE, Item.SESSION, granted, at=at):
        return None
    wish = RingWish.objects.filter(person=granted.person_id, settled_at__isnull=True).first()
    if wish is None:
        return None
    ringing = {RouteKind.PHONE}
    routes = [r for r in load_routes(granted.person_id, keys, at=at) if r.kind in ringing and r.ended_on is None]
    return AsksToRing(wish.asked_at, routes)


def _line(
    happened: Happenings,
    granted: Granted,
    viewer: Actor,
    identity: Identity,
    at: datetime,
    *,
    with_ratings: bool,
    waiting: Collection[UUID],
) -> AllianceLine | None:
    if not is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER):
        return None
    own_ratings = with_ratings and is_allowed(viewer, Action.READ, Item.RATING, granted, at=at, by_actor=True)
    first = identity.name.first
    return load_line(
        granted.person_id, happened, viewer=viewer, first_name=first, with_ratings=own_ratings, waiting=waiting
    )


def _open_strains(
    happened: Happenings, granted: Granted, viewer: Actor, identity: Identity, at: datetime
) -> list[OpenStrain]:
    found = []
    for row in happened.episodes:
        if row.closed_at is not None:
            continue
        shared = row.shared_at is not None
        if is_allowed(viewer, Action.READ, Item.EPISODE, granted, at=at, shared=shared):
            answers = is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.WORKER)
            found.append(OpenStrain(_explain(row, happened, viewer, identity, with_answers=answers), row.id))
        elif is_allowed(viewer, Action.READ_SENTENCE, Item.EPISODE, granted, at=at, shared=shared):
            found.append(OpenStrain(_one_sentence(row, happened, identity), None))
    return found


def _explain(row: Episode, happened: Happenings, viewer: Actor, identity: Identity, *, with_answers: bool) -> str:
    if not row.reasons:
        return f"It was named on {date_words(span_of(row).from_on)}."
    yours = any(r.id == row.relationship_id and r.practitioner_id == viewer.id for r in happened.relationships)
    practitioner = "you" if yours else happened.practitioners.get(row.relationship_id, "their practitioner")
    strain = unpack_strain(row.reasons)
    if not with_answers:
        first = identity.name.first
        return explain_without_answers(person_name=first, practitioner=practitioner, at=strain.at, is_named=False)
    return explain_strain(strain, person_name=identity.name.first, practitioner=practitioner, is_last=False)


def _one_sentence(row: Episode, happened: Happenings, identity: Identity) -> str:
    return sentence_for_cover(
        person_name=identity.name.first,
        practitioner_name=happened.practitioners.get(row.relationship_id, "their practitioner"),
        since=span_of(row).from_on,
    )


def _supervisor_answers(granted: Granted, viewer: Actor, keys: KeyRing, at: datetime) -> list[DatedAnswers] | None:
    if not is_allowed(viewer, Action.READ, Item.CHECK_IN, granted, at=at, audience=Audience.SUPERVISOR):
        return None
    rows = CheckIn.objects.filter(person=granted.person_id, audience="supervisor").select_related("answer_back", MARK)
    newest = list(rows.order_by("-completed_at"))
    # Words that nobody has read are never pushed off the page by newer answers, or their reader would be reminded for ever.
    shown = [row for place, row in enumerate(newest) if place < SUPERVISOR_ANSWERS or _is_unread(row)]
    mark_as_read([row.id for row in shown if _is_unread(row)], at=at)
    return [_dated(row, keys) for row in shown]


def _is_unread(row: CheckIn) -> bool:
    return row.sealed_words is not None and row.first_read_at is None


def _dated(row: CheckIn, keys: KeyRing) -> DatedAnswers:
    definition = load_definition(row.instrument)
    answers = [(item.construct, answer) for item, answer in zip(definition.items, row.answers, strict=True)]
    return DatedAnswers(
        day_of(row.completed_at or row.offered_at),
        answers,
        row.felt_off,
        open_words(keys, row),
        row.id,
        open_answer_back(keys, row),
        find_mark(row),
    )


def _lately(
    happened: Happenings, line: AllianceLine | None, granted: Granted, viewer: Actor, keys: KeyRing, at: datetime
) -> list[Event]:
    scores = {s.session_id: s.score for s in line.sessions if s.score is not None} if line else {}
    marks = {s.session_id: s.from_paper for s in line.sessions if s.from_paper} if line else {}
    return open_events(list_events(happened, scores, {}, marks, granted, viewer, at)[:LATELY], keys, at=at)
