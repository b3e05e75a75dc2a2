"""Sends what is due. Nothing waits in a queue: what is due follows from the plans, the meetings and what was told.

A row is kept before anything leaves, once for a meeting, a kind and a time. Whoever cannot keep it has been overtaken by
another process. When a process dies between the two, one reminder is missing, and none comes twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from alongside.access import Action, Item
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere, require
from alongside.casework.audit import record
from alongside.casework.messages.channels import Channel, Letter, NeverSent, NotSentYet, open_channel
from alongside.casework.messages.plans import is_safe_and_confirmed
from alongside.casework.my_side.doors import PinMissing, make_link
from alongside.casework.people.sealing import open_field
from alongside.domain.people.contact import RouteKind
from alongside.domain.reminders import (
    Meeting,
    Reminder,
    Told,
    find_due,
    is_within_hours,
    next_try,
    say_reminder,
    say_subject,
)
from alongside.ledger import Kind
from alongside.records.messages import Message, ReminderPlan
from alongside.records.my_side import Pin
from alongside.records.sessions import Session
from alongside.vault import open_keys

LOOKS_BACK, LOOKS_AHEAD = timedelta(days=3), timedelta(days=60)
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class _Due:
    plan: ReminderPlan
    session: Session
    kind: Reminder


def send_due_reminders(*, at: datetime) -> bool:
    """Send what is due, 20 at most, and try again what could not be sent. Returns whether more may be waiting.

    A service that sends nothing has nothing to do. Outside the hours nothing is looked at.
    """
    channel = open_channel()
    if channel is None or not is_within_hours(at):
        return False
    done = 0
    for message in [*_claim_again(at), *_claim_new(at)]:
        _send(message, channel, at)
        done += 1
    return done >= AT_ONCE


def _claim_new(at: datetime) -> Iterator[Message]:
    for number, due in enumerate(_find_due(at)):
        if number == AT_ONCE:
            return
        message = _claim(due, at)
        if message is not None:
            yield message


def _claim(due: _Due, at: datetime) -> Message | None:
    try:
        with transaction.atomic():
            return Message.objects.create(
                id=uuid4(), person_id=due.plan.person_id, plan=due.plan, session=due.session, kind=due.kind.value,
                starts_at=due.session.planned_at, made_at=at,
            )  # fmt: skip
    except IntegrityError:
        return None  # another process has it


def _claim_again(at: datetime) -> Iterator[Message]:
    waiting = Message.objects.filter(state="waiting", try_at__lte=at, plan__ended_at__isnull=True)
    for message in waiting.select_related("plan__route", "plan__started_by", "session").order_by("try_at")[:AT_ONCE]:
        mine = Message.objects.filter(id=message.id, state="waiting", tries=message.tries)
        if mine.update(state="sending", tries=F("tries") + 1, try_at=None):
            message.tries += 1
            yield message


def _find_due(at: datetime) -> Iterator[_Due]:
    plans = {
        plan.person_id: plan
        for plan in ReminderPlan.objects.filter(ended_at__isnull=True).select_related("route", "started_by")
    }
    if not plans:
        return
    sessions = Session.objects.filter(
        person__in=list(plans), planned_at__gt=at - LOOKS_BACK, planned_at__lt=at + LOOKS_AHEAD
    )
    rows = list(sessions.select_related("check_in").order_by("planned_at", "id"))
    told: dict[UUID, list[Told]] = defaultdict(list)
    for message in Message.objects.filter(session__in=[row.id for row in rows]):
        told[message.session_id].append(Told(Reminder(message.kind), message.starts_at))
    with_pin = set(Pin.objects.filter(person__in=list(plans)).values_list("person", flat=True))
    for row in rows:
        plan = plans[row.person_id]
        # What was over before they wanted reminders is not asked about.
        due = find_due(_meeting(row, may_answer=row.person_id in with_pin), told[row.id], now=at)
        if due is not None and row.planned_at > plan.started_at:
            yield _Due(plan, row, due)


def _meeting(row: Session, *, may_answer: bool) -> Meeting:
    check_in = getattr(row, "check_in", None)
    return Meeting(
        starts_at=row.planned_at,
        ends_at=row.planned_at + timedelta(minutes=row.minutes),
        is_planned=row.attendance == "planned",
        may_answer=may_answer and row.attendance == "attended" and (check_in is None or check_in.state == "offered"),
    )


def _send(message: Message, channel: Channel, at: datetime) -> None:
    """Send one that is claimed. Whoever began the reminders answers for it, so it is their leave that is asked for."""
    letter = _write(message, at)
    if letter is None:
        return
    try:
        channel.send(letter)
    except NotSentYet:
        _try_later(message, at)
    except NeverSent:
        _settle(message, "failed", at)
        _end(message.plan, "failed", at)
    else:
        _settle(message, "sent", at)


def _write(message: Message, at: datetime) -> Letter | None:
    """Return what is sent, with a link made now, or end the plan and return None. The route is opened only here."""
    try:
        with transaction.atomic():
            # Asked anew for each message: one before it may have taken minutes, in which somebody said stop.
            live = ReminderPlan.objects.filter(id=message.plan_id, ended_at__isnull=True)
            plan = live.select_related("route", "started_by").first()
            if plan is None:
                _settle(message, "failed", at)
                return None
            by = actor_for(plan.started_by)
            granted = require(by, Action.WRITE, Item.DOOR, person_id=plan.person_id, at=at)
            if not is_safe_and_confirmed(plan.route, at):
                _settle(message, "failed", at)
                _end(plan, "route", at)
                return None
            link = _link(message, at) if message.kind == Reminder.CHECK_IN else ""
            record(Kind.DISCLOSURE, "reminded", granted, by=by, at=at, object_type="message", object_id=message.id)
    except (NotHere, PinMissing):
        _settle(message, "failed", at)
        _end(message.plan, "worker_left", at)
        return None
    to = open_field(
        open_keys([plan.person_id]), plan.person_id, "contact_route", plan.route_id, "sealed_value",
        plan.route.sealed_value,
    )  # fmt: skip
    text = say_reminder(Reminder(message.kind), starts_at=message.starts_at, language=plan.language, link=link)
    return Letter(RouteKind(plan.route.kind), to, say_subject(language=plan.language), text)


def _link(message: Message, at: datetime) -> str:
    token = make_link(person_id=message.person_id, by=actor_for(message.plan.started_by), at=at)
    return str(settings.ALONGSIDE_DOOR_ADDRESS).format(token=token)


def _try_later(message: Message, at: datetime) -> None:
    later = next_try(message.tries, now=at)
    if later is None:
        _settle(message, "failed", at)
    else:
        Message.objects.filter(id=message.id).update(state="waiting", try_at=later)


def _settle(message: Message, state: str, at: datetime) -> None:
    Message.objects.filter(id=message.id).update(state=state, settled_at=at)


def _end(plan: ReminderPlan, because: str, at: datetime) -> None:
    ReminderPlan.objects.filter(id=plan.id, ended_at__isnull=True).update(ended_at=at, ended_because=because)
