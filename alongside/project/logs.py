"""Logs say what happened and where in the code, never what anybody wrote.

The message of an exception can hold a row ("Failing row contains ..."), so a traceback is written without messages. The
address of a page can hold what somebody mistyped, so a page is written by its name.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.http import HttpRequest

from alongside.project.request_log import page_of, request_id

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# The address of a link, a printed card or a calendar feed is a secret. The server of the tests writes addresses.
SECRET_ADDRESS = re.compile(r"(/door/)[^/\s?]+|(/calendar/)[^/\s?]+(?=\.ics)")


class WithoutContent(logging.Formatter):
    """Formats a record without secret addresses; of an exception, its kind and its lines of code alone."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_ADDRESS.sub(r"\1\2...", super().format(_without_address(record)))

    def formatException(self, ei: ExcInfo) -> str:
        return "\n".join(where_it_broke(ei[1]))


class AsJson(logging.Formatter):
    """Formats a record as one line of JSON, with the id of the request during which it was written."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": SECRET_ADDRESS.sub(r"\1\2...", _without_address(record).getMessage()),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= getattr(record, "said", {})
        if record.exc_info:
            line["broke"] = where_it_broke(record.exc_info[1])
        return json.dumps(line)


def where_it_broke(error: BaseException | None) -> list[str]:
    """Return the kind of an exception and the lines of code it passed, and of those it came from."""
    lines: list[str] = []
    while error is not None:
        lines += [type(error).__name__, *(line.rstrip() for line in traceback.format_tb(error.__traceback__))]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def _without_address(record: logging.LogRecord) -> logging.LogRecord:
    """Return what Django says about a request that went wrong, with the page's name in place of its address."""
    plain = logging.makeLogRecord(record.__dict__)
    plain.exc_text = None  # another handler may have kept a traceback here, with its messages
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    if status is not None and isinstance(request, HttpRequest):
        plain.msg, plain.args = "answered %s at the page %s", (status, page_of(request))
    return plain


def logging_for(kind: str) -> dict[str, Any]:
    """Return Django's setting for plain lines of what went wrong, or for JSON lines of every answer too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": "alongside.project.logs.WithoutContent",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            },
            "json": {"()": "alongside.project.logs.AsJson"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": kind}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Django gives these handlers of its own, which would write addresses as they are.
            "django": {"level": "WARNING"},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "alongside.sign_in": {"level": "INFO"},
            "alongside.request": {"level": "INFO" if kind == "json" else "WARNING"},
        },
    }
