"""alongside backup"""

from pathlib import Path

import click
from django.conf import settings

from alongside.casework.backup.manifest import BackupRefused
from alongside.casework.backup.operations import KEYS, RECORD, back_up
from alongside.commands.clock import now
from alongside.commands.progress import progress


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keys", is_flag=True, help="Copy the store of wrapped keys instead of the record.")
@click.option("--to", "recipient", help="The public key of age that the copy is encrypted to: age1...")
def command(folder: Path, keys: bool, recipient: str | None) -> None:
    """Copy the record to a new FOLDER, signed, with sums that show any damage. Others go on working.

    The keys are not in it, so it opens for nobody who has only this copy. Copy them with --keys, afterwards, to
    another place, and keep those copies for 35 days at most. The key file is in neither: keep it apart from both.

    With --to, or ALONGSIDE_BACKUP_TO, nothing is written there that is not encrypted. Make the pair of keys with
    age-keygen on another computer, keep the identity there, and name its public key here.
    """
    to = recipient or settings.ALONGSIDE_BACKUP_TO
    with progress("The keys" if keys else "The record") as tell:
        try:
            made = back_up(store=KEYS if keys else RECORD, folder=folder, recipient=to, at=now(), tell=tell)
        except BackupRefused as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"The {'keys are' if keys else 'record is'} copied to {folder}: {sum(made.rows.values())} rows.")
    if not to:
        click.echo(
            "This copy is not encrypted: what is sealed stays sealed, and everything else in it can be read by whoever "
            "has it. To encrypt copies, add --to or set ALONGSIDE_BACKUP_TO."
        )
