"""G18: under the real server a disk fills, fails and comes back, and many people write at once.

What is said to be saved is there exactly once, what is not said to be saved is given back, nothing is there by half, and when
there is room again the same form can be sent without anything being repaired.
"""

import random
import resource
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.journeys.own_server import OwnServer, databases_for
from tests.nightly.small_disk import MEGABYTE, SmallDisk, SmallPostgreSQL, small_disk
from tests.nightly.writers import Told, Writer, failures, is_ready, until
from tests.postgresql import is_on_postgresql

DISK = 400  # megabytes
FEW, MANY = 12, 400
LONG = 1500  # characters: a page of a table holds only a few
WRITERS = 50
PATIENCE = 60  # seconds until it works again by itself


class OnSmallDisk:
    """A server whose record, keys, journals and checkpoints are on a small disk."""

    def __init__(self, disk: SmallDisk) -> None:
        self.disk = disk
        self.postgresql = SmallPostgreSQL(disk) if is_on_postgresql() else None
        kinds = {"": "record", "KEYS_": "keys"}
        files = {f"{kind}DATABASE_URL": f"sqlite:///{disk.folder}/{name}.sqlite3" for kind, name in kinds.items()}
        self.server = OwnServer.make(
            disk.folder / "data", self.postgresql.databases if self.postgresql else files, disk.within
        )

    def make_room(self) -> None:
        """Do what whoever looks after the machine does: take the film away, and start a database that has ended."""
        self.disk.empty()
        if self.postgresql:
            self.postgresql.start()


@pytest.fixture
def place() -> Iterator[OnSmallDisk]:
    with small_disk(DISK) as disk:
        disk.from_outside.joinpath("data").mkdir()
        made = OnSmallDisk(disk)
        try:
            yield made
        finally:
            made.server.kill()
            if made.postgresql:
                made.postgresql.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    with databases_for(tmp_path) as databases:
        made = OwnServer.make(tmp_path, databases)
        yield made
        made.kill()


def fill_and_write(place: OnSmallDisk, turns: int) -> Told:
    """Write while the disk has by turns no room, a little and enough, and end with room for everything."""
    draw, writer = random.Random(18), Writer(place.server, LONG)  # noqa: S311  no secret: it has to come out the same again
    assert writer.send("before")
    for turn in range(turns):
        place.disk.fill(leave=draw.choice([0, 0, draw.randrange(200_000)]))
        for number in range(4):
            writer.send(f"full-{turn}-{number}")
        place.make_room()
        writer.send_until_saved(f"room-{turn}")
    return writer.told


def test_a_disk_that_is_full_loses_nothing_and_all_goes_on_when_there_is_room(place):
    place.server.run()
    told = fill_and_write(place, FEW)
    assert len(told.given_back) > FEW, "the disk was full"
    assert failures(place.server, told) == []
    assert is_integral(place.server)
    until(lambda: is_ready(place.server))


def test_a_disk_with_little_room_says_so_before_it_is_full(place):
    place.server.run()
    until(lambda: is_ready(place.server))
    place.disk.fill(leave=50 * MEGABYTE)
    until(lambda: not is_ready(place.server))
    assert Writer(place.server).send("there is still room")


@pytest.mark.nightly
def test_a_disk_that_fills_again_and_again(place, goal_result):
    place.server.run()
    told = fill_and_write(place, MANY)
    wrong = failures(place.server, told)
    goal_result(goal="G18", tried=MANY, failed=len(wrong), what=f"full disks, {len(told.given_back)} forms given back")
    assert wrong == []


def is_integral(server: OwnServer) -> bool:
    """Return whether SQLite finds its file whole. PostgreSQL was asked for every row."""
    if is_on_postgresql():
        return True
    file = server.databases["DATABASE_URL"].removeprefix("sqlite:///")
    command = [*server.within, "python3", "-c", INTEGRITY, file]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "ok"


INTEGRITY = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('pragma integrity_check').fetchone()[0])"


def processes_of(server: OwnServer) -> list[int]:
    """Return the ids of the server and of all it started."""
    assert server.process
    found = [server.process.pid]
    for pid in found:
        with suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


@contextmanager
def failing_writes(server: OwnServer, largest: int) -> Iterator[None]:
    """Have the operating system refuse every write beyond so many bytes into a file, as a failing disk does."""
    pids = processes_of(server)
    set_largest(pids, largest)
    try:
        yield
    finally:
        set_largest(pids, resource.RLIM_INFINITY)


def set_largest(pids: list[int], size: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.parametrize("turns", [FEW, pytest.param(MANY, marks=pytest.mark.nightly)])
def test_writes_that_the_system_refuses_lose_nothing(server, turns, goal_result):
    if is_on_postgresql():
        pytest.skip("PostgreSQL's processes are those of all tests; errors of its disk are put in at every statement")
    server.run()
    draw, writer = random.Random(5), Writer(server)  # noqa: S311  no secret
    assert writer.send("before")
    record = Path(server.databases["DATABASE_URL"].removeprefix("sqlite:///"))
    for turn in range(turns):
        size = record.stat().st_size
        with failing_writes(server, draw.choice([0, 512, 4096, size - 4096, size, size + 4096, draw.randrange(size)])):
            for number in range(4):
                writer.send(f"failing-{turn}-{number}")
        writer.send_until_saved(f"well-{turn}")
    wrong = failures(server, writer.told)
    goal_result(goal="G18", tried=turns, failed=len(wrong), what="times a disk refused to write, forms given back")
    assert len(writer.told.given_back) > turns, "writes failed"
    assert wrong == []
    assert is_integral(server)


@pytest.mark.parametrize("forms", [4, pytest.param(100, marks=pytest.mark.nightly)])
def test_fifty_people_who_write_at_once_lose_nothing(server, forms, goal_result):
    server.run("--workers", "4")
    with ThreadPoolExecutor(WRITERS) as pool:
        told = sum(pool.map(lambda number: write_all(server, number, forms), range(WRITERS)), Told())
    wrong = failures(server, told) + ["the line broke"] * len(told.unknown)
    goal_result(goal="G18", tried=WRITERS * forms, failed=len(wrong), what=f"forms of {WRITERS} writers at once")
    assert len(told.saved) == WRITERS * forms
    assert wrong == []


def write_all(server: OwnServer, number: int, forms: int) -> Told:
    """Send so many words, each anew until it is saved."""
    writer = Writer(server)
    for form in range(forms):
        writer.send_until_saved(f"writer-{number}-{form}")
    return writer.told


def test_a_yes_that_is_not_kept_and_a_no_that_is_would_be_found(server):
    server.run()
    writer = Writer(server)
    writer.send("kept")
    writer.told.given_back, writer.told.saved = writer.told.saved, ["never sent"]
    assert len(failures(server, writer.told)) == 3
