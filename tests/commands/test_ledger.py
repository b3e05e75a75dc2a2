"""Verifying from the command line: a sentence and an exit code."""

import pytest
from django.db import connection

from alongside.commands.work import steps
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db


def take_turns():
    for step in steps():
        step.do(START)


def test_the_worker_numbers_entries_and_the_ledger_is_whole(call):
    make_cast()
    assert "wait for their number" in call("ledger", "verify").output
    take_turns()
    verified = call("ledger", "verify")
    assert verified.exit_code == 0
    assert "The ledger is whole: 1 entries, 1 checkpoints." in verified.output


def test_a_changed_entry_is_told_with_exit_code_1(call):
    make_cast()
    take_turns()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET role = 'supervisor'")
    verified = call("ledger", "verify")
    assert verified.exit_code == 1
    assert "The ledger is not whole" in verified.output
    assert "Traceback" not in verified.output
