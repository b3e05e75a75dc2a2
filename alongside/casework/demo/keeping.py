"""How long the made-up service keeps its records, a hold, and somebody whose time is over."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName, seal_born_on, seal_field, seal_name, seal_title
from alongside.domain.demo import words
from alongside.domain.people.kinds import Jurisdiction
from alongside.records.people import BlindEntry, Person
from alongside.records.relationships import Relationship, Supervision
from alongside.records.retention import LegalHold, LegalHoldStep, RetentionSchedule
from alongside.vault import create_key, open_keys

YEARS = timedelta(days=366 * 3)
NAME, BORN_ON = PersonName("Idris", "Vaughan-Wells"), date(1971, 2, 28)


def decide_periods(by: UUID, at: datetime) -> list[Model]:
    """Return what the service decided for two kinds of record. For agreements nothing is decided."""
    controller, ground, source, approved_by = words.KEPT_BECAUSE
    return [
        RetentionSchedule(
            id=uuid4(), case_type=case_type, number=1, starts_on=day_of(at), counted_from="end", months=months,
            controller=controller, ground=ground, source=source, approved_by=approved_by, written_by_id=by, written_at=at,
        )
        for case_type, months in (("order", 24), ("licence", 72))
    ]  # fmt: skip


def hold_back(person_id: UUID, by: UUID, at: datetime) -> list[Model]:
    """Return a hold that somebody is to look at again within a month."""
    hold = LegalHold(
        id=uuid4(), person_id=person_id, ground="complaint", placed_at=at - timedelta(days=60),
        review_on=day_of(at) + timedelta(days=21),
    )  # fmt: skip
    step = LegalHoldStep(id=uuid4(), hold=hold, number=1, kind="placed", done_by_id=by, done_at=hold.placed_at)
    step.sealed_words = seal_field(
        open_keys([person_id]), person_id, "legal_hold_step", step.id, "sealed_words", words.HELD_BECAUSE
    )
    return [hold, step]


def make_somebody_due(practitioner: UUID, at: datetime) -> list[Model]:
    """Return a record whose order ended three years ago, with nothing in it but who it was and who worked with them."""
    ended = day_of(at) - YEARS
    person = Person(id=uuid4(), jurisdiction=Jurisdiction.ENGLAND_WALES.value, created_at=at - 2 * YEARS)
    create_key(person.id)
    keys = open_keys([person.id])
    person.sealed_name = seal_name(keys, person, NAME)
    person.sealed_born_on = seal_born_on(keys, person, BORN_ON)
    dates = {"person": person, "starts_on": ended - timedelta(days=500), "ends_on": ended}
    order = Supervision(id=uuid4(), kind="order", **dates)
    order.sealed_title = seal_title(keys, order, words.ENDED_ORDER)
    worked = Relationship(
        id=uuid4(),
        kind="allocated",
        practitioner_id=practitioner,
        created_at=at - 2 * YEARS,
        ended_at=at - YEARS,
        **dates,
    )
    return [person, BlindEntry(id=uuid4(), person=person, blind=blind_name(NAME, BORN_ON)), order, worked]
