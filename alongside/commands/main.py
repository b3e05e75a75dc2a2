"""The alongside command. Each command is a module of its own, loaded when it is asked for.

Errors are said in one sentence. The message of an unexpected one is left out, because it could hold what somebody wrote.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import SystemCheckError

COMMANDS = {
    "run": "run",
    "work": "work",
    "set-up": "set_up",
    "create-admin": "create_admin",
    "demo": "demo",
    "import": "importing",
    "risk": "risk",
    "ledger": "ledger",
    "witness": "witness",
    "keys": "keys",
    "backup": "backup",
    "restore": "restore",
    "drill": "drill",
    "rebuild-state": "rebuild_state",
}


class Alongside(click.Group):
    """Finds commands by name and turns what goes wrong into a sentence and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"alongside.commands.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            raise click.ClickException(sentence_for(error)) from None


@click.group(cls=Alongside)
def alongside() -> None:
    """Casework organised round the relationship between a person and their practitioner."""


def sentence_for(error: Exception) -> str:
    """Return what to tell whoever typed the command: what is wrong and what to do, never content."""
    from django.db import DatabaseError, OperationalError

    from alongside.vault import VaultError

    if isinstance(error, ImproperlyConfigured | VaultError):
        return str(error)
    if isinstance(error, SystemCheckError):
        # The check has printed a sentence for each thing already in the error's own text.
        return " ".join(line.partition(") ")[2] for line in str(error).splitlines() if ") " in line)
    if isinstance(error, OperationalError):
        return "The database cannot be used. Is it running, and has `alongside set-up` been run?"
    if isinstance(error, DatabaseError):
        return "The database refused. Run `alongside set-up` if this is a new version."
    return f"Something unexpected went wrong: {type(error).__name__} at {_where(error)}. Nothing else is known."


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "an unknown place"


def main() -> None:
    """Start Django and hand over to the command that was typed."""
    os.umask(0o077)  # whatever is written is for this user alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    alongside(prog_name="alongside")


if __name__ == "__main__":
    main()
