"""How many people a second are scored, one by one, through the lines of a file, and column by column?

    PYTHONPATH=. python benchmarks/risk.py [people]

Made-up people with every answer, seeded. Processor time is counted, so that a busy machine changes little. One by one, each
person is read, checked and put through all ten predictors; column by column a million are, through the three logistic ones,
and a fifth of that through all ten with an answer to every question.
Beside them stands what it costs to do nothing with a million but copy their columns.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np

from alongside.domain import risk
from alongside.domain.risk.checks import REQUIRED_FOR_DYNAMIC
from alongside.domain.risk.inputs import FLAGS, PAST, SEXUAL_COUNTS, WORDS
from alongside.domain.risk.logistic import LOGISTIC
from alongside.domain.risk.rows import score_rows

TODAY = date(2025, 10, 3)
CODES = sorted(risk.load_offences())
ASKED = sorted({name for names in REQUIRED_FOR_DYNAMIC.values() for name in names})


def make_person(rng: random.Random) -> dict[str, object]:
    """Return somebody with a history and every circumstance."""
    born = date(1960, 1, 1) + timedelta(days=rng.randrange(16_000))
    convicted = born + timedelta(days=round(365.25 * 20) + rng.randrange(7_000))
    total = rng.randrange(1, 40)
    circumstances = {
        name: rng.choice(sorted(WORDS[name])) if name in WORDS else rng.random() < 0.5
        for name in ASKED
        if name != "previous_convictions"
    }
    return circumstances | {
        "assessment_date": TODAY.isoformat(), "date_of_birth": born.isoformat(), "sex": rng.choice(["male", "female"]),
        "conviction_date": min(convicted, TODAY).isoformat(), "age_at_first_sanction": 17, "offence_code": rng.choice(CODES),
        "sanction_count": total, "violent_sanction_count": rng.randrange(total + 1), "previous_convictions": ["arson"],
        "sexual_offence_history": False, "supervision_status": "community",
    }  # fmt: skip


MILLION = 1_000_000


def make_columns(people: int) -> dict[str, Any]:
    """Return as many people with a history and every circumstance, a column to each answer."""
    rng = np.random.default_rng(2026)
    born = np.datetime64("1960-01-01") + rng.integers(0, 16_000, people)
    convicted = np.minimum(born + 7_305 + rng.integers(0, 7_000, people), np.datetime64(TODAY))
    total = rng.integers(1, 40, people)
    circumstances = {
        name: rng.choice(sorted(WORDS[name]), people) if name in WORDS else rng.random(people) < 0.5
        for name in ASKED
        if name != "previous_convictions"
    }
    return circumstances | {
        "date_of_birth": born, "sex": rng.choice(["male", "female"], people), "conviction_date": convicted,
        "age_at_first_sanction": np.full(people, 17), "offence_code": rng.choice(CODES, people), "sanction_count": total,
        "violent_sanction_count": rng.integers(0, total + 1), "previous_convictions": rng.random((people, len(PAST))) < 0.1,
    }  # fmt: skip


def make_every_column(people: int) -> dict[str, Any]:
    """Return as many people with an answer to every question of every predictor."""
    rng = np.random.default_rng(2027)
    words = {name: rng.choice(sorted(found), people) for name, found in WORDS.items()}
    flags = {name: rng.random(people) < 0.5 for name in FLAGS}
    counts = {name: rng.integers(0, 3, people) for name in SEXUAL_COUNTS}
    last = {"latest_sexual_offence_date": np.full(people, np.datetime64("2012-02-14"))}
    return words | flags | counts | last | make_columns(people)


def measure_columns() -> None:
    """Measure a million people through the three logistic predictors beside a copy of their columns, and a fifth through all."""
    columns, every = make_columns(MILLION), make_every_column(MILLION // 5)
    ways: dict[str, tuple[int, Callable[[], object]]] = {
        "copy of the columns": (MILLION, lambda: {name: column.copy() for name, column in columns.items()}),
        "column by column, three": (MILLION, lambda: risk.score_columns(columns, today=TODAY, predictors=LOGISTIC)),
        "column by column, ten": (MILLION // 5, lambda: risk.score_columns(every, today=TODAY)),
    }
    for name, (people, work) in ways.items():
        work()  # the first run is thrown away
        began = time.process_time()
        work()
        seconds = time.process_time() - began
        print(f"{name}: {people / seconds:,.0f} people a second, {seconds * MILLION / people:.2f} s for a million")


def main(people: int) -> None:
    """Measure every way and print people a second."""
    rng = random.Random(2026)  # noqa: S311  a repeatable world, not a secret
    made = [make_person(rng) for _ in range(people)]
    lines = [json.dumps({"id": number, "input": person}).encode() for number, person in enumerate(made)]
    for name, work in (
        ("one by one", lambda: [risk.score_person(person, today=TODAY) for person in made]),
        ("lines of a file", lambda: [json.dumps(row) for row in score_rows(lines, is_csv=False, today=TODAY)]),
    ):
        work()  # the first run is thrown away
        began = time.process_time()
        work()
        print(
            f"{name}: {people / (time.process_time() - began):,.0f} people a second, {people:,} people, ten predictors"
        )
    measure_columns()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
