"""The five stages of a skill, and how one moves. Talk is what usually happens, so what comes next is asked for by name.

The stages are those of structured learning (Goldstein, Sprafkin and Gershaw 1976: modelling, role play, feedback, transfer
into life) with what comes before and after: it was explained, and the person found it useful.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from alongside.domain.assessment import Voice

OFTEN_TALKED = 2


class Stage(IntEnum):
    """How far a skill has come."""

    EXPLAINED = 1
    SHOWN = 2
    TRIED = 3
    IN_LIFE = 4
    USEFUL = 5

    @property
    def label(self) -> str:
        """Return the words that stand beside the stage."""
        return _LABELS[self]


_LABELS = {
    Stage.EXPLAINED: "Explained",
    Stage.SHOWN: "Shown",
    Stage.TRIED: "Tried here, with feedback",
    Stage.IN_LIFE: "Tried in life",
    Stage.USEFUL: "Useful to me",
}
_NEEDS = {
    Stage.SHOWN: frozenset({Stage.EXPLAINED}),
    Stage.TRIED: frozenset({Stage.SHOWN}),
    Stage.USEFUL: frozenset({Stage.IN_LIFE}),
}
_OF_THE_PERSON = frozenset({Stage.IN_LIFE, Stage.USEFUL})
_ASKS = {
    Stage.EXPLAINED: "Say in two sentences what it is and what it is for. Then ask: when could you have used this?",
    Stage.SHOWN: "Do it yourself first, out loud, with a small thing of your own. Let yourself get a bit of it wrong.",
    Stage.TRIED: "Try it now, here, for three minutes. Say one thing that went well, then one thing to change, then go again.",
    Stage.IN_LIFE: "Agree on one place and one day to try it, and what could get in the way. Ask about it first thing next time.",
    Stage.USEFUL: "Ask what it was good for, from 0 to 10, and what would make it fit better. It may turn out not to fit at all.",
}


class CannotMove(ValueError):
    """A stage cannot be marked like this. field is what to put right, and the text says what to do first."""

    def __init__(self, field: str, why: str) -> None:
        """Keep the field beside the sentence, so that it is shown at its place."""
        super().__init__(why)
        self.field = field


@dataclass(frozen=True, slots=True)
class Move:
    """A stage that was reached, or gone through again. words is the feedback, or what happened. useful: 0 to 10, at the end."""

    stage: Stage
    on: date
    voice: Voice
    words: str = ""
    useful: int | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """How a skill went, move by move. Nothing is taken off it: going through a stage again is a move too."""

    moves: tuple[Move, ...] = ()

    @property
    def reached(self) -> frozenset[Stage]:
        """Return every stage that was ever reached."""
        return frozenset(move.stage for move in self.moves)

    @property
    def furthest(self) -> Stage | None:
        """Return the furthest stage that was reached, or None."""
        return max(self.reached, default=None)

    @property
    def useful(self) -> int | None:
        """Return how useful the person last found it, from 0 to 10, or None."""
        return next((move.useful for move in reversed(self.moves) if move.useful is not None), None)


def next_stage(path: Path) -> Stage | None:
    """Return the first stage not yet reached, or None at the end.

    Life does not wait for rehearsal: a skill that was tried in life before it was tried here still asks to be tried here.
    """
    return next((stage for stage in Stage if stage not in path.reached), None)


def ask_next(path: Path) -> str:
    """Return what the practitioner could do now. A skill that was only talked about is named as that, without reproach."""
    following = next_stage(path)
    if following is None:
        return "It is useful already. What else could it be good for, and who could be told about it?"
    if is_only_talked_about(path):
        return f"You have talked about this more than once, as most of us do. {_ASKS[following]}"
    return _ASKS[following]


def is_only_talked_about(path: Path) -> bool:
    """Return whether a skill came up again and again and was never tried, here or in life."""
    return not path.reached & {Stage.TRIED, Stage.IN_LIFE} and len(path.moves) > OFTEN_TALKED


def move_on(path: Path, move: Move, *, today: date) -> Path:
    """Return the path with one more move, in the order of the days. Raises CannotMove.

    What was shown was explained before, and what was tried here was shown before. *Tried in life* may come at any time.
    Whether it was tried in life and whether it is useful is the person's to say.
    """
    _check_day(move, today)
    missing = _NEEDS.get(move.stage, frozenset()) - path.reached
    if missing:
        raise CannotMove("stage", f"First comes: {min(missing).label.lower()}. Mark that too if it is so.")
    _check_whose(move)
    _check_words(move)
    return Path(tuple(sorted((*path.moves, move), key=lambda each: each.on)))


def _check_day(move: Move, today: date) -> None:
    if move.on > today:
        raise CannotMove("on", "Choose today or a day before today.")


def _check_whose(move: Move) -> None:
    if move.stage in _OF_THE_PERSON and move.voice is not Voice.PERSON:
        raise CannotMove("voice", "Only the person can say this. Ask, and write it as their answer.")


def _check_words(move: Move) -> None:
    if move.stage is Stage.TRIED and not move.words.strip():
        raise CannotMove("words", "Say what the feedback was: one thing that went well, and one thing to change.")
    if (move.stage is Stage.USEFUL) != (move.useful is not None):
        raise CannotMove("useful", "Choose how useful it was, from 0 to 10.")
    if move.useful is not None and not 0 <= move.useful <= 10:
        raise CannotMove("useful", "Choose a whole number from 0 to 10.")
