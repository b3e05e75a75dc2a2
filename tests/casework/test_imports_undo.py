"""Undo: what was new goes, what was changed goes back, and what somebody has built on stays, said before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.caseload.queries import list_caseload
from alongside.casework.imports.operations import NotNow, publish_batch, undo_batch
from alongside.casework.imports.queries import get_batch, get_undo_plan
from alongside.casework.imports.steps import advance_imports
from alongside.casework.people.operations import change_details
from alongside.casework.people.sealing import Needs, PersonName
from alongside.casework.people.what_matters import say_what_matters
from alongside.ledger.models import Entry
from alongside.records.models import (
    BlindEntry,
    CaseloadState,
    Conflict,
    Identifier,
    ImportBatch,
    Person,
    Relationship,
    Session,
    Supervision,
    User,
)
from alongside.vault import KeyMissing, open_keys
from tests.casework.imported import PEOPLE, WORKBOOK, check, import_all, names_seen_by, person_with, run
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db
TABLES = (Person, Identifier, BlindEntry, Supervision, CaseloadState, Conflict)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


def everything() -> list[object]:
    rows: list[object] = [sorted(map(repr, table.objects.values_list("pk"))) for table in TABLES]
    rows += [sorted(map(repr, table.staged.values_list("pk"))) for table in (Relationship, Session)]
    return [*rows, sorted(User.objects.values_list("email", "is_active"))]


def undo(batch, by) -> None:
    undo_batch(batch_id=batch, by=by, at=START)
    run()


def test_undoing_a_whole_workbook_leaves_what_was_there_before(cast):
    adam = actor_for(cast.administrator)
    before = everything()
    batch = import_all(WORKBOOK, kind="workbook", by=adam)
    plan = get_undo_plan(batch_id=batch, viewer=adam, at=START)
    assert (plan.removed, plan.put_back, plan.staying) == (6, 0, 0)
    new = list(Person.objects.filter(import_batch=batch).values_list("id", flat=True))
    undo(batch, adam)
    assert everything() == before
    assert ImportBatch.objects.get().state == "undone"
    for person_id in new:
        with pytest.raises(KeyMissing):
            open_keys([person_id]).seal_text("x", subject=person_id, table="t", row=person_id, field="f")


def test_undo_is_in_the_ledger_as_an_erasure(ruth):
    batch = import_all(PEOPLE, by=ruth)
    pseudonyms = {str(p) for p in Person.objects.filter(import_batch=batch).values_list("pseudonym", flat=True)}
    undo(batch, ruth)
    (entry,) = Entry.objects.filter(kind="erasure")
    assert set(entry.subjects) == pseudonyms


def test_what_was_changed_goes_back(ruth):
    import_all(PEOPLE + "CRN,X123456,Tomos,Bevan,01/03/1999,England and Wales,\n", by=ruth)
    changes = PEOPLE.replace("Jo,Price,12/02/1991", "Joanne,Prys,13/02/1991")
    indexed = set(map(bytes, BlindEntry.objects.values_list("blind", flat=True)))
    batch = import_all(changes, by=ruth)
    assert "Joanne Prys" in names_seen_by(ruth)
    assert get_undo_plan(batch_id=batch, viewer=ruth, at=START).put_back == 1
    undo(batch, ruth)
    assert "Jo Price" in names_seen_by(ruth)
    assert set(map(bytes, BlindEntry.objects.values_list("blind", flat=True))) == indexed


def test_somebody_others_have_added_to_stays_and_is_named_before(ruth):
    batch = import_all(PEOPLE, by=ruth)
    aiko = person_with("CHI", "I2")
    say_what_matters(person_id=aiko, words="My dog", said_on=START.date(), by=ruth, at=START)
    plan = get_undo_plan(batch_id=batch, viewer=ruth, at=START)
    assert (plan.removed, plan.staying) == (2, 1)
    assert "words on what matters" in plan.stays[0].problems[0][1]
    undo(batch, ruth)
    assert names_seen_by(ruth) == {"Tomos Bevan", "Aiko O’Hara"}
    page = get_batch(batch_id=batch, viewer=ruth, at=START)
    assert dict(page.batch.found) == {"new": 2, "held": 1}


def test_what_somebody_changed_since_stays_changed(ruth):
    import_all(PEOPLE, by=ruth)
    batch = import_all(PEOPLE.replace("Jo,Price", "Joanne,Price"), by=ruth)
    jo = person_with("CRN", "I3")
    change_details(
        person_id=jo, name=PersonName("Josephine", "Price"), born_on=None, is_child=False,
        needs=Needs(), contact_days=14, by=ruth, at=START,
    )  # fmt: skip
    assert get_undo_plan(batch_id=batch, viewer=ruth, at=START).staying == 1
    undo(batch, ruth)
    assert "Josephine Price" in names_seen_by(ruth)


def test_what_somebody_else_filled_in_since_is_not_lost(ruth):
    import_all(PEOPLE, by=ruth)
    batch = import_all(PEOPLE.replace("Jo,Price", "Joanne,Price"), by=ruth)
    row = next(r for r in list_caseload(viewer=ruth, at=START) if r.name.family_name == "Price")
    needs = replace(row.needs, communication="Large print")
    change_details(
        person_id=row.person_id,
        name=row.name,
        born_on=None,
        is_child=False,
        needs=needs,
        contact_days=14,
        by=ruth,
        at=START,
    )
    undo(batch, ruth)
    row = next(r for r in list_caseload(viewer=ruth, at=START) if r.name.family_name == "Price")
    assert row.needs.communication == "Large print"


def test_somebody_whose_case_was_ended_since_stays(ruth):
    batch = import_all(PEOPLE, by=ruth)
    row = Relationship.objects.filter(import_batch=batch).first()
    Relationship.objects.filter(id=row.id).update(ends_on=START.date())
    undo(batch, ruth)
    assert Person.objects.filter(id=row.person_id).exists()


def test_a_session_that_was_held_since_stays_with_its_person_and_relationship(cast):
    adam = actor_for(cast.administrator)
    batch = import_all(WORKBOOK, kind="workbook", by=adam)
    session = Session.objects.get(attendance="planned")
    Session.objects.filter(id=session.id).update(attendance="attended")
    plan = get_undo_plan(batch_id=batch, viewer=adam, at=START)
    assert (plan.removed, plan.staying) == (2, 4)
    undo(batch, adam)
    assert Session.objects.get() == session
    assert Relationship.objects.filter(id=session.relationship_id).exists()
    assert User.objects.filter(email="nia@example.org").exists()
    assert Person.objects.filter(id=session.person_id).exists()


def test_undoing_while_it_is_being_published_leaves_nothing(cast):
    adam = actor_for(cast.administrator)
    before = everything()
    batch = check(WORKBOOK, kind="workbook", by=adam)
    publish_batch(batch_id=batch, by=adam, at=START)
    for _ in range(3):
        advance_imports(at=START)
    undo(batch, adam)
    assert everything() == before


def test_undo_is_refused_when_nothing_was_published_and_after_thirty_days(ruth):
    batch = check(PEOPLE, by=ruth)
    with pytest.raises(NotNow):
        undo_batch(batch_id=batch, by=ruth, at=START)
    publish_batch(batch_id=batch, by=ruth, at=START)
    run()
    run(at=START + timedelta(days=30))
    with pytest.raises(NotNow):
        undo_batch(batch_id=batch, by=ruth, at=START + timedelta(days=30))


def test_nobody_else_can_undo_it(cast, ruth):
    batch = import_all(PEOPLE, by=ruth)
    for other in (cast.administrator, cast.colleague):
        with pytest.raises(NotHere):
            undo_batch(batch_id=batch, by=actor_for(other), at=START)
        with pytest.raises(NotHere):
            get_undo_plan(batch_id=batch, viewer=actor_for(other), at=START)
