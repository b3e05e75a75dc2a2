"""Keeping a person's details right: who may, what it leaves behind, and that no ledger means no change."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.people.contact import (
    DoesNotFit,
    RouteFacts,
    add_contact_route,
    confirm_contact_route,
    end_contact_route,
)
from alongside.casework.people.details import get_contact, get_details, get_supervisions, get_words
from alongside.casework.people.identifiers import IdentifierTaken, add_identifier, remove_identifier
from alongside.casework.people.operations import SupervisionFacts, change_details
from alongside.casework.people.sealing import Needs, PersonName
from alongside.casework.people.supervision import EndsBeforeStart, add_supervision, end_supervision
from alongside.casework.people.what_matters import read_back_what_matters, say_what_matters
from alongside.domain.people.contact import RouteKind, Safe
from alongside.ledger.models import Entry
from alongside.records.models import ContactRoute, Identifier, Person, Supervision, WhatMatters
from tests.cast import START, TOMOS, make_cast

pytestmark = pytest.mark.django_db
PHONE = RouteFacts(RouteKind.PHONE, "07700 900123", [Safe.TEXT], "His mam", True)
ORDER = SupervisionFacts("order", "Community order", date(2026, 5, 1))
LATER = START + timedelta(days=1)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


def every_change(cast, by):
    """Return every change of a person's details, ready to be called."""
    person = {"person_id": cast.person_id, "by": by, "at": LATER}
    name = {"name": PersonName("T", "B"), "born_on": None, "is_child": False, "needs": Needs(), "contact_days": 7}
    return {
        "details": lambda: change_details(**name, **person),
        "number": lambda: add_identifier(scheme="PNC", value="1", **person),
        "words": lambda: say_what_matters(words="Ella", said_on=START.date(), **person),
        "route": lambda: add_contact_route(facts=PHONE, **person),
        "supervision": lambda: add_supervision(facts=ORDER, **person),
    }


CHANGES = ["details", "number", "words", "route", "supervision"]
REFUSED = ["cover", "supervisor", "colleague", "excluded", "stranger", "privacy_officer", "administrator"]


def everything() -> list[object]:
    tables = (Person, Identifier, WhatMatters, ContactRoute, Supervision)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_does_not_work_with_the_person_changes_nothing(cast, change):
    before = everything()
    for part in REFUSED:
        with pytest.raises(NotHere):
            every_change(cast, actor_for(getattr(cast, part)))[change]()
    assert everything() == before


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_one_entry_in_the_ledger(cast, ruth, change):
    before = Entry.objects.count()
    every_change(cast, ruth)[change]()
    assert Entry.objects.count() == before + 1
    assert Entry.objects.filter(actor_id=cast.practitioner.id, recorded_at=LATER).count() == 1


@pytest.mark.parametrize("change", CHANGES)
def test_without_a_ledger_nothing_is_changed(cast, ruth, change, monkeypatch):
    before = everything()
    monkeypatch.setattr("alongside.casework.audit.record_entry", _refuse)
    with pytest.raises(RuntimeError):
        every_change(cast, ruth)[change]()
    assert everything() == before


def _refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")


def test_details_are_what_was_typed_last(cast, ruth):
    change_details(
        person_id=cast.person_id, name=PersonName("Tomos", "Price", "Tom"), born_on=date(2010, 1, 2), is_child=True,
        needs=Needs(access="Ground floor"), contact_days=7, by=ruth, at=LATER,
    )  # fmt: skip
    found = get_details(person_id=cast.person_id, viewer=ruth, at=LATER)
    identity = found.identity
    assert (identity.name.display, identity.born_on, identity.age) == ("Tom Price", date(2010, 1, 2), 16)
    assert (identity.is_child, identity.needs, found.contact_days) == (True, Needs(access="Ground floor"), 7)


def test_a_number_can_be_added_and_taken_away_and_is_refused_where_it_is_known(cast, ruth):
    number = add_identifier(person_id=cast.person_id, scheme="PNC", value="99/1", by=ruth, at=LATER)
    with pytest.raises(IdentifierTaken):
        add_identifier(person_id=cast.person_id, scheme="CRN", value="x123456", by=ruth, at=LATER)
    remove_identifier(person_id=cast.person_id, identifier_id=number, by=ruth, at=LATER)
    found = get_details(person_id=cast.person_id, viewer=ruth, at=LATER)
    assert [n.value for n in found.numbers] == [value for _, value in TOMOS.identifiers]
    with pytest.raises(NotHere):
        remove_identifier(person_id=cast.person_id, identifier_id=number, by=ruth, at=LATER)


