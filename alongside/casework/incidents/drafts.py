"""What an officer has typed of an incident and not saved yet, under a key of that officer's: it is about nobody who is named."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Actor
from alongside.access.incidents import OFFICER
from alongside.access.officers import require_privacy_officer
from alongside.casework.audit import record_about_many
from alongside.casework.drafts.keeping import (
    Choice,
    KeptForm,
    Shelf,
    TypedForm,
    clear_typed,
    find_typed,
    keep_typed,
    settle_typed,
)
from alongside.ledger import Kind
from alongside.records.incidents import IncidentDraft
from alongside.vault import create_key, open_keys

SHELF = Shelf(IncidentDraft, "incident_draft", "incident draft", None, owner="author")


def save_draft(*, typed: TypedForm, by: Actor, at: datetime) -> KeptForm:
    """Keep what has been typed, as drafts.save_typed does. Raises NotHere for anybody but privacy officers, and DraftTooLong."""
    require_privacy_officer(by)
    create_key(by.id)

    def begun(row_id: UUID) -> None:
        record_about_many(
            Kind.COLLECTION, "begun", [], by=by, at=at, relation=OFFICER, object_type=SHELF.named, object_id=row_id
        )

    with transaction.atomic():
        return keep_typed(shelf=SHELF, owner_id=by.id, typed=typed, begun=begun, by=by, at=at)


def choose_draft(*, choice: Choice, tab: str, by: Actor, at: datetime) -> None:
    """Settle two texts, or throw the draft away. Safe to repeat. Raises NotHere."""
    require_privacy_officer(by)
    with transaction.atomic():
        settle_typed(shelf=SHELF, owner_id=by.id, choice=choice, tab=tab, by=by, at=at)


def find_draft(*, tab: str, viewer: Actor) -> KeptForm | None:
    """Return the viewer's own draft as this tab sees it, or None. Raises NotHere for anybody but privacy officers."""
    require_privacy_officer(viewer)
    return find_typed(shelf=SHELF, person_id=viewer.id, keys=open_keys([viewer.id]), tab=tab, by=viewer)


def clear_draft(*, by: Actor) -> None:
    """Forget the draft, since what it held is saved. Call it in the transaction that saves."""
    clear_typed(shelf=SHELF, person_id=by.id, by=by)
