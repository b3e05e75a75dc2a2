"""alongside restore"""

from datetime import datetime
from pathlib import Path

import click
from django.utils.timezone import localtime

from alongside.casework.backup.manifest import BackupRefused, Manifest
from alongside.casework.backup.operations import KEYS, RECORD, restore
from alongside.commands.ledger import check_ledger, tell_report
from alongside.commands.progress import progress
from alongside.vault import Replayed


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--keys", is_flag=True, help="Bring back the store of wrapped keys instead of the record.")
@click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The private key of an encrypted copy.",
)
@click.option("--force", is_flag=True, help="Replace what is in the database now.")
def command(folder: Path, keys: bool, identity: Path | None, force: bool) -> None:
    """Bring back the copy in FOLDER, made with `alongside backup`. Stop Alongside first.

    A copy that is damaged, not complete or not of this installation is refused and nothing is changed. Keys that were
    destroyed since it was made are destroyed again. After the record is back, its ledger is verified: exit code 1 says
    that it is not whole, for example because checkpoints speak of entries made since.
    """
    with progress("The keys" if keys else "The record") as tell:
        try:
            done = restore(store=KEYS if keys else RECORD, folder=folder, identity=identity, force=force, tell=tell)
        except BackupRefused as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"The {'keys are' if keys else 'record is'} back, as of {made_on(done.manifest)}.")
    tell_register(done.register)
    if not keys:
        report = check_ledger()
        tell_report(report)
        if not report.is_whole:
            raise click.exceptions.Exit(1)


def made_on(manifest: Manifest) -> str:
    """Return when a copy was made, in London."""
    return f"{localtime(datetime.fromisoformat(manifest.made_at)):%-d %B %Y, %H:%M}"


def tell_register(register: Replayed) -> None:
    """Say whether the registers of destroyed keys were there, and what they took."""
    for problem in register.problems:
        click.echo(problem, err=True)
    if register.places:
        click.echo(f"The register of destroyed keys was read in {register.places} places.")
    else:
        click.echo(
            "No register of destroyed keys was found in the folders of checkpoints. If anybody was ever erased, put those "
            "folders back where ALONGSIDE_CHECKPOINT_DIR says and run this again: else they are readable.",
            err=True,
        )
    click.echo(f"{register.destroyed_again} keys that this brought back were destroyed again.")
