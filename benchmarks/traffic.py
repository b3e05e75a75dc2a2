"""How a service holds up under mixed traffic that arrives on a clock, and check-ins of sixteen people at once.

`alongside run` serves the folder as it would serve anybody, worker and ledger included. Six in ten requests are caseload pages,
three are person pages and one is a check-in page. They arrive at even intervals whether or not the last one was answered, and
each is timed from the moment it was due: whoever waits in the queue waits in the figure. After each rate the queue runs dry.
Then sixteen devices that were handed over ask for a question and answer it, again and again, each as soon as it can.

Run: PYTHONPATH=. python benchmarks/traffic.py FOLDER [SECONDS] [RATE ...]
"""

import http.client
import os
import queue
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import service

PRACTITIONERS, DEVICES, HANDS = 100, 16, 64
CHANCES = {"caseload": 6, "person": 3, "check-in": 1}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Visitors:
    """The cookies of those who are signed in, each practitioner with some of their people, and of the devices."""

    staff: list[tuple[str, list[str]]] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answered:
    """One request: seconds from when it was due until it was answered, and whether it was answered well."""

    page: str
    seconds: float
    well: bool


def main(folder: str, seconds: int = 30, *rates: int) -> None:
    """Serve the folder, ask at each rate for so many seconds, let sixteen answer at once, and print both tables."""
    os.environ |= {"ALONGSIDE_TEST_CLOCK": "1", "ALONGSIDE_HOSTS": "testserver,localhost,127.0.0.1"}
    service.set_up(Path(folder))
    visitors = sign_everybody_in()
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 ourselves
        [sys.executable, "-m", "alongside.commands.main", "run", "--port", str(port)],
        env=os.environ | {"PYTHONPATH": "."},
    )
    try:
        _wait_for(port, server)
        arrive(port, visitors, rate=10, seconds=5)  # the first run is thrown away
        print("     rate     page      requests     p50       p95       p99    errors")
        for rate in rates or (125,):
            _report(rate, arrive(port, visitors, rate=rate, seconds=seconds))
        _report_check_ins(answer_at_once(port, visitors, seconds=seconds))
    finally:
        server.terminate()
        server.wait(30)


