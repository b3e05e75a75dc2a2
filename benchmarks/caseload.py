"""What a caseload page costs beside the bare query for its forty rows, and how much of that is opening forty names.

All three are timed in one process, in turn, as another practitioner each time: the query for the rows with the driver alone,
the keys and the names opened, and the whole page through every layer of the product with its ledger entry committed.

Run: PYTHONPATH=. python benchmarks/caseload.py FOLDER [ROUNDS]
"""

import os
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import service

WARM_UP = 5
# One round trip for everything that a row shows, as somebody would write it who needs no permission and no keys.
RAW = """
    select s.*, p.sealed_name, p.sealed_needs, p.contact_days, u.name
    from records_relationship r
    join records_person p on p.id = r.person_id
    join records_caseloadstate s on s.person_id = r.person_id
    join records_user u on u.id = r.practitioner_id
    where r.practitioner_id = %s and r.ends_on is null
"""


def main(folder: str, rounds: int = 60) -> None:
    """Time the three in turn and print medians in milliseconds and the ratio."""
    os.environ |= {"ALONGSIDE_TEST_CLOCK": "1", "ALONGSIDE_HOSTS": "testserver"}
    service.set_up(Path(folder))
    from django.db import connection

    from alongside.commands.clock import test_clock_path
    from alongside.records.models import User
    from tests.signed_in import signed_in_client

    test_clock_path().write_text(service.this_morning().isoformat())
    everybody = list(User.objects.filter(email__startswith="p").order_by("email"))
    users = Random(7).sample(everybody, min(rounds + WARM_UP, len(everybody)))  # noqa: S311 chosen, not secret
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds + WARM_UP):
        user = users[number % len(users)]
        client = signed_in_client(user)
        times = {"raw query": _raw(user), "opening names": _opening(user), "whole page": _page(client)}
        if number >= WARM_UP:
            for name, seconds in times.items():
                found[name].append(seconds * 1000)
    _report(connection.vendor, len(everybody) * service.PEOPLE_EACH, found)


def _raw(user: Any) -> float:
    from django.db import connection

    given = type(user)._meta.pk.get_db_prep_value(user.id, connection)
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(RAW, [given])
        rows = cursor.fetchall()
    assert len(rows) == service.PEOPLE_EACH, len(rows)
    return time.perf_counter() - began


def _opening(user: Any) -> float:
    from alongside.casework.people.sealing import open_name, open_needs
    from alongside.records.models import Person
    from alongside.vault import open_keys

    people = list(Person.objects.filter(relationships__practitioner=user))
    began = time.perf_counter()
    keys = open_keys([person.id for person in people])
    for person in people:
        open_name(keys, person)
        open_needs(keys, person)
    return time.perf_counter() - began


def _page(client: Any) -> float:
    began = time.perf_counter()
    response = client.get("/caseload/")
    seconds = time.perf_counter() - began
    assert response.status_code == 200
    return seconds


def _report(vendor: str, people: int, found: dict[str, list[float]]) -> None:
    p50 = {name: statistics.median(times) for name, times in found.items()}
    print(f"{vendor}, {people:,} people, {len(found['raw query'])} rounds, load {os.getloadavg()[0]:.1f}")
    for name, median in p50.items():
        print(f"{name:14} p50 {median:7.2f} ms")
    print(f"whole page / raw query   {p50['whole page'] / p50['raw query']:6.1f}")
    print(f"opening names, of page   {100 * p50['opening names'] / p50['whole page']:6.1f}%")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
