"""What witnesses said of this ledger, kept beside its checkpoints, and what to ask them next."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from alongside.ledger.checkpoints import checkpoint_folders
from alongside.ledger.models import Checkpoint, Entry
from alongside.ledger.notes import Statement, read_note
from alongside.ledger.proofs import prove_consistency
from alongside.ledger.signers import COSIGNATURE, NoteBroken, Signer, read_signer
from alongside.ledger.witnessing import NotWitnessed, read_cosignature, write_request

SUFFIX = ".cosigned"
LOOKED_THROUGH = 50


class Vouched(NamedTuple):
    """The checkpoint that a witness signed, with the time at which it did."""

    witness: Signer
    statement: Statement
    at: datetime


def witnesses() -> list[Signer]:
    """Return the witnesses whose word counts here. Raises NoteBroken for a setting that is no key."""
    return [read_signer(line, algorithm=COSIGNATURE) for line in settings.ALONGSIDE_WITNESSES]


def ask_witness(witness: Signer) -> str:
    """Return the request for a signature under the newest checkpoint. Raises NotWitnessed without a checkpoint."""
    newest = Checkpoint.objects.order_by("size").last()
    if newest is None:
        raise NotWitnessed("There is no checkpoint yet. `alongside work` makes one every five minutes.")
    last = last_vouched(witness)
    old = last.statement.size if last else 0
    path = prove_consistency(leaf_hashes(newest.size), old) if 0 < old < newest.size else []
    return write_request(old, path, newest.note)


def keep_cosignature(line: str) -> Vouched:
    """Put what a witness answered beside the checkpoint it signed, in every folder. Raises NotWitnessed."""
    newest = Checkpoint.objects.order_by("-size")[:LOOKED_THROUGH]
    for checkpoint in newest:
        for witness in witnesses():
            if vouched := _read(line, checkpoint.note, witness):
                for folder in checkpoint_folders():
                    _keep(folder, checkpoint.size, witness, checkpoint.note + line.rstrip("\n") + "\n")
                return vouched
    raise NotWitnessed("No witness of ALONGSIDE_WITNESSES signed any of the newest checkpoints with this line.")


def last_vouched(witness: Signer) -> Vouched | None:
    """Return the largest checkpoint that this witness signed, as the folders tell it, or None."""
    return max((v for v in all_vouched() if v.witness == witness), key=lambda v: v.statement.size, default=None)


def all_vouched() -> Iterator[Vouched]:
    """Yield what the witnesses signed. What cannot be believed, or is of nobody who counts, is left out."""
    for folder in checkpoint_folders():
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            note, _, line = path.read_bytes().decode("utf-8", "replace").rstrip("\n").rpartition("\n")
            for witness in witnesses():
                if vouched := _read(line, f"{note}\n", witness):
                    yield vouched


def leaf_hashes(size: int) -> list[bytes]:
    """Return the hashes of the first entries, in their order. Raises NotWitnessed when one of them is missing."""
    rows = Entry.objects.filter(leaf__lt=size).order_by("leaf").values_list("leaf_hash", flat=True)
    hashes = [bytes(row) for row in rows if row is not None]
    if len(hashes) != size:
        raise NotWitnessed("The ledger is not whole. Run `alongside ledger verify`.")
    return hashes


def _read(line: str, note: str, witness: Signer) -> Vouched | None:
    try:
        return Vouched(witness, read_note(note), read_cosignature(line, note, witness).at)
    except (NoteBroken, ValueError):
        return None


def _keep(folder: Path, size: int, witness: Signer, text: str) -> None:
    """Write the file once. What a witness said first of a checkpoint stays."""
    path = folder / f"{size:015}-{witness.key_id.hex()}{SUFFIX}"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.rename(path)
