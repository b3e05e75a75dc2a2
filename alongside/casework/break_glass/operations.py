"""Looking for somebody beyond one's own scope, opening their record in an emergency, closing it, and reviewing it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.emergencies import may_be_opened, named_so, require_may_break_glass
from alongside.access.gates import NotHere, require
from alongside.access.standings import day_of, visible_people
from alongside.casework.audit import record, record_about_many
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName, seal_field
from alongside.domain.break_glass import (
    LOOK_UPS_WITHIN,
    Reason,
    closes_at,
    has_just_signed_in,
    may_look_up,
    review_due_on,
)
from alongside.domain.people.kinds import Jurisdiction
from alongside.ledger import Kind
from alongside.records.break_glass import BrokenGlass, PersonLookUp
from alongside.records.identity import User
from alongside.records.people import Person
from alongside.vault import open_keys

TABLE, NOBODYS = "broken_glass", "none"


class SignInAgain(Exception):
    """Whoever breaks the glass shows first, within the last five minutes, that it is them."""


class TooManyLookUps(Exception):
    """Ten people an hour are enough for an emergency. More would be looking round."""


class NothingSaid(ValueError):
    """There are no words, where words are what it is about."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody by exact name and date of birth: nothing less finds anybody."""

    given_names: str
    family_name: str
    born_on: date

    @property
    def blind(self) -> bytes:
        """Return the blind value that finds them."""
        return blind_name(PersonName(self.given_names, self.family_name), self.born_on)


def look_for_person(*, whom: Whom, by: Actor, at: datetime) -> None:
    """Write down that somebody looked for this person. There is no answer: it is always *ask the duty manager*.

    The same queries are asked whether or not they are here. Raises NotHere and TooManyLookUps.
    """
    require_may_break_glass(by)
    with transaction.atomic():
        _count_look_up(by, at)
        _record_without_opening("looked_for", whom, by, at)


def break_glass(
    *, whom: Whom, reason: Reason, words: str, signed_in_at: datetime | None, by: Actor, at: datetime
) -> UUID | None:
    """Open one record for four hours, and return whose. None when nothing was opened, without a word why.

    Nobody has this name, two have it, or a rule keeps them apart: whoever asks cannot tell which. Somebody whose record
    they may read today anyway is returned without opening anything. Raises NotHere for anybody who may not do this at
    all, SignInAgain, NothingSaid and TooManyLookUps.
    """
    require_may_break_glass(by)
    if not has_just_signed_in(signed_in_at, at=at):
        raise SignInAgain
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        _count_look_up(by, at)
        found = list(may_be_opened(named_so(whom.blind), by)[:2])
        if len(found) != 1:
            _record_without_opening("glass_tried", whom, by, at)
            return None
        if not visible_people(by, at).filter(id=found[0].id).exists():
            _open(found[0], reason, words.strip(), by, at)
    return found[0].id


def close_emergency(*, glass_id: UUID, by: Actor, at: datetime) -> None:
    """Close what one opened before its hours are over. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        row = BrokenGlass.objects.select_for_update().filter(id=glass_id, user=by.id).first()
        if row is None or not by.active:
            raise NotHere
        if row.ended_at is not None or row.ends_at <= at:
            return
        granted = require(by, Action.READ, Item.IDENTITY, person_id=row.person_id, at=at)
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        record(Kind.ALTERATION, "glass_closed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def review_emergency(*, glass_id: UUID, outcome: str, by: Actor, at: datetime) -> None:
    """Keep what the review found, in words. What was written first stays. Raises NotHere and NothingSaid."""
    if not outcome.strip():
        raise NothingSaid
    with transaction.atomic():
        row = BrokenGlass.objects.select_for_update().filter(id=glass_id).first()
        if row is None:
            raise NotHere
        own = row.user_id == by.id
        granted = require(by, Action.WRITE, Item.GLASS_REVIEW, person_id=row.person_id, at=at, by_actor=own)
        if row.reviewed_at is not None:
            return
        keys = open_keys([row.person_id])
        row.sealed_outcome = seal_field(keys, row.person_id, TABLE, row.id, "sealed_outcome", outcome.strip())
        row.reviewed_by_id, row.reviewed_at = by.id, at
        row.save(update_fields=["sealed_outcome", "reviewed_by", "reviewed_at"])
        record(Kind.ALTERATION, "reviewed", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _count_look_up(by: Actor, at: datetime) -> None:
    # Two taps wait for each other here, so that the limit holds and one record is opened once.
    User.objects.select_for_update().get(id=by.id)
    lately = PersonLookUp.objects.filter(user=by.id, at__gt=at - LOOK_UPS_WITHIN)
    if not may_look_up(lately.values_list("at", flat=True), at=at):
        raise TooManyLookUps
    PersonLookUp.objects.filter(user=by.id, at__lte=at - LOOK_UPS_WITHIN).delete()
    PersonLookUp.objects.create(id=uuid4(), user_id=by.id, at=at)


def _record_without_opening(action: str, whom: Whom, by: Actor, at: datetime) -> None:
    subjects = list(named_so(whom.blind).values_list("pseudonym", flat=True))
    record_about_many(Kind.CONSULTATION, action, subjects, by=by, at=at, relation=NOBODYS, object_type="look_up")


def _open(person: Person, reason: Reason, words: str, by: Actor, at: datetime) -> None:
    due = review_due_on(day_of(at), jurisdiction=Jurisdiction(person.jurisdiction))
    row = BrokenGlass(
        id=uuid4(), person=person, user_id=by.id, reason=reason.value, opened_at=at, ends_at=closes_at(at), review_due_on=due
    )  # fmt: skip
    keys = open_keys([person.id])
    row.sealed_reason = seal_field(keys, person.id, TABLE, row.id, "sealed_reason", words)
    row.save(force_insert=True)
    # The gate has the last word: what it would not open now is not opened at all.
    granted = require(by, Action.READ, Item.IDENTITY, person_id=person.id, at=at)
    record(
        Kind.CONSULTATION, "glass_broken", granted, by=by, at=at, object_type=TABLE, object_id=row.id,
        reason_code=reason.value,
    )  # fmt: skip
