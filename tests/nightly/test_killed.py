"""G17: nothing that somebody was told is saved is lost when the server is killed, and the ledger stays whole.

SIGKILL ends the process at any instruction. It is no power cut: what the operating system was handed is written. What the
databases do for that is theirs (SQLite waits for the disk at every commit, docs/settings.md; PostgreSQL by its own default).
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.own_server import ROOT, OwnServer, databases_for

FEW, MANY = 25, 10_000


@pytest.fixture
def place(tmp_path: Path) -> Iterator[OwnServer]:
    """Databases of this test's own. The folder is in memory where there is one, so that ten thousand kills take no night."""
    shared = Path("/dev/shm")  # noqa: S108  memory of this machine
    folder = tmp_path if not os.access(shared, os.W_OK) else shared / f"killed-{os.getpid()}-{tmp_path.name}"
    folder.mkdir(exist_ok=True)
    try:
        with databases_for(folder) as databases:
            yield OwnServer(folder, 0, databases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def killed(place: OwnServer, kills: int, how: str = "honest") -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.nightly.killed_writers", str(kills), "17", how], cwd=ROOT, env=place.environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_nothing_that_was_said_to_be_saved_is_lost_when_writers_are_killed(place):
    found = killed(place, FEW)
    assert found["acknowledged"] >= FEW / 5
    assert (found["lost"], found["by_half"], found["ledger"]) == (0, 0, "whole")


def test_a_yes_before_the_commit_would_be_found(place):
    assert killed(place, FEW, "early")["lost"] > 0


@pytest.mark.nightly
def test_ten_thousand_writers_killed(place, goal_result):
    found = killed(place, MANY)
    failed = found["lost"] + found["by_half"]
    goal_result(
        goal="G17", tried=MANY, failed=failed, what=f"writers killed, {found['acknowledged']} writes said to be saved"
    )
    assert (failed, found["ledger"]) == (0, "whole")