def test_earlier_words_stay_and_only_the_day_they_were_read_back_changes(cast, ruth):
    first = say_what_matters(person_id=cast.person_id, words="Ella", said_on=START.date(), by=ruth, at=START)
    say_what_matters(person_id=cast.person_id, words="Work", said_on=LATER.date(), by=ruth, at=LATER)
    read_back_what_matters(person_id=cast.person_id, what_matters_id=first, by=ruth, at=LATER)
    words = get_words(person_id=cast.person_id, viewer=ruth, at=LATER).words
    assert [(row.words, row.read_back_on) for row in words] == [("Work", None), ("Ella", LATER.date())]
    assert {row.written_by for row in words} == {cast.practitioner.name}
    with pytest.raises(NotHere):
        read_back_what_matters(person_id=cast.person_id, what_matters_id=uuid4(), by=ruth, at=LATER)


def test_nothing_is_safe_that_was_not_said_to_be(cast, ruth):
    facts = RouteFacts(RouteKind.PHONE, "07700 900123")
    add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)
    (route,) = get_contact(person_id=cast.person_id, viewer=ruth, at=START).routes
    assert (route.safe, route.is_confirmed, route.last_confirmed_on) == (frozenset(), False, None)


def test_what_is_confirmed_today_replaces_what_was_safe_and_lasts_ninety_days(cast, ruth):
    route_id = add_contact_route(person_id=cast.person_id, facts=PHONE, by=ruth, at=START)
    later = START + timedelta(days=91)
    (route,) = get_contact(person_id=cast.person_id, viewer=ruth, at=later).routes
    assert not route.is_confirmed
    confirm_contact_route(
        person_id=cast.person_id, route_id=route_id, safe=[Safe.RING], shared_with="", by=ruth, at=later
    )
    (route,) = get_contact(person_id=cast.person_id, viewer=ruth, at=later).routes
    assert (route.safe, route.shared_with, route.is_confirmed) == (frozenset({Safe.RING}), "", True)


def test_a_way_that_was_ended_is_kept_and_nothing_is_safe_with_it(cast, ruth):
    route_id = add_contact_route(person_id=cast.person_id, facts=PHONE, by=ruth, at=START)
    end_contact_route(person_id=cast.person_id, route_id=route_id, by=ruth, at=LATER)
    (route,) = get_contact(person_id=cast.person_id, viewer=ruth, at=LATER).routes
    assert (route.value, route.safe, route.ended_on) == ("07700 900123", frozenset(), LATER.date())
    with pytest.raises(NotHere):
        end_contact_route(person_id=cast.person_id, route_id=route_id, by=ruth, at=LATER)


@pytest.mark.parametrize(("kind", "safe"), [(RouteKind.ADDRESS, Safe.RING), (RouteKind.PHONE, Safe.WRITE)])
def test_what_cannot_be_done_cannot_be_safe(cast, ruth, kind, safe):
    with pytest.raises(DoesNotFit):
        add_contact_route(person_id=cast.person_id, facts=RouteFacts(kind, "x", [safe]), by=ruth, at=START)
    assert not ContactRoute.objects.exists()


def test_a_supervision_ends_on_a_day_that_is_not_before_it_began(cast, ruth):
    row = add_supervision(person_id=cast.person_id, facts=ORDER, by=ruth, at=START)
    with pytest.raises(EndsBeforeStart):
        end_supervision(person_id=cast.person_id, supervision_id=row, ends_on=date(2026, 4, 30), by=ruth, at=LATER)
    end_supervision(person_id=cast.person_id, supervision_id=row, ends_on=date(2026, 5, 1), by=ruth, at=LATER)
    found = get_supervisions(person_id=cast.person_id, viewer=ruth, at=LATER).supervisions
    assert (found[0].title, found[0].ends_on) == ("Community order", date(2026, 5, 1))


def test_a_row_of_another_person_is_not_there_under_this_one(cast, ruth):
    from tests.pages.test_caseload import add

    other = add(cast.practitioner, "Zoe")
    route = add_contact_route(person_id=other, facts=PHONE, by=ruth, at=START)
    row = add_supervision(person_id=other, facts=ORDER, by=ruth, at=START)
    with pytest.raises(NotHere):
        end_contact_route(person_id=cast.person_id, route_id=route, by=ruth, at=LATER)
    with pytest.raises(NotHere):
        end_supervision(person_id=cast.person_id, supervision_id=row, ends_on=date(2026, 6, 1), by=ruth, at=LATER)


def test_a_name_is_kept_without_signs_that_are_not_seen(cast, ruth):
    turned = PersonName("To\u202emos", "Be\u200bvan", "T\u2066om")
    change_details(
        person_id=cast.person_id,
        name=turned,
        born_on=None,
        is_child=False,
        needs=Needs(),
        contact_days=7,
        by=ruth,
        at=LATER,
    )
    found = get_details(person_id=cast.person_id, viewer=ruth, at=LATER).identity
    assert (found.name.given_names, found.name.display) == ("Tomos", "Tom Bevan")
