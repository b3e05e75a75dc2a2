"""Whoever has the files but no key finds none of 2,000 canaries in them, and what they can read is listed here (G15)."""

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyrage
import pytest
from django.apps import apps
from django.db import models

from tests.commands.conftest import ROOT, Installation
from tests.nightly.canary_world import CANARY
from tests.nightly.stores import Store, store_in
from tests.postgresql import is_on_postgresql

pytestmark = pytest.mark.nightly
PATIENCE = 120  # seconds
RECIPIENT = str(pyrage.x25519.Identity.generate().to_public())
HOLDERS_AND_ERASURE = """
import uuid, django
django.setup()
from alongside.vault import create_key, destroy_key, keep_recovery_key, split_recovery_key
key, _ = split_recovery_key()
assert keep_recovery_key(key) == []
somebody = uuid.uuid4()
create_key(somebody)
destroy_key(somebody)
"""
TEXT = (models.TextField, models.CharField, models.JSONField)


def needles(word: str) -> dict[bytes, str]:
    """Return how a word may lie in a file, each with its name: three letter cases, each in every encoding."""
    found = {}
    for said in {word, word.lower(), word.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = said.encode(encoding)
            found[raw] = encoding
            found[raw.hex().encode()] = f"hex of {encoding}"
            for skipped in range(3):
                found |= dict.fromkeys(inside_base64(raw, skipped), f"base64 of {encoding}, {skipped} after a third")
    return found


def inside_base64(raw: bytes, skipped: int) -> set[bytes]:
    """Return the characters that base64, plain and for URLs, has for these bytes whatever stands around them."""
    first, last = -(-skipped * 8 // 6), (skipped + len(raw)) * 8 // 6
    padded = b"\0" * skipped + raw + b"\0" * 3
    return {encode(padded)[first:last] for encode in (base64.b64encode, base64.urlsafe_b64encode)}


def where_it_lies(places: Iterable[Path], word: str = CANARY) -> set[tuple[str, str]]:
    """Return in which files a canary lies, and how. Each begins with the same letters, so these are looked for."""
    looked_for = needles(word)
    pattern = re.compile(b"|".join(re.escape(needle) for needle in looked_for))
    files = [path for place in places for path in (place, *place.rglob("*")) if path.is_file()]
    return {(path.name, looked_for[hit]) for path in files for hit in pattern.findall(path.read_bytes())}


class Lived:
    """An installation in which work was done, ended as by a power cut, and the copies that were made of it."""

    def __init__(self, folder: Path, port: int, store: Store) -> None:
        self.here, self.port, self.store = Installation(folder / "data"), port, store
        self.here.env |= store.environment
        self.here.env |= {"ALONGSIDE_TEST_CLOCK": "1", "DJANGO_SETTINGS_MODULE": "alongside.project.settings"}
        self.said, self.copies, self.temporary = folder / "said", folder / "copies", folder / "tmp"
        for made in (self.said, self.copies, self.temporary):
            made.mkdir()
        self.here.env["TMPDIR"] = str(self.temporary)
        self._keep("set-up", *self.here.command("set-up"))
        filled = subprocess.run(
            [sys.executable, "-m", "tests.nightly.canary_world"], cwd=ROOT, env=self.here.env, capture_output=True,
            text=True, check=False, timeout=PATIENCE * 3,
        )  # fmt: skip
        assert filled.returncode == 0, filled.stderr
        (self.said / "filling").write_text(filled.stderr)
        self.made = json.loads(filled.stdout)

    @property
    def places(self) -> list[Path]:
        return [self.here.folder, self.said, self.copies, self.temporary, *self.store.logs]

    def work(self) -> None:
        """Serve, with a worker, until a file was read and a draft saved, then end without any tidying up."""
        with (self.said / "run").open("wb") as out:
            server = subprocess.Popen(
                self.here.command("run", "--port", str(self.port)), env=self.here.env, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
            self.here.servers.append(server)
            try:
                self._until(lambda: "Alongside is at" in (self.said / "run").read_text())
                self._type_a_note()
                self._until(lambda: not self.store.is_waiting())
            finally:
                os.killpg(server.pid, signal.SIGKILL)  # with its worker, which would tidy the journals at its end
                server.wait()

    def back_up(self) -> None:
        self._keep("backup", *self.here.command("backup", str(self.copies / "record")))
        self._keep("backup-keys", *self.here.command("backup", "--keys", str(self.copies / "keys")))
        self.store.unpack(self.copies / "record")
        self.store.unpack(self.copies / "keys")
        self._have_holders_and_somebody_erased()
        for name, more in (("sealed-record", []), ("sealed-keys", ["--keys"])):
            self._keep(name, *self.here.command("backup", "--to", RECIPIENT, *more, str(self.copies / name)))

    def _have_holders_and_somebody_erased(self) -> None:
        """Have the key file as two holders open it, and a register of destroyed keys, among what is searched."""
        self._keep("holders", sys.executable, "-c", HOLDERS_AND_ERASURE)

    def _keep(self, name: str, *command: str) -> None:
        done = subprocess.run(command, env=self.here.env, capture_output=True, check=False, timeout=PATIENCE)
        (self.said / name).write_bytes(done.stdout + done.stderr)
        assert done.returncode == 0, done.stderr

    def _type_a_note(self) -> None:
        address = f"http://localhost:{self.port}/sessions/{self.made['session']}/"
        page, cookies = self._ask(address, f"sessionid={self.made['cookie']}")
        assert CANARY in page, "else nothing of the record was ever shown"
        self._ask(f"http://localhost:{self.port}/people/{self.made['person']}/", f"sessionid={self.made['cookie']}")
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert secret
        revision = re.search(r'name="revision" value="(\d+)"', page)
        typed = {
            "csrfmiddlewaretoken": secret[1],
            "words": f"{CANARY}typed",
            "revision": revision[1] if revision else 0,
        }
        body = urllib.parse.urlencode(typed).encode()
        self._ask(f"{address}draft/", f"sessionid={self.made['cookie']}; {cookies}", body)

    @staticmethod
    def _ask(address: str, cookie: str, body: bytes | None = None) -> tuple[str, str]:
        request = urllib.request.Request(address, body, {"Cookie": cookie, "Referer": address})  # noqa: S310 http, to ourselves
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            got = [c.split(";")[0] for c in answer.headers.get_all("Set-Cookie") or []]
            return answer.read().decode(), "; ".join(c for c in got if c.startswith("csrftoken"))

    @staticmethod
    def _until(so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not so():
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("lived")
    with store_in(folder / "data", on_postgresql=is_on_postgresql()) as store:
        made = Lived(folder, port, store)
        made.work()
        store.keep_in_a_power_cut(made.copies / "as-it-lay")
        made.back_up()
        yield made


def test_none_of_two_thousand_canaries_is_readable_in_any_file(lived, goal_result):
    tried, found = len(set(lived.made["canaries"])), where_it_lies(lived.places)
    goal_result(goal="G15", tried=tried, failed=len(found), what="canaries in databases, journals, logs and copies")
    assert tried >= 2_000
    assert found == set()


def test_the_search_was_in_the_right_places(lived):
    """A name of the staff is readable, in the folder, in the folder as it lay with its journal, and in the copy."""
    holding = {path for place in lived.places for path in place.rglob("*") if path.is_file() and
               b"Ruth Adeyemi" in path.read_bytes()}  # fmt: skip
    places = [lived.copies / "as-it-lay", lived.copies / "record"]
    for place in places if is_on_postgresql() else [*places, lived.here.folder]:
        assert any(place in path.parents for path in holding), place
    assert any(path.name.endswith("-journal") or path.parent.name == "pg_wal" for path in holding), (
        "else no journal was searched"
    )


def test_an_encrypted_copy_has_nothing_that_can_be_read_at_all(lived):
    """What stands in the open in a copy that is not encrypted (the test above finds it there) is not in these."""
    copies = [path for name in ("sealed-record", "sealed-keys") for path in (lived.copies / name).iterdir()]
    assert len(copies) == 5
    assert where_it_lies(copies, "Ruth Adeyemi") == set()
    assert {path.read_bytes()[:21] for path in copies} == {b"age-encryption.org/v1"}


def test_the_register_and_the_sealed_key_file_were_searched_too(lived):
    names = {path.name for place in lived.places for path in place.rglob("*") if path.is_file()}
    assert {"destroyed-keys.register", "key-file.sealed", "key-file.sealed.age"} <= names


def test_every_canary_would_be_found_however_it_lay(lived, tmp_path):
    lying = tmp_path / "lying"
    for word in lived.made["canaries"][::100]:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            for before in ("", "a", "ab"):
                raw = before.encode() + word.encode(encoding) + b"tail"
                for way in (bytes, base64.b64encode, base64.urlsafe_b64encode):
                    lying.write_bytes(b"\x01" + way(raw))
                    assert where_it_lies([tmp_path]), (word, encoding, before, way)


def test_a_canary_in_a_column_that_is_not_sealed_is_found(lived, tmp_path):
    """The search is broken once in each run, so that it cannot have gone blind."""
    lived.store.say_in_the_open("Bittern5528n1", tmp_path)
    assert "utf-8" in {how for _, how in where_it_lies([tmp_path], "Bittern5528")}


def test_what_is_readable_is_said():
    """The report names the columns of text that are not sealed. tests/architecture/test_columns.py holds the list."""
    tables = apps.get_app_config("records").get_models()
    text = {f"{m.__name__}.{f.name}" for m in tables for f in m._meta.fields if isinstance(f, TEXT)}
    print("Readable without a key, and why: docs/decisions/0008-what-stays-readable.md", *sorted(text), sep="\n  ")  # noqa: T201
    assert not [name for name in text if ".sealed_" in name]
