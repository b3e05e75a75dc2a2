"""Logs say what happened and where in the code, never what anybody wrote.

The message of an exception can hold a row ("Failing row contains ..."), so a traceback is written without messages.
"""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# The address of a link, a printed card or a calendar feed is a secret. Django writes those of requests that went wrong.
SECRET_ADDRESS = re.compile(r"(/door/)[^/\s?]+|(/calendar/)[^/\s?]+(?=\.ics)")


class WithoutContent(logging.Formatter):
    """Formats a record without secret addresses; of an exception, its kind and its lines of code alone."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_ADDRESS.sub(r"\1\2...", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines += [type(error).__name__, *(line.rstrip() for line in traceback.format_tb(error.__traceback__))]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "alongside.project.logs.WithoutContent",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "alongside.sign_in": {"level": "INFO"},
        # Django gives these handlers of its own, which would write addresses as they are.
        "django": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