def sign_everybody_in() -> Visitors:
    """Sign in a hundred practitioners of the service and hand over sixteen devices for check-ins."""
    from alongside.commands.clock import test_clock_path
    from alongside.records.models import Session, User

    test_clock_path().write_text(service.this_morning().isoformat())
    everybody = list(User.objects.filter(email__startswith="p").order_by("email"))
    users = Random(11).sample(everybody, min(PRACTITIONERS, len(everybody)))  # noqa: S311 chosen, not secret
    visitors = Visitors()
    for user in users:
        held = Session.objects.filter(practitioner=user, attendance="attended").order_by("-planned_at")
        visitors.staff.append((_cookies_of(user), [str(row.person_id) for row in held[:10]]))
    for number in range(DEVICES):
        user = users[number % len(users)]
        sessions = Session.objects.filter(practitioner=user, attendance="attended").order_by("-planned_at")
        visitors.devices.append(_device_of(user, sessions[20 + number // len(users)].id))
    return visitors


def _cookies_of(user: Any) -> str:
    from tests.signed_in import signed_in_client

    return _as_header(signed_in_client(user))


def _device_of(user: Any, session_id: Any) -> str:
    from tests.signed_in import signed_in_client

    client = signed_in_client(user)
    client.post(f"/sessions/{session_id}/hand-over/")
    assert client.get("/check-in/1/").status_code == 200
    return _as_header(client)


def _as_header(client: Any) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items() if morsel.value)


def arrive(port: int, visitors: Visitors, *, rate: int, seconds: int) -> list[Answered]:
    """Send requests at even intervals for so long, then wait until the last one is answered."""
    random = Random(rate)  # noqa: S311 chosen, not secret
    waiting: queue.Queue[tuple[float, str, str, str] | None] = queue.Queue()
    answered: list[Answered] = []
    hands = [threading.Thread(target=_serve_queue, args=(port, waiting, answered)) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    began = time.perf_counter()
    for number in range(rate * seconds):
        due = began + number / rate
        time.sleep(max(0, due - time.perf_counter()))
        waiting.put((due, *_choose(visitors, random)))
    for _ in hands:
        waiting.put(None)
    for hand in hands:
        hand.join()
    return answered


def _choose(visitors: Visitors, random: Random) -> tuple[str, str, str]:
    (page,) = random.choices(list(CHANCES), weights=list(CHANCES.values()))
    if page == "check-in":
        return page, "/check-in/", random.choice(visitors.devices)
    cookies, people = random.choice(visitors.staff)
    return page, "/caseload/" if page == "caseload" else f"/people/{random.choice(people)}/", cookies


def _serve_queue(port: int, waiting: "queue.Queue[Any]", answered: list[Answered]) -> None:
    ask = asker(port)
    while (asked := waiting.get()) is not None:
        due, page, path, cookies = asked
        status, _, _ = ask("GET", path, cookies)
        answered.append(Answered(page, time.perf_counter() - due, status == 200))


def answer_at_once(port: int, visitors: Visitors, *, seconds: int) -> dict[str, list[float]]:
    """Let each device ask for the first question and answer it, over and over. Returns seconds of each kind of request."""
    took: dict[str, list[float]] = {"question": [], "answer": []}
    until = time.perf_counter() + seconds
    devices = [threading.Thread(target=_keep_answering, args=(port, c, until, took)) for c in visitors.devices]
    for device in devices:
        device.start()
    for device in devices:
        device.join()
    return took


def _keep_answering(port: int, cookies: str, until: float, took: dict[str, list[float]]) -> None:
    ask = asker(port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        status, headers, page = ask("GET", "/check-in/1/", cookies)
        took["question"].append(time.perf_counter() - began)
        assert status == 200, status
        found = TOKEN.search(page)
        assert found, "a question without a form"
        token = found.group(1).decode()
        given = re.search(r"csrftoken=\w+", headers.get("Set-Cookie", "") or cookies)
        began = time.perf_counter()
        sent = f"{cookies}; {given.group(0)}" if given else cookies
        status, _, _ = ask("POST", "/check-in/1/", sent, f"csrfmiddlewaretoken={token}&answer=7")
        took["answer"].append(time.perf_counter() - began)
        assert status in {200, 302}, status


def asker(port: int) -> Callable[..., tuple[int, Any, bytes]]:
    """Return a function that asks on one connection, kept open: method, path, cookies, body to status, headers, page."""
    connection = http.client.HTTPConnection("localhost", port, timeout=120)

    def ask(method: str, path: str, cookies: str, body: str | None = None) -> tuple[int, Any, bytes]:
        headers = {"Cookie": cookies, "Origin": f"http://localhost:{port}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return 0, {}, b""

    return ask


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


def _report(rate: int, answered: list[Answered]) -> None:
    for page in (*CHANCES, "all"):
        ms = sorted(a.seconds * 1000 for a in answered if page in {a.page, "all"})
        errors = sum(not a.well for a in answered if page in {a.page, "all"})
        p50, p95, p99 = (ms[int(len(ms) * part)] for part in (0.5, 0.95, 0.99))
        print(f"{rate:7}/s {page:10} {len(ms):9} {p50:8.0f}ms {p95:7.0f}ms {p99:7.0f}ms {errors:6}", flush=True)


def _report_check_ins(took: dict[str, list[float]]) -> None:
    for kind, seconds in took.items():
        ms = sorted(s * 1000 for s in seconds)
        p50, p99 = statistics.median(ms), ms[int(len(ms) * 0.99)]
        print(f"16 at once, {kind:9} {len(ms):6} p50 {p50:6.1f} ms  p99 {p99:6.1f} ms  p99/p50 {p99 / p50:4.1f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
