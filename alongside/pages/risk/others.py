"""The results beside the three figures, as they are shown: sentences, people where there is a figure, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.domain.risk.saying import OTHERS, Reader, Saying, say_result
from alongside.pages.risk.people import Drawing, draw_people
from alongside.pages.risk.words import Missing, say_missing


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One of the other results. missing: what is not answered, by the words in which it is asked; for staff only."""

    says: Saying
    people: Drawing | None
    missing: Sequence[Missing]


def show_others(results: Mapping[str, Mapping[str, Any]], reader: Reader) -> list[ShownResult]:
    """Return these results as they are shown to this reader, always in the same order whatever came out."""
    return [_show(say_result(name, results[name], reader), reader) for name in OTHERS if name in results]


def _show(says: Saying, reader: Reader) -> ShownResult:
    people = draw_people(says.figure, says.predictor) if says.figure else None
    return ShownResult(says, people, say_missing(says.missing) if reader is Reader.STAFF else ())
