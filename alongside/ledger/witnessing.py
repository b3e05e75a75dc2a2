"""A witness says that it saw the ledger grow and never change. Another organisation runs it, on another machine.

The ledger asks with the request of C2SP tlog-witness (the size the witness saw last, a proof of consistency, the new
checkpoint), and the witness answers with a line of C2SP tlog-cosignature. Both are text that can go by any way: a file, a
memory stick, or the add-checkpoint address of a witness that serves the protocol. No word of a record is in them.

Whoever holds the running server and its key can rewrite the ledger, but not what a witness remembers.
"""

import base64
import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alongside.ledger.notes import Statement, body_of, read_note
from alongside.ledger.proofs import is_consistent
from alongside.ledger.signers import COSIGNATURE, NoteBroken, Signer, decode, read_signature, write_signature
from alongside.vault import new_signing_seed, public_key_of, sign, verify_signature

TIME_BYTES = 8
SEED = "witness.key"
_REQUEST = re.compile(r"old (?P<old>0|[1-9][0-9]*)\n(?P<path>(?:[A-Za-z0-9+/=]{44}\n){0,63})\n(?P<note>.+)", re.DOTALL)


class NotWitnessed(Exception):
    """Why a witness does not sign, in a sentence."""


@dataclass(frozen=True)
class Cosigned:
    """What a witness put under a checkpoint: that it was consistent with everything it had seen, at this time."""

    by: Signer
    at: datetime


def write_request(old: int, path: Sequence[bytes], note: str) -> str:
    """Return the text that asks a witness to sign a checkpoint. old is the size it signed last, or 0."""
    steps = "".join(f"{base64.b64encode(step).decode()}\n" for step in path)
    return f"old {old}\n{steps}\n{note}"


def read_cosignature(line: str, note: str, witness: Signer) -> Cosigned:
    """Return what this witness said of this checkpoint. Raises NoteBroken when it said nothing of the kind."""
    signature = read_signature(line, witness)
    stamp, signed = signature[:TIME_BYTES], signature[TIME_BYTES:]
    seconds = int.from_bytes(stamp, "big")
    if not verify_signature(witness.public_key, _cosigned_text(note, seconds), signed):
        raise NoteBroken(f"{witness.name} did not sign this checkpoint.")
    return Cosigned(witness, datetime.fromtimestamp(seconds, UTC))


class Witness:
    """What one witness remembers, in a folder of its own: its key, and the last checkpoint of each ledger it signed."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open the folder, and make the key when there is none yet."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / SEED).exists():
            _write(folder / SEED, base64.b64encode(new_signing_seed()).decode())
        self._seed = decode((folder / SEED).read_text())
        self.signer = Signer(name, COSIGNATURE, public_key_of(self._seed))

    def cosign(self, request: str, ledger: Signer, *, at: datetime) -> str:
        """Return the line that says this checkpoint follows from the last one. Raises NotWitnessed.

        It is remembered, flushed to disk, before it is signed: a witness that forgets could be told another story.
        """
        form = _REQUEST.fullmatch(request)
        if form is None:
            raise NotWitnessed("This is no request to a witness.")
        try:
            new = read_note(form["note"], ledger)
            path = [decode(step) for step in form["path"].split()]
        except (NoteBroken, ValueError) as error:
            raise NotWitnessed(f"This checkpoint cannot be believed. {error}") from None
        with self._alone():
            self._compare(ledger, int(form["old"]), path, new)
            _write(self._memory(ledger), form["note"])
        seconds = int(at.timestamp())
        signed = sign(self._seed, _cosigned_text(form["note"], seconds))
        return write_signature(self.signer, seconds.to_bytes(TIME_BYTES, "big") + signed)

    def _compare(self, ledger: Signer, old: int, path: list[bytes], new: Statement) -> None:
        last = self._last(ledger)
        seen = last.size if last else 0
        if old != seen:
            raise NotWitnessed(f"The last checkpoint signed here was over {seen} entries, not {old}. Ask from there.")
        if new.size < seen:
            raise NotWitnessed(f"{seen} entries were there before, and now there are {new.size}. Do not believe it.")
        if not is_consistent(seen, new.size, path, last.root if last else b"", new.root):
            raise NotWitnessed(f"The first {seen} entries are not those that were there before. Do not believe it.")

    def _last(self, ledger: Signer) -> Statement | None:
        memory = self._memory(ledger)
        return read_note(memory.read_text(encoding="utf-8"), ledger) if memory.exists() else None

    def _memory(self, ledger: Signer) -> Path:
        return self._folder / f"{ledger.key_id.hex()}.checkpoint"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep a second run of the witness waiting, or the two could sign two stories."""
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _cosigned_text(note: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n".encode() + body_of(note)


def _write(path: Path, text: str) -> None:
    """Write the whole file or none of it, for its owner alone, flushed to disk."""
    unfinished = path.with_suffix(".part")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
