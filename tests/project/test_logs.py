"""Logs say where in the code something went wrong and never what anybody wrote."""

import logging

from alongside.project.logs import WithoutContent


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
