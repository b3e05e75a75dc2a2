"""How long pages take in a large service beside a small one, with permission, vault and ledger on.

Two processes hold a service each, made by service.py. They are asked in turn, page by page, so that whatever else the machine
does falls on both alike, and what is reported first is the ratio of the medians. Each request goes through every layer of the
product, the ledger entry is written and committed, and the practitioner is another one each time, so that in the large service
every page is a first visit. The ledger begins empty at both sizes. Queries are those of the record and of the key store.

Run: PYTHONPATH=. python benchmarks/pages.py SMALL_FOLDER LARGE_FOLDER [ROUNDS]
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import service

PAGES = ("caseload", "person", "today", "check-in")
PRACTITIONERS = 25  # as many as a service of 1,000 people has
WARM_UP = 3


def main(small: str, large: str, rounds: int = PRACTITIONERS - WARM_UP) -> None:
    """Ask both services in turn and print the table."""
    processes = {name: _start(folder) for name, folder in (("small", small), ("large", large))}
    about = {name: _ask(process, {"do": "about"}) for name, process in processes.items()}
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for number in range(rounds + WARM_UP):
        for page in PAGES:
            for name, process in processes.items():
                answer = _ask(process, {"do": "page", "page": page, "number": number})
                if number >= WARM_UP:
                    found.setdefault((page, name), []).append(answer)
    for process in processes.values():
        process.stdin.close()
        process.wait()
    _report(about, found, rounds)


def serve(folder: str) -> None:
    """Answer questions on stdin about the service of this folder: one JSON line in, one out."""
    service.set_up(Path(folder))
    measured = _Measured()
    for line in sys.stdin:
        asked = json.loads(line)
        answer = measured.about() if asked["do"] == "about" else measured.page(asked["page"], asked["number"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


class _Measured:
    """One service, its practitioners signed in."""

    def __init__(self) -> None:
        from alongside.commands.clock import test_clock_path
        from alongside.records.models import User
        from tests.signed_in import signed_in_client

        test_clock_path().write_text(service.this_morning().isoformat())
        everybody = list(User.objects.filter(email__startswith="p").order_by("email"))
        users = Random(7).sample(everybody, min(PRACTITIONERS, len(everybody)))  # noqa: S311 chosen, not secret
        self._clients = [signed_in_client(user) for user in users]
        self._people = [self._some_people(user.id) for user in users]

    def about(self) -> dict[str, int]:
        """Return how many rows there are."""
        from alongside.records.models import CheckIn, Person, Session

        return {
            "people": Person.objects.count(),
            "sessions": Session.objects.count(),
            "check-ins": CheckIn.objects.count(),
        }

    def page(self, name: str, number: int) -> dict[str, Any]:
        """Ask for a page once, as another practitioner each time, and return seconds and queries."""
        from django.db import connection, connections
        from django.test.utils import CaptureQueriesContext

        client, (person_id, session_id) = self._who(number)
        if name == "check-in":
            client.post(f"/sessions/{session_id}/hand-over/")
            path = "/check-in/"
        else:
            path = {"caseload": "/caseload/", "today": "/today/", "person": f"/people/{person_id}/"}[name]
        began = time.perf_counter()
        response = client.get(path)
        seconds = time.perf_counter() - began
        assert response.status_code == 200, (path, response.status_code)
        with CaptureQueriesContext(connection) as queries, CaptureQueriesContext(connections["keys"]) as of_keys:
            assert client.get(path).status_code == 200
        asked = len(queries) + len(of_keys)  # the next request empties both
        if name == "check-in":
            client.post("/check-in/exit/")
            self._sign_in_again(number)
        return {"seconds": seconds, "queries": asked}

    def _who(self, number: int) -> tuple[Any, tuple[Any, Any]]:
        place = number % len(self._clients)
        people = self._people[place]
        return self._clients[place], people[number // len(self._clients) % len(people)]

    def _sign_in_again(self, number: int) -> None:
        from alongside.records.models import User
        from tests.signed_in import signed_in_client

        place = number % len(self._clients)
        _, session_id = self._people[place][0]
        user = User.objects.get(id__in=_holder_of(session_id))
        self._clients[place] = signed_in_client(user)

    @staticmethod
    def _some_people(user_id: Any) -> list[tuple[Any, Any]]:
        from alongside.records.models import Session

        held = Session.objects.filter(practitioner=user_id, attendance="attended").order_by("-planned_at")[:10]
        return [(row.person_id, row.id) for row in held]


def _holder_of(session_id: Any) -> Any:
    from alongside.records.models import Session

    return Session.objects.filter(id=session_id).values("practitioner")


def _start(folder: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 ourselves
        [sys.executable, "-m", "benchmarks.pages", "--serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env=os.environ | {"PYTHONPATH": ".", "ALONGSIDE_TEST_CLOCK": "1", "ALONGSIDE_HOSTS": "testserver"},
    )  # fmt: skip


def _ask(process: "subprocess.Popen[str]", question: dict[str, Any]) -> Any:
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def _report(about: dict[str, Any], found: dict[tuple[str, str], list[dict[str, Any]]], rounds: int) -> None:
    print(f"small: {about['small']}, large: {about['large']}, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"{'page':10} {'p50 small':>10} {'p50 large':>10} {'ratio':>6} {'p95 small':>10} {'p95 large':>10}  queries")
    for page in PAGES:
        ms = {name: sorted(a["seconds"] * 1000 for a in found[page, name]) for name in ("small", "large")}
        queries = {name: {a["queries"] for a in found[page, name]} for name in ("small", "large")}
        p50 = {name: statistics.median(times) for name, times in ms.items()}
        p95 = {name: times[int(len(times) * 0.95)] for name, times in ms.items()}
        said = f"{sorted(queries['small'])} {sorted(queries['large'])}"
        print(
            f"{page:10} {p50['small']:8.1f}ms {p50['large']:8.1f}ms {p50['large'] / p50['small']:6.2f} "
            f"{p95['small']:8.1f}ms {p95['large']:8.1f}ms  {said}"
        )


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(sys.argv[2])
    else:
        main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
