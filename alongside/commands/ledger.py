"""alongside ledger verify"""

from datetime import timedelta

import click

from alongside.commands.clock import now
from alongside.commands.progress import progress
from alongside.ledger import Report, verify_ledger


@click.group("ledger")
def command() -> None:
    """The record of who did what, which nobody can change unnoticed.

    See `alongside ledger verify --help`.
    """


@command.command()
def verify() -> None:
    """Check every entry, every checkpoint and every copy of one. Exit code 1 when anything is wrong."""
    report = check_ledger()
    tell_report(report)
    if not report.is_whole:
        raise click.exceptions.Exit(1)


def check_ledger() -> Report:
    """Verify the ledger under a bar and return what was found."""
    with progress("Ledger entries") as tell:
        for step in verify_ledger(at=now()):
            if isinstance(step, Report):
                return step
            tell(*step)
    raise AssertionError("verifying ends with a report")


def tell_report(report: Report) -> None:
    """Say what was found: what is wrong to standard error, a sentence each."""
    for problem in report.problems:
        click.echo(problem, err=True)
    verdict = "The ledger is whole" if report.is_whole else "The ledger is not whole"
    click.echo(f"{verdict}: {report.entries} entries, {report.checkpoints} checkpoints.")
    if report.waiting:
        click.echo(f"{report.waiting} entries wait for their number, {_how_long(report.oldest_waiting)}.")


def _how_long(age: timedelta | None) -> str:
    seconds = int(age.total_seconds()) if age else 0
    return f"the oldest for {seconds} seconds" if seconds < 120 else f"the oldest for {seconds // 60} minutes"
