"""What two people write about the way back. Every change is a version of its own, beside the earlier ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.reintegration.sealing import open_whole, seal_whole
from alongside.domain import reintegration as going
from alongside.domain.reintegration import Milestone, Pathway, Pictures, Reintegration, State, Tie
from alongside.ledger import Kind
from alongside.records.people import Person
from alongside.records.reintegration import ReintegrationVersion
from alongside.vault import KeyRing, open_keys

OBJECT = "reintegration"
Thing = Pictures | Milestone | Tie | None
Part = Callable[[Reintegration], Thing]


class ChangedMeanwhile(Exception):
    """Somebody changed the same thing since it was looked at. theirs is how it stands now, in version `number`."""

    def __init__(self, theirs: Thing, number: int) -> None:
        super().__init__("the pathways were changed meanwhile")
        self.theirs, self.number = theirs, number


@dataclass
class _Held:
    """The pathways of a person, locked until the transaction ends."""

    granted: Granted
    keys: KeyRing
    row: ReintegrationVersion | None
    whole: Reintegration
    by: Actor
    at: datetime

    @property
    def number(self) -> int:
        return self.row.number if self.row else 0


def say_pictures(*, person_id: UUID, pathway: Pathway, said: Pictures, seen: int, by: Actor, at: datetime) -> int:
    """Keep how a pathway was, is and should be. seen is the version that was on the screen. Returns the version.

    Raises ChangedMeanwhile, NotHere or WordsTooLong.
    """
    with _hold(person_id, by, at) as held:
        changed = going.say_pictures(held.whole, pathway, said)
        _check_seen(held, seen, changed, lambda whole: whole.picture_of(pathway))
        return _keep(held, changed, "pictures_said")


def put_milestone(*, person_id: UUID, milestone: Milestone, by: Actor, at: datetime) -> int:
    """Put a milestone on a pathway. The same sent twice is one. Raises NotHere and what going.put_milestone raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, going.put_milestone(held.whole, milestone), "milestone_added")


def change_milestone(*, person_id: UUID, milestone: Milestone, seen: int, by: Actor, at: datetime) -> int:
    """Change what a milestone says. Raises ChangedMeanwhile, NotHere and what going.change_milestone raises."""
    with _hold(person_id, by, at) as held:
        changed = going.change_milestone(held.whole, milestone)
        _check_seen(held, seen, changed, lambda whole: whole.find(milestone.id))
        return _keep(held, changed, "milestone_changed")


def mark_milestone(
    *, person_id: UUID, milestone_id: UUID, state: State, because: str = "", seen: int, by: Actor, at: datetime
) -> int:
    """Say how a milestone stands. Raises ChangedMeanwhile, NotHere and what going.mark_milestone raises."""
    with _hold(person_id, by, at) as held:
        changed = going.mark_milestone(held.whole, milestone_id, state, because, today=day_of(at))
        _check_seen(held, seen, changed, lambda whole: whole.find(milestone_id))
        return _keep(held, changed, "milestone_marked")


def put_tie(*, person_id: UUID, tie: Tie, by: Actor, at: datetime) -> int:
    """Put somebody on the list of people to call. Raises NotHere and what going.put_tie raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, going.put_tie(held.whole, tie), "tie_added")


def change_tie(*, person_id: UUID, tie: Tie, seen: int, by: Actor, at: datetime) -> int:
    """Change what is said of somebody on the list. Raises ChangedMeanwhile, NotHere and what going.change_tie raises."""
    with _hold(person_id, by, at) as held:
        changed = going.change_tie(held.whole, tie)
        _check_seen(held, seen, changed, lambda whole: whole.find_tie(tie.id))
        return _keep(held, changed, "tie_changed")


def let_go(*, person_id: UUID, tie_id: UUID, because: str, by: Actor, at: datetime) -> int:
    """Take somebody off the list with the reason, which is kept. Raises NotHere and what going.let_go raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, going.let_go(held.whole, tie_id, because), "tie_let_go")


def take_up_again(*, person_id: UUID, tie_id: UUID, by: Actor, at: datetime) -> int:
    """Put somebody back on the list. Raises NotHere or NotThere."""
    with _hold(person_id, by, at) as held:
        return _keep(held, going.take_up_again(held.whole, tie_id), "tie_taken_up")


@contextmanager
def _hold(person_id: UUID, by: Actor, at: datetime) -> Iterator[_Held]:
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.REINTEGRATION, person_id=person_id, at=at)
        # Two browsers that change the same at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        row = ReintegrationVersion.objects.filter(person=person_id).order_by("number").last()
        yield _Held(granted, keys, row, open_whole(keys, row), by, at)


def _check_seen(held: _Held, seen: int, changed: Reintegration, part: Part) -> None:
    """Raise ChangedMeanwhile when this part is not as it was on the screen, nor as it is wanted."""
    then = held.whole
    if seen != held.number:
        row = ReintegrationVersion.objects.filter(person=held.granted.person_id, number=seen).first()
        then = open_whole(held.keys, row)
    if part(held.whole) not in (part(then), part(changed)):
        raise ChangedMeanwhile(part(held.whole), held.number)


def _keep(held: _Held, whole: Reintegration, action: str) -> int:
    """Keep all of it as the next version, unless it is as it was."""
    if whole == held.whole:
        return held.number
    row = ReintegrationVersion(id=uuid4(), person_id=held.granted.person_id, made_by_id=held.by.id, made_at=held.at)
    row.number = held.number + 1
    row.sealed_body = seal_whole(held.keys, row, whole)
    row.save(force_insert=True)
    kind = Kind.ALTERATION if held.row else Kind.COLLECTION
    record(kind, action, held.granted, by=held.by, at=held.at, object_type=OBJECT, object_id=row.id)
    return row.number
