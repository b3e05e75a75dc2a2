"""Stretches of time in which nothing changed. Each begins with its first moment and ends before its last: the next begins there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Generic, TypeVar

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Span:
    """From `since`, which belongs to it, to before `until`. None is open on that side."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Return whether a moment lies in it."""
        begun = self.since is None or self.since <= moment
        return begun and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[What]):
    """Something that was so from `since` to before `until`."""

    since: datetime
    until: datetime
    what: What


def cut(spans: Iterable[Span], *, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the pieces between two moments in which none of these spans begins or ends. None where nothing lies between."""
    edges = {edge for span in spans for edge in (span.since, span.until) if edge is not None and since < edge < until}
    return pairwise(sorted({since, until} | edges)) if since < until else iter(())


def join_equal(stretches: Iterable[Stretch[What]]) -> list[Stretch[What]]:
    """Return the same with neighbours that say the same as one."""
    joined: list[Stretch[What]] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and last.until == stretch.since and last.what == stretch.what:
            joined[-1] = replace(last, until=stretch.until)
        else:
            joined.append(stretch)
    return joined
