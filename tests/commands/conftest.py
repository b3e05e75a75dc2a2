"""Commands called in this process, and a whole Alongside of its own in another."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alongside.commands.main import alongside

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@pytest.fixture
def call() -> Callable[..., Result]:
    """Call a command as it is typed: call("run", "--host", "0.0.0.0")."""

    def calling(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(alongside, list(words), input=typed)

    return calling


def until(what: Callable[[], bool], otherwise: str) -> None:
    """Look again and again until it is so, or fail with the sentence."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)


class Installation:
    """An Alongside in a folder of its own, on SQLite, driven as a person at a terminal would."""

    def __init__(self, folder: Path) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ALONGSIDE_", "DATABASE", "KEYS_", "COV"))}
        self.env = {**kept, "ALONGSIDE_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
        self.folder = folder
        self.servers: list[subprocess.Popen[str]] = []

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "alongside.commands.main", *words]

    def call(self, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(*words), env={**self.env, **env}, capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start `alongside run` in a session of its own and wait until it says where it is."""
        server = subprocess.Popen(
            self.command("run", *words), env=self.env, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.servers.append(server)
        assert server.stdout is not None
        assert "Alongside is at" in server.stdout.readline()
        return server

    def stop(self) -> None:
        for server in self.servers:
            if server.poll() is None:
                server.send_signal(signal.SIGKILL)
            server.communicate()


@pytest.fixture(scope="session")
def set_up_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation that has just been set up."""
    made = Installation(tmp_path_factory.mktemp("set-up") / "data")
    done = made.call("set-up")
    assert done.returncode == 0, done.stderr
    return made.folder


@pytest.fixture
def installation(set_up_once: Path, tmp_path: Path) -> Iterator[Installation]:
    """An installation of this test's own that has been set up."""
    made = Installation(Path(shutil.copytree(set_up_once, tmp_path / "data")))
    yield made
    made.stop()


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
