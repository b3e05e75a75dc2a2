"""Says to every running server that the tables are being changed, by a file beside the data.

A server remembers the file as it was at its start. From the moment it is another one, that server answers nothing from
the record any more until it is started again: its code may be older than the tables. One look at a file costs a request
nothing, where a question to the database would be one more for every page.
"""

from pathlib import Path

from django.conf import settings

Mark = tuple[int, int] | None


def tables_mark() -> Mark:
    """Return what tells the file of now from any other, or None when the tables were never changed."""
    try:
        found = _path().stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def mark_tables_changed() -> None:
    """Close every server that runs now. Before the first table is changed, and again when the last one has been."""
    fresh = _path().with_suffix(".new")
    fresh.write_text("The tables were changed. A server that was started before this has to be started again.\n")
    fresh.rename(_path())


def _path() -> Path:
    return Path(settings.ALONGSIDE_DATA_DIR) / "tables-changed"
