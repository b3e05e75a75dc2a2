"""What whoever works with the person reads: one sentence in the place of what is held apart, and what became of what they asked.

Only of what they could read if it were in use. Of answers that were never for them, nothing at all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.access.table import COVER_NOTES
from alongside.access.words import Audience
from alongside.casework.audit import record_opened
from alongside.casework.check_ins.waiting import Waiting, load_waiting
from alongside.casework.held_apart.loading import TABLE, HoldLine, open_holds
from alongside.casework.held_apart.tables import CHOSEN, table_of
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.subject_access.sources import SOURCES
from alongside.records.held_apart import HeldItem, HoldApart
from alongside.vault import open_keys

# Which item of the policy a row is read as, with what the policy asks about it. A note is asked about as an old one.
READ_AS: dict[str, Callable[[Any], tuple[Item, dict[str, object]]]] = {
    "Note": lambda _: (Item.NOTE, {"rank": COVER_NOTES + 1}),
    "CheckIn": lambda row: (Item.CHECK_IN, {"audience": Audience(row.audience)}),
    "Promise": lambda _: (Item.PROMISE, {}),
    "WhatMatters": lambda _: (Item.IDENTITY, {}),
    "Episode": lambda row: (Item.EPISODE, {"shared": row.shared_at is not None}),
    "PowerEvent": lambda _: (Item.SESSION, {}),
    "Calculation": lambda row: (Item.ASSESSMENT, {"signed": row.signed}),
    "Judgement": lambda _: (Item.ASSESSMENT, {"signed": False}),
}


@dataclass(frozen=True, slots=True)
class HeldSentence:
    """That something is held apart: what kind of thing, its own day, and since when."""

    kind: str
    day: date | None
    since: date


@dataclass(frozen=True)
class HeldForWorker:
    """What is held apart, as far as this reader may know, and what they wrote down for the person themselves.

    may_ask: whether they may write down another.
    """

    identity: Identity
    held: Sequence[HeldSentence]
    asked: Sequence[HoldLine]
    may_ask: bool


def get_held_for_worker(*, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False) -> HeldForWorker:
    """Return it, and record the look. to_write: for the form that asks. Raises NotHere."""
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.CORRECTION, person_id=person_id, at=at)
        keys = open_keys([person_id])
        mine = HoldApart.objects.filter(person=person_id, asked_by=viewer.id).order_by("-asked_at", "id")
        record_opened(granted, by=viewer, at=at, object_type=TABLE)
        return HeldForWorker(
            identity=load_identity(granted, keys, viewer=viewer, at=at),
            held=sorted(_find_held(granted, viewer, at), key=lambda one: one.since, reverse=True),
            asked=open_holds(mine.select_related("asked_by", "decided_by", "lifted_by"), keys),
            may_ask=is_allowed(viewer, Action.WRITE, Item.CORRECTION, granted, at=at),
        )


def _find_held(granted: Granted, viewer: Actor, at: datetime) -> Iterator[HeldSentence]:
    waiting = load_waiting([granted.person_id], viewer, at)
    places = HeldItem.objects.filter(hold__person=granted.person_id, hold__state="held", along=False)
    for place in places.select_related("hold"):
        row = table_of(place.source).everything.filter(id=place.row).first()
        if row is not None and place.hold.decided_at and _may_know(row, place.source, waiting, granted, viewer, at):
            day = getattr(row, SOURCES[place.source].day)
            since = day_of(place.hold.decided_at)
            yield HeldSentence(CHOSEN[place.source], day_of(day) if isinstance(day, datetime) else day, since)


def _may_know(row: Any, source: str, waiting: Waiting, granted: Granted, viewer: Actor, at: datetime) -> bool:
    given = row.check_in if source == "Episode" else row if source == "CheckIn" else None
    # What is made from answers waits for the own rating, and so does the sentence that there were some.
    if given is not None and given.session_id in waiting.sessions:
        return False
    item, attributes = READ_AS[source](row)
    return is_allowed(viewer, Action.READ, item, granted, at=at, **attributes)
