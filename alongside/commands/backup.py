"""alongside backup"""

from pathlib import Path

import click

from alongside.casework.backup.manifest import BackupRefused
from alongside.casework.backup.operations import KEYS, RECORD, back_up
from alongside.commands.clock import now
from alongside.commands.progress import progress


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keys", is_flag=True, help="Copy the store of wrapped keys instead of the record.")
def command(folder: Path, keys: bool) -> None:
    """Copy the record to a new FOLDER, with sums that show any damage. Others go on working.

    The keys are not in it, so it opens for nobody who has only this copy. Copy them with --keys, afterwards, to
    another place, and keep those copies for 35 days at most. The key file is in neither: keep it apart from both.
    """
    with progress("The keys" if keys else "The record") as tell:
        try:
            back_up(store=KEYS if keys else RECORD, folder=folder, at=now(), tell=tell)
        except BackupRefused as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"The {'keys are' if keys else 'record is'} copied to {folder}.")
