"""The database refuses what the shapes forbid, whoever writes."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from alongside.records.models import Cover, Person, Relationship, User

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def practitioner() -> User:
    return User.objects.create(email="ruth@example.org", name="Ruth Adeyemi", roles=["practitioner"])


@pytest.fixture
def person() -> Person:
    return Person.objects.create(jurisdiction="england_wales", created_at=NOW)


def relate(person: Person, practitioner: User, **fields: object) -> Relationship:
    given = {"kind": "allocated", "starts_on": date(2026, 1, 1), "created_at": NOW} | fields
    return Relationship.objects.create(person=person, practitioner=practitioner, **given)


def test_nobody_has_two_allocated_practitioners_at_once(person, practitioner):
    relate(person, practitioner)
    with pytest.raises(IntegrityError), transaction.atomic():
        relate(person, practitioner, starts_on=date(2026, 2, 1))
    relate(person, practitioner, kind="co_worker")


def test_a_relationship_does_not_end_before_it_starts(person, practitioner):
    with pytest.raises(IntegrityError), transaction.atomic():
        relate(person, practitioner, ends_on=date(2025, 12, 31))


def test_nobody_covers_for_themselves(practitioner):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(
            practitioner=practitioner,
            covering=practitioner,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 1, 2),
            arranged_by=practitioner,
            arranged_at=NOW,
        )


def test_an_unknown_jurisdiction_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(jurisdiction="atlantis", created_at=NOW)


def test_plain_text_in_a_sealed_column_is_refused(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(id=person.id).update(sealed_name=b"Tomos Bevan")
