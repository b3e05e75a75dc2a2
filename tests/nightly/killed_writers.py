"""Writers that are killed without warning, and what is left of what they were told was saved.

Run as a module in the environment of an installation of its own: each writer is a fork of it that sends one form after another
through the whole application, from the request to the commit, and numbers the ledger in between. It writes a word into a pipe
once it has the answer that the word is saved. It is killed with SIGKILL at a moment drawn by chance.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

from tests.nightly.kept import state_of_ledger, words_kept

if TYPE_CHECKING:
    from django.test import Client

Say = Callable[[str], None]

MOST_WORDS = 2  # a writer is killed after it was told so often that a word is saved, or less often
PATIENCE = 60  # seconds for a writer to be told
CHECKED_EVERY = 200


def main(kills: int, seed: int, how: str) -> None:
    """Kill so many writers, look at the record again and again, and print what was found as JSON."""
    import django

    django.setup()
    from tests.cast import make_cast
    from tests.signed_in import signed_in_client

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    cast = _existing_or(make_cast)
    browser = signed_in_client(cast.practitioner)
    writer = {"honest": _write, "early": _say_it_first}[how]
    longest = _seconds_for_a_write(cast.person_id, browser)
    draw, acknowledged, lost, by_half = random.Random(seed), set[str](), set[str](), 0  # noqa: S311  no secret
    for number in range(kills):
        work = partial(writer, cast.person_id, browser, number)
        acknowledged |= _kill_one(work, draw.randint(0, MOST_WORDS), draw.uniform(0, longest))
        if number % CHECKED_EVERY == CHECKED_EVERY - 1 or number == kills - 1:
            kept, half = words_kept(cast.person_id)
            lost, by_half = lost | (acknowledged - set(kept)), by_half + half
    said = {
        "kills": kills,
        "acknowledged": len(acknowledged),
        "lost": len(lost),
        "by_half": by_half,
        "ledger": state_of_ledger(),
    }
    sys.stdout.write(json.dumps(said))


def _existing_or(make: Callable[[], object]) -> "object":
    from django.conf import settings
    from django.core.management import call_command

    from alongside.commands.clock import test_clock_path
    from alongside.vault import create_key_file
    from tests.cast import START

    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    create_key_file(settings.ALONGSIDE_KEY_FILE)
    test_clock_path().write_text(START.isoformat())
    return make()


def _kill_one(work: Callable[[Say], None], words: int, seconds: float) -> set[str]:
    """Let a fork work until so many words were said to be saved and then so long, and kill it. Return all such words."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.close(reading)
            work(lambda word: os.write(writing, f"{word}\n".encode()))
        os._exit(1)
    os.close(writing)
    said = _hear(reading, words)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        said += rest.read()
    return {line.decode() for line in said.split(b"\n") if line}


def _hear(reading: int, words: int) -> bytes:
    """Listen until so many words were said."""
    said, end = b"", time.monotonic() + PATIENCE
    while said.count(b"\n") < words and time.monotonic() < end:
        if select.select([reading], [], [], 1)[0]:
            said += os.read(reading, 4096)
    return said


def _seconds_for_a_write(person_id: UUID, browser: "Client") -> float:
    """Write as a fork will, so that everything is loaded before there are any, and return how long the last took."""
    for turn in range(4):
        began = time.monotonic()
        assert _is_saved(person_id, browser, f"before-{turn}")
    return time.monotonic() - began


def _write(person_id: UUID, browser: "Client", number: int, say: Say) -> None:
    """Send forms without an end, and say each word once the answer says that it is saved."""
    for turn in count():
        if _is_saved(person_id, browser, f"written-{number}-{turn}"):
            say(f"written-{number}-{turn}")


def _say_it_first(person_id: UUID, browser: "Client", number: int, say: Say) -> None:
    """The fault that has to be found: a yes before the commit."""
    for turn in count():
        say(f"written-{number}-{turn}")
        _is_saved(person_id, browser, f"written-{number}-{turn}")


def _is_saved(person_id: UUID, browser: "Client", word: str) -> bool:
    from alongside.ledger import sequence_entries

    day = {"said_on_day": "4", "said_on_month": "5", "said_on_year": "2026"}
    answer = browser.post(
        f"/people/{person_id}/what-matters/", {"do": "say", "words": word, **day}, HTTP_HOST="localhost"
    )
    if word.endswith("1"):
        sequence_entries(limit=20)
    return bool(answer.status_code == 302)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
