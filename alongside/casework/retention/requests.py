"""A person asks to be erased, and a privacy officer decides it in words within a month."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.people.sealing import seal_field
from alongside.casework.retention.holds import NothingSaid
from alongside.domain.retention import Decision
from alongside.domain.retention.erasing import answer_due_on
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.retention import ErasureRequest
from alongside.vault import open_keys

TABLE = "erasure_request"


class Decided(Exception):
    """Somebody has answered this request already."""


class NotYetHeard(ValueError):
    """Nothing came on a day that is still to come."""


def write_request(*, person_id: UUID, words: str, asked_on: date, by: Actor, at: datetime) -> UUID:
    """Write down what came by letter or was said. The month counts from the day on which the service heard it.

    Raises NotHere, NothingSaid and NotYetHeard.
    """
    if not words.strip():
        raise NothingSaid
    if asked_on > day_of(at):
        raise NotYetHeard
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.RETENTION, person_id=person_id, at=at)
        return keep_request(granted, words, asked_on, by=by, at=at)


def keep_request(granted: Granted, words: str, asked_on: date, *, by: Actor, at: datetime) -> UUID:
    """Keep that the person asks to be erased. While one waits for an answer, another is the same. Call in a transaction."""
    # Two taps wait for each other here, and the second finds what the first kept.
    Person.objects.select_for_update().get(id=granted.person_id)
    waiting = ErasureRequest.objects.filter(person=granted.person_id, state="asked").first()
    if waiting:
        return waiting.id
    row = ErasureRequest(id=uuid4(), person_id=granted.person_id, asked_on=asked_on, due_on=answer_due_on(asked_on))
    row.asked_at, row.written_by_id = at, None if by.is_person else by.id
    keys = open_keys([row.person_id])
    row.sealed_words = seal_field(keys, row.person_id, TABLE, row.id, "sealed_words", words.strip())
    row.save(force_insert=True)
    record(Kind.COLLECTION, "asked", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def decide_request(*, request_id: UUID, decision: Decision, words: str, by: Actor, at: datetime) -> None:
    """Answer the person in words. Agreeing erases nothing yet: somebody proposes it, and a second person confirms.

    Raises NotHere, NothingSaid, and Decided for one that has an answer.
    """
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        row = ErasureRequest.objects.select_for_update().filter(id=request_id).first()
        if row is None:
            raise NotHere
        granted = require(by, Action.WRITE, Item.RETENTION, person_id=row.person_id, at=at)
        if row.state != "asked":
            raise Decided
        keys = open_keys([row.person_id])
        row.sealed_answer = seal_field(keys, row.person_id, TABLE, row.id, "sealed_answer", words.strip())
        row.state, row.decided_by_id, row.decided_at = decision.value, by.id, at
        row.save(update_fields=["state", "sealed_answer", "decided_by", "decided_at"])
        record(Kind.ALTERATION, decision.value, granted, by=by, at=at, object_type=TABLE, object_id=row.id)
