"""G14: ciphertext moved between rows, fields or people in the database is refused when a page opens it."""

import pytest
from django.db import connection

from alongside.access.actors import actor_for
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.people.what_matters import say_what_matters
from alongside.domain.people.kinds import Jurisdiction
from alongside.records.models import Person, WhatMatters
from alongside.vault import SealBroken, open_keys
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def move(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_name_moved_to_another_person_does_not_open(cast):
    facts = PersonFacts(PersonName("Aled", "Rees"), None, Jurisdiction.SCOTLAND)
    other = add_person(facts=facts, by=actor_for(cast.practitioner), at=START)
    name = Person.objects.values_list("sealed_name", flat=True).get(id=cast.person_id)
    Person.objects.filter(id=other).update(sealed_name=bytes(name))
    with pytest.raises(SealBroken):
        open_name(open_keys([other]), Person.objects.get(id=other))


def test_needs_put_in_the_place_of_the_name_do_not_open(cast):
    move("UPDATE records_person SET sealed_name = sealed_needs")
    with pytest.raises(SealBroken):
        open_name(open_keys([cast.person_id]), Person.objects.get(id=cast.person_id))


def test_words_moved_to_another_row_of_the_same_person_do_not_open(cast):
    by = actor_for(cast.practitioner)
    first, second = (
        say_what_matters(person_id=cast.person_id, words=words, said_on=START.date(), by=by, at=START)
        for words in ("My daughter", "A job outdoors")
    )
    sealed = bytes(WhatMatters.objects.get(id=first).sealed_words)
    keys = open_keys([cast.person_id])
    place = {"subject": cast.person_id, "table": "what_matters", "field": "sealed_words"}
    assert keys.open_text(sealed, row=first, **place) == "My daughter"
    with pytest.raises(SealBroken):
        keys.open_text(sealed, row=second, **place)
