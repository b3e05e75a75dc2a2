"""alongside witness: for whoever watches a ledger, on a machine of theirs. It needs no database and no key file of ours."""

from pathlib import Path
from typing import TextIO

import click

from alongside.commands.clock import now
from alongside.ledger.proving import check_proof
from alongside.ledger.signers import ED25519, NoteBroken, read_signer
from alongside.ledger.witnessing import NotWitnessed, Witness

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("witness")
def command() -> None:
    """Watch the ledger of a service: sign its checkpoints as long as nothing in it changes.

    Run it on a machine that whoever runs the service cannot reach. Keep the folder: it is what the witness remembers.
    """


@command.command()
@click.argument("folder", type=FOLDER)
@click.option("--name", required=True, help="Under which name you sign, such as witness.example.org.")
def key(folder: Path, name: str) -> None:
    """Say the key to give to the service, for its ALONGSIDE_WITNESSES. Made at the first call, kept in FOLDER."""
    click.echo(str(Witness(folder, _sound(name)).signer))


@command.command()
@click.argument("folder", type=FOLDER)
@click.argument("request", type=click.File(encoding="utf-8"))
@click.option("--name", required=True, help="Under which name you sign.")
@click.option("--ledger", required=True, help="The ledger's key, as `alongside ledger key` says it.")
def sign(folder: Path, request: TextIO, name: str, ledger: str) -> None:
    """Sign the checkpoint in REQUEST, made with `alongside ledger ask`, if it follows from the last one signed here.

    A refusal says why, with exit code 1: then something is wrong with the ledger, or with the way here.
    """
    try:
        of = read_signer(ledger, algorithm=ED25519)
        click.echo(Witness(folder, _sound(name)).cosign(request.read(), of, at=now()), nl=False)
    except (NotWitnessed, NoteBroken) as error:
        raise click.ClickException(str(error)) from None


@command.command()
@click.argument("proof", type=click.File(encoding="utf-8"))
@click.option("--ledger", required=True, help="The ledger's key, as `alongside ledger key` says it.")
def check(proof: TextIO, ledger: str) -> None:
    """Check a proof made with `alongside ledger prove`, and say what the entry says."""
    try:
        said = check_proof(proof.read(), read_signer(ledger, algorithm=ED25519))
    except (NotWitnessed, NoteBroken) as error:
        raise click.ClickException(str(error)) from None
    for name, value in said.items():
        click.echo(f"{name}: {value}")


def _sound(name: str) -> str:
    if not name or set(name) & set(" +\n\t"):
        raise click.UsageError("A name has no spaces and no plus sign.")
    return name
