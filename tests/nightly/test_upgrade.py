"""A new version with other tables is put in place while people write, and nothing that was said to be saved is lost.

The server of the version before is forgotten: it runs on, is asked on, and must answer that it is closed from the moment the
tables change. Whoever was given their words back sends them again, to the new one.
"""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.own_server import ROOT, OwnServer, databases_for
from tests.nightly.writers import PATIENCE, Told, Writer, failures, until

WRITERS = 6
NEXT = "tests.nightly.next_version.settings"
SET_UP = ("alongside.commands.main", "set-up")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    with databases_for(tmp_path) as databases:
        made = OwnServer.make(tmp_path, databases)
        yield made
        made.kill()


@contextmanager
def people_writing(server: OwnServer) -> Iterator[list[Writer]]:
    """Have several people write, one word after the other, until the block is left."""
    stop, writers = threading.Event(), [Writer(server) for _ in range(WRITERS)]

    def write(number: int) -> None:
        for turn in range(100_000):
            if stop.is_set():
                return
            writers[number].send(f"writer-{number}-{turn}")

    with ThreadPoolExecutor(WRITERS) as pool:
        try:
            running: list[Future[None]] = [pool.submit(write, number) for number in range(WRITERS)]
            yield writers
        finally:
            stop.set()
    for one in running:
        one.result()


def saved(writers: list[Writer]) -> list[int]:
    return [len(writer.told.saved) for writer in writers]


def rows_kept(server: OwnServer) -> int:
    return len(json.loads(server.call("tests.nightly.kept", server.person_id))["words"])


def stop_gently(server: OwnServer) -> None:
    assert server.process
    server.process.send_signal(signal.SIGTERM)
    server.process.wait()
    server.process = None


def test_tables_that_change_under_load_lose_nothing(server):
    server.run()
    after = replace(server, settings=NEXT, process=None)
    with people_writing(server) as writers:
        until(lambda: min(saved(writers)) > 2)
        after.call(*SET_UP)
        before, given_back = rows_kept(after), [len(writer.told.given_back) for writer in writers]
        until(lambda: all(len(writer.told.given_back) > n for writer, n in zip(writers, given_back, strict=True)))
        assert rows_kept(after) == before, "the version before wrote on"
        stop_gently(server)
        after.run()
        so_far = saved(writers)
        until(lambda: all(now > then for now, then in zip(saved(writers), so_far, strict=True)))
    told = sum((writer.told for writer in writers), Told())
    assert failures(after, told) == []
    after.kill()


def test_a_server_that_looks_away_would_be_found(server):
    forgetful = replace(server, settings="tests.nightly.next_version.looking_away")
    forgetful.run()
    try:
        with people_writing(forgetful) as writers:
            until(lambda: min(saved(writers)) > 2)
            replace(server, settings=NEXT).call(*SET_UP)
            so_far = saved(writers)
            until(lambda: saved(writers) > so_far)
    finally:
        forgetful.kill()


def test_a_set_up_that_is_killed_is_taken_up_again(server):
    server.run()
    after = replace(server, settings=NEXT, process=None)
    writer = Writer(server)
    for number in range(20):
        assert writer.send(f"before-{number}")
    stop_gently(server)
    draw = random.Random(2)  # noqa: S311  no secret
    for _ in range(5):
        kill_a_set_up(after, draw.uniform(0, 1))
    after.call(*SET_UP)
    after.run()
    assert writer.send("afterwards")
    assert failures(after, writer.told) == []
    after.kill()


def kill_a_set_up(server: OwnServer, seconds: float) -> None:
    """Begin to change the tables, and be killed so long after the first sign of it, or once it is through."""
    command = [sys.executable, "-m", *SET_UP]
    mark = server.folder / "tables-changed"
    mark.unlink(missing_ok=True)
    with subprocess.Popen(command, cwd=ROOT, env=server.environment(), stdout=subprocess.DEVNULL) as process:
        until(lambda: mark.exists() or process.poll() is not None)
        end = time.monotonic() + seconds
        until(lambda: time.monotonic() > end or process.poll() is not None)
        process.kill()


def test_the_version_before_refuses_to_start_on_the_new_tables(server):
    replace(server, settings=NEXT, process=None).call(*SET_UP)
    refused = subprocess.run(
        [sys.executable, "-m", "alongside.commands.main", "run", "--port", str(server.port)],
        cwd=ROOT, env=server.environment(), capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert refused.returncode == 1
    assert "The tables are not those of this version" in refused.stderr
