"""alongside restore"""

from pathlib import Path

import click

from alongside.casework.backup.manifest import BackupRefused
from alongside.casework.backup.operations import KEYS, RECORD, restore
from alongside.commands.ledger import check_ledger, tell_report
from alongside.commands.progress import progress


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--keys", is_flag=True, help="Bring back the store of wrapped keys instead of the record.")
@click.option("--force", is_flag=True, help="Replace what is in the database now.")
def command(folder: Path, keys: bool, force: bool) -> None:
    """Bring back the copy in FOLDER, made with `alongside backup`. Stop Alongside first.

    A copy that is damaged or not complete is refused and nothing is changed. After the record is back, its ledger is
    verified: exit code 1 says that it is not whole, for example because checkpoints speak of entries made since.
    """
    with progress("The keys" if keys else "The record") as tell:
        try:
            restore(store=KEYS if keys else RECORD, folder=folder, force=force, tell=tell)
        except BackupRefused as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"The {'keys are' if keys else 'record is'} back, as of this copy.")
    if not keys:
        report = check_ledger()
        tell_report(report)
        if not report.is_whole:
            raise click.exceptions.Exit(1)
