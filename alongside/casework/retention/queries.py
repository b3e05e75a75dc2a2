"""What a privacy officer looks after: what becomes due, what holds it back, what waits for a second person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.access import Action, Actor, Item, Role
from alongside.access.gates import Granted, NotHere, require
from alongside.access.retention import people_kept_by
from alongside.access.standings import day_of
from alongside.casework.audit import record_listed, record_opened
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.retention.judging import Judged, judge_people
from alongside.casework.retention.opening import HoldLine, RequestLine, open_holds, open_requests
from alongside.casework.retention.proposing import has_agreed_request, is_in_a_file_at_work, may_be_erased_because
from alongside.domain.retention import Hindrance, HoldGround, ScheduleVersion, Verdict
from alongside.domain.retention.due import CANNOT_BE_COUNTED
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.records.retention import Erasure, ErasureRequest, LegalHold, RetentionSchedule
from alongside.vault import KeyRing, open_keys

AHEAD = timedelta(days=365)
MOST_SHOWN = 100
OFFICER = "privacy_officer"
TABLE = "retention"


@dataclass(frozen=True, slots=True)
class DueRow:
    """Somebody whose record is due, or will be. on is that day."""

    person_id: UUID
    name: PersonName
    on: date
    version: ScheduleVersion | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal that waits for its second person. by is a name; is_own: the reader made it and cannot confirm it."""

    person_id: UUID
    name: PersonName
    by: str
    at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request to be erased that waits for an answer."""

    id: UUID
    name: PersonName
    asked_on: date
    due_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold that holds, with the day on which somebody looks again."""

    id: UUID
    name: PersonName
    ground: HoldGround
    review_on: date
    is_late: bool


@dataclass(frozen=True)
class RetentionPage:
    """Everything there is to look after. uncounted: how many cannot be counted, by what is missing.

    more says how many due or coming records are beyond those shown. is_alone: nobody else could confirm.
    """

    has_schedules: bool
    is_alone: bool
    proposals: Sequence[ProposalRow]
    running: int
    requests: Sequence[RequestRow]
    due: Sequence[DueRow]
    coming: Sequence[DueRow]
    more: int
    uncounted: Mapping[Hindrance, int]
    holds: Sequence[HoldRow]


@dataclass(frozen=True)
class OnePerson:
    """How long one record is kept, and why. because: what it may be erased by today, empty while something stands against it."""

    person_id: UUID
    name: PersonName
    verdict: Verdict
    foretold: date | None
    because: str
    in_a_file: bool
    proposal: ProposalRow | None
    schedule: RetentionSchedule | None
    holds: Sequence[HoldLine]
    requests: Sequence[RequestLine]
    is_alone: bool


def list_retention(*, viewer: Actor, at: datetime) -> RetentionPage:
    """Return everything for a privacy officer. One *listed* entry. Raises NotHere for anybody else."""
    with transaction.atomic():
        people = list(_people(viewer, at))
        keys = open_keys([person.id for person in people])
        judged, today = judge_people(people, keys, at=at), day_of(at)
        named = {person.id: person for person in people}
        due, coming, more = _due_and_coming(judged, keys, today)
        page = RetentionPage(
            has_schedules=RetentionSchedule.objects.exists(),
            is_alone=_is_alone(viewer),
            proposals=_proposals(named, keys, viewer),
            running=Erasure.objects.filter(confirmed_at__isnull=False).count(),
            requests=_requests(named, keys, today),
            due=due,
            coming=coming,
            more=more,
            uncounted=Counter(h for one in judged for h in one.verdict.hindrances & CANNOT_BE_COUNTED),
            holds=_holds(named, keys, today),
        )
        shown = _shown(page)
        if shown:
            pseudonyms = {named[person_id].pseudonym for person_id in shown}
            record_listed(pseudonyms, by=viewer, at=at, relation=OFFICER, object_type=TABLE)
    return page


