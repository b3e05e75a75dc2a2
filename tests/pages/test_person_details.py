"""Details, words, ways to be reached and supervisions: forms that keep what was typed, readers who only read."""

import re

import pytest

from alongside.access.actors import actor_for
from alongside.casework.people.operations import SupervisionFacts
from alongside.casework.people.supervision import add_supervision
from alongside.records.models import ContactRoute, Identifier, Person, Supervision, WhatMatters
from tests.cast import START

pytestmark = pytest.mark.django_db
PAGES = ["details", "what-matters", "contact", "supervisions"]
DETAILS = {
    "given_names": "Tomos", "family_name": "Bevan", "preferred_name": "Tom", "said_as": "", "pronouns": "",
    "born_on_day": "1", "born_on_month": "3", "born_on_year": "1999", "is_child": "no", "contact_days": "7",
    "languages": "", "communication": "", "access": "", "to_know": "Loud rooms are hard", "do": "change",
}  # fmt: skip


def path(cast, page: str) -> str:
    return f"/people/{cast.person_id}/{page}/"


def text(response) -> str:
    return response.content.decode()


def test_details_are_shown_to_be_changed_and_then_said_on_the_person(cast, sign_in):
    browser = sign_in(cast.practitioner)
    assert 'value="TOM-oss"' in text(browser.get(path(cast, "details")))
    page = text(browser.post(path(cast, "details"), DETAILS, follow=True))
    assert "The details are changed." in page
    assert "Tom Bevan" in page
    assert "Loud rooms are hard" in page
    assert Person.objects.get().contact_days == 7


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"family_name": ""}, "Enter their family name"),
        ({"contact_days": "often"}, "Enter the number of days, for example 14"),
        ({"contact_days": "0"}, "Enter 1 day or more"),
        ({"is_child": ""}, "Say whether they are a child"),
    ],
)
def test_a_wrong_detail_is_said_at_its_field_and_nothing_is_changed(cast, sign_in, changes, says):
    page = text(sign_in(cast.practitioner).post(path(cast, "details"), DETAILS | changes))
    assert page.count(says) == 2
    assert 'value="Loud rooms are hard"' in page
    assert Person.objects.get().contact_days == 14


def test_numbers_are_added_and_removed(cast, sign_in):
    browser = sign_in(cast.practitioner)
    page = text(browser.post(path(cast, "details"), {"do": "add_number", "scheme": "PNC", "value": "--"}))
    assert page.count("Enter a number with letters or digits in it") == 2
    page = text(browser.post(path(cast, "details"), {"do": "add_number", "scheme": "CRN", "value": "x123456"}))
    assert "Somebody you work with has this number already" in page
    page = text(
        browser.post(path(cast, "details"), {"do": "add_number", "scheme": "PNC", "value": "99/1"}, follow=True)
    )
    number = re.findall(r'name="number_id" value="([^"]+)"', page)[-1]
    browser.post(path(cast, "details"), {"do": "remove_number", "number_id": number})
    assert Identifier.objects.count() == 1


def test_words_are_kept_and_read_back(cast, sign_in):
    browser = sign_in(cast.practitioner)
    said = {
        "do": "say",
        "words": "Saturdays with Ella",
        "said_on_day": "4",
        "said_on_month": "5",
        "said_on_year": "2026",
    }
    page = text(browser.post(path(cast, "what-matters"), said | {"said_on_year": "2027"}))
    assert "The day must be today or earlier" in page
    assert "Saturdays with Ella" in page
    page = text(browser.post(path(cast, "what-matters"), said, follow=True))
    assert "Saturdays with Ella" in page
    assert "Not read back yet" in page
    browser.post(path(cast, "what-matters"), {"do": "read_back", "what_matters_id": WhatMatters.objects.get().id})
    assert "Read back and kept the same, 4 May 2026" in text(browser.get(f"/people/{cast.person_id}/"))


