"""What somebody who imports decides: upload, publish, undo, cancel. The worker does the rest, see steps."""

import zlib
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Actor
from alongside.access.gates import NotHere
from alongside.access.imports import may_import
from alongside.domain.imports.files import file_format
from alongside.records.imports import ImportBatch, ImportFile
from alongside.vault import KeyRing, create_key, open_keys

PIECE = 256 * 1024
KEPT_FOR = timedelta(days=30)
MAY_CANCEL = frozenset({"uploaded", "checking", "checked"})
MAY_UNDO = frozenset({"published", "publishing", "applying", "failed"})


class NotNow(Exception):
    """The import is not at a point where this can be done. The sentence says what to do instead."""


def upload_batch(*, kind: str, content: bytes, by: Actor, at: datetime) -> UUID:
    """Keep a file, sealed under a key of its own, for the worker to check. Returns the id of the batch.

    kind is one of FileKind or "workbook". Raises NotHere when this actor may not import it, and FileRefused for what
    can be told at once: empty, too large, or neither CSV nor a workbook. Nobody's record is touched.
    """
    if not may_import(by, kind):
        raise NotHere
    batch = ImportBatch(id=uuid4(), kind=kind, file_format=file_format(content), uploaded_by_id=by.id, uploaded_at=at)
    create_key(batch.id)
    keys = open_keys([batch.id])
    packed = zlib.compress(content)
    pieces = [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]
    with transaction.atomic():
        batch.save(force_insert=True)
        ImportFile.objects.bulk_create(_piece(batch, keys, number, piece) for number, piece in enumerate(pieces))
    return batch.id


def _piece(batch: ImportBatch, keys: KeyRing, number: int, piece: bytes) -> ImportFile:
    row = ImportFile(id=uuid4(), batch=batch, position=number)
    text = b64encode(piece).decode()
    row.sealed_piece = keys.seal_text(text, subject=batch.id, table="import_file", row=row.id, field="sealed_piece")
    return row


def open_file(batch: ImportBatch, keys: KeyRing) -> bytes:
    """Return the uploaded file."""
    packed = b"".join(
        b64decode(
            keys.open_text(
                bytes(row.sealed_piece or b""), subject=batch.id, table="import_file", row=row.id, field="sealed_piece"
            )
        )
        for row in ImportFile.objects.filter(batch=batch).order_by("position")
    )
    return zlib.decompress(packed)


def publish_batch(*, batch_id: UUID, by: Actor, at: datetime) -> None:
    """Let the worker write what was checked, or try again after a failure. Safe to repeat. Raises NotHere and NotNow."""
    with transaction.atomic():
        batch = own_batch(batch_id, by, lock=True)
        if batch.state in {"publishing", "applying", "published"}:
            return
        if batch.state not in {"checked", "failed"}:
            raise NotNow("This import cannot be published now. Upload the file again.")
        _refuse_shredded(batch)
        _move(batch, "applying" if batch.published_at else "publishing")


def undo_batch(*, batch_id: UUID, by: Actor, at: datetime) -> None:
    """Let the worker take back what was written, or stop writing. Safe to repeat. Raises NotHere and NotNow."""
    with transaction.atomic():
        batch = own_batch(batch_id, by, lock=True)
        if batch.state in {"undoing", "undone"}:
            return
        if batch.state not in MAY_UNDO:
            raise NotNow("Nothing of this import was published, so there is nothing to undo.")
        _refuse_shredded(batch)
        _move(batch, "undoing")


def cancel_batch(*, batch_id: UUID, by: Actor, at: datetime) -> None:
    """Give up an import before it is published. Safe to repeat. Raises NotHere and NotNow.

    The worker destroys its key, and with it the file, at its next turn.
    """
    with transaction.atomic():
        batch = own_batch(batch_id, by, lock=True)
        if batch.state == "cancelled":
            return
        if batch.state not in MAY_CANCEL:
            raise NotNow("This import is already being published. You can undo it instead.")
        _move(batch, "cancelled")


def own_batch(batch_id: UUID, by: Actor, *, lock: bool = False) -> ImportBatch:
    """Return a batch to whoever uploaded it, while they may still import its kind. Raises NotHere."""
    rows = ImportBatch.objects.select_for_update() if lock else ImportBatch.objects.all()
    batch = rows.filter(id=batch_id, uploaded_by=by.id).first()
    if batch is None or not may_import(by, batch.kind):
        raise NotHere
    return batch


def _refuse_shredded(batch: ImportBatch) -> None:
    if batch.shredded_at is not None:
        raise NotNow("The file was destroyed after 30 days, so this import can no longer be changed.")


def _move(batch: ImportBatch, state: str) -> None:
    batch.state, batch.rows_done, batch.refusal = state, 0, ""
    batch.save(update_fields=["state", "rows_done", "refusal"])
