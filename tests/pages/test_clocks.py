"""The privacy officer's page of clocks: overdue first, by which rule, nobody named, and nothing of whom they are kept from."""

from datetime import timedelta

import pytest

from alongside.ledger.models import Entry
from alongside.records.models import Complaint, Conflict, Correction, Exclusion, Person
from tests.cast import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast):
    day = START.date()
    Correction.objects.create(person_id=cast.person_id, about="words", asked_at=START, due_on=day - timedelta(days=1))
    return Complaint.objects.create(
        person_id=cast.person_id, receiver="privacy_officer", sent_at=START, acknowledge_on=day + timedelta(days=30)
    )


def page_of(sign_in, cast):
    return sign_in(cast.privacy_officer).get("/clocks/").content.decode()


def test_the_overdue_come_first_each_with_its_rule_and_nobody_is_named(cast, sign_in, waiting):
    page = page_of(sign_in, cast)
    assert page.index("1 day late") < page.index("30 days left")
    assert "Data Protection Act 2018, section 164A" in page
    assert "Articles 12(3) and 16" in page
    assert "Waits in the team Cardiff East" in page
    assert f"/complaints/{waiting.id}/" in page
    assert not any(name in page for name in ("Tomos", "Bevan", "Ruth"))
    entry = Entry.objects.get(object_type="clocks")
    assert entry.subjects == [str(Person.objects.get().pseudonym)]


@pytest.mark.parametrize("rule", [Exclusion, Conflict])
def test_an_officer_who_is_kept_from_somebody_sees_no_clock_of_theirs(cast, sign_in, waiting, rule):
    more = (
        {"set_by": cast.supervisor, "set_at": START}
        if rule is Exclusion
        else {"blind": b"x" * 32, "declared_at": START}
    )
    rule.objects.create(person_id=cast.person_id, user=cast.privacy_officer, **more)
    assert "No clock is running" in page_of(sign_in, cast)
    assert not Entry.objects.filter(object_type="clocks").exists()


def test_what_is_done_is_no_clock(cast, sign_in, waiting):
    Correction.objects.update(state="changed")
    Complaint.objects.update(state="acknowledged")
    assert "No clock is running" in page_of(sign_in, cast)
