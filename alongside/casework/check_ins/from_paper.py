"""The mark of answers that came on paper: who typed them, and when. It is shown to whoever may read the answers."""

from dataclasses import dataclass
from datetime import date

from alongside.access.standings import day_of
from alongside.records.check_ins import CheckIn
from alongside.records.paper import TypedSheet

# What has to be selected with a check-in for its mark to take no query of its own.
MARK = "typed_sheet__typed_by"


@dataclass(frozen=True, slots=True)
class FromPaper:
    """Who typed the answers in from paper, and on which day."""

    typed_by: str
    typed_on: date


def find_mark(row: CheckIn) -> FromPaper | None:
    """Return the mark of these answers, or None when they did not come on paper. Select MARK with the row."""
    sheet: TypedSheet | None = getattr(row, "typed_sheet", None)
    return FromPaper(sheet.typed_by.name, day_of(sheet.typed_at)) if sheet else None
