"""Logs say where in the code something went wrong and never what anybody wrote."""

import io
import logging
import re

import pytest

from alongside.project.logs import WithoutContent, logging_for


def formatted(error: BaseException) -> str:
    record = logging.LogRecord(
        "alongside", logging.ERROR, __file__, 1, "A page failed", None, (type(error), error, error.__traceback__)
    )
    return WithoutContent("%(message)s").format(record)


def test_a_traceback_names_kinds_and_lines_and_no_messages():
    try:
        try:
            raise KeyError("Tomos Bevan")
        except KeyError as first:
            raise ValueError("Tomos said this") from first
    except ValueError as error:
        text = formatted(error)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_logs.py" in text
    said = [line for line in text.splitlines() if "Tomos" in line and "raise" not in line]
    assert said == []


def test_the_console_of_every_process_writes_that_way(settings):
    handlers = settings.LOGGING["handlers"].values()
    assert {settings.LOGGING["formatters"][h["formatter"]]["()"] for h in handlers} == {
        "alongside.project.logs.WithoutContent"
    }


@pytest.fixture
def written():
    """What the console of a process would write."""
    form = logging_for("plain")["formatters"]["plain"]
    handler = logging.StreamHandler(stream := io.StringIO())
    handler.setFormatter(WithoutContent(form["format"], form["datefmt"]))
    logging.getLogger("django.request").addHandler(handler)
    yield stream
    logging.getLogger("django.request").removeHandler(handler)


def test_a_line_begins_with_its_time_and_how_far_that_is_from_universal_time(client, written, db):
    client.get("/nothing-here/")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING django.request ", written.getvalue())


def test_an_address_cannot_begin_a_line_of_its_own(client, written, db):
    client.get("/nothing%0A2026-05-04T10:30:00+0000 INFO alongside.sign_in signed in/")
    assert len(written.getvalue().splitlines()) == 1
