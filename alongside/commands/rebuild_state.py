"""alongside rebuild-state"""

import click

from alongside.casework.caseload.operations import rebuild_states
from alongside.commands.clock import now
from alongside.commands.progress import show


@click.command("rebuild-state")
def command() -> None:
    """Write the caseload rows again from what happened.

    They are kept up to date by themselves. This is for after a restore, or when somebody doubts them.
    """
    people = show("People", rebuild_states(at=now()))
    click.echo(f"The caseload rows of {people} people are what their records say.")
