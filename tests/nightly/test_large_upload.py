"""A file of 1 GB is refused in a sentence by the real server, which never holds more of it than it may."""

import http.client
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.domain.imports.files import LARGEST_FILE
from tests.journeys.own_server import OwnServer, databases_for

pytestmark = pytest.mark.nightly
GIGABYTE = 1024**3
PIECE = 64 * 1024
PATIENCE = 600  # seconds
MORE = 8 * LARGEST_FILE  # what the server may need beyond what it needs for any page


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    """The server that `alongside run` starts, with its worker."""
    with databases_for(tmp_path) as databases:
        made = OwnServer.make(tmp_path, databases)
        made.run()
        yield made
        made.kill()


def most_memory(group: int) -> int:
    """Return the most memory in bytes that any process of this group has ever held."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getpgid(int(status.parent.name)) == group:
                peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
                found += [int(peak[1]) * 1024] if peak else []
        except OSError:
            continue  # it has ended
    return max(found)


def test_a_gigabyte_is_refused_with_little_memory(server, request):
    connection = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
    request.addfinalizer(connection.close)
    cookies = f"sessionid={server.cookie}"
    connection.request("GET", "/imports/add/", headers={"Cookie": cookies})
    answer = connection.getresponse()
    page, csrf = answer.read().decode(), answer.headers["Set-Cookie"].split(";")[0]
    secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert secret
    before = most_memory(server.process.pid)
    head, tail = form_around(secret[1])
    headers = {
        "Cookie": f"{cookies}; {csrf}",
        "Referer": f"{server.address}/imports/add/",
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": str(len(head) + GIGABYTE + len(tail)),
    }
    body = (piece for part in ([head], (b"x" * PIECE for _ in range(GIGABYTE // PIECE)), [tail]) for piece in part)
    connection.request("POST", "/imports/add/", body, headers)
    answer = connection.getresponse()
    assert answer.status == 200
    assert "The file is larger than 10 MB" in answer.read().decode()
    used = most_memory(server.process.pid) - before
    assert used < MORE, f"the server took {used / 1024**2:.0f} MB more"
    assert not [file for file in server.folder.rglob("*") if file.stat().st_size > LARGEST_FILE], (
        "it was put on the disk"
    )


def form_around(secret: str) -> tuple[bytes, bytes]:
    """Return what stands before and after the file in the body of the form."""
    fields = {"csrfmiddlewaretoken": secret, "kind": "people"}
    parts = [f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    return ("".join(parts) + file).encode(), b"\r\n--b--\r\n"
