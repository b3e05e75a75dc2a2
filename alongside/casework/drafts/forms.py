"""Drafts of the forms about an absence, the plan, an exercise and an ending."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import require
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
from alongside.records.drafts import FormDraft
from alongside.vault import open_keys

TABLE = "form_draft"


class DraftOf(StrEnum):
    """Which form it is a draft of."""

    ABSENCE = "absence"
    GOAL = "goal"
    STEP = "step"
    EXERCISE = "exercise"
    LETTER = "letter"
    ENDING = "ending"


_WRITES = {
    DraftOf.ABSENCE: Item.SESSION, DraftOf.GOAL: Item.PLAN, DraftOf.STEP: Item.PLAN, DraftOf.EXERCISE: Item.SKILL,
    DraftOf.LETTER: Item.ENDING, DraftOf.ENDING: Item.ENDING,
}  # fmt: skip


def about_part(person_id: UUID, part: str) -> UUID:
    """Return what a draft is about when that has no id of its own: a named part of something of this person."""
    return uuid5(person_id, part)


def save_draft(*, person_id: UUID, of: DraftOf, about: UUID, typed: TypedForm, by: Actor, at: datetime) -> KeptForm:
    """Keep what has been typed, as save_typed does. about is the session, the goal, the person for a new goal
    or a letter, and about_part of anything else.

    Raises NotHere and DraftTooLong.
    """
    return save_typed(shelf=_shelf(of, about), person_id=person_id, typed=typed, by=by, at=at)


def choose_draft(
    *, person_id: UUID, of: DraftOf, about: UUID, choice: Choice, tab: str, by: Actor, at: datetime
) -> None:
    """Settle two texts, or throw the draft away. Safe to repeat. Raises NotHere."""
    choose_typed(shelf=_shelf(of, about), person_id=person_id, choice=choice, tab=tab, by=by, at=at)


def find_draft(*, person_id: UUID, of: DraftOf, about: UUID, tab: str, viewer: Actor, at: datetime) -> KeptForm | None:
    """Return the viewer's own draft as this tab sees it, or None. Raises NotHere for whoever may not write the form.

    The page of the form has recorded that the record was opened, and these are nobody's words but the viewer's.
    """
    with transaction.atomic():
        require(viewer, Action.WRITE, _WRITES[of], person_id=person_id, at=at)
        return find_typed(shelf=_shelf(of, about), person_id=person_id, keys=open_keys([person_id]), tab=tab, by=viewer)


def clear_draft(*, person_id: UUID, of: DraftOf, about: UUID, by: Actor) -> None:
    """Forget the draft, since what it held is saved. Call it in the transaction that saves."""
    clear_typed(shelf=_shelf(of, about), person_id=person_id, by=by)


def _shelf(of: DraftOf, about: UUID) -> Shelf:
    return Shelf(FormDraft, TABLE, "form draft", _WRITES[of], {"of": of.value, "about": about})
