"""The pages of a request for a copy: written down, decided one by one, agreed by another, printed, downloaded, given."""

import json
import re

import pytest

from alongside.access.actors import actor_for
from alongside.casework.promises.operations import make_promise
from alongside.casework.subject_access.gathering import gather_all
from alongside.domain.exports import read_table
from alongside.domain.promises import Side
from alongside.records.models import AccessDecision, AccessRequest
from tests.cast import START, make_user

pytestmark = pytest.mark.django_db
LIST = "/access-requests/"
SECRET = "Nia Hopkins, his sister"
FORMULA = "=HYPERLINK(1)"
ASKED = {
    "given_names": "Tomos", "family_name": "Bevan", "born_on_day": "1", "born_on_month": "3", "born_on_year": "1999",
    "scope": "Everything <b>you</b> have.", "asked_on_day": "4", "asked_on_month": "5", "asked_on_year": "2026",
    "came_by": "letter", "law": "general", "identity": "document",
}  # fmt: skip


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def petra(cast, sign_in):
    return sign_in(cast.privacy_officer)


@pytest.fixture
def paul(cast, sign_in):
    return sign_in(make_user("Paul Reed", "privacy_officer"))


@pytest.fixture
def one(cast, petra, paul):
    """The address of a request about a record with somebody else's name and a formula in it."""
    ruth = actor_for(cast.practitioner)
    for words in (f"Ring {SECRET}", FORMULA):
        make_promise(person_id=cast.person_id, side=Side.PRACTITIONER, words=words, due_on=None, by=ruth, at=START)
    one = petra.post(f"{LIST}log/", ASKED).headers["Location"]
    assert "You wrote it down, so somebody else does this." in words_of(petra.post(f"{one}seen/", follow=True))
    assert "They did ask" in words_of(paul.get(one))
    paul.post(f"{one}seen/")
    return one


def decide_all(client, one, cast) -> None:
    for item in gather_all(cast.person_id):
        said = {"decision": "give", "marked": item.text}
        if SECRET in item.text:
            marked = item.text.replace(SECRET, f"[[{SECRET}]]")
            said = {"decision": "redact", "ground": "others", "reason": "His sister", "marked": marked}
        response = client.post(f"{one}items/{item.source}/{item.row}/", said)
        assert response.status_code == 302, words_of(response)


def test_a_request_is_written_down_with_every_mistake_said_at_its_field(petra):
    assert "Nobody waits for a copy" in words_of(petra.get(LIST))
    page = words_of(petra.post(f"{LIST}log/", ASKED | {"scope": "", "came_by": ""}))
    assert "Write down what they ask for" in page
    assert 'value="Bevan"' in page
    assert "Nobody is found with this name" in words_of(petra.post(f"{LIST}log/", ASKED | {"family_name": "Bowen"}))
    page = words_of(petra.post(f"{LIST}log/", ASKED, follow=True))
    assert "Answer by 4 June 2026" in page
    assert "Everything &lt;b&gt;you&lt;/b&gt; have." in page
    assert "Answer by 4 June 2026" in words_of(petra.get(LIST))


def test_nothing_is_chosen_before_somebody_chooses(cast, petra, one):
    for item in gather_all(cast.person_id):
        page = words_of(petra.get(f"{one}items/{item.source}/{item.row}/"))
        assert not re.search(r'name="decision"[^>]*checked', page), item.label
    assert not AccessDecision.objects.exists()


