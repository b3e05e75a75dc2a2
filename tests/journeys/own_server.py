"""A server in a process and databases of its own, which a test can kill without mercy.

Run as a module inside that process's environment it fills the database and prints what the test needs as JSON.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql import cluster, is_on_postgresql, own_databases, write_everything_down

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds


@dataclass
class OwnServer:
    """Where the server keeps its data, where it listens, and what is in it."""

    folder: Path
    port: int
    databases: dict[str, str]
    session_id: str = ""
    cookie: str = ""
    second_cookie: str = ""
    person_id: str = ""
    within: tuple[str, ...] = ()  # what every command is run by, such as one that enters another namespace
    settings: str = "alongside.project.settings"
    process: "subprocess.Popen[bytes] | None" = None

    @classmethod
    def make(cls, folder: Path, databases: dict[str, str], within: tuple[str, ...] = ()) -> "OwnServer":
        """Make the tables, the cast and a session that has begun. Nothing runs yet."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            server = cls(folder, free.getsockname()[1], databases, within=within)
        made = json.loads(server.call("tests.journeys.own_server"))
        server.session_id, server.cookie, server.second_cookie = made["session"], *made["cookies"]
        server.person_id = made["person"]
        return server

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def session_address(self) -> str:
        return f"{self.address}/sessions/{self.session_id}/"

    def start(self) -> None:
        """Start a server that also serves styles and scripts, and wait until it answers."""
        self._start("django", "runserver", "--noreload", "--insecure", f"localhost:{self.port}")

    def run(self, *options: str) -> None:
        """Start what `alongside run` starts, with its worker, and wait until it answers."""
        self._start("alongside.commands.main", "run", "--port", str(self.port), *options)

    def _start(self, *module: str) -> None:
        command = [*self.within, sys.executable, "-m", *module]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment(), start_new_session=True, **quiet)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                socket.create_connection(("localhost", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server did not start")

    def kill(self) -> None:
        """End the server as a power cut would, with what it started."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stored_bytes(self) -> bytes:
        """Return everything in the folder, and in that of PostgreSQL: databases, journals, whatever else was left."""
        folders = [self.folder]
        if is_on_postgresql():
            write_everything_down()
            folders.append(cluster())
        for _ in range(20):
            with suppress(FileNotFoundError):  # a table another test emptied, or a journal that got a new name
                return _everything_in(folders)
        raise AssertionError("files came and went the whole time")

    def call(self, module: str, *arguments: str) -> str:
        """Run a module in the environment of this server, and return what it printed."""
        command = [*self.within, sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        """Return the environment of every process of this server."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
        return kept | {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": str(ROOT),
            "ALONGSIDE_DATA_DIR": str(self.folder),
            "ALONGSIDE_KEY_FILE": str(self.folder / "alongside.keys"),
            "ALONGSIDE_CHECKPOINT_DIR": str(self.folder / "checkpoints"),
            "ALONGSIDE_TEST_CLOCK": "1",
            **self.databases,
        }


@contextmanager
def databases_for(folder: Path) -> Iterator[dict[str, str]]:
    """Yield where this server keeps its tables: two files, or two databases of the PostgreSQL of the tests."""
    if is_on_postgresql():
        with own_databases() as databases:
            yield databases
    else:
        stores = {"DATABASE_URL": "record", "KEYS_DATABASE_URL": "keys"}
        yield {setting: f"sqlite:///{folder / name}.sqlite3" for setting, name in stores.items()}


def _everything_in(folders: list[Path]) -> bytes:
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def fill() -> None:
    """Make the tables, the cast and a session, and print the ids and two sign-ins of its practitioner."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from alongside.access.actors import actor_for
    from alongside.casework.sessions.operations import Plan, plan_session, start_session
    from alongside.commands.clock import test_clock_path
    from alongside.vault import create_key_file
    from tests.cast import START, make_cast
    from tests.signed_in import signed_in_client

    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    create_key_file(settings.ALONGSIDE_KEY_FILE)
    test_clock_path().write_text(START.isoformat())
    cast = make_cast()
    by = actor_for(cast.practitioner)
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    start_session(session_id=session_id, by=by, at=START)
    cookies = [signed_in_client(cast.practitioner).cookies["sessionid"].value for _ in range(2)]
    made = {"session": str(session_id), "cookies": cookies, "person": str(cast.person_id)}
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    fill()
