"""What was done with what the person said, as they read it on their own side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.access import Action, Item
from alongside.access.actors import actor_for_capability
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.check_ins.words import open_answer_back, open_words
from alongside.casework.my_side.capabilities import OpenCapability
from alongside.casework.my_side.entering import enter
from alongside.records.check_ins import AnswerBack
from alongside.vault import KeyRing, open_keys

LATELY = 12


@dataclass(frozen=True, slots=True)
class AnsweredBack:
    """What a person reads on their own side: their words, what was done with them, by whom and when. is_new: not read before."""

    said_on: date
    said: str
    words: str
    by: str
    on: date
    is_new: bool


def list_answers_back(*, capability: OpenCapability, at: datetime) -> Sequence[AnsweredBack]:
    """Return what was done with what this person said, the last first: the last 12, and all that was never read.

    Records the look, and from now on none of them is new. Raises NotHere without the scope.
    """
    with transaction.atomic():
        granted = enter(capability, Action.READ, Item.ANSWER_BACK, at=at)
        rows = AnswerBack.objects.filter(person=granted.person_id).select_related("check_in", "written_by")
        # What was never read is never pushed off the page by what came later.
        newest = list(rows.order_by("-written_at", "id"))
        shown = [row for place, row in enumerate(newest) if place < LATELY or row.read_at is None]
        found = _open(shown, open_keys([granted.person_id]))
        AnswerBack.objects.filter(id__in=[row.id for row in shown], read_at__isnull=True).update(read_at=at)
        record_opened(granted, by=actor_for_capability(capability), at=at, object_type="answers_back")
    return found


def _open(rows: Sequence[AnswerBack], keys: KeyRing) -> list[AnsweredBack]:
    return [
        AnsweredBack(
            said_on=day_of(row.check_in.completed_at or row.check_in.offered_at),
            said=open_words(keys, row.check_in),
            words=open_answer_back(keys, row.check_in),
            by=row.written_by.get_short_name(),
            on=day_of(row.written_at),
            is_new=row.read_at is None,
        )
        for row in rows
    ]
