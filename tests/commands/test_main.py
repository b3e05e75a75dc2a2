"""The command as a whole: help for everything, exit codes, and one sentence when something goes wrong."""

import pytest
from django.db import IntegrityError, OperationalError

from alongside.commands.main import COMMANDS, sentence_for
from alongside.vault import KeyFileMissing


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(call, name):
    helped = call(name, "--help")
    assert helped.exit_code == 0
    assert len(helped.output.splitlines()) > 5


def test_a_command_that_does_not_exist_is_wrong_usage(call):
    assert call("launch").exit_code == 2


def test_an_unexpected_error_is_a_sentence_without_its_message(call, monkeypatch):
    def breaks(**kwargs):
        raise RuntimeError("Tomos Bevan said this")

    monkeypatch.setattr("alongside.commands.rebuild_state.rebuild_states", breaks)
    failed = call("rebuild-state")
    assert failed.exit_code == 1
    assert "RuntimeError at test_main.py:" in failed.output
    assert "Tomos" not in failed.output
    assert "Traceback" not in failed.output


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("no such table: records_person"), "set-up"),
        (IntegrityError("Failing row contains (Tomos Bevan)"), "The database refused"),
        (KeyFileMissing("The key file /keys cannot be read."), "The key file /keys cannot be read."),
    ],
)
def test_known_errors_say_what_to_do(error, said):
    sentence = sentence_for(error)
    assert said in sentence
    assert "Tomos" not in sentence


def test_rebuilding_says_how_many(call, db):
    assert "0 people" in call("rebuild-state").output
