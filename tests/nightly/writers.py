"""Somebody who sends words to a real server over a real connection, and is told what became of each."""

import http.client
import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from tests.journeys.own_server import OwnServer

PATIENCE = 60  # seconds for an answer
SECRET = "x" * 32  # of the form: it only has to be the same in the cookie and in the field
DAY = {"said_on_day": "4", "said_on_month": "5", "said_on_year": "2026"}
LENGTH = 20  # characters: as long as what a page that could not save gives back to be read again


@dataclass
class Told:
    """What the answers said: saved, given back, or nothing because the line broke. And what should not have been."""

    saved: list[str] = field(default_factory=list)
    given_back: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: "Told") -> "Told":
        return Told(
            self.saved + other.saved,
            self.given_back + other.given_back,
            self.unknown + other.unknown,
            self.wrong + other.wrong,
        )


class Writer:
    """Sends the form of what matters to a person, as the practitioner whose cookie this is."""

    def __init__(self, server: OwnServer, length: int = LENGTH) -> None:
        self._server, self._length = server, length
        self.told = Told()

    def send(self, word: str) -> bool:
        """Send one word, note what the answer said, and return whether it is saved."""
        words = word.ljust(self._length, ".")
        try:
            status, page = self._post(words)
        except (OSError, http.client.HTTPException):
            self.told.unknown.append(words)
            return False
        if status == http.client.FOUND:
            self.told.saved.append(words)
            return True
        self.told.given_back.append(words)
        if status != http.client.SERVICE_UNAVAILABLE or escape(words) not in page:
            self.told.wrong.append(f"{status} for {words}")
        return False

    def send_until_saved(self, word: str) -> None:
        """Send it as another word each time, so that every answer can be held against what is there."""
        end = time.monotonic() + PATIENCE
        while not self.send(f"{word}-{len(self.told.given_back)}"):
            assert time.monotonic() < end, "it did not come back by itself"
            time.sleep(0.02)

    def _post(self, words: str) -> tuple[int, str]:
        fields = {"do": "say", "words": words, "csrfmiddlewaretoken": SECRET, **DAY}
        headers = {
            "Cookie": f"sessionid={self._server.cookie}; csrftoken={SECRET}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        page = f"/people/{self._server.person_id}/what-matters/"
        return ask(self._server, "POST", page, urlencode(fields), headers)


def ask(
    server: OwnServer, method: str, page: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Send one request on a line of its own, and return status and page."""
    line = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
    try:
        line.request(method, page, body, headers or {})
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def is_ready(server: OwnServer) -> bool:
    """Return whether the server says that it can do its work."""
    with suppress(OSError, http.client.HTTPException):
        return ask(server, "GET", "/health/ready")[0] == http.client.OK
    return False


def until(holds: Callable[[], bool]) -> None:
    """Look again and again until it holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come back by itself"
        time.sleep(0.05)


def failures(server: OwnServer, told: Told) -> list[str]:
    """Return what is wrong between what the writers were told and what is in the record."""
    kept = json.loads(server.call("tests.nightly.kept", server.person_id))
    found = Counter(kept["words"])
    wrong = [*told.wrong]
    wrong += [f"said to be saved, and there {found[word]} times: {word}" for word in told.saved if found[word] != 1]
    wrong += [f"given back, and there all the same: {word}" for word in told.given_back if found[word]]
    wrong += [f"nobody sent {word}" for word in found.keys() - {*told.saved, *told.unknown}]
    wrong += ["by half"] * kept["by_half"]
    return wrong + ([] if kept["ledger"] == "whole" else [kept["ledger"]])
