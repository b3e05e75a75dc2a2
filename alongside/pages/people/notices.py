"""The quiet notices on the page of a person: about their own door, and about what they asked to be put right."""

from datetime import datetime

from alongside.casework.corrections.queries import CorrectionNotice
from alongside.casework.people.door_notice import DoorNotice
from alongside.pages.layout.when import day_of, short_date


def notice_words(notice: DoorNotice | None, *, now: datetime) -> str:
    """Return the sentence about a card or link that five wrong PINs closed, or nothing."""
    if notice is None:
        return ""
    if notice.kind == "passkey":
        return "A passkey of theirs was closed, because somebody may have a copy of it. Talk about it, and choose a new PIN together."
    day = short_date(day_of(notice.set_up_at), today=day_of(now))
    return f"The {notice.kind} of {day} was closed after five wrong PINs. Set up a new one together."


def correction_words(notice: CorrectionNotice | None, *, first: str, now: datetime) -> str:
    """Return the sentences about what waits to be put right and what the person does not agree with, or nothing."""
    if notice is None:
        return ""
    said = []
    if notice.due_on:
        what = "something" if notice.waiting == 1 else f"{notice.waiting} things"
        verb = "was to have" if notice.is_late else "is to have"
        day = short_date(notice.due_on, today=day_of(now))
        said.append(f"{first} asked for {what} to be put right in this record, and {verb} an answer by {day}.")
    if notice.disagrees:
        said.append(f"{first} does not agree with an answer. Their words stay beside the record.")
    return " ".join(said)
