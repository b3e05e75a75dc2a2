"""alongside keys rotate, split, check-shares, recover"""

from pathlib import Path

import click

from alongside.casework.backup.manifest import BackupRefused
from alongside.casework.backup.operations import find_sealed_key_file
from alongside.commands.progress import progress
from alongside.commands.words import ask_for_share, hand_out, on_a_page_of_its_own, refuse_a_file
from alongside.vault import (
    HOLDERS,
    keep_recovery_key,
    prepare_rotation,
    prove_shares,
    recover_key_file,
    rotate_keys,
    split_recovery_key,
)

Folder = click.Path(exists=True, file_okay=False, path_type=Path)
Identity = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("keys")
def command() -> None:
    """The key file: what opens everything that is sealed.

    It can be changed (rotate), and two of three people can bring it back when it is lost (split, then recover).
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


@command.command()
def split() -> None:
    """Give three holders twenty words each, of which any two bring the key file back.

    Each holder comes to the screen alone, writes the words down on paper, and types them once more to see that they are
    right. They are shown once and kept nowhere. Words given out before open only copies made before: run it again
    when a holder leaves.
    """
    refuse_a_file()
    key, shares = split_recovery_key()
    for number, words in enumerate(shares, 1):
        hand_out(number, words)
    away = keep_recovery_key(key)
    click.echo(f"All {HOLDERS} holders have their words. Words from before are of no use for copies from now on.")
    for folder in away:
        click.echo(f"{folder} cannot be reached. Bring it back and run this again.", err=True)
    click.echo("Make a copy of the keys now: any two of the holders can open the key file in it.")


@command.command("check-shares")
@click.argument("folder", type=Folder)
@click.option("--identity", type=Identity, help="The private key of an encrypted copy.")
def check_shares(folder: Path, identity: Path | None) -> None:
    """Prove that two holders can open the key file in FOLDER. Nothing is written or shown.

    FOLDER is a copy of the keys, or a folder of checkpoints. Do this once a year, with another two each time.
    """
    sealed = _find(folder, identity)
    prove_shares(_ask_two(), sealed)
    click.echo("These two shares open the key file. Nothing was written.")


@command.command()
@click.argument("folder", type=Folder)
@click.option("--identity", type=Identity, help="The private key of an encrypted copy.")
def recover(folder: Path, identity: Path | None) -> None:
    """Bring the key file back with the words of two holders, from FOLDER: a copy of the keys, or a folder of checkpoints.

    Never in the place of a key file that is there. Take the copy of the keys that you mean to restore: its key file is
    the one that those keys were wrapped with.
    """
    sealed = _find(folder, identity)
    try:
        recover_key_file(_ask_two(), sealed)
    except FileExistsError as error:
        raise click.ClickException(f"There is a key file already: {error.filename}. It was left as it is.") from None
    click.echo("The key file is back.")


def _find(folder: Path, identity: Path | None) -> bytes:
    try:
        return find_sealed_key_file(folder, identity)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from None


def _ask_two() -> list[str]:
    with on_a_page_of_its_own():
        first = ask_for_share("The first holder types their words")
    with on_a_page_of_its_own():
        return [first, ask_for_share("The second holder types their words")]
