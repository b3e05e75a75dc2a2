"""What changed from one version to the next, worked out from the two, so that no history tells another story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.domain.reintegration.pathways import Milestone, Pathway, Reintegration, State, Tie


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: what was done, in a few words, to what. before holds what was replaced."""

    said: str
    words: str
    before: str = ""


def differences(before: Reintegration, after: Reintegration) -> tuple[Difference, ...]:
    """Return what changed between two versions."""
    return (*_of_pictures(before, after), *_of_milestones(before, after), *_of_ties(before, after))


def _of_pictures(before: Reintegration, after: Reintegration) -> Iterator[Difference]:
    for pathway in Pathway:
        was, now = before.picture_of(pathway), after.picture_of(pathway)
        for said, old, new in (
            ("how it was", was.before, now.before),
            ("how it is", was.now, now.now),
            ("how it should be", was.aimed, now.aimed),
        ):
            if old != new:
                yield Difference(f"{pathway.heading}, {said}", new or "nothing", before=old)


def _of_milestones(before: Reintegration, after: Reintegration) -> Iterator[Difference]:
    for one in after.milestones:
        old = before.find(one.id)
        if old is None:
            yield Difference(f"A milestone of {one.pathway.heading}", one.words)
        elif old != one:
            yield from _milestone_changes(old, one)


def _milestone_changes(old: Milestone, one: Milestone) -> Iterator[Difference]:
    if old.words != one.words:
        yield Difference("New words of a milestone", one.words, before=old.words)
    if (old.state, old.because) != (one.state, one.because):
        yield Difference(f"“{one.words}”", _state(one), before=_state(old))
    if old.for_on != one.for_on:
        yield Difference(f"The day for “{one.words}”", _day(one.for_on), before=_day(old.for_on))
    if old.helper != one.helper:
        yield Difference(f"Who helps with “{one.words}”", one.helper or "nobody named", before=old.helper)


def _of_ties(before: Reintegration, after: Reintegration) -> Iterator[Difference]:
    for tie in after.ties:
        old = before.find_tie(tie.id)
        if old is None:
            yield Difference("Somebody to call", tie.who)
        elif old.let_go_because != tie.let_go_because:
            yield (
                Difference(f"{tie.who} is off the list", tie.let_go_because)
                if tie.let_go_because
                else Difference("Back on the list", tie.who)
            )
        elif old != tie:
            yield Difference("Somebody to call", _tie(tie), before=_tie(old))


def _state(one: Milestone) -> str:
    label = one.state.label if one.state is not State.NOT_YET or one.state_on else "not marked"
    return f"{label}: {one.because}" if one.because else label


def _tie(tie: Tie) -> str:
    return ", ".join(filter(None, (tie.who, tie.reach, tie.what_for)))


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "no day"