def test_each_decision_is_saved_and_leads_to_the_next_and_the_way_is_said(cast, petra, one):
    total = len(gather_all(cast.person_id))
    assert f"0 of {total} decided" in words_of(petra.get(one))
    first = re.search(r'href="([^"]+)" role="button"[^>]*>\s*Decide the next one', words_of(petra.get(one))).group(1)
    page = words_of(petra.post(first, {"decision": "give"}, follow=True))
    assert f"Item 2 of {total}. 1 decided." in page
    assert "Saved: give." in page
    assert "Leave it undecided" in words_of(petra.get(first))
    petra.post(first, {"do": "take_back"})
    assert f"0 of {total} decided" in words_of(petra.get(one))
    assert "Not decided</span>" in words_of(petra.get(f"{one}?show=open"))
    assert "Nothing here." in words_of(petra.get(f"{one}?show=withhold"))


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose what happens to it"),
        ({"decision": "withhold", "reason": "So"}, "Choose on what ground something is kept back"),
        ({"decision": "withhold", "ground": "crime"}, "Say why, for this item"),
        ({"decision": "redact", "ground": "others", "reason": "So", "marked": "x"}, "Put [[ before each part"),
        ({"decision": "redact", "ground": "others", "reason": "So", "marked": "[[x]]"}, "Only put marks into the text"),
    ],
)
def test_a_decision_that_says_too_little_is_refused_at_its_field_and_keeps_what_was_typed(cast, petra, one, sent, says):
    page = words_of(petra.post(f"{one}items/Person/{cast.person_id}/", sent))
    assert says in page
    assert "<title>Error:" in page
    if "marked" in sent:
        assert f"{sent['marked']}</textarea>" in page
    assert not AccessDecision.objects.exists()


def test_from_the_first_decision_to_the_copy_in_their_hand(cast, petra, paul, one):
    petra.post(f"{one}give-all/", {"source": "Promise"})
    assert AccessDecision.objects.count() == 2
    assert "not decided" in words_of(petra.post(f"{one}decided/", follow=True))
    decide_all(petra, one, cast)
    assert "Everything is decided." in words_of(petra.get(one))
    page = words_of(petra.post(f"{one}decided/", follow=True))
    assert "somebody else looks next" in page
    assert "I agree" not in page
    assert "You decided some of it" in words_of(petra.post(f"{one}second-look/", {"do": "agree"}, follow=True))
    assert AccessRequest.objects.get().state == "decided"
    assert "You are the second person" in words_of(paul.get(one))
    assert "Say what should be looked at again" in words_of(paul.post(f"{one}second-look/", {"do": "send_back"}))
    assert "the copy is made" in words_of(paul.post(f"{one}second-look/", {"do": "agree"}, follow=True))
    copies = [words_of(paul.get(f"{one}copy/{kind}")) for kind in ("", "csv/", "json/")]
    assert all("Hopkins" not in copy and "[taken out]" in copy for copy in copies)
    cells = [cell for row in read_table(copies[1]) for cell in row]
    assert any(FORMULA in cell for cell in cells)
    assert any(FORMULA in entry["words"] for entry in json.loads(copies[2]))
    assert paul.get(f"{one}copy/xlsx/").status_code == 404
    assert "Choose how it was given" in words_of(petra.post(f"{one}given/", {}))
    given = {"given_by": "hand", "given_on_day": "4", "given_on_month": "5", "given_on_year": "2026"}
    assert "Given on 4 May 2026" in words_of(petra.post(f"{one}given/", given, follow=True))
    assert petra.get(f"{one}copy/").status_code == 404
    assert petra.get(f"{one}items/Person/{cast.person_id}/").status_code == 404
    assert "Given lately" in words_of(petra.get(LIST))


def test_more_time_is_taken_with_words_for_the_person(petra, one):
    assert "Say why it takes longer" in words_of(petra.post(f"{one}more-time/", {"because": ""}))
    assert "Answer by 4 August 2026" in words_of(
        petra.post(f"{one}more-time/", {"because": "Eight years."}, follow=True)
    )
    assert "can only be taken once" in words_of(petra.post(f"{one}more-time/", {"because": "More."}))


def test_pages_take_as_many_queries_as_there_are_tables_and_not_as_there_are_items(
    cast, petra, one, django_assert_max_num_queries
):
    for path in (one, f"{one}items/Person/{cast.person_id}/"):
        petra.get(path)
        with django_assert_max_num_queries(100):
            assert petra.get(path).status_code == 200
