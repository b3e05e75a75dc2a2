"""Writing down that somebody asked, who they are, and that it takes longer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor
from alongside.access.gates import Granted, NotHere
from alongside.access.standings import day_of
from alongside.access.subject_access import (
    ANSWERING,
    may_be_gathered,
    people_who_may_ask,
    require_answering,
    require_logging,
)
from alongside.casework.audit import record, record_about_many
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName
from alongside.casework.subject_access.loading import TABLE, open_request, seal_words
from alongside.domain.subject_access import CameBy, Identity, Law, RequestState, SamePerson
from alongside.ledger import Kind
from alongside.records.people import BlindEntry
from alongside.records.subject_access import AccessRequest
from alongside.vault import open_keys


class NobodyFound(LookupError):
    """Nobody whom this officer answers has this name and date of birth, or more than one has."""


class TooLate(ValueError):
    """More time is only taken within the first month, and once."""


class NothingSaid(ValueError):
    """The person is told why it takes longer, so there is a why."""


@dataclass(frozen=True)
class Asked:
    """What a letter or a meeting says: who asks for what, when and by which way."""

    given_names: str
    family_name: str
    born_on: date
    scope: str
    asked_on: date
    came_by: CameBy
    law: Law
    identity: Identity | None


def log_request(*, asked: Asked, by: Actor, at: datetime) -> UUID:
    """Write down that somebody asked. Raises NotHere for anybody but a privacy officer, and NobodyFound.

    Somebody who is not here and somebody this officer may not know of are one answer, and both tries are written down.
    """
    with transaction.atomic():
        person_id = _find(asked, by, at)
        if person_id is not None:
            granted = require_logging(by, person_id=person_id, at=at)
            return _save(asked, granted, by, at)
        record_about_many(Kind.CONSULTATION, "looked_up", [], by=by, at=at, relation=ANSWERING, object_type=TABLE)
    raise NobodyFound


def confirm_identity(*, request_id: UUID, identity: Identity, on: date, by: Actor, at: datetime) -> None:
    """Say how it is known that it is they who ask. The clock begins with it. Raises NotHere."""
    with transaction.atomic():
        row, granted = load_request(request_id, by, at)
        row.identity, row.identity_on = identity.value, on
        row.save(update_fields=["identity", "identity_on"])
        record(Kind.ALTERATION, "confirmed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def agree_that_they_asked(*, request_id: UUID, by: Actor, at: datetime) -> None:
    """Say as a second officer that the person did ask, before anything is gathered. Safe to repeat.

    Raises NotHere, and SamePerson for whoever wrote the request down.
    """
    with transaction.atomic():
        row, granted = load_request(request_id, by, at)
        if row.logged_by_id == by.id:
            raise SamePerson
        if may_be_gathered(row):
            return
        row.seen_by_id, row.seen_at = by.id, at
        row.save(update_fields=["seen_by", "seen_at"])
        record(Kind.ALTERATION, "seen", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def extend_request(*, request_id: UUID, because: str, by: Actor, at: datetime) -> None:
    """Take two months more, for a reason that the person reads. Raises NotHere, NothingSaid and TooLate."""
    if not because.strip():
        raise NothingSaid
    with transaction.atomic():
        row, granted = load_request(request_id, by, at)
        keys, today = open_keys([row.person_id]), day_of(at)
        line = open_request(row, keys, today=today)
        if row.extended_on or line.due_on is None or line.is_late or not line.state.is_open:
            raise TooLate
        row.extended_on = today
        seal_words(row, keys, "sealed_extended", because.strip())
        row.save(update_fields=["extended_on", "sealed_extended"])
        record(Kind.ALTERATION, "extended", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def load_request(request_id: UUID, by: Actor, at: datetime) -> tuple[AccessRequest, Granted]:
    """Return a request, locked, with leave to change what is known of it. Raises NotHere."""
    row = AccessRequest.objects.select_for_update().filter(id=request_id).first()
    if row is None:
        raise NotHere
    return row, require_answering(by, Action.WRITE, row, at=at)


def make_request(person_id: UUID, scope: str, *, asked_on: date, came_by: CameBy, at: datetime) -> AccessRequest:
    """Return the row of a request that nobody has looked at, not saved."""
    row = AccessRequest(
        id=uuid4(), person_id=person_id, came_by=came_by.value, asked_on=asked_on, logged_at=at,
        state=RequestState.OPEN.value,
    )  # fmt: skip
    seal_words(row, open_keys([person_id]), "sealed_scope", scope.strip())
    return row


def _find(asked: Asked, by: Actor, at: datetime) -> UUID | None:
    people = people_who_may_ask(by, at)
    blind = blind_name(PersonName(asked.given_names, asked.family_name), asked.born_on)
    entries = BlindEntry.objects.filter(blind=blind, person__in=people)
    found = set(entries.values_list("person_id", flat=True)[:2])
    return found.pop() if len(found) == 1 else None


def _save(asked: Asked, granted: Granted, by: Actor, at: datetime) -> UUID:
    row = make_request(granted.person_id, asked.scope, asked_on=asked.asked_on, came_by=asked.came_by, at=at)
    row.law, row.logged_by_id = asked.law.value, by.id
    if asked.identity is not None:
        row.identity, row.identity_on = asked.identity.value, asked.asked_on
    row.save(force_insert=True)
    record(Kind.COLLECTION, "told", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id
