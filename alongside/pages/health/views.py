"""Two answers in plain text, for a proxy or a probe."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.casework.health.queries import find_trouble
from alongside.pages.policy import public, request_time

SECONDS_REMEMBERED = 1.0


@dataclass
class LastAnswer:
    """What was found last. Whoever asks a thousand times a second makes one question to the database of it."""

    found_at: float = float("-inf")
    word: str | None = None

    def trouble(self, at: datetime) -> str | None:
        """Return the word for what is wrong, or None, at most a second old."""
        now = time.monotonic()
        if now - self.found_at > SECONDS_REMEMBERED:
            self.word, self.found_at = find_trouble(at=at), now
        return self.word


LAST = LastAnswer()


@public
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return _say("live", 200)


@public
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say that requests may be sent here, or in one word why not."""
    trouble = LAST.trouble(request_time(request))
    return _say(trouble, 503) if trouble else _say("ready", 200)


def _say(word: str, status: int) -> HttpResponse:
    return HttpResponse(f"{word}\n", content_type="text/plain; charset=utf-8", status=status)
