"""The picture of both sides in words, for every page of staff that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.casework.promises.loading import PromiseLine
from alongside.casework.promises.picture import BothCounted
from alongside.domain.promises import IN_ORDER, Period, Side, say_tally
from alongside.pages.layout.when import long_date


@dataclass(frozen=True, slots=True)
class SideSaid:
    """One side, named, with what became of its promises in a sentence. on_paper is its name on a sheet that is taken away."""

    side: Side
    name: str
    on_paper: str
    said: str


@dataclass(frozen=True, slots=True)
class PeriodSaid:
    """A stretch of time with both sides in it, the workers' first."""

    when: str
    sides: Sequence[SideSaid]


@dataclass(frozen=True, slots=True)
class PictureSaid:
    """Everything that is shown of it."""

    periods: Sequence[PeriodSaid]
    not_done: Sequence[PromiseLine]


def say_picture(counted: BothCounted | None, *, first: str) -> PictureSaid | None:
    """Return what became of the promises of both sides in words. first is the person's first name."""
    if counted is None:
        return None
    whole, lately = counted.picture.whole, counted.picture.lately
    began = "when this supervision began" if counted.is_supervision else "the day of the first promise"
    periods = [_period(lately, "In the last three months", first)] if lately else []
    periods.append(_period(whole, f"Since {long_date(whole.since)}, {began}", first))
    return PictureSaid(periods, counted.not_done)


def _period(period: Period, when: str, first: str) -> PeriodSaid:
    names = {
        Side.PERSON: (first, first),
        Side.PRACTITIONER: (f"You and others who work with {first}", f"Those who work with {first}"),
    }
    return PeriodSaid(when, [SideSaid(side, *names[side], say_tally(period.of(side))) for side in IN_ORDER])
