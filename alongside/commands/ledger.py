"""alongside ledger"""

from datetime import timedelta
from typing import TextIO
from uuid import UUID

import click

from alongside.commands.clock import now
from alongside.commands.progress import progress
from alongside.ledger import (
    Report,
    Vouched,
    ask_witness,
    keep_cosignature,
    prove_entry,
    this_ledger,
    verify_ledger,
    witnesses,
)
from alongside.ledger.signers import NoteBroken, Signer
from alongside.ledger.witnessing import NotWitnessed


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


@command.command()
def key() -> None:
    """Say the key with which anybody can check this ledger's checkpoints: give it to witnesses, on paper."""
    click.echo(str(this_ledger()))


@command.command()
@click.argument("entry", type=click.UUID)
def prove(entry: UUID) -> None:
    """Prove that one entry is in the ledger: JSON that `alongside witness check` believes without our database."""
    try:
        click.echo(prove_entry(entry))
    except NotWitnessed as error:
        raise click.ClickException(str(error)) from None


@command.command()
@click.option("--witness", "name", help="Which one, by its name, when there are several.")
def ask(name: str | None) -> None:
    """Write what a witness is asked: the newest checkpoint, and the proof that it follows from the last one it signed.

    It goes to the witness by any way, and holds no word of a record. With a witness that serves C2SP tlog-witness:

    alongside ledger ask | curl --data-binary @- https://WITNESS/add-checkpoint | alongside ledger keep -
    """
    try:
        click.echo(ask_witness(_named(name)), nl=False)
    except (NotWitnessed, NoteBroken) as error:
        raise click.ClickException(str(error)) from None


@command.command()
@click.argument("answer", type=click.File(encoding="utf-8"))
def keep(answer: TextIO) -> None:
    """Keep the line that a witness answered, from a file or - for what is typed, beside the checkpoint it signed."""
    try:
        vouched = keep_cosignature(answer.read())
    except (NotWitnessed, NoteBroken) as error:
        raise click.ClickException(str(error)) from None
    click.echo(_sentence(vouched))


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
    for vouched in report.vouched:
        click.echo(_sentence(vouched))
    if report.waiting:
        click.echo(f"{report.waiting} entries wait for their number, {_how_long(report.oldest_waiting)}.")


def _sentence(vouched: Vouched) -> str:
    when = f"{vouched.at:%-d %B %Y at %H:%M} UTC"
    return f"{vouched.witness.name} vouches for the first {vouched.statement.size} entries, since {when}."


def _named(name: str | None) -> Signer:
    known = [one for one in witnesses() if name in (None, one.name)]
    if len(known) != 1:
        many = "Several witnesses are set. Say which with --witness."
        raise NotWitnessed(many if known else "No such witness is set in ALONGSIDE_WITNESSES.")
    return known[0]


def _how_long(age: timedelta | None) -> str:
    seconds = int(age.total_seconds()) if age else 0
    return f"the oldest for {seconds} seconds" if seconds < 120 else f"the oldest for {seconds // 60} minutes"