def get_retention_of(*, person_id: UUID, viewer: Actor, at: datetime) -> OnePerson:
    """Return how long one record is kept and everything about it, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted, person = load_kept(person_id, Action.READ, viewer, at)
        keys = open_keys([person_id])
        (judged,) = judge_people([person], keys, at=at)
        record_opened(granted, by=viewer, at=at, object_type=TABLE)
        proposals = _proposals({person_id: person}, keys, viewer)
        return OnePerson(
            person_id=person_id,
            name=open_name(keys, person),
            verdict=judged.verdict,
            foretold=judged.foretold,
            because=may_be_erased_because(judged, is_agreed=has_agreed_request(person_id)),
            in_a_file=is_in_a_file_at_work(person_id),
            proposal=proposals[0] if proposals else None,
            schedule=RetentionSchedule.objects.filter(id=judged.schedule_id).first() if judged.schedule_id else None,
            holds=open_holds(LegalHold.objects.filter(person=person_id), keys),
            requests=open_requests(ErasureRequest.objects.filter(person=person_id), keys),
            is_alone=_is_alone(viewer),
        )


def load_kept(person_id: UUID, action: Action, viewer: Actor, at: datetime) -> tuple[Granted, Person]:
    """Return leave and the person, who is not being erased already. Raises NotHere."""
    granted = require(viewer, action, Item.RETENTION, person_id=person_id, at=at)
    person = Person.objects.filter(id=person_id).exclude(erasure__confirmed_at__isnull=False).first()
    if person is None:
        raise NotHere
    return granted, person


def _people(viewer: Actor, at: datetime) -> QuerySet[Person]:
    """Return everybody the viewer may see here. Whoever is being erased is not there any more for anybody."""
    return people_kept_by(viewer, at).exclude(erasure__confirmed_at__isnull=False)


def _is_alone(viewer: Actor) -> bool:
    others = User.objects.filter(is_active=True).exclude(id=viewer.id).values_list("roles", flat=True)
    return not any(Role.PRIVACY_OFFICER.value in roles for roles in others)


def _due_and_coming(judged: Sequence[Judged], keys: KeyRing, today: date) -> tuple[list[DueRow], list[DueRow], int]:
    """Return who is due with the longest first, who will be within a year, and how many more there are."""
    days = [(j.verdict.due_on or j.foretold, j) for j in judged if j.foretold and j.foretold <= today + AHEAD]
    known = sorted(((on, j) for on, j in days if on), key=lambda pair: pair[0])
    due = [pair for pair in known if pair[1].foretold == today]
    coming = [pair for pair in known if pair[1].foretold != today]
    more = max(0, len(due) - MOST_SHOWN) + max(0, len(coming) - MOST_SHOWN)
    return [_due(*pair, keys) for pair in due[:MOST_SHOWN]], [_due(*pair, keys) for pair in coming[:MOST_SHOWN]], more


def _due(on: date, judged: Judged, keys: KeyRing) -> DueRow:
    is_held = Hindrance.HELD in judged.verdict.hindrances
    return DueRow(judged.person.id, open_name(keys, judged.person), on, judged.verdict.version, is_held)


def _proposals(named: Mapping[UUID, Person], keys: KeyRing, viewer: Actor) -> list[ProposalRow]:
    waiting = Erasure.objects.filter(confirmed_at__isnull=True, person__in=list(named)).select_related("proposed_by")
    return [
        ProposalRow(
            row.person_id, open_name(keys, named[row.person_id]), row.proposed_by.name, row.proposed_at,
            row.proposed_by_id == viewer.id,
        )
        for row in waiting.order_by("proposed_at")
    ]  # fmt: skip


def _requests(named: Mapping[UUID, Person], keys: KeyRing, today: date) -> list[RequestRow]:
    waiting = ErasureRequest.objects.filter(state="asked", person__in=list(named)).order_by("due_on", "id")
    return [
        RequestRow(row.id, open_name(keys, named[row.person_id]), row.asked_on, row.due_on, row.due_on < today)
        for row in waiting
    ]


def _holds(named: Mapping[UUID, Person], keys: KeyRing, today: date) -> list[HoldRow]:
    live = LegalHold.objects.filter(lifted_at__isnull=True, person__in=list(named)).order_by("review_on", "id")
    return [
        HoldRow(
            row.id, open_name(keys, named[row.person_id]), HoldGround(row.ground), row.review_on, row.review_on <= today
        )
        for row in live
    ]


def _shown(page: RetentionPage) -> set[UUID]:
    shown = {row.person_id for row in (*page.due, *page.coming)} | {row.person_id for row in page.proposals}
    of_requests = ErasureRequest.objects.filter(id__in=[row.id for row in page.requests])
    of_holds = LegalHold.objects.filter(id__in=[row.id for row in page.holds])
    return shown | set(of_requests.values_list("person", flat=True)) | set(of_holds.values_list("person", flat=True))
