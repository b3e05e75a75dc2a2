"""What is typed into the history or a judgement and not saved yet, in a table of its own: no other topic reads figures."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from alongside.access import Actor, Item
from alongside.casework.drafts.keeping import (
    Choice,
    KeptForm,
    Shelf,
    TypedForm,
    choose_typed,
    clear_typed,
    find_typed,
    save_typed,
)
from alongside.records.risk import PredictorDraft
from alongside.vault import KeyRing

TABLE = "predictor_draft"


class DraftOf(StrEnum):
    """Which form it is a draft of."""

    HISTORY = "history"
    JUDGEMENT = "judgement"


def save_form_draft(*, person_id: UUID, of: DraftOf, typed: TypedForm, by: Actor, at: datetime) -> KeptForm:
    """Keep what has been typed, as save_typed does. Raises NotHere and DraftTooLong."""
    return save_typed(shelf=_shelf(of), person_id=person_id, typed=typed, by=by, at=at)


def choose_form_draft(*, person_id: UUID, of: DraftOf, choice: Choice, tab: str, by: Actor, at: datetime) -> None:
    """Settle two texts, or throw the draft away. Safe to repeat. Raises NotHere."""
    choose_typed(shelf=_shelf(of), person_id=person_id, choice=choice, tab=tab, by=by, at=at)


def find_form_draft(person_id: UUID, of: DraftOf, keys: KeyRing, *, tab: str, by: Actor) -> KeptForm | None:
    """Return this author's draft as this tab sees it, or None. Asks nobody's leave and records nothing."""
    return find_typed(shelf=_shelf(of), person_id=person_id, keys=keys, tab=tab, by=by)


def clear_form_draft(person_id: UUID, of: DraftOf, *, by: Actor) -> None:
    """Forget this author's draft, since what it held is saved. Call it in the transaction that saves."""
    clear_typed(shelf=_shelf(of), person_id=person_id, by=by)


def _shelf(of: DraftOf) -> Shelf:
    return Shelf(PredictorDraft, TABLE, "predictor draft", Item.ASSESSMENT, {"of": of.value})
