"""What can be done to an ending. Each takes it and returns the next. A given letter and a day that has been are fixed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from alongside.domain.endings.ending import (
    NOTHING,
    Beside,
    Door,
    Ended,
    Ending,
    Goodbye,
    Held,
    Letter,
    Reason,
    Written,
)
from alongside.domain.endings.steps import Step

LONGEST = 2_000  # characters of an answer or a reason
LONGEST_LETTER = 6_000  # two sheets of paper
SHORT = 200


class NeedsWords(ValueError):
    """A step, a reason, a letter or the door says nothing without words."""


class WordsTooLong(ValueError):
    """The words are longer than there is room for."""


class InTheFuture(ValueError):
    """The day has not come yet."""


class HasEnded(ValueError):
    """It is over. Only the letter, the door and a word beside it can still be written."""


class NotEnded(ValueError):
    """It has not ended, so it cannot be taken up again."""


class LetterGiven(ValueError):
    """The person has the letter, so it is not changed any more."""


class LetterNotGiven(ValueError):
    """Nothing can stand beside a letter that is still a draft: it can be changed."""


class NeedsDoor(ValueError):
    """Whether and how the person can come back has to be said first."""


class StepsLeft(ValueError):
    """Some steps are neither done nor left out with a reason. steps has them."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        super().__init__(", ".join(steps))
        self.steps = steps


def set_last_day(ending: Ending, on: date | None) -> Ending:
    """Return the ending with another last day, or none. Raises HasEnded."""
    return replace(_going(ending), planned_on=on)


def write_step(ending: Ending, step: Step, words: Mapping[str, str], *, today: date) -> Ending:
    """Return the ending with what was written in a step. Its reason for being left out is gone with that.

    Raises HasEnded, NeedsWords when nothing at all was written, or WordsTooLong.
    """
    said = {field.key: _words(words.get(field.key, ""), LONGEST) for field in step.fields}
    if not any(said.values()):
        raise NeedsWords
    return _with(_going(ending), step, Written(MappingProxyType(said), today))


def skip_step(ending: Ending, step: Step, because: str, *, today: date) -> Ending:
    """Return the ending with a step left out and why. What stands in it stays. Raises HasEnded, LetterGiven or NeedsWords."""
    if step is Step.LETTER and ending.letter.is_given:
        raise LetterGiven
    why = _needed(because, LONGEST)
    return _with(_going(ending), step, replace(ending.written(step), skipped_because=why, on=today))


def write_letter(ending: Ending, text: str) -> Ending:
    """Return the ending with this draft of the letter. It can be written after the end as well.

    Raises LetterGiven or WordsTooLong.
    """
    if ending.letter.is_given:
        raise LetterGiven
    return _unskipped(replace(ending, letter=Letter(_long(text, LONGEST_LETTER))), Step.LETTER)


def give_letter(ending: Ending, on: date, how: str, *, by: str, today: date) -> Ending:
    """Return the ending with the letter given. Raises LetterGiven, NeedsWords for an empty one or without how, or InTheFuture."""
    if ending.letter.is_given:
        raise LetterGiven
    if not ending.letter.text:
        raise NeedsWords
    if on > today:
        raise InTheFuture
    given = replace(ending.letter, given_on=on, given_how=_needed(how, SHORT), given_by=by)
    return _unskipped(replace(ending, letter=given), Step.LETTER)


def put_beside(ending: Ending, words: str, *, by: str, today: date) -> Ending:
    """Return the ending with a correction beside the letter. The same again changes nothing.

    Raises LetterNotGiven, NeedsWords or WordsTooLong.
    """
    letter = ending.letter
    if not letter.is_given:
        raise LetterNotGiven
    said = Beside(today, by, _needed(words, LONGEST))
    if said in letter.beside:
        return ending
    return replace(ending, letter=replace(letter, beside=(*letter.beside, said)))


def say_goodbye(ending: Ending, on: date, held: Held, words: str, *, today: date) -> Ending:
    """Return the ending with the day of the goodbye, and whether it was held.

    Raises HasEnded, InTheFuture for one that was held on a day to come, NeedsWords for one that did not come about.
    """
    said = _words(words, LONGEST)
    if held is not Held.NOT_YET and on > today:
        raise InTheFuture
    if held is Held.NOT_HELD and not said:
        raise NeedsWords
    return _unskipped(replace(_going(ending), goodbye=Goodbye(on, held, said)), Step.GOODBYE)


def say_door(ending: Ending, is_open: bool, words: str, *, today: date) -> Ending:
    """Return the ending with whether and how the person can come back. It can be put right after the end.

    Raises NeedsWords or WordsTooLong.
    """
    said = _needed(words, LONGEST)
    if ending.door is not None and (ending.door.is_open, ending.door.words) == (is_open, said):
        return ending
    return replace(ending, door=Door(is_open, said, today))


def end_as_planned(ending: Ending, on: date, *, today: date) -> Ending:
    """Return the ending at its end. Raises HasEnded, NeedsDoor, StepsLeft or InTheFuture."""
    going = _going(ending)
    if going.door is None:
        raise NeedsDoor
    if going.to_come:
        raise StepsLeft(going.to_come)
    if on > today:
        raise InTheFuture
    return replace(going, ended=Ended(on, missed=going.not_done))


def end_early(ending: Ending, on: date, reason: Reason, words: str, *, today: date) -> Ending:
    """Return the ending as it came about unplanned. What did not come about is worked out, and words say what was missed.

    For somebody who died no door is asked for. Raises HasEnded, NeedsDoor, NeedsWords, WordsTooLong or InTheFuture.
    """
    going = _going(ending)
    if going.door is None and reason is not Reason.DIED:
        raise NeedsDoor
    if on > today:
        raise InTheFuture
    return replace(going, ended=Ended(on, reason, going.not_done, _needed(words, LONGEST)))


def take_up_again(ending: Ending) -> Ending:
    """Return the ending as going on, after it was said to have ended by mistake. Raises NotEnded."""
    if ending.ended is None:
        raise NotEnded
    return replace(ending, ended=None)


def _going(ending: Ending) -> Ending:
    if ending.ended is not None:
        raise HasEnded
    return ending


def _with(ending: Ending, step: Step, written: Written) -> Ending:
    kept = {one: there for one, there in ending.steps.items() if one is not step}
    if written != NOTHING:
        kept[step] = written
    return replace(ending, steps=MappingProxyType(kept))


def _unskipped(ending: Ending, step: Step) -> Ending:
    """Return the ending without the reason a step was left out for: it is done after all."""
    return _with(ending, step, NOTHING) if ending.written(step).skipped_because else ending


def _needed(text: str, longest: int) -> str:
    words = _words(text, longest)
    if not words:
        raise NeedsWords
    return words


def _words(text: str, longest: int) -> str:
    return _long("\n".join(line for line in (" ".join(one.split()) for one in text.splitlines()) if line), longest)


def _long(text: str, longest: int) -> str:
    """Return a text with its paragraphs. A browser sends two characters for the end of a line."""
    words = text.replace("\r\n", "\n").strip()
    if len(words) > longest:
        raise WordsTooLong
    return words
