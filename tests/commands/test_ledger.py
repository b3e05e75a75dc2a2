"""Verifying from the command line: a sentence and an exit code."""

import pytest
from django.db import connection

from alongside.commands.work import steps
from alongside.ledger.models import Entry
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


def test_a_witness_is_asked_and_answers_and_its_word_is_kept(call, tmp_path, settings):
    make_cast()
    take_turns()
    folder = str(tmp_path / "witness")
    ledger = call("ledger", "key").output.strip()
    settings.ALONGSIDE_WITNESSES = [call("witness", "key", folder, "--name", "w1").output.strip()]
    (tmp_path / "request").write_text(call("ledger", "ask").output)
    answer = call("witness", "sign", folder, str(tmp_path / "request"), "--name", "w1", "--ledger", ledger)
    assert answer.exit_code == 0, answer.output
    assert "w1 vouches for the first 1 entries" in call("ledger", "keep", "-", typed=answer.output).output
    assert "w1 vouches for the first 1 entries" in call("ledger", "verify").output


def test_what_goes_wrong_with_a_witness_is_said_in_a_sentence(call, tmp_path):
    assert "No such witness is set" in call("ledger", "ask").output
    (tmp_path / "request").write_text("nothing")
    said = call("witness", "sign", str(tmp_path / "w"), str(tmp_path / "request"), "--name", "w", "--ledger", "no key")
    assert said.exit_code == 1
    assert "is not the key of a ledger" in said.output


def test_an_entry_is_proved_to_somebody_who_has_only_the_key(call, tmp_path):
    make_cast()
    take_turns()
    entry = Entry.objects.get()
    (tmp_path / "proof").write_text(call("ledger", "prove", str(entry.id)).output)
    checked = call("witness", "check", str(tmp_path / "proof"), "--ledger", call("ledger", "key").output.strip())
    assert f"id: {entry.id}" in checked.output
