"""The picture of both sides, for those who work with the person today and for the person. For nobody else, and of one person only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min, Q

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed
from alongside.access.standings import day_of
from alongside.casework.promises.loading import PromiseLine, open_lines, promises_with_words
from alongside.domain.promises import IN_ORDER, Fact, Outcome, Picture, Side, count_both_sides
from alongside.records.promises import Promise
from alongside.records.relationships import Supervision
from alongside.vault import KeyRing

NOT_DONE = 4  # of each side. The rest stand on the page of promises.


@dataclass(frozen=True)
class BothCounted:
    """What became of the promises of both sides. not_done are those that were not kept, with their word, workers' first.

    is_supervision: counted since the supervision of today began, and not since the first promise.
    """

    picture: Picture
    not_done: Sequence[PromiseLine]
    is_supervision: bool


def load_picture(
    granted: Granted, keys: KeyRing, *, first_name: str, viewer: Actor, at: datetime, language: str = "en"
) -> BothCounted | None:
    """Return the picture of both sides, for a page that was let into the record and writes its own entry.

    None where there is nothing to count, and for readers who do not work with the person: what two people promised each
    other is no measure of either for somebody else. Three queries.
    """
    if not (viewer.is_person or is_allowed(viewer, Action.WRITE, Item.PROMISE, granted, at=at)):
        return None
    person_id, today = granted.person_id, day_of(at)
    facts = _facts(person_id)
    began = _supervised_since(person_id, today)
    picture = count_both_sides(facts, begun_on=began or _first_on(person_id, today), today=today)
    if picture is None:
        return None
    since = picture.lately.since if picture.lately else picture.whole.since
    rows = promises_with_words(at).filter(person=person_id, outcome=Outcome.BROKEN.value, settled_on__gte=since)
    lines = open_lines(
        rows.order_by("-settled_on", "-made_at", "id"), keys, first_names={person_id: first_name}, viewer=viewer, at=at,
        language=language,
    )  # fmt: skip
    not_done = [line for side in IN_ORDER for line in [one for one in lines if one.side is side][:NOT_DONE]]
    return BothCounted(picture, not_done, is_supervision=began is not None)


def _facts(person_id: UUID) -> list[Fact]:
    rows = Promise.objects.filter(person=person_id, taken_back_at__isnull=True)
    found = rows.values_list("side", "outcome", "settled_on")
    return [Fact(Side(side), Outcome(outcome) if outcome else None, on) for side, outcome, on in found]


def _supervised_since(person_id: UUID, today: date) -> date | None:
    """Return the first day of what the person is supervised under today, or None."""
    live = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    found: date | None = Supervision.objects.filter(live, person=person_id).aggregate(on=Min("starts_on"))["on"]
    return found


def _first_on(person_id: UUID, today: date) -> date:
    first = Promise.objects.filter(person=person_id, taken_back_at__isnull=True).aggregate(at=Min("made_at"))["at"]
    return day_of(first) if first else today
