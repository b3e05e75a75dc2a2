"""alongside keys rotate"""

import click

from alongside.commands.progress import progress
from alongside.vault import prepare_rotation, rotate_keys


@click.group("keys")
def command() -> None:
    """The key file: what opens everything that is sealed.

    See `alongside keys rotate --help`.
    """


@command.command()
@click.option("--prepare", is_flag=True, help="Only make the new key, for a service on several machines.")
def rotate(prepare: bool) -> None:
    """Wrap everybody's key by a new key-encryption key. Others go on working.

    Whatever interrupts it, nothing is lost: run it again and it goes on. With several machines, each has a copy of the
    key file: run it with --prepare, copy the file to each of them, then run it without. Copy the file once more at the
    end, because the former key has left it then.
    """
    if prepare:
        prepare_rotation()
        click.echo(
            "The new key is in the key file beside the one of before. Copy the file to every machine, then rotate."
        )
        return
    with progress("Keys") as tell:
        done = rotate_keys(tell)
    if done.damaged:
        raise click.ClickException(
            f"{done.damaged} keys are damaged and were left as they are, so the former key stays in the key file. "
            "Bring back a copy of the keys in which they are whole, then run this again."
        )
    click.echo(f"{done.wrapped_anew} keys are wrapped by a new key, and the former one is gone from the key file.")
    click.echo("Make a copy of the keys now. Copies made before open only with the key file as it was then.")
