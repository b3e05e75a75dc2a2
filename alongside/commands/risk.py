"""alongside risk score, alongside risk record"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from alongside.commands.clock import now
from alongside.domain.risk import PREDICTORS
from alongside.domain.risk.rows import is_malformed, looks_like_csv, score_rows
from alongside.domain.risk.transparency import load_record

FORMATS = {".csv": True, ".jsonl": False, ".ndjson": False, ".json": False}


@click.group("risk")
def command() -> None:
    """The published predictors, worked out openly. Nothing is stored.

    See `alongside risk score --help`.
    """


@command.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--pni-reads-all", is_flag=True, help="Give pni the sexual and combined results too, as its rules intend."
)
@click.option(
    "--on", "today", type=click.DateTime(["%Y-%m-%d"]), help="The day of a missing assessment_date. Default: today."
)
def score(file: BinaryIO, pni_reads_all: bool, today: datetime | None) -> None:
    """Work out every predictor for each person in FILE, CSV or JSON Lines (- reads standard input).

    The names of inputs are in docs/risk.md. JSON Lines go to standard output, one for each person in the same order. A row
    that cannot be read says which inputs are malformed, the others go on, and the exit code is then 1.
    """
    is_csv = FORMATS.get(Path(file.name).suffix.lower())
    is_like_csv, lines = looks_like_csv(file)
    day = (today or now()).date()
    wrong = 0
    for row in score_rows(
        lines, is_csv=is_like_csv if is_csv is None else is_csv, today=day, pni_reads_all=pni_reads_all
    ):
        wrong += is_malformed(row)
        sys.stdout.write(json.dumps(row) + "\n")
    if wrong:
        click.echo(f'{wrong:,} of the rows could not be read. Each says why under "*".', err=True)
        raise click.exceptions.Exit(1)


@command.command()
@click.argument("name", type=click.Choice(PREDICTORS))
def record(name: str) -> None:
    """Print the algorithmic transparency record of a predictor: what it is for, what it reads, and what it is not."""
    click.echo(load_record(name).as_text())
