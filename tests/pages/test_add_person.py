"""Adding a person: what is typed is kept until it is right, checked once, and stored nowhere on the way."""

import re
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as StoredSession

from alongside.access.actors import actor_for
from alongside.casework.people.details import get_details
from alongside.ledger.models import Entry
from alongside.records.models import Person
from tests.cast import START

pytestmark = pytest.mark.django_db
FORM = {
    "given_names": "Shanice", "family_name": "Doyle", "preferred_name": "Shan", "said_as": "shuh-NEESE",
    "pronouns": "she, her", "born_on_day": "5", "born_on_month": "6", "born_on_year": "1994",
    "jurisdiction": "scotland", "is_child": "", "scheme_1": "CRN", "identifier_1": "X777777", "scheme_2": "PNC",
    "identifier_2": "", "languages": "English", "communication": "Large print", "access": "Ground floor",
    "to_know": "Text before calling", "kind": "order", "title": "Community payback order",
    "starts_on_day": "1", "starts_on_month": "5", "starts_on_year": "2026", "ends_on_day": "", "ends_on_month": "",
    "ends_on_year": "",
}  # fmt: skip


def post(browser, step: str, **changes: str):
    return browser.post("/people/add/", FORM | {"step": step} | changes)


def text(response) -> str:
    return response.content.decode()


def test_answers_are_checked_before_anybody_is_added(cast, sign_in):
    page = text(post(sign_in(cast.practitioner), "check"))
    assert "Check the answers" in page
    assert "Shan Doyle is not added yet" in page
    assert "No, from their date of birth" in page
    assert Person.objects.count() == 1


def test_the_answers_that_were_checked_add_the_person_with_everything(cast, sign_in):
    browser = sign_in(cast.practitioner)
    checked = text(post(browser, "check"))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', checked))
    response = browser.post("/people/add/", hidden | {"step": "add"})
    person = Person.objects.exclude(id=cast.person_id).get()
    assert response.headers["Location"] == f"/people/{person.id}/"
    found = get_details(person_id=person.id, viewer=actor_for(cast.practitioner), at=START)
    assert (found.identity.name.display, found.identity.needs.access) == ("Shan Doyle", "Ground floor")
    assert [(n.scheme, n.value) for n in found.numbers] == [("CRN", "X777777")]
    assert (person.jurisdiction, person.is_child) == ("scotland", False)
    assert [s.title for s in found.identity.supervisions] == ["Community payback order"]
    assert "Shan Doyle" in text(browser.get(response.headers["Location"]))


def test_sending_the_checked_answers_twice_adds_one_person(cast, sign_in):
    browser = sign_in(cast.practitioner)
    asked = text(browser.get("/people/add/"))
    form_id = re.search(r'name="form_id" value="([^"]+)"', asked)[1]
    checked = text(post(browser, "check", form_id=form_id, identifier_1=""))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', checked))
    first = browser.post("/people/add/", hidden | {"step": "add"})
    again = browser.post("/people/add/", hidden | {"step": "add"})
    assert again.headers["Location"] == first.headers["Location"]
    assert Person.objects.count() == 2
    assert Entry.objects.filter(action="added", object_type="person").count() == 2  # the cast's and this one
    # Back, another name, sent: somebody else, although it is the same form.
    browser.post("/people/add/", hidden | {"step": "add", "given_names": "Sharon"})
    assert Person.objects.count() == 3


def test_the_same_answers_from_a_form_of_somebody_else_add_somebody_else(cast, sign_in):
    form_id = str(uuid4())
    for user in (cast.practitioner, cast.colleague):
        post(sign_in(user), "add", form_id=form_id, identifier_1="")
    assert Person.objects.count() == 3


def test_going_back_to_change_keeps_every_word(cast, sign_in):
    page = text(post(sign_in(cast.practitioner), "change"))
    for name, value in FORM.items():
        if value and name not in {"jurisdiction", "scheme_1", "scheme_2", "kind"}:
            assert f'value="{value}"' in page, name
    assert re.search(r'value="scotland"[^>]* checked', page)


def test_nothing_that_was_typed_is_kept_between_the_pages(cast, sign_in):
    browser = sign_in(cast.practitioner)
    post(browser, "check")
    kept = [StoredSession(session_data=row.session_data).get_decoded() for row in StoredSession.objects.all()]
    assert "Doyle" not in str(kept)
    assert "Doyle" not in str(browser.cookies)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"given_names": ""}, "Enter their given names"),
        ({"jurisdiction": ""}, "Choose whose law the supervision is under"),
        ({"born_on_year": "2031"}, "The date of birth must be in the past"),
        ({"born_on_month": "13"}, "The month is a number from 1 to 12"),
        ({"born_on_day": "", "born_on_month": "", "born_on_year": ""}, "Say whether they are a child"),
        ({"identifier_1": "--"}, "Enter a number with letters or digits in it"),
        ({"scheme_2": "CRN", "identifier_2": "x 777777"}, "This number is here twice"),
        ({"title": ""}, "Enter what it is called"),
        ({"ends_on_day": "30", "ends_on_month": "4", "ends_on_year": "2026"}, "The end must be the same day"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(cast, sign_in, changes, says):
    page = text(post(sign_in(cast.practitioner), "add", **changes))
    assert page.count(says) == 2
    assert "<title>Error: " in page
    assert 'value="shuh-NEESE"' in page
    assert Person.objects.count() == 1


def test_a_number_of_somebody_one_works_with_is_an_error_at_that_number(cast, sign_in):
    page = text(post(sign_in(cast.practitioner), "add", identifier_1="x123456"))
    assert 'id="id_identifier_1-error"' in page
    assert "Somebody you work with has this number already" in page
    assert 'value="Text before calling"' in page


def test_an_excluded_colleague_cannot_tell_that_the_number_is_taken(cast, sign_in):
    response = post(sign_in(cast.excluded), "add", identifier_1="X123456")
    assert response.status_code == 302
    page = text(sign_in(cast.excluded).get(response.headers["Location"] + "details/"))
    assert "X123456" in page
    assert "contested" not in page.lower()


def test_a_child_is_suggested_by_the_date_of_birth_and_a_contradiction_is_pointed_out(cast, sign_in):
    browser = sign_in(cast.practitioner)
    assert "Yes, from their date of birth" in text(post(browser, "check", born_on_year="2010"))
    assert "but their date of birth says yes" in text(post(browser, "check", born_on_year="2010", is_child="no"))


@pytest.mark.parametrize("part", ["supervisor", "privacy_officer", "administrator", "evaluator"])
def test_only_practitioners_add_people(cast, sign_in, part):
    browser = sign_in(getattr(cast, part))
    assert browser.get("/people/add/").status_code == 404
    assert post(browser, "add").status_code == 404
    assert Person.objects.count() == 1
