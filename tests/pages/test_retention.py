"""How long records are kept, as an administrator, two privacy officers and a printer meet it."""

import re
from datetime import date, timedelta

import pytest

from alongside.casework.retention.erasing import carry_out_erasures
from alongside.records.models import (
    ErasureCertificate,
    LegalHold,
    Person,
    Relationship,
    RetentionSchedule,
    Supervision,
)
from tests.cast import START, make_user
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
DECISION = {
    "case_type": "order", "counted_from": "end", "years": "0", "months": "6", "starts_on_day": "4", "starts_on_month": "5",
    "starts_on_year": "2026", "controller": "Valleys Probation", "ground": "Duties to the court.",
    "source": "Retention policy 7.", "approved_by": "The board, 1 May 2026",
}  # fmt: skip
HOLD = {
    "ground": "litigation", "words": "A claim was sent.", "review_on_day": "1", "review_on_month": "9",
    "review_on_year": "2026",
}  # fmt: skip


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#x27;", "'")


@pytest.fixture
def petra(cast):
    return signed_in_client(cast.privacy_officer)


@pytest.fixture
def osian(cast):
    return signed_in_client(make_user("Osian Rees", "privacy_officer"))


@pytest.fixture
def over(cast):
    """Everything with the person ended a year ago."""
    Relationship.objects.update(starts_on=date(2024, 1, 1), ends_on=date(2025, 4, 30), ended_at=START)
    Supervision.objects.update(starts_on=date(2024, 1, 1), ends_on=date(2025, 4, 30))


@pytest.fixture
def due(cast, over):
    signed_in_client(cast.administrator).post("/retention/schedules/add/", DECISION)
    return f"/retention/people/{cast.person_id}/"


def test_without_a_decision_the_page_says_that_nothing_is_ever_due(cast, over, petra, osian):
    page = text(petra.get("/retention/"))
    assert "Nothing is ever due." in page
    assert "Tomos" not in page
    assert "Nothing is decided for this kind of record: 1 record" in page


