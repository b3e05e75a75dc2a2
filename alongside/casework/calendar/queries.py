"""What a calendar is told: times, and nothing about anybody."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.access import Actor, Relation, Role
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.access.standings import visible_people
from alongside.casework.calendar.tokens import hash_token, name_slot
from alongside.records.calendar import CalendarFeed
from alongside.records.sessions import Session

BACK, AHEAD = timedelta(days=14), timedelta(days=90)
HOLDING = (Relation.ALLOCATED, Relation.CO_WORKER, Relation.COVER)


@dataclass(frozen=True)
class Slot:
    """Some time that is taken. name is the same in one feed for as long as the session is there."""

    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class OwnFeed:
    """Whether a practitioner has a feed, and since when. Its address cannot be shown again."""

    made_at: datetime | None


def get_own_feed(*, viewer: Actor) -> OwnFeed:
    """Return whether this practitioner has a live feed. Raises NotHere for anybody but a practitioner."""
    if Role.PRACTITIONER not in viewer.roles:
        raise NotHere
    live = CalendarFeed.objects.filter(user=viewer.id, ended_at__isnull=True).first()
    return OwnFeed(live.made_at if live else None)


def list_slots(*, token: str, at: datetime) -> list[Slot]:
    """Return when the owner of this feed meets somebody, from two weeks ago to 90 days ahead, in order of time.

    A session is there while its owner holds it and may read it today, as the one who works with the person or covers;
    one that was cancelled is gone. Missed and held ones look the same. Nothing of it goes to the ledger: whoever asks is
    not known, and what they get identifies nobody (ADR 0021). Two queries, and one for an address that is not live.

    Raises NotHere when the token is wrong or ended, or its owner has no account any more or is no practitioner.
    """
    owner = _find_owner(token)
    held = Session.objects.filter(practitioner=owner.id, planned_at__gte=at - BACK, planned_at__lte=at + AHEAD)
    there = held.exclude(attendance="cancelled").filter(person__in=visible_people(owner, at, *HOLDING))
    rows = there.order_by("planned_at", "id").values_list("id", "planned_at", "minutes")
    return [Slot(name_slot(token, row_id), begin, begin + timedelta(minutes=long)) for row_id, begin, long in rows]


def _find_owner(token: str) -> Actor:
    """Return whose feed it is. The index is searched by the hash, and the hash found is compared in constant time."""
    wanted = hash_token(token)
    feed = CalendarFeed.objects.filter(token_hash=wanted, ended_at__isnull=True).select_related("user").first()
    if feed is None or not secrets.compare_digest(bytes(feed.token_hash), wanted):
        raise NotHere
    owner = actor_for(feed.user)
    if not owner.active or Role.PRACTITIONER not in owner.roles:
        raise NotHere
    return owner
