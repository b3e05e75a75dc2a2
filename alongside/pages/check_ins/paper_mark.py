"""The mark of answers that came on paper, in words."""

from alongside.casework.check_ins.from_paper import FromPaper
from alongside.pages.layout.when import long_date


def say_from_paper(mark: FromPaper | None) -> str:
    """Return *From paper, typed by Marian Ellis on 5 May 2026*, or nothing."""
    return f"From paper, typed by {mark.typed_by} on {long_date(mark.typed_on)}" if mark else ""