def test_a_decision_is_written_once_and_read_with_who_approved_it(cast):
    admin = signed_in_client(cast.administrator)
    assert "Nothing is written down yet." in text(admin.get("/retention/schedules/"))
    for _ in range(2):
        admin.post("/retention/schedules/add/", DECISION)
    assert RetentionSchedule.objects.count() == 1
    page = text(admin.get("/retention/schedules/"))
    assert "6 months after the supervision ends" in page
    assert "In force . Version 1, from 4 May 2026" in page
    assert "Approved by The board, 1 May 2026" in page
    admin.post("/retention/schedules/add/", DECISION | {"years": "7", "months": "", "starts_on_month": "6"})
    assert "Begins later . Version 2, from 4 June 2026" in text(admin.get("/retention/schedules/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"years": "", "months": ""}, "At least one month"),
        ({"months": "12"}, "Write 11 or less"),
        ({"years": "soon"}, "Write a whole number"),
        ({"starts_on_year": "2025"}, "Choose today or a day to come"),
        ({"case_type": "anything"}, "Choose what kind"),
        ({"approved_by": " "}, "Name who approved it"),
        ({"ground": "x" * 1_001}, "Use 1,000 letters or fewer"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said_and_what_was_typed_stays(cast, wrong, said):
    page = signed_in_client(cast.administrator).post("/retention/schedules/add/", DECISION | wrong).content.decode()
    assert said in page or "Select a valid choice" in page
    assert "Valleys Probation" in page
    assert not RetentionSchedule.objects.exists()


def test_two_people_erase_a_record_and_the_certificate_says_nothing_about_whom(cast, due, petra, osian):
    assert "Order, version 1: 6 months after the supervision ends" in text(petra.get("/retention/"))
    assert "Propose to erase" in text(petra.get(due))
    assert "nothing is erased yet" in text(petra.post(f"{due}propose/", follow=True))
    assert "Somebody else has to confirm it" in text(petra.get(f"{due}erase/", follow=True))
    assert "Somebody else has to confirm it" in text(petra.post(f"{due}erase/", follow=True))
    assert Person.objects.filter(id=cast.person_id).exists()
    assert "Waits for you" in text(osian.get("/retention/"))
    assert "Erase the record of Tomos Bevan?" in text(osian.get(f"{due}erase/"))
    assert "The record is being erased" in text(osian.post(f"{due}erase/", follow=True))
    assert "1 record is being erased now" in text(osian.get("/retention/"))
    assert "Tomos" not in text(osian.get("/retention/"))
    assert osian.get(due).status_code == 404
    while carry_out_erasures(at=START):
        pass
    certificate = osian.get(f"/retention/certificates/{ErasureCertificate.objects.get().id}/")
    page = text(certificate)
    assert "Certificate of erasure 1" in page
    assert "Proposed by Petra Lund Confirmed by Osian Rees" in page
    assert "Supervision 1" in page
    assert not any(word in certificate.content.decode() for word in ("Tomos", "Bevan", str(cast.person_id)))
    assert "Certificate 1" in text(osian.get("/retention/certificates/"))


def test_confirming_takes_a_sign_in_of_the_last_minutes(cast, due, petra, osian):
    petra.post(f"{due}propose/")
    session = osian.session
    for record in (records := session["account_authentication_methods"]):
        record["at"] -= 3_600
    session["account_authentication_methods"] = records
    session.save()
    for send in (osian.get, osian.post):
        assert "reauthenticate" in send(f"{due}erase/").headers["Location"]
    while carry_out_erasures(at=START):
        pass
    assert Person.objects.filter(id=cast.person_id).exists()


def test_a_hold_stops_everything_until_it_is_lifted_in_words(cast, due, petra, osian):
    petra.post(f"{due}propose/")
    assert "The hold is placed" in text(petra.post(f"{due}hold/", HOLD, follow=True))
    osian.post(f"{due}erase/")
    assert "A legal hold" in text(osian.get(due))
    assert "On hold" in text(osian.get("/retention/"))
    hold = f"/retention/holds/{LegalHold.objects.get().id}/"
    assert "A claim was sent." in text(osian.get(hold))
    assert "Write why" in text(osian.post(hold, {"do": "lift", "words": ""}))
    kept = {
        "do": "keep",
        "words": "It goes on.",
        "review_on_day": "1",
        "review_on_month": "5",
        "review_on_year": "2026",
    }
    assert "Choose a day after today" in text(osian.post(hold, kept))
    assert "The hold stays" in text(osian.post(hold, kept | {"review_on_month": "12"}, follow=True))
    assert "The hold is lifted" in text(osian.post(hold, {"do": "lift", "words": "Settled."}, follow=True))
    page = text(osian.get(due))
    assert "A claim was sent." in page
    assert "Settled." in page
    assert osian.get(hold).status_code == 404


def test_a_hold_says_what_is_missing_and_keeps_what_was_typed(cast, due, petra):
    page = text(petra.post(f"{due}hold/", {"words": "A claim was sent."}))
    assert "Choose on what ground" in page
    assert "A claim was sent." in page
    assert not LegalHold.objects.exists()


def test_a_review_that_is_late_is_said_and_ends_nothing(cast, due, petra, set_clock):
    petra.post(f"{due}hold/", HOLD)
    set_clock(START + timedelta(days=200))
    petra = signed_in_client(cast.privacy_officer)
    assert "To be looked at by 1 September 2026" in text(petra.get("/retention/"))
    assert "A legal hold" in text(petra.get(due))


def test_one_record_is_found_by_exactly_what_is_known(cast, petra, osian):
    known = {
        "given_names": "Tomos",
        "family_name": "Bevan",
        "born_on_day": "1",
        "born_on_month": "3",
        "born_on_year": "1999",
    }
    assert petra.post("/retention/", known).headers["Location"].endswith(f"{cast.person_id}/")
    assert petra.post("/retention/", {"scheme": "CRN", "number": "x 123456"}).status_code == 302
    page = text(petra.post("/retention/", known | {"family_name": "Bevann"}))
    assert "No record that you may look after" in page
    assert "Enter the full name and date of birth" in text(petra.post("/retention/", {"given_names": "Tomos"}))


def test_the_only_privacy_officer_is_told_that_they_are(cast, due, petra):
    assert "You are the only privacy officer." in text(petra.get("/retention/"))
    petra.post(f"{due}propose/")
    assert "There is nobody else with that role" in text(petra.get(due))
    assert "taken back" in text(petra.post(f"{due}withdraw/", follow=True))
