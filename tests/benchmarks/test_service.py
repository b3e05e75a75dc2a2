"""What is measured is a service as the product would keep it: copies are people of their own, and nothing is left dangling."""

import pytest
from django.db import connection

from alongside.access.actors import actor_for
from alongside.casework.caseload.queries import Order, Show, get_caseload
from alongside.casework.caseload.state import refresh_states
from alongside.records.models import CaseloadState, CheckIn, Person, Promise, Relationship, Session, User
from benchmarks.service import ANSWERED, CONTACTS, PEOPLE_EACH, make, this_morning

PRACTITIONERS = 3


@pytest.fixture
def made(db) -> list[User]:
    make(PRACTITIONERS * PEOPLE_EACH)
    return list(User.objects.filter(roles=["practitioner"]).order_by("email"))


def test_every_practitioner_has_forty_people_of_their_own_with_a_year_each(made):
    assert Person.objects.count() == PRACTITIONERS * PEOPLE_EACH
    for user in made:
        people = Person.objects.filter(relationships__practitioner=user)
        assert people.count() == PEOPLE_EACH
        assert (
            Promise.objects.filter(person__in=people, made_by=user, relationship__practitioner=user).count()
            == PEOPLE_EACH
        )
    for person in Person.objects.all():
        assert Session.objects.filter(person=person, attendance="attended").count() == CONTACTS
        assert CheckIn.objects.filter(person=person, session__person=person, state="completed").count() == ANSWERED
    connection.check_constraints()


def test_the_caseload_rows_of_copies_are_those_the_product_would_keep(made):
    def rows():
        return list(CaseloadState.objects.order_by("person").values())

    before = rows()
    refresh_states([row["person_id"] for row in before], at=this_morning())
    assert rows() == before
    assert len(before) == PRACTITIONERS * PEOPLE_EACH


def test_each_copy_is_opened_with_a_key_of_its_own_by_its_own_practitioner(made):
    seen = set()
    for user in made:
        loaded = get_caseload(viewer=actor_for(user), show=Show.EVERYBODY, order=Order.NAME, at=this_morning())
        assert len(loaded.rows) == PEOPLE_EACH
        assert loaded.counts[Show.TODAY] == sum(
            row.next_session_at.date() == this_morning().date() for row in loaded.rows
        )
        seen |= {(row.name.display, row.person_id) for row in loaded.rows}
    assert len({name for name, _ in seen}) == len(seen) == PRACTITIONERS * PEOPLE_EACH
    assert Relationship.objects.count() == PRACTITIONERS * PEOPLE_EACH


def test_a_service_that_is_there_is_not_made_again(made):
    before = set(Person.objects.values_list("id", flat=True))
    make((PRACTITIONERS + 1) * PEOPLE_EACH)
    after = set(Person.objects.values_list("id", flat=True))
    assert before < after
    assert len(after) == (PRACTITIONERS + 1) * PEOPLE_EACH
