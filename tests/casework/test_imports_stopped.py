"""The worker may stop after any statement: it goes on where it was, nothing is half-written, and others get their turn."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from alongside.access.actors import actor_for
from alongside.casework.imports import checking
from alongside.casework.imports.lines import MOST_WRITTEN
from alongside.casework.imports.operations import publish_batch, undo_batch
from alongside.casework.imports.steps import advance_imports
from alongside.domain.imports.problems import FileRefused
from alongside.ledger.models import Entry, EntrySubject
from alongside.records.models import (
    BlindEntry,
    CaseloadState,
    Identifier,
    ImportBatch,
    ImportRow,
    Person,
    Relationship,
    Session,
    Supervision,
    User,
)
from tests.casework.imported import MOST_TURNS, PEOPLE, WORKBOOK, import_all, run, upload
from tests.cast import START, make_cast
from tests.domain.made_up_files import make_workbook
from tests.domain.test_import_files import mutate

pytestmark = pytest.mark.django_db
MUTATIONS, MUTATIONS_AT_NIGHT = 40, 2_000
PEOPLE_IN_A_FILE = 60


class Stopped(BaseException):
    """The power went."""


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def adam(cast):
    return actor_for(cast.administrator)


@contextmanager
def stop_after(statements: int) -> Iterator[None]:
    """End the worker before it executes one more writing statement."""
    left = statements

    def execute(run_it, sql, params, many, context):
        nonlocal left
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            left -= 1
            if left < 0:
                raise Stopped
        return run_it(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def state_of_everything() -> dict[str, int]:
    tables = (Person, Identifier, BlindEntry, Supervision, CaseloadState, Entry, EntrySubject, ImportRow, User)
    counts = {table.__name__: table.objects.count() for table in tables}
    staged = {table.__name__: table.staged.count() for table in (Relationship, Session)}
    return counts | staged | {"active": User.objects.filter(is_active=True).count()}


def finish(batch, adam) -> None:
    run()
    publish_batch(batch_id=batch, by=adam, at=START)
    run()


def test_a_worker_that_stops_anywhere_goes_on_to_the_same_end(adam, cast):
    expected, stops = None, 0
    for budget in (10_000, 1, 4, 9):
        sid = connection.savepoint() if hasattr(connection, "savepoint") else None
        batch = upload(WORKBOOK, kind="workbook", by=adam)
        stops += work_with_stops(batch, adam, budget)
        assert ImportBatch.objects.get().state == "published"
        expected = expected or state_of_everything()
        assert state_of_everything() == expected, budget
        connection.savepoint_rollback(sid)
    assert stops > 30


def work_with_stops(batch, adam, budget: int) -> int:
    """Let the worker work, stopped again and again after a number of statements that grows until it gets on."""
    stops, allowed = 0, budget
    for _ in range(MOST_TURNS):
        if ImportBatch.objects.get().state == "checked":
            publish_batch(batch_id=batch, by=adam, at=START)
        before = progress()
        try:
            with stop_after(allowed):
                if not advance_imports(at=START):
                    return stops
        except Stopped:
            stops += 1
            assert progress() == before or ImportBatch.objects.get().state in {"checking", "checked"}
            allowed += 1
        else:
            allowed = budget
    raise AssertionError("the worker does not come to an end")


def progress() -> tuple[object, ...]:
    return (
        *state_of_everything().values(),
        ImportRow.objects.filter(done=True).count(),
        ImportBatch.objects.get().state,
    )


def many_people() -> bytes:
    header = ["id_scheme", "id_number", "given_names", "family_name", "born_on", "jurisdiction", "practitioner",
              "supervision_kind", "supervision_title", "supervision_starts_on"]  # fmt: skip
    rows = [
        [
            "CRN",
            f"M{n}",
            "Ann",
            f"Hill {n}",
            "01/03/1999",
            "Scotland",
            "ruth@example.org",
            "order",
            "Order",
            "01/04/2026",
        ]
        for n in range(PEOPLE_IN_A_FILE)
    ]
    sessions = [["CRN", f"M{n}", "ruth@example.org", "11/05/2026", "10:00"] for n in range(PEOPLE_IN_A_FILE)]
    sheet = [["id_scheme", "id_number", "practitioner", "date", "time"], *sessions]
    staff = [["address", "name"], *[[f"p{n}@example.org", "P"] for n in range(PEOPLE_IN_A_FILE)]]
    return make_workbook({"people": [header, *rows], "sessions": sheet, "practitioners": staff})


@pytest.fixture
def most_written(monkeypatch):
    """Count the rows each turn of the worker writes. Reading the file is set to one transaction a turn."""
    monkeypatch.setattr(checking, "CHUNKS_A_TURN", 1)
    counted = []

    def count(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            rows = context["cursor"].rowcount
            # SQLite does not say how many an insert with RETURNING made, but each has one pair of brackets.
            counted[-1] += rows if rows >= 0 and "RETURNING" not in sql else sql.count("(") - 1
        return result

    def turns() -> int:
        while True:
            counted.append(0)
            with connection.execute_wrapper(count):
                if not advance_imports(at=START):
                    return max(counted)

    return turns


def test_no_transaction_writes_more_than_200_rows(adam, most_written):
    batch = upload(many_people(), kind="workbook", by=adam)
    most_written()
    publish_batch(batch_id=batch, by=adam, at=START)
    most_written()
    assert Session.objects.count() == PEOPLE_IN_A_FILE
    changed = upload(many_people().replace(b"x", b"x"), kind="workbook", by=adam)
    most_written()
    publish_batch(batch_id=changed, by=adam, at=START)
    undo_batch(batch_id=batch, by=adam, at=START)
    assert 100 < most_written() <= MOST_WRITTEN
    assert not Session.staged.exists()


def test_changing_many_people_stays_under_200_rows_too(adam, most_written):
    header = "id_scheme,id_number,given_names,family_name,born_on,jurisdiction\n"
    rows = "".join(f"CRN,M{n},Ann,Hill,01/03/1999,Scotland\n" for n in range(60))
    import_all(header + rows, by=adam)
    batch = upload(header + rows.replace("Hill", "Wood"), by=adam)
    most_written()
    publish_batch(batch_id=batch, by=adam, at=START)
    most_written()
    undo_batch(batch_id=batch, by=adam, at=START)
    assert 100 < most_written() <= MOST_WRITTEN


def test_one_import_that_fails_does_not_stop_the_next(cast, adam, monkeypatch):
    first = upload(PEOPLE, by=adam)
    monkeypatch.setattr("alongside.casework.imports.checking.read_file", _fail)
    run()
    monkeypatch.undo()
    second = upload(PEOPLE, by=adam)
    run()
    states = dict(ImportBatch.objects.values_list("id", "state"))
    assert states == {first: "refused", second: "checked"}


def _fail(*args: object, **kwargs: object) -> None:
    raise RuntimeError("this reader has a fault")


def survive(number: int, adam) -> None:
    """Import a damaged file to the end: each of its people is there whole, or not at all."""
    chance = random.Random(number)  # noqa: S311  no secret
    content, kind = chance.choice([(PEOPLE.encode(), "people"), (WORKBOOK, "workbook")])
    try:
        batch = upload(mutate(content, chance), kind=kind, by=adam)
    except FileRefused:
        return
    run()
    if ImportBatch.objects.get(id=batch).state == "checked":
        publish_batch(batch_id=batch, by=adam, at=START)
        run()
    assert ImportBatch.objects.get(id=batch).state in {"refused", "published"}
    assert not ImportBatch.objects.filter(refusal__contains="our side").exists()
    assert Person.objects.filter(identifiers__isnull=True).count() == 0
    assert Person.objects.filter(state__isnull=True).count() == 0


def test_damaged_files_are_imported_whole_or_not_at_all(adam):
    for number in range(MUTATIONS):
        survive(number, adam)


@pytest.mark.nightly
def test_thousands_of_damaged_files_are_imported_whole_or_not_at_all(adam, goal_result):
    goal_result(goal="G26", tried=MUTATIONS_AT_NIGHT, what="damaged files imported whole or not at all")
    for number in range(MUTATIONS_AT_NIGHT):
        survive(number, adam)
