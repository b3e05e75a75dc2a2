"""How long it is kept, as the person reads it, and asking to have it taken away."""

import pytest

from alongside.records.models import ErasureRequest, LegalHold, Pin, Supervision
from tests.access.browsers import nothing_stays
from tests.access.world import make_world
from tests.cast import START
from tests.pages.own_door import give_door, open_own
from tests.pages.test_nobody_can_tell import screens
from tests.pages.test_retention import DECISION, text
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
MINE = "/mine/kept/"


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def petra(cast):
    return signed_in_client(cast.privacy_officer)


def test_what_is_not_decided_is_said_to_be_not_decided(cast, phone):
    page = text(phone.get(MINE))
    assert "Your order It is not decided yet how long this is kept." in page
    assert "Two people take all of it away" not in page


def test_it_says_how_long_and_who_decided_for_each_kind_the_person_has(cast, phone, petra):
    Supervision.objects.create(person_id=cast.person_id, kind="licence", starts_on=START.date())
    petra.post("/retention/schedules/add/", DECISION | {"years": "6", "months": "2"})
    page = text(phone.get(MINE))
    assert "Your order It is kept for 6 years and 2 months after it ends. Valleys Probation decided this." in page
    assert "Your licence It is not decided yet" in page
    assert "Your agreement" not in page


def test_welsh_says_each_number_of_years_as_welsh_does(cast, phone, petra):
    phone.post("/language/", {"language": "cy", "next": MINE})
    for years, said in (
        ("1", "1 flwyddyn"),
        ("2", "2 flynedd"),
        ("3", "3 blynedd"),
        ("5", "5 mlynedd"),
        ("25", "25 mlynedd"),
    ):
        petra.post("/retention/schedules/add/", DECISION | {"years": years, "months": ""})
        assert said in text(phone.get(MINE))


def test_somebody_asks_once_and_reads_the_answer(cast, phone, petra):
    assert "The answer can be no." in text(phone.get(MINE))
    for _ in range(2):
        sent = phone.post(MINE, {"do": "ask", "words": "I want to begin again."}, follow=True)
    assert ErasureRequest.objects.count() == 1
    assert "You get an answer by Thursday 4 June 2026" in text(sent)
    assert "Ask for this" not in text(phone.get(MINE))
    request = f"/retention/requests/{ErasureRequest.objects.get().id}/"
    assert "I want to begin again." in text(petra.get(request))
    assert "Write the answer" in text(petra.post(request, {"decision": "refused"}))
    petra.post(request, {"decision": "refused", "words": "The court needs it until 2027."})
    page = text(phone.get(MINE))
    assert "It stays for now." in page
    assert "The court needs it until 2027." in page
    assert "Petra" not in page
    assert "Ask for this" in page


def test_nothing_is_asked_by_opening_the_page_or_sending_nothing(cast, phone):
    phone.get(MINE)
    phone.post(MINE, {})
    assert not ErasureRequest.objects.exists()


def test_too_many_words_are_said_at_the_field_and_stay(cast, phone):
    page = text(phone.post(MINE, {"do": "ask", "words": "x" * 2_001}))
    assert "Use fewer words." in page
    assert "x" * 2_001 in page


def test_a_hold_is_on_no_page_of_the_person(cast, phone, petra):
    before = text(phone.get(MINE))
    LegalHold.objects.create(person_id=cast.person_id, ground="inquiry", review_on=START.date(), placed_at=START)
    assert text(phone.get(MINE)) == before


def test_that_somebody_asked_changes_no_screen_of_a_worker(cast):
    world = make_world(cast)
    for table in (ErasureRequest, Pin):
        table.objects.all().delete()
    phone = open_own(give_door(cast))
    with nothing_stays():
        before = dict(screens(world, "practitioner"))
    with nothing_stays():
        phone.post(MINE, {"do": "ask", "words": "Take it away."})
        assert ErasureRequest.objects.exists()
        after = dict(screens(world, "practitioner"))
    assert [page for page in after if after[page] != before[page]] == []


def test_what_came_by_letter_stands_on_their_page_with_its_day(cast, phone, petra):
    page = f"/retention/people/{cast.person_id}/asked/"
    day = {"asked_on_day": "20", "asked_on_month": "4", "asked_on_year": "2026"}
    refused = petra.post(page, {"words": "Take it all away.", **day, "asked_on_year": "2027"})
    assert "Choose today or a day before" in text(refused)
    assert "Take it all away." in text(refused)
    answer = petra.post(page, {"words": "Take it all away.", **day}, follow=True)
    assert "The answer is due by 20 May 2026" in text(answer)
    assert "20 April 2026. Written down by Petra Lund." in text(answer)
    own = text(phone.get(MINE))
    assert "Take it all away." in own
    assert "Petra" not in own
