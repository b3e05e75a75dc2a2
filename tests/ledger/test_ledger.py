"""Entries get their place, the tree is signed, and what was changed afterwards is found."""

import errno
from datetime import timedelta

import pytest
from django.db import connection

from alongside.ledger import checkpoints, make_checkpoint_if_due, sequence_entries, verify_ledger
from alongside.ledger.checkpoints import make_checkpoint
from alongside.ledger.models import Checkpoint, Entry, EntrySubject, Immutable, TreeHead
from alongside.ledger.notes import read_note
from alongside.ledger.signers import NoteBroken
from alongside.ledger.verifying import Report
from tests.ledger.conftest import START

pytestmark = pytest.mark.django_db
LATER = START + timedelta(hours=1)


def verify() -> Report:
    *_, report = verify_ledger(at=LATER)
    assert isinstance(report, Report)
    return report


@pytest.fixture
def signed(write):
    """Seven entries and a checkpoint over them."""
    write(7)
    sequence_entries()
    make_checkpoint(at=START)


def change(sql: str, *values: object) -> None:
    """Change the tables as somebody with the database would, past every rule of the software."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_entries_wait_until_they_are_numbered_without_a_gap(write):
    write(5)
    waiting = verify()
    assert (waiting.entries, waiting.waiting, waiting.is_whole) == (0, 5, True)
    assert waiting.oldest_waiting == LATER - START
    assert sequence_entries(limit=3) == 3
    assert sequence_entries(limit=3) == 2
    assert sequence_entries() == 0
    assert sorted(Entry.objects.values_list("leaf", flat=True)) == [0, 1, 2, 3, 4]


def test_an_entry_that_commits_late_is_numbered_after_those_before_it(write):
    write(2, first=5)
    sequence_entries()
    write(1, first=0)
    sequence_entries()
    make_checkpoint(at=START)
    assert verify().is_whole


def test_the_software_itself_cannot_change_or_delete_an_entry(write):
    write(1)
    entry = Entry.objects.get()
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(role="x")):
        with pytest.raises(Immutable):
            attempt()


def test_a_checkpoint_is_made_after_500_entries_or_five_minutes_and_not_before(write):
    assert not make_checkpoint_if_due(at=START)
    write(1)
    sequence_entries()
    assert make_checkpoint_if_due(at=START)
    write(1, first=1)
    sequence_entries()
    assert not make_checkpoint_if_due(at=START + timedelta(minutes=4))
    assert make_checkpoint_if_due(at=START + timedelta(minutes=5))
    write(500, first=2)
    while sequence_entries():
        pass
    assert make_checkpoint_if_due(at=START + timedelta(minutes=5, seconds=1))
    assert [c.size for c in Checkpoint.objects.order_by("size")] == [1, 2, 502]


def test_a_checkpoint_goes_to_both_folders_and_says_the_same_there(signed, folders):
    inside = Checkpoint.objects.get().note
    for folder in folders:
        (path,) = folder.iterdir()
        assert path.read_text() == inside
    assert read_note(inside).size == 7


def test_a_checkpoint_signed_with_another_key_is_no_checkpoint(signed):
    note = Checkpoint.objects.get().note
    head, _, signature = note.rpartition(" ")
    other = "B" if signature[0] == "A" else "A"
    with pytest.raises(NoteBroken):
        read_note(f"{head} {other + signature[1:]}")
    with pytest.raises(NoteBroken):
        read_note(note.replace("\n7\n", "\n8\n"))


def test_a_whole_ledger_is_whole(signed, write):
    write(2, first=7)
    sequence_entries()
    report = verify()
    assert (report.problems, report.entries, report.checkpoints) == ([], 9, 1)


ATTACKS = {
    "an entry is changed": ["UPDATE ledger_entry SET role = 'supervisor' WHERE leaf = 3"],
    "an entry is deleted": [
        "DELETE FROM ledger_entrysubject WHERE entry_id IN (SELECT id FROM ledger_entry WHERE leaf = 3)",
        "DELETE FROM ledger_entry WHERE leaf = 3",
    ],
    "the end is cut off": [
        "DELETE FROM ledger_entrysubject WHERE entry_id IN (SELECT id FROM ledger_entry WHERE leaf > 4)",
        "DELETE FROM ledger_entry WHERE leaf > 4",
    ],
    "two entries change places": [
        "UPDATE ledger_entry SET leaf = 100 WHERE leaf = 2",
        "UPDATE ledger_entry SET leaf = 2 WHERE leaf = 5",
        "UPDATE ledger_entry SET leaf = 5 WHERE leaf = 100",
    ],
    "a person is taken off an entry": [
        "DELETE FROM ledger_entrysubject WHERE entry_id IN (SELECT id FROM ledger_entry WHERE leaf = 3)"
    ],
    "the checkpoint is deleted": ["DELETE FROM ledger_checkpoint"],
    "the tree head is set back": ["UPDATE ledger_treehead SET size = 4"],
}


@pytest.mark.parametrize("statements", ATTACKS.values(), ids=ATTACKS)
def test_somebody_with_the_database_is_found_out(signed, statements):
    for statement in statements:
        change(statement)
    assert not verify().is_whole


def test_a_row_damaged_past_reading_is_reported_and_the_rest_is_still_checked(signed):
    if connection.vendor == "postgresql":
        change("UPDATE ledger_entry SET subjects = '\"x\"' WHERE leaf = 3")
    else:
        change("PRAGMA ignore_check_constraints = ON")
        change("UPDATE ledger_entry SET subjects = '\"x' WHERE leaf = 3")
        change("PRAGMA ignore_check_constraints = OFF")
    report = verify()
    assert any("number 3" in problem for problem in report.problems)
    assert report.entries >= 6


def test_a_ledger_written_anew_without_the_key_is_found_out_by_the_files_outside(signed, write):
    EntrySubject.objects.all().delete()
    change("DELETE FROM ledger_entry")
    Checkpoint.objects.all().delete()
    TreeHead.objects.all().delete()
    write(7, first=1)
    sequence_entries()
    problems = verify().problems
    assert any("are not those that" in problem for problem in problems)


def test_a_file_outside_that_is_lost_or_changed_is_reported(signed, folders):
    (path,) = folders[1].iterdir()
    path.write_text(path.read_text().replace("7", "6"))
    assert any("damaged" in problem for problem in verify().problems)
    path.unlink()
    assert any("missing from" in problem for problem in verify().problems)


def test_a_checkpoint_whose_files_could_not_be_written_is_written_at_the_next_call(signed, folders):
    (path,) = folders[1].iterdir()
    path.unlink()
    make_checkpoint_if_due(at=START)
    assert path.exists()


def test_a_folder_that_is_full_keeps_no_checkpoint_from_the_others_and_catches_up(write, folders, monkeypatch):
    full, write_file = folders[0], checkpoints._write

    def write_unless_full(path, note):
        if path.parent == full:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_file(path, note)

    monkeypatch.setattr(checkpoints, "_write", write_unless_full)
    for number in range(3):
        write(1, first=number)
        sequence_entries()
        with pytest.raises(OSError, match="No space"):
            make_checkpoint_if_due(at=START + timedelta(minutes=5 * number))
    assert Checkpoint.objects.count() == len(list(folders[1].iterdir())) == 3
    monkeypatch.setattr(checkpoints, "_write", write_file)
    make_checkpoint_if_due(at=START + timedelta(minutes=11))
    assert verify().is_whole
    assert len(list(full.iterdir())) == 3


def test_numbering_takes_few_queries_however_many_wait(write, django_assert_max_num_queries):
    write(120)
    sequence_entries(limit=20)
    with django_assert_max_num_queries(8):
        sequence_entries(limit=100)
