"""Reading the ledger: for a purpose that is said, written down itself, and blind to whom the officer is kept from."""

import pytest

from alongside.ledger.models import Entry
from alongside.records.models import Conflict, LedgerReading
from tests.cast import START
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
WORDS = "Did the cousin look?"
DAYS = {
    "first_day": "4", "first_month": "5", "first_year": "2026", "last_day": "4", "last_month": "5", "last_year": "2026",
}  # fmt: skip
ABOUT_TOMOS = DAYS | {
    "purpose": "complaint", "words": WORDS, "about": "person", "given_names": "Tomos", "family_name": "Bevan",
    "born_on_day": "1", "born_on_month": "3", "born_on_year": "1999",
}  # fmt: skip


def text_of(response):
    return response.content.decode()


@pytest.fixture
def looked(cast, sign_in):
    for _ in range(3):
        sign_in(cast.practitioner).get(f"/people/{cast.person_id}/")


def about_ruth(cast):
    return DAYS | {"purpose": "incident", "words": WORDS, "about": "member", "member": str(cast.practitioner.id)}


def test_about_one_person_it_says_who_did_what_and_folds_repeats(cast, sign_in, looked):
    page = text_of(sign_in(cast.privacy_officer).post("/ledger/", ABOUT_TOMOS))
    assert "Ruth Adeyemi" in page
    assert "Opened, person. As: allocated" in page
    assert "3 times" in page
    assert "It is not for managing how people work" in page


def test_by_one_member_of_staff_it_says_whose_records(cast, sign_in, looked):
    page = text_of(sign_in(cast.privacy_officer).post("/ledger/", about_ruth(cast)))
    assert "Tomos Bevan" in page
    assert "3 times" in page


def test_the_purpose_is_sealed_the_reading_is_written_down_and_the_person_sees_it(cast, sign_in, looked):
    client = sign_in(cast.privacy_officer)
    for asked in (ABOUT_TOMOS, about_ruth(cast)):
        client.post("/ledger/", asked)
    for row in LedgerReading.objects.all():
        assert row.sealed_words is not None
        assert WORDS.encode() not in bytes(row.sealed_words)
    assert [len(entry.subjects) for entry in Entry.objects.filter(action="ledger_read")] == [1, 1]
    assert "The privacy officer" in text_of(open_own(give_door(cast)).get("/mine/who-looked/"))


def test_without_a_purpose_nothing_is_read(cast, sign_in, looked):
    client = sign_in(cast.privacy_officer)
    for missing, said in (("purpose", "Choose why"), ("words", "Write what you need to find out")):
        page = text_of(client.post("/ledger/", ABOUT_TOMOS | {missing: ""}))
        assert said in page
        assert "Ruth Adeyemi, Cardiff" not in page
    assert not Entry.objects.filter(action="ledger_read").exists()
    assert "at most 92 days" in text_of(client.post("/ledger/", ABOUT_TOMOS | {"last_year": "2027"}))


def test_an_officer_who_knows_the_person_reads_nothing_of_them_and_is_answered_as_for_nobody(cast, sign_in, looked):
    Conflict.objects.create(person_id=cast.person_id, user=cast.privacy_officer, blind=b"x" * 32, declared_at=START)
    client = sign_in(cast.privacy_officer)
    nobody = ABOUT_TOMOS | {"given_names": "Nobody"}
    there, not_there = (text_of(client.post("/ledger/", asked)) for asked in (ABOUT_TOMOS, nobody))
    assert "Nobody has this name" in there
    assert "Nobody has this name" in not_there
    page = text_of(client.post("/ledger/", about_ruth(cast)))
    assert "Tomos" not in page
    assert "Nothing was written down" in page


def test_when_somebody_came_to_their_own_side_is_not_in_it(cast, sign_in):
    open_own(give_door(cast)).get("/mine/who-looked/")
    page = text_of(sign_in(cast.privacy_officer).post("/ledger/", ABOUT_TOMOS))
    assert "As: self" not in page


@pytest.mark.parametrize("part", ["practitioner", "supervisor", "administrator", "safeguarding_lead", "evaluator"])
def test_nobody_else_reads_it(cast, sign_in, part):
    assert sign_in(cast.staff()[part]).post("/ledger/", ABOUT_TOMOS).status_code == 404
