"""How a skill has gone, in words and in the order of the days. Nothing is averaged, and nobody is given a mark."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.domain.skills.confidence import Sureness
from alongside.domain.skills.practising import Practice
from alongside.domain.skills.stages import Path, Stage


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened with a skill on a day: what, and the words to it. own: the person wrote it themselves."""

    on: date
    what: str
    words: str = ""
    own: bool = False


def say_stages(path: Path) -> str:
    """Return which stages were reached when, the first time each, and which are still to come."""
    first = _first_days(path)
    reached = [f"{stage.label} on {_say(first[stage])}." for stage in Stage if stage in first]
    to_come = [stage.label.lower() for stage in Stage if stage not in first]
    rest = [f"Still to come: {', '.join(to_come)}."] if to_come else []
    return " ".join([*reached, *rest])


def say_practice(log: Sequence[Practice]) -> str:
    """Return how many tries are written down and how the first and the last went. log is by day."""
    if not log:
        return "No try in life is written down yet."
    first, last = log[0], log[-1]
    if len(log) == 1:
        return f"One try in life is written down: {first.how} out of 10, on {_say(first.on)}."
    return (
        f"{len(log)} tries in life are written down. The first went {first.how} out of 10, on {_say(first.on)}. "
        f"The last went {last.how}, on {_say(last.on)}. How a try went is no mark, and it goes up and down."
    )


def tell(
    path: Path, said: Sequence[Sureness], log: Sequence[Practice], *, titles: Mapping[str, str]
) -> tuple[Happened, ...]:
    """Return everything that happened with a skill, the first day first. titles are those of its exercises, by their ids."""
    found = [*_moves(path), *_sureness(said), *_tries(log, titles)]
    return tuple(sorted(found, key=lambda one: one.on))


def _moves(path: Path) -> Iterator[Happened]:
    for move in path.moves:
        useful = f", {move.useful} out of 10" if move.useful is not None else ""
        yield Happened(move.on, f"{move.stage.label}{useful}", move.words)


def _sureness(said: Sequence[Sureness]) -> Iterator[Happened]:
    yield from (Happened(one.on, f"How sure: {one.value} out of 10", one.words) for one in said)


def _tries(log: Sequence[Practice], titles: Mapping[str, str]) -> Iterator[Happened]:
    for one in log:
        title = titles.get(one.exercise_id, "")
        named = f"{title}, " if title else ""
        yield Happened(one.on, f"A try in life: {named}{one.how} out of 10", one.words, one.own)


def _first_days(path: Path) -> dict[Stage, date]:
    first: dict[Stage, date] = {}
    for move in path.moves:
        first[move.stage] = min(move.on, first.get(move.stage, move.on))
    return first


def _say(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
