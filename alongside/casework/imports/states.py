"""Where a batch stands. Every step of the worker asks again, in its own transaction, before it writes."""

from alongside.casework.imports.lines import Importing
from alongside.records.imports import ImportBatch


def is_still_wanted(importing: Importing) -> bool:
    """Lock the batch and return whether it is still in the state that this step is for."""
    batch = importing.batch
    return ImportBatch.objects.select_for_update().filter(id=batch.id, state=batch.state).first() is not None


def move_on(importing: Importing, state: str, **values: object) -> None:
    """Put the batch into its next state, unless somebody has decided otherwise since it was read."""
    batch = importing.batch
    moved = ImportBatch.objects.filter(id=batch.id, state=batch.state).update(state=state, rows_done=0, **values)
    if moved:
        batch.state, batch.rows_done = state, 0
