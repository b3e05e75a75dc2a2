"""The register of destroyed keys outside the key store, so that it outlives the machine.

Whoever brings back an old copy of the key store brings back the keys that were destroyed since. So before a key is
destroyed its person's random id is written to the folders that checkpoints go to, and after any restore every key that
stands there is destroyed again.

One line each, only ever added to:

    alongside-destroyed-key-1 SUBJECT SUM-OF-THE-LINE-BEFORE SIGNATURE

The signature is that of the checkpoint key, so nobody can have a key destroyed by writing a line, and the sum shows a
line that was taken out. What was taken from the end is in the other folder.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings

from alongside.vault.errors import RegisterNotWritten
from alongside.vault.files import flush_folder
from alongside.vault.signing import checkpoint_key_name, sign_checkpoint, verify_checkpoint

FILE = "destroyed-keys.register"
FORMAT = "alongside-destroyed-key-1"
NOTHING_BEFORE = "0" * 64
_LINE = re.compile(
    rf"{FORMAT} (?P<subject>[0-9a-f-]{{36}}) (?P<before>[0-9a-f]{{64}}) (?P<signature>[0-9a-f]{{128}})", re.ASCII
)


@dataclass
class Told:
    """What the folders say: whose keys were destroyed, in how many folders a register is, and what is wrong with one."""

    subjects: set[UUID] = field(default_factory=set)
    places: int = 0
    problems: list[str] = field(default_factory=list)


def register_paths() -> list[Path]:
    """Return where the register is kept, once for each folder of checkpoints."""
    return [Path(folder) / FILE for folder in settings.ALONGSIDE_CHECKPOINT_DIRS]


def write_outside(subjects: Iterable[UUID]) -> list[Path]:
    """Add whose keys are about to be destroyed to every register and return those that could not be reached.

    Raises RegisterNotWritten when there is none that could: then no key may be destroyed.
    """
    wanted, out_of_reach = sorted(set(subjects)), []
    for path in register_paths():
        try:
            _add(path, wanted)
        except OSError:
            out_of_reach.append(path)
    if wanted and len(out_of_reach) == len(register_paths()):
        raise RegisterNotWritten("No folder for checkpoints can be written to, so no key was destroyed.")
    return out_of_reach


def read_outside() -> Told:
    """Read every register there is. A line that is not signed by this installation counts for nothing and is a problem."""
    told = Told()
    for path in register_paths():
        try:
            lines = _whole_lines(path.read_bytes())
        except OSError:
            continue
        told.places += 1
        _read_lines(path, lines, told)
    return told


def _read_lines(path: Path, lines: Sequence[str], told: Told) -> None:
    before = NOTHING_BEFORE
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None or not verify_checkpoint(
            _signed(found["subject"], found["before"]), bytes.fromhex(found["signature"])
        ):
            told.problems.append(f"Line {number} of {path} is damaged or was not signed with this key.")
        else:
            told.subjects.add(UUID(found["subject"]))
            if found["before"] != before:
                told.problems.append(f"Something is missing before line {number} of {path}.")
        before = _sum(line)


def _add(path: Path, subjects: Sequence[UUID]) -> None:
    """Write what is not there yet in one go, and wait until it is on the disk. Two that write at once take turns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+b", opener=_for_its_owner) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        content = file.read()
        lines = _whole_lines(content)
        there = {line.split(" ")[1] for line in lines if _LINE.fullmatch(line)}
        missing = [subject for subject in map(str, subjects) if subject not in there]
        whole = content.rfind(b"\n") + 1
        if whole < len(content):  # the end of a line that a power cut took: its key was not destroyed yet
            file.truncate(whole)
        file.write(_new_lines(missing, _sum(lines[-1]) if lines else NOTHING_BEFORE))
        file.flush()
        os.fsync(file.fileno())
    flush_folder(path.parent)


def _new_lines(subjects: Iterable[str], before: str) -> bytes:
    made = []
    for subject in subjects:
        line = f"{FORMAT} {subject} {before} {sign_checkpoint(_signed(subject, before)).hex()}"
        before = _sum(line)
        made.append(f"{line}\n")
    return "".join(made).encode()


def _signed(subject: str, before: str) -> bytes:
    return f"{FORMAT}\n{checkpoint_key_name()}\n{subject}\n{before}\n".encode()


def _whole_lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").split("\n")[:-1]


def _sum(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
