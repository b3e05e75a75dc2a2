"""Importing: nothing is there before it is published, everything is there after, and a repeat changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.access.standings import visible_people
from alongside.casework.caseload.operations import rebuild_states
from alongside.casework.caseload.queries import list_caseload
from alongside.casework.imports.operations import NotNow, cancel_batch, publish_batch, upload_batch
from alongside.casework.imports.queries import get_batch, list_batches, list_problems
from alongside.casework.imports.steps import advance_imports
from alongside.casework.people.details import get_supervisions
from alongside.domain.imports.problems import FileRefused
from alongside.ledger.models import Entry
from alongside.records.models import (
    CaseloadState,
    ImportBatch,
    ImportFile,
    ImportRow,
    Person,
    Relationship,
    Session,
    Supervision,
    User,
)
from alongside.vault import KeyMissing, open_keys
from tests.casework.imported import PEOPLE, WORKBOOK, check, import_all, names_seen_by, run, upload
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def adam(cast):
    return actor_for(cast.administrator)


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


def test_a_practitioner_imports_their_people_who_become_theirs(ruth):
    batch = check(PEOPLE, by=ruth)
    assert dict(get_batch(batch_id=batch, viewer=ruth, at=START).batch.found) == {"new": 3}
    publish_batch(batch_id=batch, by=ruth, at=START)
    run()
    assert names_seen_by(ruth) == {"Tomos Bevan", "Siân Llŷr", "Aiko O’Hara", "Jo Price"}
    row = next(r for r in list_caseload(viewer=ruth, at=START) if r.name.family_name == "Price")
    assert (row.worker, row.needs.languages) == ("Ruth Adeyemi", "Welsh")


def test_a_dry_run_leaves_nothing_for_anybody_to_see(cast, ruth):
    before = (Person.objects.count(), User.objects.count(), Entry.objects.count())
    check(PEOPLE, by=ruth)
    assert (Person.objects.count(), User.objects.count(), Entry.objects.count()) == before
    assert names_seen_by(ruth) == {"Tomos Bevan"}


def test_the_same_file_again_changes_nothing(ruth):
    import_all(PEOPLE, by=ruth)
    people = sorted(Person.objects.values_list("id", "sealed_name"))
    again = check(PEOPLE, by=ruth)
    assert dict(get_batch(batch_id=again, viewer=ruth, at=START).batch.found) == {"unchanged": 3}
    publish_batch(batch_id=again, by=ruth, at=START)
    run()
    assert sorted(Person.objects.values_list("id", "sealed_name")) == people


def test_what_differs_is_named_and_an_empty_cell_changes_nothing(ruth):
    import_all(PEOPLE, by=ruth)
    later = PEOPLE.replace("Jo,Price,12/02/1991,Scotland,Welsh", "Joanne,Price,,Scotland,")
    batch = check(later, by=ruth)
    (row,) = get_batch(batch_id=batch, viewer=ruth, at=START).changed
    assert row.changes == ("given_names",)
    publish_batch(batch_id=batch, by=ruth, at=START)
    run()
    assert "Joanne Price" in names_seen_by(ruth)
    row = next(r for r in list_caseload(viewer=ruth, at=START) if r.name.family_name == "Price")
    assert row.needs.languages == "Welsh"


def test_problem_rows_are_said_and_left_out(ruth):
    content = PEOPLE.replace("12/02/1991", "31/02/1990") + "CRN,I9,=cmd(),X,,Scotland,\n"
    batch = import_all(content, by=ruth)
    assert names_seen_by(ruth) == {"Tomos Bevan", "Siân Llŷr", "Aiko O’Hara"}
    cells = list_problems(batch_id=batch, viewer=ruth, at=START)
    assert [(cell.number, cell.column, cell.text) for cell in cells] == [
        (4, "born_on", "31/02/1990"),
        (5, "given_names", "=cmd()"),
    ]


def test_a_file_that_cannot_be_read_is_refused_with_its_sentence(ruth):
    batch = check("a,b\n1,2\n", by=ruth)
    page = get_batch(batch_id=batch, viewer=ruth, at=START)
    assert page.batch.state == "refused"
    assert "id_scheme" in page.batch.refusal


def test_what_can_be_told_at_once_is_refused_at_once(ruth):
    with pytest.raises(FileRefused):
        upload_batch(kind="people", content=b"", by=ruth, at=START)
    assert not ImportBatch.objects.exists()


def test_new_rows_are_hidden_until_the_last_one_is_written(cast, adam):
    batch = upload(WORKBOOK, kind="workbook", by=adam)
    run()
    publish_batch(batch_id=batch, by=adam, at=START)
    seen = []
    while ImportBatch.objects.get().state == "publishing":
        seen.append(
            (names_seen_by(actor_for(cast.practitioner)), Session.objects.count(), Relationship.objects.count())
        )
        advance_imports(at=START)
    assert len(seen) > 3
    assert all(one == ({"Tomos Bevan"}, 0, 1) for one in seen)
    run()
    assert names_seen_by(actor_for(cast.practitioner)) == {"Tomos Bevan", "Siân Llŷr"}
    assert Session.objects.count() == 2


def test_a_workbook_brings_staff_people_relationships_and_sessions(cast, adam):
    import_all(WORKBOOK, kind="workbook", by=adam)
    nia = User.objects.get(email="nia@example.org")
    assert (nia.is_active, nia.team.name, nia.supervisor.email) == (True, "Swansea", "marian@example.org")
    assert not nia.has_usable_password()
    (row,) = list_caseload(viewer=actor_for(nia), at=START)
    assert (row.name.display, row.next_session_at.isoformat()) == ("Aiko O’Hara", "2026-05-12T08:00:00+00:00")
    person_id = Supervision.objects.exclude(person=cast.person_id).get().person_id
    (order,) = get_supervisions(person_id=person_id, viewer=actor_for(cast.practitioner), at=START).supervisions
    assert order.title == "Community order"


def test_the_caseload_row_is_what_a_rebuild_would_write(cast, adam):
    import_all(WORKBOOK, kind="workbook", by=adam)
    before = sorted(CaseloadState.objects.values_list())
    list(rebuild_states(at=START))
    assert sorted(CaseloadState.objects.values_list()) == before


def test_a_relationship_for_somebody_who_has_a_practitioner_waits_for_the_other_to_end(cast, adam):
    rows = (
        "id_scheme,id_number,practitioner,kind,starts_on,ends_on\nCRN,X123456,colin@example.org,allocated,05/05/2026,\n"
    )
    batch = check(rows, kind="relationships", by=adam)
    (row,) = get_batch(batch_id=batch, viewer=adam, at=START).problems
    assert "Publish a file that ends that first" in row.problems[0][1]
    import_all(
        rows.replace("colin@example.org,allocated,05/05/2026,", "ruth@example.org,allocated,04/05/2026,04/05/2026"),
        kind="relationships", by=adam,
    )  # fmt: skip
    import_all(rows, kind="relationships", by=adam)
    tomorrow = START + timedelta(days=1)
    assert visible_people(actor_for(cast.colleague), tomorrow).count() == 1
    assert visible_people(actor_for(cast.practitioner), tomorrow).count() == 0


def test_a_row_that_somebody_changed_after_the_check_is_left_out_and_named(ruth):
    first = check(PEOPLE, by=ruth)
    second = check(PEOPLE.replace("Jo,Price", "Joanne,Price"), by=ruth, at=START + timedelta(seconds=1))
    for batch in (first, second):
        publish_batch(batch_id=batch, by=ruth, at=START)
    run()
    page = get_batch(batch_id=second, viewer=ruth, at=START)
    assert dict(page.batch.found) == {"held": 1, "unchanged": 2}
    assert "changed by somebody" in page.problems[0].problems[0][1]
    assert "Jo Price" in names_seen_by(ruth)


def test_the_ledger_has_an_entry_with_everybody_for_each_chunk(ruth):
    batch = import_all(PEOPLE, by=ruth)
    (entry,) = Entry.objects.filter(action="imported")
    pseudonyms = Person.objects.filter(import_batch=batch).values_list("pseudonym", flat=True)
    assert (entry.kind, sorted(entry.subjects)) == ("collection", sorted(str(p) for p in pseudonyms))
    assert (entry.actor_id, entry.object_id) == (ruth.id, batch)


def test_no_ledger_means_no_import(ruth, monkeypatch):
    batch = check(PEOPLE, by=ruth)
    publish_batch(batch_id=batch, by=ruth, at=START)
    monkeypatch.setattr("alongside.casework.audit.record_entry", _refuse)
    run()
    assert Person.objects.filter(import_batch=batch).count() == 0
    assert ImportBatch.objects.get().state == "failed"


def _refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")


@pytest.mark.parametrize("kind", ["practitioners", "relationships", "sessions", "workbook"])
def test_a_practitioner_imports_nothing_but_people(ruth, kind):
    with pytest.raises(NotHere):
        upload_batch(kind=kind, content=b"x", by=ruth, at=START)


@pytest.mark.parametrize("part", ["supervisor", "privacy_officer", "safeguarding_lead", "evaluator"])
def test_nobody_else_imports_anything(cast, part):
    with pytest.raises(NotHere):
        upload_batch(kind="people", content=b"x", by=actor_for(cast.staff()[part]), at=START)
    with pytest.raises(NotHere):
        list_batches(viewer=actor_for(cast.staff()[part]), at=START)


def test_a_batch_is_only_for_whoever_uploaded_it(cast, ruth, adam):
    batch = check(PEOPLE, by=ruth)
    for other in (adam, actor_for(cast.colleague)):
        assert list_batches(viewer=other, at=START) == []
        for ask in (get_batch, list_problems):
            with pytest.raises(NotHere):
                ask(batch_id=batch, viewer=other, at=START)
        for do in (publish_batch, cancel_batch):
            with pytest.raises(NotHere):
                do(batch_id=batch, by=other, at=START)


def test_somebody_who_may_no_longer_import_gets_nothing_written(cast, ruth):
    batch = check(PEOPLE, by=ruth)
    publish_batch(batch_id=batch, by=ruth, at=START)
    User.objects.filter(id=ruth.id).update(is_active=False)
    run()
    assert not Person.objects.filter(import_batch=batch).exists()
    assert ImportBatch.objects.get().state == "failed"


def test_a_cancelled_import_is_gone_and_its_key_destroyed(ruth):
    batch = check(PEOPLE, by=ruth)
    cancel_batch(batch_id=batch, by=ruth, at=START)
    run()
    assert ImportBatch.objects.get().shredded_at == START
    with pytest.raises(NotNow):
        publish_batch(batch_id=batch, by=ruth, at=START)
    with pytest.raises(KeyMissing):
        open_keys([batch]).seal_text("x", subject=batch, table="t", row=batch, field="f")


def test_after_thirty_days_the_file_cannot_be_read_by_anybody(ruth):
    batch = import_all(PEOPLE, by=ruth)
    run(at=START + timedelta(days=29))
    assert get_batch(batch_id=batch, viewer=ruth, at=START).new
    later = START + timedelta(days=30)
    run(at=later)
    assert get_batch(batch_id=batch, viewer=ruth, at=later).new == ()
    assert not ImportFile.objects.exists()
    with pytest.raises(NotHere):
        list_problems(batch_id=batch, viewer=ruth, at=later)
    assert len(names_seen_by(ruth)) == 4


def test_no_name_of_the_file_stands_in_any_column(ruth):
    check(PEOPLE.replace("languages", "Bevanopolis"), by=ruth)
    with connection.cursor() as cursor:
        for table in ("records_importbatch", "records_importfile", "records_importrow"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  three names of our own
            assert "Llŷr".encode() not in repr(cursor.fetchall()).encode()
    assert ImportRow.objects.filter(number=1).exists()
