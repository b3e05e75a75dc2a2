"""alongside set-up"""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

from alongside.vault import create_key_file, has_keys


@click.command("set-up")
def command() -> None:
    """Make the folder, the key file and the tables, or bring them up to date.

    It can be run again at any time. Run it once after each new version, with Alongside stopped.
    """
    Path(settings.ALONGSIDE_DATA_DIR).mkdir(parents=True, exist_ok=True)
    for database in ("keys", "default"):
        call_command("migrate", database=database, interactive=False, verbosity=0)
    _make_key_file(Path(settings.ALONGSIDE_KEY_FILE))
    click.echo("The databases and the keys are ready.")


def _make_key_file(path: Path) -> None:
    """Make the key file of a new installation. Never in the place of one that has sealed something."""
    if path.exists():
        return
    if has_keys():
        raise click.ClickException(
            f"The key file {path} is missing, and what is in the databases cannot be opened without it. "
            "Put it back, or set ALONGSIDE_KEY_FILE to where it is."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    create_key_file(path)
    click.echo(f"The key file is new: {path}. Keep a copy somewhere else, apart from the databases and their backups.")
