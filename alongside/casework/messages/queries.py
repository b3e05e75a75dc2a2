"""What the page about a person's reminders shows: by which ways they could come, the words, and what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import LONDON, day_of
from alongside.casework.audit import record_opened
from alongside.casework.messages.channels import open_channel
from alongside.casework.messages.plans import SAFE_TO
from alongside.casework.people.contact import Route, load_routes
from alongside.casework.people.identity import Identity, load_identity
from alongside.domain.people.contact import RouteKind, Safe
from alongside.domain.reminders import Reminder, say_reminder, say_subject
from alongside.records.messages import Message, ReminderPlan
from alongside.records.my_side import Pin
from alongside.vault import open_keys

SHOWN = 20
# One that is live comes before all that ended.
LAST_FIRST = F("ended_at").desc(nulls_first=True)
A_LINK = "https://…"


@dataclass(frozen=True, slots=True)
class Way:
    """A way a reminder could come by. why_not is empty where it may, else "safe", "confirmed" or "channel"."""

    route: Route
    why_not: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The reminders that are on, or the last that were. ended_because is empty while they are on."""

    route_kind: RouteKind
    language: str
    started_by: str
    started_at: datetime
    ended_at: datetime | None
    ended_because: str


@dataclass(frozen=True, slots=True)
class SentLine:
    """One reminder: its kind, the meeting's time it was for, and what became of it."""

    kind: Reminder
    starts_at: datetime
    state: str
    at: datetime


@dataclass(frozen=True)
class RemindersPage:
    """Everything on the page. words are those of each kind in the language asked for, as if for tomorrow at two."""

    identity: Identity
    ways: Sequence[Way]
    plan: Plan | None
    sent: Sequence[SentLine]
    words: Sequence[str]
    subject: str
    has_pin: bool
    sends: bool


def get_reminders(*, person_id: UUID, viewer: Actor, at: datetime, language: str = "en") -> RemindersPage:
    """Return how a person's reminders stand and what would be sent, and record the view. Raises NotHere."""
    channel = open_channel()
    with transaction.atomic():
        granted = require(viewer, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        keys = open_keys([person_id])
        routes = [route for route in load_routes(person_id, keys, at=at) if route.ended_on is None]
        ways = [
            Way(route, _why_not(route, carried=channel is not None and channel.carries(route.kind)))
            for route in routes
            if route.kind in SAFE_TO
        ]
        plans = ReminderPlan.objects.filter(person=person_id).select_related("route", "started_by")
        plan = plans.order_by(LAST_FIRST, "-started_at").first()
        record_opened(granted, by=viewer, at=at, object_type="reminders")
        return RemindersPage(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            ways=ways,
            plan=_plan(plan) if plan else None,
            sent=_sent(person_id),
            words=_words(at, language),
            subject=say_subject(language=language),
            has_pin=Pin.objects.filter(person=person_id).exists(),
            sends=channel is not None,
        )


def find_stopped_reminders(granted: Granted, *, viewer: Actor, at: datetime) -> str:
    """Return why the last reminders of this person ended by themselves, for whoever may set them up, or nothing.

    One query. It is quiet again when new ones are begun, or somebody says that there shall be none.
    """
    if not is_allowed(viewer, Action.READ, Item.DOOR, granted, at=at):
        return ""
    last = ReminderPlan.objects.filter(person=granted.person_id).order_by(LAST_FIRST, "-started_at").first()
    return last.ended_because if last and last.ended_because in ("failed", "route", "worker_left") else ""


def _why_not(route: Route, *, carried: bool) -> str:
    needed = Safe.TEXT if route.kind is RouteKind.PHONE else Safe.WRITE
    if needed not in route.safe:
        return "safe"
    if not route.is_confirmed:
        return "confirmed"
    return "" if carried else "channel"


def _plan(row: ReminderPlan) -> Plan:
    return Plan(
        RouteKind(row.route.kind), row.language, row.started_by.name, row.started_at, row.ended_at, row.ended_because
    )


def _sent(person_id: UUID) -> list[SentLine]:
    rows = Message.objects.filter(person=person_id).order_by("-made_at", "id")[:SHOWN]
    return [SentLine(Reminder(r.kind), r.starts_at, r.state, r.settled_at or r.made_at) for r in rows]


def _words(at: datetime, language: str) -> list[str]:
    two_tomorrow = datetime.combine(day_of(at) + timedelta(days=1), time(14), LONDON)
    return [say_reminder(kind, starts_at=two_tomorrow, language=language, link=A_LINK) for kind in Reminder]