def test_a_way_to_be_reached_says_what_is_safe_and_nothing_else(cast, sign_in):
    browser = sign_in(cast.practitioner)
    page = text(
        browser.post(path(cast, "contact"), {"do": "add", "kind": "phone", "value": "07700 900123"}, follow=True)
    )
    assert "Nothing today: do not use it" in page
    assert "Not confirmed yet. Nothing is sent until Tomos confirms it" in page
    row = ContactRoute.objects.get()
    confirm = {"do": "confirm", "route_id": row.id, "safe": ["text"], "shared_with": "His mam"}
    wrong = text(browser.post(path(cast, "contact"), confirm | {"safe": ["write"]}))
    assert "You can ring, text or leave a message on a phone" in wrong
    page = text(browser.post(path(cast, "contact"), confirm, follow=True))
    assert "Kept as they confirmed it today" in page
    assert "His mam" in page
    page = text(browser.post(path(cast, "contact"), {"do": "end", "route_id": row.id}, follow=True))
    assert "Not used since 4 May 2026. Do not use it." in page


def test_a_supervision_is_added_and_ended(cast, sign_in):
    browser = sign_in(cast.practitioner)
    assert text(browser.post(path(cast, "supervisions"), {"do": "add"})).count("Enter what it is called") == 2
    row = Supervision.objects.get()
    end = {"do": "end", "supervision_id": row.id, "ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2026"}
    page = text(browser.post(path(cast, "supervisions"), end))
    assert "The last day must be the same day as the start, or later" in page
    page = text(browser.post(path(cast, "supervisions"), end | {"ends_on_month": "6"}, follow=True))
    assert "from 1 April 2026 to 1 June 2026" in page


@pytest.mark.parametrize("page", PAGES)
def test_an_id_that_is_none_is_not_there(cast, sign_in, page):
    for do in ("remove_number", "read_back", "confirm", "end"):
        fields = {"number_id": "x", "what_matters_id": "x", "route_id": "x", "supervision_id": "x"}
        response = sign_in(cast.practitioner).post(path(cast, page), {"do": do, **fields})
        assert response.status_code in {200, 404}


@pytest.mark.parametrize("part", ["cover", "supervisor"])
def test_readers_read_and_find_nothing_to_change(cast, sign_in, part):
    browser = sign_in(getattr(cast, part))
    for page in PAGES[1:]:
        shown = text(browser.get(path(cast, page))).split('id="main-content"')[1]
        assert '<form method="post"' not in shown
        assert browser.post(path(cast, page), {"do": "add"}).status_code == 404
    assert browser.get(path(cast, "details")).status_code == 404
    assert "/details/" not in text(browser.get(f"/people/{cast.person_id}/"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("part", ["colleague", "excluded", "stranger", "privacy_officer", "administrator"])
def test_for_everybody_else_there_is_no_such_page(cast, sign_in, part, page):
    assert sign_in(getattr(cast, part)).get(path(cast, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_does_not_grow(cast, sign_in, django_assert_max_num_queries, page):
    browser = sign_in(cast.practitioner)
    browser.get(path(cast, page))
    with django_assert_max_num_queries(13 if page == "details" else 12) as few:
        browser.get(path(cast, page))
    for number in range(20):
        order = SupervisionFacts("order", f"Order {number}", START.date())
        add_supervision(person_id=cast.person_id, facts=order, by=actor_for(cast.practitioner), at=START)
        browser.post(path(cast, "details"), {"do": "add_number", "scheme": "PNC", "value": f"99/{number}"})
        browser.post(path(cast, "contact"), {"do": "add", "kind": "phone", "value": f"07700 90{number:04}"})
        said = {"words": f"Word {number}", "said_on_day": "4", "said_on_month": "5", "said_on_year": "2026"}
        browser.post(path(cast, "what-matters"), {"do": "say", **said})
    browser.get(path(cast, page))
    with django_assert_max_num_queries(13 if page == "details" else 12) as many:
        browser.get(path(cast, page))
    assert len(few) == len(many)
