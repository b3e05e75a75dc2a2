"""alongside demo"""

from itertools import chain
from pathlib import Path

import click
from django.conf import settings

from alongside.casework.demo.operations import PeopleThere, load_demo
from alongside.commands.clock import now
from alongside.commands.progress import show


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is anybody already.")
def command(if_empty: bool) -> None:
    """Load a made-up service to look around in: three teams and 400 people who do not exist.

    It is only loaded where nobody is yet, and only in demo mode (ALONGSIDE_DEMO=1).
    """
    if not settings.ALONGSIDE_DEMO:
        raise click.ClickException("Made-up people are loaded in demo mode only. Set ALONGSIDE_DEMO=1.")
    unfinished = Path(settings.ALONGSIDE_DATA_DIR) / "demo-unfinished"
    if unfinished.exists():
        raise click.ClickException(
            f"The made-up people were not loaded to the end. Remove the folder {unfinished.parent} and try again."
        )
    steps = load_demo(at=now())
    unfinished.touch()
    try:
        first = next(steps)
    except PeopleThere:
        unfinished.unlink()
        if if_empty:
            return
        raise click.ClickException(
            "There are people already, and made-up people are never mixed with others."
        ) from None
    people = show("Made-up people", chain([first], steps))
    unfinished.unlink()
    click.echo(f"{people} made-up people are here. None of them exists.")
