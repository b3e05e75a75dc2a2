"""What a long check tried and how much of it failed, collected into one dated table.

A test tells it with the fixture `goal_result` before it asserts, so that a failure is in the table with its figures:

    goal_result(goal="G12", tried=10_000, failed=len(wrong), what="corrupted proofs")

`pytest --results FILE` appends what was told to FILE, a JSON object to each line, from all workers. `python -m tests.goals
FILE` writes the table of docs/security/results.md from it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

TOLD = "goal"
TABLE = Path(__file__).parent.parent / "docs" / "security" / "results.md"
HEAD = """\
# What the long checks tried, and what failed

Written by `./test --nightly`, or by a part of it, on {day}, on a machine with {cores} cores. Each line is one check of one goal
of [goals.md](goals.md): how many cases it tried, how many of them failed, and how long it took beside other checks. Checks that
run with every `./test` and have no longer form are not in this table. A long check that is not in it did not run to its end.

| Goal | What was tried | Database | Tried | Failed | Seconds |
|---|---|---|---:|---:|---:|
"""

GoalResult = Callable[..., None]


@dataclass(frozen=True)
class Line:
    """One check of one goal."""

    goal: str
    what: str
    database: str
    tried: int
    failed: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"| {self.goal} | {self.what} | {self.database} | {self.tried:,} | {self.failed:,} | {self.seconds:,.1f} |"
        )


@pytest.fixture
def goal_result(record_property: Callable[[str, object], None], request: pytest.FixtureRequest) -> GoalResult:
    """Tell what was tried for a goal and how much of it failed. Told before the assertion, it is kept when that fails."""

    def tell(*, goal: str, tried: int, failed: int = 0, what: str = "") -> None:
        said = what or request.node.name.removeprefix("test_").partition("[")[0].replace("_", " ")
        record_property(TOLD, {"goal": goal, "tried": tried, "failed": failed, "what": said})

    return tell


class Results:
    """Appends what tests told to a file. Only the process that every worker reports to has one."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            return
        with self._file.open("a", encoding="utf-8") as file:
            for line in lines_of(report):
                file.write(json.dumps(asdict(line)) + "\n")


def lines_of(report: pytest.TestReport) -> Iterator[Line]:
    """Yield a line for everything the test told. A test that failed has at least one failure in each."""
    database = "PostgreSQL" if os.environ.get("ALONGSIDE_TEST_POSTGRESQL") == "1" else "SQLite"
    for name, value in report.user_properties:
        if name == TOLD:
            told: dict[str, Any] = dict(value)  # type: ignore[call-overload]
            told["failed"] = max(told["failed"], int(report.failed))
            yield Line(database=database, seconds=report.duration, **told)


def collect_results(config: pytest.Config) -> None:
    """Begin to collect when a file was named, in the one process that hears of every test."""
    file = config.getoption("--results")
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Results(Path(file)))


def add_up(lines: list[Line]) -> list[Line]:
    """Return one line for what was tried in parts, each of which told its own."""
    parts: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        parts.setdefault((line.goal, line.what, line.database), []).append(line)
    return [
        Line(*which, sum(p.tried for p in own), sum(p.failed for p in own), sum(p.seconds for p in own))
        for which, own in parts.items()
    ]


def write_table(lines: list[Line], *, day: date) -> str:
    """Return the page: the goals in the order of their numbers."""
    ordered = sorted(add_up(lines), key=lambda line: (int(line.goal[1:]), line.what, line.database))
    head = HEAD.format(day=f"{day:%-d %B %Y}", cores=os.cpu_count())
    return head + "".join(f"{line}\n" for line in ordered)


def main(file: Path) -> None:
    """Write the table from the file of results."""
    lines = [Line(**json.loads(text)) for text in file.read_text(encoding="utf-8").splitlines()]
    TABLE.write_text(write_table(lines, day=datetime.now(UTC).date()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
