"""How long one transaction keeps everybody else on SQLite from writing. See README.md for the method."""

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import django

GOAL_MS = 200
PEOPLE = 120
ADDED = 100

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory(prefix="alongside-benchmark-")
os.environ["ALONGSIDE_DATA_DIR"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.project.settings"
for name in ("DATABASE_URL", "KEYS_DATABASE_URL", "ALONGSIDE_KEY_FILE"):
    os.environ.pop(name, None)
django.setup()

from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: E402

HELD: dict[str, list[float]] = defaultdict(list)
doing = ""


def time_the_lock() -> None:
    """Have each transaction of the record say how long it had the lock."""
    begin, commit = DatabaseWrapper._start_transaction_under_autocommit, DatabaseWrapper._commit
    taken: dict[str, float] = {}

    def timed_begin(self: DatabaseWrapper) -> None:
        begin(self)
        taken[self.alias] = time.perf_counter()

    def timed_commit(self: DatabaseWrapper) -> None:
        commit(self)
        if self.alias == "default" and self.alias in taken:
            HELD[doing].append((time.perf_counter() - taken.pop(self.alias)) * 1000)

    DatabaseWrapper._start_transaction_under_autocommit = timed_begin
    DatabaseWrapper._commit = timed_commit


def main() -> int:
    from datetime import UTC, datetime

    from django.core.management import call_command

    from alongside.access.actors import actor_for
    from alongside.casework.caseload.operations import rebuild_states
    from alongside.casework.demo.operations import load_demo
    from alongside.casework.people.operations import PersonFacts, add_person
    from alongside.casework.people.sealing import PersonName
    from alongside.domain.people.kinds import Jurisdiction
    from alongside.ledger import sequence_entries
    from alongside.records.models import User
    from alongside.vault import create_key_file

    global doing
    key_file = Path(FOLDER.name) / "keys" / "alongside.keys"
    key_file.parent.mkdir()
    create_key_file(key_file)
    for database in ("keys", "default"):
        call_command("migrate", database=database, verbosity=0, interactive=False)
    time_the_lock()
    at = datetime.now(UTC)
    doing = "load made-up people"
    list(load_demo(at=at, people=PEOPLE))
    ruth = actor_for(User.objects.get(name="Ruth Adeyemi"))
    doing = "add a person"
    for number in range(ADDED):
        facts = PersonFacts(
            name=PersonName(f"Person{number}", "Example"), born_on=None, jurisdiction=Jurisdiction.SCOTLAND
        )
        add_person(facts=facts, by=ruth, at=at)
    doing = "number ledger entries"
    while sequence_entries():
        pass
    doing = "rebuild caseload rows"
    list(rebuild_states(at=at))
    return report()


def report() -> int:
    """Print every figure and return whether the goal was missed."""
    print(f"SQLite, folder {Path(FOLDER.name).parent}, {os.cpu_count()} cores")
    for what, held in HELD.items():
        ordered = sorted(held)
        middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        print(
            f"{what:24} {len(held):5} transactions  median {middle:6.1f}  99% {late:6.1f}  longest {ordered[-1]:6.1f} ms"
        )
    longest = max(max(held) for held in HELD.values())
    print(f"longest {longest:.1f} ms, goal {GOAL_MS} ms: {'met' if longest <= GOAL_MS else 'missed'}")
    return int(longest > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
