"""Makes a checkpoint every 5 minutes or 500 entries and puts its text outside the database."""

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alongside.ledger.models import Checkpoint, TreeHead
from alongside.ledger.notes import Statement, read_note, write_note
from alongside.ledger.sequencing import tree_of

EVERY = timedelta(minutes=5)
EVERY_ENTRIES = 500
SUFFIX = ".checkpoint"


def make_checkpoint_if_due(*, at: datetime) -> bool:
    """Make a checkpoint when there are new entries and the last one is old or far enough away. Returns whether it did.

    A checkpoint whose files could not be written is in the database, and its files are written at a later call. A folder
    that is full or out of reach keeps nothing from the others: raises its OSError when everything else is done.
    """
    last = Checkpoint.objects.order_by("size").last()
    head = TreeHead.objects.filter(id=1).first()
    if head is None or head.size == (last.size if last else 0) or not _is_due(last, head.size, at):
        put_outside([last] if last else [])
        return False
    make_checkpoint(at=at)
    return True


def make_checkpoint(*, at: datetime) -> None:
    """Sign the tree as it is now and put the text into every configured folder."""
    with transaction.atomic():
        head = TreeHead.objects.select_for_update().get(id=1)
        note = write_note(Statement(head.size, tree_of(head).root(), at))
        checkpoint, _ = Checkpoint.objects.get_or_create(size=head.size, defaults={"note": note})
    put_outside([checkpoint])


def checkpoint_folders() -> list[Path]:
    """Return the folders that checkpoints go to. At least one of them should belong to another machine or user."""
    return [Path(folder) for folder in settings.ALONGSIDE_CHECKPOINT_DIRS]


def put_outside(checkpoints: Iterable[Checkpoint]) -> None:
    """Write each checkpoint that a folder does not have yet, and those before it that it missed. None is written over.

    Raises the OSError of the last folder that could not be written, after all the others were.
    """
    trouble = None
    for folder in checkpoint_folders():
        try:
            for checkpoint in checkpoints:
                _bring_up_to_date(folder, checkpoint)
        except OSError as error:
            trouble = error
    if trouble is not None:
        raise trouble


def _bring_up_to_date(folder: Path, newest: Checkpoint) -> None:
    missing: list[Checkpoint] = []
    for checkpoint in Checkpoint.objects.filter(size__lte=newest.size).order_by("-size").iterator():
        if _path(folder, checkpoint).exists():
            break
        missing.append(checkpoint)
    # The oldest first: whatever stops here, the next call finds where to go on.
    for checkpoint in reversed(missing):
        _write(_path(folder, checkpoint), checkpoint.note)


def _path(folder: Path, checkpoint: Checkpoint) -> Path:
    return folder / f"{checkpoint.size:015}{SUFFIX}"


def fit_folders_to_ledger() -> None:
    """Have the folders of a temporary place say what this ledger says: no checkpoint made later, and none missing."""
    head = TreeHead.objects.filter(id=1).first()
    size = head.size if head else 0
    for folder in checkpoint_folders():
        for path in folder.glob(f"*{SUFFIX}"):
            if path.stem.isdecimal() and int(path.stem) > size:
                path.unlink()
    put_outside(Checkpoint.objects.all())


def _is_due(last: Checkpoint | None, size: int, at: datetime) -> bool:
    if last is None:
        return True
    apart = abs(at - read_note(last.note).made_at)  # a clock that was put back must not keep the next one waiting
    return size - last.size >= EVERY_ENTRIES or apart >= EVERY


def _write(path: Path, note: str) -> None:
    """Write the whole file or none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
