"""What is done at the end of working together. Every change is a version of its own, beside the earlier ones."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.standings import day_of
from alongside.casework.audit import record
from alongside.casework.drafts.forms import DraftOf, about_part, clear_draft
from alongside.casework.endings.sealing import open_ending, seal_ending
from alongside.domain import endings as ends
from alongside.domain.endings import Door, Ending, Goodbye, Held, Letter, Reason, Step, Written
from alongside.ledger import Kind
from alongside.records.endings import EndingVersion
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys

OBJECT = "ending"
Part = Written | Letter | Goodbye | Door | date | None


class ChangedMeanwhile(Exception):
    """Somebody changed the same part since it was looked at. It now stands in version `number`."""

    def __init__(self, number: int) -> None:
        super().__init__("the ending was changed meanwhile")
        self.number = number


@dataclass
class _Held:
    """The last ending of a person, locked until the transaction ends. ending is None before the first."""

    granted: Granted
    keys: KeyRing
    row: EndingVersion | None
    ending: Ending | None
    by: Actor
    at: datetime

    @property
    def today(self) -> date:
        return day_of(self.at)

    @property
    def number(self) -> int:
        return self.row.number if self.row else 0


def begin_ending(*, person_id: UUID, last_day: date | None, by: Actor, at: datetime) -> int:
    """Begin to end, with the last day if one is known. One that is going on goes on. Returns the version. Raises NotHere."""
    with _hold(person_id, by, at) as held:
        if held.ending is not None and held.ending.is_going:
            return held.number
        return _insert(held, Ending(held.today, last_day), "begun", is_next=True)


def set_last_day(*, person_id: UUID, last_day: date | None, seen: int, by: Actor, at: datetime) -> int:
    """Set another last day, or say that none is known. Raises ChangedMeanwhile, NotHere or HasEnded."""
    with _hold(person_id, by, at) as held:
        changed = ends.set_last_day(_there(held), last_day)
        _check_seen(held, seen, changed, lambda ending: ending.planned_on)
        return _keep(held, changed, "last_day_set")


def write_step(*, person_id: UUID, step: Step, words: Mapping[str, str], seen: int, by: Actor, at: datetime) -> int:
    """Keep what was written in a step. seen is the version that was on the screen.

    Raises ChangedMeanwhile, NotHere and what ends.write_step raises.
    """
    with _hold(person_id, by, at) as held:
        changed = ends.write_step(_there(held), step, words, today=held.today)
        _check_seen(held, seen, changed, lambda ending: ending.written(step))
        clear_draft(person_id=person_id, of=DraftOf.ENDING, about=about_part(person_id, step.value), by=by)
        return _keep(held, changed, "step_written")


def skip_step(*, person_id: UUID, step: Step, because: str, by: Actor, at: datetime) -> int:
    """Leave a step out with the reason. Raises NotHere and what ends.skip_step raises."""
    with _hold(person_id, by, at) as held:
        return _keep(held, ends.skip_step(_there(held), step, because, today=held.today), "step_left_out")


def write_letter(*, person_id: UUID, text: str, seen: int, by: Actor, at: datetime) -> int:
    """Keep a draft of the letter. Raises ChangedMeanwhile, NotHere, LetterGiven or WordsTooLong."""
    with _hold(person_id, by, at) as held:
        changed = ends.write_letter(_there(held), text)
        _check_seen(held, seen, changed, lambda ending: ending.letter)
        clear_draft(person_id=person_id, of=DraftOf.LETTER, about=person_id, by=by)
        return _keep(held, changed, "letter_drafted")


def give_letter(*, person_id: UUID, on: date, how: str, seen: int, by: Actor, at: datetime) -> int:
    """Write down that the person has the letter that was on the screen. It is fixed from then on.

    Raises ChangedMeanwhile, NotHere and what ends.give_letter raises.
    """
    with _hold(person_id, by, at) as held:
        changed = ends.give_letter(_there(held), on, how, by=by.name, today=held.today)
        _check_seen(held, seen, changed, lambda ending: ending.letter)
        return _keep(held, changed, "letter_given")


def put_beside(*, person_id: UUID, words: str, by: Actor, at: datetime) -> int:
    """Put a correction beside the letter that was given. Raises NotHere, LetterNotGiven, NeedsWords or WordsTooLong."""
    with _hold(person_id, by, at) as held:
        changed = ends.put_beside(_there(held), words, by=by.name, today=held.today)
        return _keep(held, changed, "put_beside_letter")


def say_goodbye(*, person_id: UUID, on: date, how: Held, words: str, seen: int, by: Actor, at: datetime) -> int:
    """Write down the day of the goodbye, and whether it was held. Raises ChangedMeanwhile, NotHere and what ends.say_goodbye does."""
    with _hold(person_id, by, at) as held:
        changed = ends.say_goodbye(_there(held), on, how, words, today=held.today)
        _check_seen(held, seen, changed, lambda ending: ending.goodbye)
        return _keep(held, changed, "goodbye_written")


def say_door(*, person_id: UUID, is_open: bool, words: str, seen: int, by: Actor, at: datetime) -> int:
    """Say whether and how the person can come back. Raises ChangedMeanwhile, NotHere, NeedsWords or WordsTooLong."""
    with _hold(person_id, by, at) as held:
        changed = ends.say_door(_there(held), is_open, words, today=held.today)
        _check_seen(held, seen, changed, lambda ending: ending.door)
        return _keep(held, changed, "door_said")


def end_as_planned(*, person_id: UUID, on: date, by: Actor, at: datetime) -> int:
    """Write down that it ended as both had planned. The same sent twice is done once.

    Raises NotHere and what ends.end_as_planned raises.
    """
    with _hold(person_id, by, at) as held:
        ending = _there(held)
        if ending.ended is not None and (ending.ended.on, ending.ended.reason) == (on, None):
            return held.number
        return _keep(held, ends.end_as_planned(ending, on, today=held.today), "ended_as_planned")


def end_early(
    *, person_id: UUID, on: date, reason: Reason, words: str, is_open: bool, door: str, by: Actor, at: datetime
) -> int:
    """Write down an ending as it came about, whether one was begun or not, with what was missed and the door.

    For somebody who died nothing is said of the door. The same sent twice is done once. Raises NotHere, NeedsWords,
    WordsTooLong or InTheFuture.
    """
    with _hold(person_id, by, at) as held:
        last = held.ending
        if last is not None and last.ended is not None and (last.ended.on, last.ended.reason) == (on, reason):
            return held.number
        is_next = last is None or not last.is_going
        ending = Ending(on, was_planned=False) if last is None or is_next else last
        if reason is not Reason.DIED:
            ending = ends.say_door(ending, is_open, door, today=held.today)
        ended = ends.end_early(ending, on, reason, words, today=held.today)
        return _insert(held, ended, "ended_early", is_next=is_next)


def take_up_again(*, person_id: UUID, by: Actor, at: datetime) -> int:
    """Take an ending up again that was said to be over by mistake. Raises NotHere or NotEnded."""
    with _hold(person_id, by, at) as held:
        return _keep(held, ends.take_up_again(_there(held)), "taken_up_again")


@contextmanager
def _hold(person_id: UUID, by: Actor, at: datetime) -> Iterator[_Held]:
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ENDING, person_id=person_id, at=at)
        # Two browsers that change it at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        keys = open_keys([person_id])
        row = EndingVersion.objects.filter(person=person_id).order_by("number").last()
        yield _Held(granted, keys, row, open_ending(keys, row), by, at)


def _there(held: _Held) -> Ending:
    """Return the ending, or raise NotHere before one was begun."""
    if held.ending is None:
        raise NotHere
    return held.ending


def _check_seen(held: _Held, seen: int, changed: Ending, part: Callable[[Ending], Part]) -> None:
    """Raise ChangedMeanwhile when this part is not as it was on the screen, nor as it is wanted."""
    now, then = _there(held), held.ending
    if seen != held.number:
        row = EndingVersion.objects.filter(person=held.granted.person_id, number=seen).first()
        then = open_ending(held.keys, row)
    if part(now) not in (part(then) if then else None, part(changed)):
        raise ChangedMeanwhile(held.number)


def _keep(held: _Held, ending: Ending, action: str) -> int:
    """Keep an ending as the next version, unless it is as it was."""
    return held.number if ending == held.ending else _insert(held, ending, action)


def _insert(held: _Held, ending: Ending, action: str, *, is_next: bool = False) -> int:
    row = EndingVersion(id=uuid4(), person_id=held.granted.person_id, made_by_id=held.by.id, made_at=held.at)
    row.number = held.number + 1
    row.ending = (held.row.ending if held.row else 0) + is_next
    row.sealed_body = seal_ending(held.keys, row, ending)
    row.save(force_insert=True)
    kind = Kind.COLLECTION if is_next else Kind.ALTERATION
    record(kind, action, held.granted, by=held.by, at=held.at, object_type=OBJECT, object_id=row.id)
    return row.number
