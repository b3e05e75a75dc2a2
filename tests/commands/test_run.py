"""Starting and stopping: both processes together, for this computer alone unless there is a certificate."""

import http.client
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from alongside.commands.run import name_demo_people
from tests.cast import make_cast
from tests.commands.conftest import Installation, until


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children(pid: int) -> set[int]:
    """The processes that this one started, from the system's own list."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.add(int(status.parent.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def get(port: int) -> int:
    with urllib.request.urlopen(f"http://localhost:{port}/accounts/login/", timeout=30) as answer:
        return int(answer.status)


def test_the_pages_are_served_and_both_processes_end_together(installation: Installation, port: int):
    server = installation.start("--port", str(port))
    assert get(port) == 200
    started = children(server.pid)
    assert len(started) >= 2, "a process that serves, and the worker"
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    assert not is_listening(port)
    until(lambda: not any(map(is_alive, started)), "a process was left behind")


def test_what_was_asked_before_the_end_is_answered(installation: Installation, port: int):
    """Six browsers ask without a pause. Once some answers came, the server is told to stop in the middle of others."""
    server = installation.start("--port", str(port), "--no-worker")
    answers: list[tuple[float, object]] = []

    def ask_until_nobody_listens() -> None:
        while not answers or answers[-1][1] == 200:
            began = time.monotonic()
            try:
                answers.append((began, get(port)))
            except (OSError, http.client.HTTPException) as refused:
                answers.append((began, refused))

    browsers = [threading.Thread(target=ask_until_nobody_listens) for _ in range(6)]
    for browser in browsers:
        browser.start()
    until(lambda: len(answers) >= 30, "nothing was answered")
    told = time.monotonic()
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    for browser in browsers:
        browser.join(30)
    assert [answer for began, answer in answers if began < told and answer != 200] == []


def test_nothing_goes_on_answering_after_the_server_was_killed(installation: Installation, port: int):
    server = installation.start("--port", str(port))
    assert get(port) == 200
    started = children(server.pid)
    os.kill(server.pid, signal.SIGKILL)
    until(lambda: not any(map(is_alive, started)), "an orphan was left behind")
    assert not is_listening(port)


def test_a_worker_that_dies_is_started_again(installation: Installation, port: int):
    server = installation.start("--port", str(port))
    worker = next(p for p in children(server.pid) if b"\0work\0" in Path(f"/proc/{p}/cmdline").read_bytes())
    os.kill(worker, signal.SIGKILL)
    until(
        lambda: any(
            b"\0work\0" in Path(f"/proc/{p}/cmdline").read_bytes()
            for p in children(server.pid) - {worker}
            if is_alive(p)
        ),
        "no worker came back",
    )
    assert get(port) == 200


def test_a_second_start_on_the_same_port_is_told_so(installation: Installation, port: int):
    installation.start("--port", str(port), "--no-worker")
    second = installation.call("run", "--port", str(port))
    assert second.returncode == 1
    assert f"Port {port} is taken." in second.stderr
    assert "Traceback" not in second.stderr


def test_other_computers_are_refused_without_a_certificate(call):
    for address in ("0.0.0.0", "192.168.1.20", "::"):  # noqa: S104  refused is the point
        refused = call("run", "--host", address)
        assert refused.exit_code == 1
        assert "Only this computer may reach Alongside without a certificate." in refused.output


def test_a_certificate_without_its_key_is_refused(call, tmp_path):
    certificate = tmp_path / "certificate.pem"
    certificate.touch()
    refused = call("run", "--host", "192.168.1.20", "--certificate", str(certificate))
    assert refused.exit_code == 2
    assert "go together" in refused.output


def test_tables_of_another_version_are_refused(tmp_path):
    empty = Installation(tmp_path / "data")
    empty.folder.mkdir()
    refused = empty.call("run")
    assert refused.returncode == 1
    assert "alongside set-up" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.django_db
def test_the_demonstration_names_one_person_of_each_role():
    make_cast()
    named = name_demo_people()
    assert "Adam Kerr (administrator)" in named
    assert "Marian Ellis (supervisor)" in named
    assert named.count("(practitioner)") == 1
    assert "Tomos" not in named


def test_a_production_start_says_what_it_misses(installation: Installation):
    refused = installation.call("run", ALONGSIDE_PRODUCTION="1", ALONGSIDE_DEMO="1")
    assert refused.returncode == 1
    assert "Demo mode is on. Unset ALONGSIDE_DEMO." in refused.stderr
    assert "Traceback" not in refused.stderr
