"""How fast a file of people is brought in, and how long any transaction holds the database meanwhile.

Goal: 10,000 rows in 60 seconds from the upload to the last caseload row, on SQLite with full synchronisation, and no
transaction of more than 200 ms. Run: PYTHONPATH=. python benchmarks/imports.py [rows]
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = Path(tempfile.mkdtemp(prefix="alongside-benchmark-"))
os.environ |= {"ALONGSIDE_DATA_DIR": str(FOLDER), "DJANGO_SETTINGS_MODULE": "alongside.project.settings"}

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from alongside.access.actors import actor_for  # noqa: E402
from alongside.casework.imports.operations import publish_batch, undo_batch, upload_batch  # noqa: E402
from alongside.casework.imports.queries import get_undo_plan  # noqa: E402
from alongside.casework.imports.steps import advance_imports  # noqa: E402
from alongside.records.models import CaseloadState, Person, User  # noqa: E402
from alongside.vault import create_key_file  # noqa: E402
from tests.cast import START  # noqa: E402

HEADER = (
    "id_scheme,id_number,given_names,family_name,born_on,jurisdiction,languages,supervision_kind,supervision_title,"
    "supervision_starts_on,practitioner\n"
)
held: list[float] = []


def main(rows: int) -> None:
    """Bring the rows in, bring them in again, and undo them, with the time of each."""
    settings.ALONGSIDE_KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    create_key_file(settings.ALONGSIDE_KEY_FILE)
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    adam = actor_for(User.objects.create(email="adam@example.org", name="Adam Kerr", roles=["administrator"]))
    for n in range(100):
        User.objects.create(email=f"p{n}@example.org", name=f"P {n}", roles=["practitioner"])
    content = (HEADER + "".join(_row(n) for n in range(rows))).encode()
    time_transactions()
    with told("uploaded"):
        batch = upload_batch(kind="people", content=content, by=adam, at=START)
    with told("checked"):
        _work()
    publish_batch(batch_id=batch, by=adam, at=START)
    with told("published"):
        _work()
    assert Person.objects.count() == CaseloadState.objects.count() == rows
    again = upload_batch(kind="people", content=content, by=adam, at=START)
    with told("checked again, with nothing to change"):
        _work()
    assert again
    with told("asked what undo would do"):
        get_undo_plan(batch_id=batch, viewer=adam, at=START)
    undo_batch(batch_id=batch, by=adam, at=START)
    with told("undone"):
        _work()
    assert not Person.objects.exists()


def _row(n: int) -> str:
    born_on = f"{n % 28 + 1:02}/{n % 12 + 1:02}/{1960 + n % 45}"
    person = f"CRN,X{n:06},Ann Mary,Hill {n},{born_on},Scotland,Welsh and English"
    return f"{person},order,Community order,01/04/2026,p{n % 100}@example.org\n"


def _work() -> None:
    while advance_imports(at=START):
        pass


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say how long something took, and how long transactions were open in it."""
    held.clear()
    started, worked = time.perf_counter(), time.process_time()
    yield
    took, worked = time.perf_counter() - started, time.process_time() - worked
    times = sorted(held) or [0.0]
    # Beside other work the clock says little; what the processor spent here says how it compares with an earlier run.
    print(
        f"{what}: {took:.1f} s ({worked:.1f} s of the processor), {len(held)} transactions, "
        f"median {times[len(times) // 2] * 1000:.0f} ms, "
        f"99 in 100 under {times[int(len(times) * 0.99)] * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms"
    )


def time_transactions() -> None:
    """Measure every outermost transaction on the record's database from now on."""
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__
    open_since: list[float] = []

    def timed_enter(self: Any) -> None:
        enter(self)
        open_since.append(time.perf_counter())

    def timed_leave(self: Any, *error: Any) -> None:
        leave(self, *error)
        began = open_since.pop()
        if not open_since and self.using in {None, "default"}:
            held.append(time.perf_counter() - began)

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = timed_enter, timed_leave


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
