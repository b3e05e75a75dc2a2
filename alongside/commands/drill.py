"""alongside drill"""

import subprocess  # nosec B404
import sys
import time
from pathlib import Path

import click

from alongside.casework.backup.drilling import Tried, temporary_place, try_out
from alongside.casework.backup.manifest import BackupRefused
from alongside.commands.ledger import check_ledger, tell_report
from alongside.commands.progress import progress
from alongside.commands.restore import made_on, tell_register

Folder = click.Path(exists=True, file_okay=False, path_type=Path)
Identity = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("drill")
@click.argument("record", type=Folder)
@click.argument("keys", type=Folder)
@click.option("--identity", type=Identity, help="The private key of encrypted copies.")
@click.option("--here", is_flag=True, hidden=True, help="Bring them back where this process is.")
def command(record: Path, keys: Path, identity: Path | None, here: bool) -> None:
    """Try out whether the copies RECORD and KEYS would come back, on any machine with the key file. Nothing stays.

    Both are brought back into a temporary place. Their rows are counted against what the copies say, the ledger is
    verified, every key is unwrapped, and names of people drawn by lot are opened. Exit code 1 says that something is
    wrong. What this service holds now is neither read nor touched.
    """
    if here:
        _look(record, keys, identity)
        return
    began = time.monotonic()
    more = ["--identity", str(identity.absolute())] if identity else []
    words = [
        sys.executable,
        "-m",
        "alongside.commands.main",
        "drill",
        str(record.absolute()),
        str(keys.absolute()),
        *more,
    ]
    try:
        with temporary_place(record, keys, identity) as environment:
            code = subprocess.run([*words, "--here"], env=environment, check=False).returncode  # noqa: S603  # nosec B603
    except BackupRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"It took {time.monotonic() - began:.0f} seconds, and nothing of it is left behind.")
    if code:
        raise click.ClickException("These copies would not bring everything back.")


def _look(record: Path, keys: Path, identity: Path | None) -> None:
    with progress("Bringing back") as tell:
        try:
            tried = try_out(record=record, keys=keys, identity=identity, tell=tell)
        except BackupRefused as error:
            raise click.ClickException(str(error)) from None
    report = check_ledger()
    _tell(tried)
    tell_report(report)
    if tried.problems or not report.is_whole:
        raise click.exceptions.Exit(1)


def _tell(tried: Tried) -> None:
    for problem in tried.problems:
        click.echo(problem, err=True)
    for what, restored in (("record", tried.record), ("keys", tried.keys)):
        click.echo(f"The {what} as of {made_on(restored.manifest)}: {sum(restored.rows.values())} rows.")
    tell_register(tried.keys.register)
    click.echo(f"{tried.people} people. The names of {tried.opened} drawn by lot were opened.")
