"""What changed from one version of an ending to the next, worked out from the two. Of a draft of the letter only that it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.domain.endings.ending import Ending, Goodbye
from alongside.domain.endings.steps import Step


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: what was done, in a few words, and the words that stood there before and stand there now."""

    said: str
    words: str = ""
    before: str = ""


def differences(before: Ending | None, after: Ending) -> tuple[Difference, ...]:
    """Return what changed between two versions. before is None for the first of an ending."""
    if before is None:
        begun = Difference("The ending was begun" if after.was_planned else "An ending that was not planned")
        return (begun, *_changes(Ending(after.begun_on, was_planned=after.was_planned), after))
    return tuple(_changes(before, after))


def _changes(before: Ending, after: Ending) -> Iterator[Difference]:
    if before.planned_on != after.planned_on:
        yield Difference("The last day", _day(after.planned_on), _day(before.planned_on))
    for step in Step:
        yield from _of_step(before, after, step)
    yield from _of_letter(before, after)
    if before.goodbye != after.goodbye and after.goodbye:
        yield Difference("The goodbye", _goodbye(after.goodbye), _goodbye(before.goodbye) if before.goodbye else "")
    if before.door != after.door and after.door:
        yield Difference("The door", _door(after), _door(before))
    if before.ended != after.ended:
        yield _of_end(after)


def _of_step(before: Ending, after: Ending, step: Step) -> Iterator[Difference]:
    was, now = before.written(step), after.written(step)
    for field in step.fields:
        old, new = was.words.get(field.key, ""), now.words.get(field.key, "")
        if old != new:
            yield Difference(field.label, new or "nothing", old)
    if was.skipped_because != now.skipped_because:
        said = "is left out" if now.skipped_because else "is not left out any more"
        yield Difference(f"“{step.heading}” {said}", now.skipped_because)


def _of_letter(before: Ending, after: Ending) -> Iterator[Difference]:
    was, now = before.letter, after.letter
    if was.text != now.text:
        yield Difference("The draft of the letter was changed")
    if was.given_on != now.given_on and now.given_on:
        yield Difference("The letter was given", f"{_day(now.given_on)}: {now.given_how}")
    for one in now.beside[len(was.beside) :]:
        yield Difference("Put beside the letter", one.words)


def _of_end(after: Ending) -> Difference:
    if after.ended is None:
        return Difference("Taken up again: it had not ended")
    if after.ended.reason is None:
        return Difference("It ended as planned", _day(after.ended.on))
    return Difference(f"It ended on {_day(after.ended.on)}: {after.ended.reason.label}", after.ended.words)


def _goodbye(goodbye: Goodbye) -> str:
    said = f"{_day(goodbye.on)}, {goodbye.held.label.lower()}"
    return f"{said}: {goodbye.words}" if goodbye.words else said


def _door(ending: Ending) -> str:
    if ending.door is None:
        return ""
    return f"{'Open' if ending.door.is_open else 'Closed'}: {ending.door.words}"


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "no day"
