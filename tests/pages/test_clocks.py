"""The privacy officer's page of clocks: overdue first, by which rule, nobody named, and nothing of whom they are kept from."""

from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.casework.who_has_looked.queries import get_who_has_looked
from alongside.ledger.models import Entry
from alongside.records.models import (
    AccessRequest,
    Complaint,
    Conflict,
    Correction,
    ErasureRequest,
    Exclusion,
    LegalHold,
    PassedOn,
    Person,
)
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


def test_copies_erasures_holds_and_what_was_not_told_have_their_clocks_too(cast, sign_in):
    day, person = START.date(), cast.person_id
    AccessRequest.objects.create(
        person_id=person, law="general", came_by="letter", asked_on=day, identity="known", identity_on=day,
        logged_by=cast.privacy_officer, logged_at=START,
    )  # fmt: skip
    ErasureRequest.objects.create(person_id=person, asked_on=day, asked_at=START, due_on=day + timedelta(days=31))
    LegalHold.objects.create(person_id=person, ground="inquiry", review_on=day + timedelta(days=2), placed_at=START)
    PassedOn.objects.create(
        person_id=person,
        on=day,
        ground="court",
        review_on=day + timedelta(days=9),
        made_by=cast.practitioner,
        made_at=START,
    )
    page = page_of(sign_in, cast)
    hold, untold = page.index("Look again at a legal hold"), page.index("whether the person can be told")
    assert hold < untold < page.index("the copy they asked for")
    assert "Answer somebody who asked to be erased" in page
    assert "Due 4 June 2026" in page


def test_a_worker_cannot_tell_that_a_clock_of_the_person_runs(cast, sign_in, waiting):
    page_of(sign_in, cast)
    assert Entry.objects.filter(object_type="clocks").exists()
    looked = get_who_has_looked(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START)
    assert (looked.lines, looked.listed) == ((), ())


def test_what_is_done_is_no_clock(cast, sign_in, waiting):
    Correction.objects.update(state="changed")
    Complaint.objects.update(state="acknowledged")
    assert "No clock is running" in page_of(sign_in, cast)
