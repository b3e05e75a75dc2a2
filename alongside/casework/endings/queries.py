"""An ending as it is read: on its page, in the form of a step, on paper, and as it came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, is_allowed, require
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.endings.operations import OBJECT
from alongside.casework.endings.sealing import open_ending
from alongside.casework.endings.suggesting import suggest
from alongside.casework.paging import A_PAGE, cut
from alongside.casework.people.identity import Identity, load_identity
from alongside.domain.endings import Difference, Ending, Letter, Step, Timing, differences, last_day_of, timing_of
from alongside.records.endings import EndingVersion
from alongside.vault import KeyRing, open_keys


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a version when. number is 0 when there is none, and ending says of which ending it is."""

    number: int = 0
    ending: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class EndingPage:
    """The last ending of a person, or None. last_day: that of what they are supervised by today, None when none is known.

    suggested: what was written elsewhere and could stand in a step, by the keys of its fields.
    """

    identity: Identity
    ending: Ending | None
    version: Made
    last_day: date | None
    timing: Timing
    may_write: bool
    suggested: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version with what it changed."""

    version: Made
    changes: Sequence[Difference]


@dataclass(frozen=True)
class EndingHistory:
    """A page of the versions of all endings of a person, the last first."""

    identity: Identity
    versions: Sequence[Earlier]
    page: int
    pages: int


def get_ending(
    *, person_id: UUID, viewer: Actor, at: datetime, to_write: bool = False, step: Step | None = None
) -> EndingPage:
    """Return the ending and record that it was opened. to_write is for a form, and step for the form of one step.

    A draft of the letter is for those who may write it. One *opened* entry, and one for what was looked up for a step.
    Raises NotHere.
    """
    with transaction.atomic():
        action = Action.WRITE if to_write else Action.READ
        granted = require(viewer, action, Item.ENDING, person_id=person_id, at=at)
        keys = open_keys([person_id])
        row = newest(person_id)
        record_opened(granted, by=viewer, at=at, object_type=OBJECT, object_id=row.id if row else None)
        page = _page(row, granted, keys, viewer, at)
        if step is None or not page.may_write:
            return page
        return replace(page, suggested=suggest(step, granted, keys, viewer=viewer, at=at))


def get_history(*, person_id: UUID, viewer: Actor, at: datetime, page: int = 1) -> EndingHistory:
    """Return what each version changed. One *opened* entry. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.ENDING, person_id=person_id, at=at)
        keys = open_keys([person_id])
        record_opened(granted, by=viewer, at=at, object_type=OBJECT)
        rows = EndingVersion.objects.filter(person=person_id).select_related("made_by").order_by("-number")
        found = cut(rows, page, more=1)
        identity = load_identity(granted, keys, viewer=viewer, at=at)
        return EndingHistory(identity, _tell(found.rows, keys)[:A_PAGE], found.page, found.pages)


def newest(person_id: UUID) -> EndingVersion | None:
    """Return the last version of the last ending, for whoever has been let into the record."""
    return EndingVersion.objects.filter(person=person_id).select_related("made_by").order_by("number").last()


def without_draft(ending: Ending | None) -> Ending | None:
    """Return the ending without a letter that the person does not have yet."""
    return replace(ending, letter=Letter()) if ending is not None and not ending.letter.is_given else ending


def _page(row: EndingVersion | None, granted: Granted, keys: KeyRing, viewer: Actor, at: datetime) -> EndingPage:
    identity = load_identity(granted, keys, viewer=viewer, at=at)
    may_write = is_allowed(viewer, Action.WRITE, Item.ENDING, granted, at=at)
    ending = open_ending(keys, row)
    last_day = last_day_of(one.ends_on for one in identity.supervisions)
    return EndingPage(
        identity=identity,
        ending=ending if may_write else without_draft(ending),
        version=_made(row) if row else Made(),
        last_day=last_day,
        timing=timing_of(ending.planned_on if ending and ending.is_going else last_day, today=day_of(at)),
        may_write=may_write,
    )


def _tell(rows: Sequence[EndingVersion], keys: KeyRing) -> list[Earlier]:
    told = []
    for place, row in enumerate(rows):
        before = rows[place + 1] if place + 1 < len(rows) else None
        same = before if before is not None and before.ending == row.ending else None
        after = open_ending(keys, row)
        if after is not None:
            told.append(Earlier(_made(row), differences(open_ending(keys, same), after)))
    return told


def _made(row: EndingVersion) -> Made:
    return Made(row.number, row.ending, row.made_by.name, row.made_at)
