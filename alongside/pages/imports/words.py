"""How an import is spoken of: where it stands, how far it is, and what was found."""

from dataclasses import dataclass

from alongside.casework.imports.queries import BatchSummary
from alongside.pages.imports.forms import KIND_WORDS

STANDS = {
    "uploaded": "Waiting to be checked",
    "checking": "Being checked",
    "checked": "Checked, not published",
    "publishing": "Being published",
    "applying": "Being published",
    "published": "Published",
    "undoing": "Being undone",
    "undone": "Undone",
    "cancelled": "Cancelled",
    "refused": "Could not be read",
    "failed": "Stopped",
}


@dataclass(frozen=True)
class Count:
    """How many rows were found to be something, in words."""

    number: str
    words: str


def rows(number: int) -> str:
    """Return a number of rows."""
    return "1 row" if number == 1 else f"{number:,} rows"


def title_of(batch: BatchSummary) -> str:
    """Return what the upload is called."""
    return "Excel workbook" if batch.kind == "workbook" else KIND_WORDS[batch.kind]


def counts_of(batch: BatchSummary) -> list[Count]:
    """Return what was found, in the order of what matters to whoever uploads."""
    found = batch.found
    published = batch.published_at is not None
    words = {
        "new": "added" if published else "new",
        "changed": "changed" if published else "will change what is here",
        "unchanged": "already the same",
        "problem": "left out because of problems" if published else "with problems",
        "held": "left out because of something that happened since",
    }
    if batch.state == "undone":
        words |= {"new": "removed", "changed": "put back", "held": "stayed"}
    return [Count(f"{found[name]:,}", text) for name, text in words.items() if found[name] or name in {"new"}]


def progress_of(batch: BatchSummary) -> tuple[str, int, int]:
    """Return how far the worker is: in words, and as done of total."""
    to_write = batch.found["new"] + batch.found["changed"]
    if batch.state == "uploaded":
        return "Your file is safe and waits for its turn.", 0, 1
    if batch.state == "checking":
        return f"{batch.rows_done:,} of {rows(batch.rows_total)} checked.", batch.rows_done, max(batch.rows_total, 1)
    if batch.state == "undoing":
        return f"{rows(batch.written)} still to take back.", max(to_write - batch.written, 0), max(to_write, 1)
    return f"{batch.written:,} of {rows(to_write)} written.", batch.written, max(to_write, 1)
