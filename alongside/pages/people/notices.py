"""The quiet notice about a person's own door."""

from datetime import datetime

from alongside.casework.people.door_notice import DoorNotice
from alongside.pages.layout.when import day_of, short_date


def notice_words(notice: DoorNotice | None, *, now: datetime) -> str:
    """Return the sentence about a card or link that five wrong PINs closed, or nothing."""
    if notice is None:
        return ""
    day = short_date(day_of(notice.set_up_at), today=day_of(now))
    return f"The {notice.kind} of {day} was closed after five wrong PINs. Set up a new one together."
