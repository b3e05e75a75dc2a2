"""alongside set-up"""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

from alongside.casework.health.queries import are_tables_of_this_version
from alongside.casework.health.tables import mark_tables_changed
from alongside.vault import create_key_file, has_keys


@click.command("set-up")
def command() -> None:
    """Make the folder, the key file and the tables, or bring them up to date.

    It can be run again at any time. Run it once after each new version, with Alongside stopped.
    """
    Path(settings.ALONGSIDE_DATA_DIR).mkdir(parents=True, exist_ok=True)
    if not are_tables_of_this_version():
        _change_tables()
    _make_key_file(Path(settings.ALONGSIDE_KEY_FILE))
    click.echo("The databases and the keys are ready.")


def _change_tables() -> None:
    """Change the tables while every server that may still run answers that it is closed, and goes on answering so."""
    mark_tables_changed()
    for database in ("keys", "default"):
        call_command("migrate", database=database, interactive=False, verbosity=0)
    mark_tables_changed()  # one that was started in between has seen only some of the tables


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
