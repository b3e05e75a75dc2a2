"""Whether a person wants reminders, and by which way: begun with their worker, ended by either of them at any time."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.actors import actor_for_capability
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record, record_opened
from alongside.casework.messages.channels import open_channel
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.domain.people.contact import RouteKind, is_confirmed
from alongside.ledger import Kind
from alongside.records.messages import ReminderPlan
from alongside.records.people import ContactRoute, Person

TABLE = "reminder_plan"
# What has to be safe for a message by each kind of way.
SAFE_TO = {RouteKind.PHONE: "safe_to_text", RouteKind.EMAIL: "safe_to_write"}


class NotByThisWay(ValueError):
    """The way is not in use, not safe for a message, not confirmed, or nothing here can send to it."""


def is_safe_and_confirmed(route: ContactRoute, at: datetime) -> bool:
    """Return whether the person said within 90 days that a message by this way is safe."""
    marked = SAFE_TO.get(RouteKind(route.kind))
    if marked is None or route.ended_at is not None or not getattr(route, marked):
        return False
    return is_confirmed(route.last_confirmed_on, on=day_of(at))


def start_reminders(*, person_id: UUID, route_id: UUID, language: str, by: Actor, at: datetime) -> UUID:
    """Begin to send reminders by this way, in place of any other. The two have just seen what is sent.

    Raises NotHere, and NotByThisWay for a way that is not safe and confirmed.
    """
    channel = open_channel()
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        Person.objects.select_for_update().get(id=person_id)
        route = ContactRoute.objects.filter(id=route_id, person=person_id).first()
        if route is None:
            raise NotHere
        if channel is None or not channel.carries(RouteKind(route.kind)) or not is_safe_and_confirmed(route, at):
            raise NotByThisWay
        ReminderPlan.objects.filter(person=person_id, ended_at__isnull=True).update(
            ended_at=at, ended_by_id=by.id, ended_because="staff"
        )
        plan = ReminderPlan(
            id=uuid4(), person_id=person_id, route=route, language=language, started_by_id=by.id, started_at=at
        )
        plan.save(force_insert=True)
        record(Kind.COLLECTION, "added", granted, by=by, at=at, object_type=TABLE, object_id=plan.id)
    return plan.id


def stop_reminders(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """End the reminders of a person. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.DOOR, person_id=person_id, at=at)
        ended = ReminderPlan.objects.filter(person=person_id, ended_at__isnull=True).update(
            ended_at=at, ended_by_id=by.id, ended_because="staff"
        )
        if ended:
            record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type=TABLE)


def get_own_reminders(*, capability: OpenCapability, at: datetime) -> RouteKind | None:
    """Return by which kind of way the person gets reminders, or None, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.IDENTITY, at=at)
        live = ReminderPlan.objects.filter(person=granted.person_id, ended_at__isnull=True).select_related("route")
        plan = live.first()
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="reminders")
    return RouteKind(plan.route.kind) if plan else None


def stop_own_reminders(*, capability: OpenCapability, by: Actor, at: datetime) -> None:
    """End the reminders, as the person wants. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = enter(capability, Action.ANSWER, Item.IDENTITY, at=at)
        if by.id != capability.id:
            raise NotHere
        ended = ReminderPlan.objects.filter(person=granted.person_id, ended_at__isnull=True).update(
            ended_at=at, ended_because="person"
        )
        if ended:
            record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type=TABLE)
