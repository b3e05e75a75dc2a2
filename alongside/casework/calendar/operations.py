"""Making the address of one's calendar feed, and ending it."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Actor, Role
from alongside.access.gates import NotHere
from alongside.casework.audit import record_service_change
from alongside.casework.calendar.tokens import hash_token
from alongside.ledger import Kind
from alongside.records.calendar import CalendarFeed
from alongside.records.identity import User


def make_feed(*, by: Actor, at: datetime) -> str:
    """Make a feed of one's own sessions and return its token, which is kept only as a hash. An earlier feed ends.

    Raises NotHere for anybody but a practitioner.
    """
    _require_practitioner(by)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        end_live_feed(user_id=by.id, by=by, at=at)
        feed = CalendarFeed.objects.create(user_id=by.id, token_hash=hash_token(token), made_at=at)
        record_service_change(Kind.COLLECTION, "added", by=by, at=at, object_type="calendar_feed", object_id=feed.id)
    return token


def end_feed(*, by: Actor, at: datetime) -> None:
    """End one's feed: its address answers like one that never was. Safe to repeat.

    Raises NotHere for anybody but a practitioner.
    """
    _require_practitioner(by)
    with transaction.atomic():
        end_live_feed(user_id=by.id, by=by, at=at)


def _require_practitioner(by: Actor) -> None:
    if Role.PRACTITIONER not in by.roles:
        raise NotHere


def end_live_feed(*, user_id: UUID, by: Actor, at: datetime) -> None:
    """End the feed of a user, if they have one, within the transaction of who asks and has checked that they may."""
    # Two tabs that make a feed at once wait for each other here, and the later one wins.
    User.objects.select_for_update().get(id=user_id)
    live = CalendarFeed.objects.filter(user=user_id, ended_at__isnull=True).first()
    if live is None:
        return
    live.ended_at = at
    live.save(update_fields=["ended_at"])
    record_service_change(Kind.ALTERATION, "ended", by=by, at=at, object_type="calendar_feed", object_id=live.id)
