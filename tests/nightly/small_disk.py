"""A disk of a few hundred megabytes that only the processes of one test see, and a PostgreSQL that lives on it.

The disk is mounted in a mount namespace of its own, so that it is gone with the process that keeps it.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

MEGABYTE = 1024**2
IS_ROOT = os.geteuid() == 0


@dataclass
class SmallDisk:
    """A folder on the small disk, and how to get there."""

    folder: Path  # as those within see it
    keeper: int  # the process that keeps the namespace

    @property
    def within(self) -> tuple[str, ...]:
        """What a command is run by to be inside."""
        user = () if IS_ROOT else ("--user", "--preserve-credentials")
        return ("nsenter", "--target", str(self.keeper), "--mount", *user)

    @property
    def from_outside(self) -> Path:
        return Path(f"/proc/{self.keeper}/root{self.folder}")

    def fill(self, *, leave: int) -> None:
        """Fill the disk until so many bytes are left."""
        self.empty()
        with self._filler.open("wb") as file:
            while (more := self.free() - leave) > 0:
                with suppress(OSError):  # somebody else took the room in between
                    os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, more)

    def free(self) -> int:
        """Return how many bytes are left."""
        found = os.statvfs(self.from_outside)
        return found.f_bavail * found.f_frsize

    def empty(self) -> None:
        """Give the room back."""
        self._filler.unlink(missing_ok=True)

    @property
    def _filler(self) -> Path:
        return self.from_outside / "somebody-elses-film"


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk]:
    """Mount a disk of this size. Where nobody may mount anything the test is skipped, and says so."""
    with TemporaryDirectory(prefix="alongside-disk-") as place:
        folder = Path(place)
        folder.chmod(0o755)  # the user of PostgreSQL has to get through
        yield from _mounted(folder, megabytes)


def _mounted(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    alone = ["unshare", "--mount"] if IS_ROOT else ["unshare", "--mount", "--user", "--map-root-user"]
    mount = f'mount -t tmpfs -o size={megabytes}m,mode=755 tmpfs "$0" && echo mounted && exec sleep 3600'
    keeper = subprocess.Popen(
        [*alone, "sh", "-c", mount, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert keeper.stdout
        if keeper.stdout.readline() != b"mounted\n":
            pytest.skip("this machine lets nobody mount a disk")
        yield SmallDisk(folder, keeper.pid)
    finally:
        keeper.kill()
        keeper.wait()
        keeper.stdout.close()


class SmallPostgreSQL:
    """A PostgreSQL on the small disk, which can be started again when the full disk has ended it."""

    def __init__(self, disk: SmallDisk) -> None:
        if not IS_ROOT:
            pytest.skip("PostgreSQL refuses the only user there is in a namespace of one's own")
        self._disk = disk
        self._bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self._home = disk.folder / "postgresql"
        subprocess.run([*disk.within, "install", "-d", "-o", "postgres", str(self._home)], check=True)
        self._do(
            "initdb", "-D", f"{self._home}/data", "-U", "alongside", "-A", "trust", "--wal-segsize=1", "-E", "UTF8"
        )
        self.start()
        for name in ("record", "keys"):
            self._do("createdb", "-h", str(self._home), "-U", "alongside", name)

    @property
    def databases(self) -> dict[str, str]:
        host = str(self._home).replace("/", "%2F")
        return {f"{kind}DATABASE_URL": f"postgres://alongside@{host}/{name}" for kind, name in NAMES.items()}

    def start(self) -> None:
        """Start it unless it runs. It keeps every promise of its own: nothing is said to be written that is not."""
        if self._do("pg_ctl", "-D", f"{self._home}/data", "status", check=False) == 0:
            return
        options = f"-c listen_addresses= -k {self._home} -c max_wal_size=8MB -c min_wal_size=2MB"
        self._do("pg_ctl", "-D", f"{self._home}/data", "-w", "-l", f"{self._home}/log", "-o", options, "start")

    def stop(self) -> None:
        self._do("pg_ctl", "-D", f"{self._home}/data", "-m", "immediate", "stop", check=False)

    def _do(self, program: str, *words: str, check: bool = True) -> int:
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        return subprocess.run(
            [*self._disk.within, *as_postgres, str(self._bin / program), *words], check=check, **quiet
        ).returncode


NAMES = {"": "record", "KEYS_": "keys"}
