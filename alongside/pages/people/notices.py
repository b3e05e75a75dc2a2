"""The quiet notices on the page of a person: about their own door, what they asked to be put right, and a last day."""

from datetime import datetime

from alongside.casework.break_glass.notices import EmergencyNotice
from alongside.casework.corrections.queries import CorrectionNotice
from alongside.casework.people.door_notice import DoorNotice
from alongside.casework.people.identity import Identity
from alongside.domain.endings import Timing, last_day_of, timing_of
from alongside.pages.layout.when import day_of, long_date, moment_within, short_date


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


def ending_words(identity: Identity, *, now: datetime) -> str:
    """Return the sentence that it is time to begin an ending, or that one is on its way, or nothing. It asks no table."""
    today, last_day = day_of(now), last_day_of(one.ends_on for one in identity.supervisions)
    if last_day is None or timing_of(last_day, today=today) is not Timing.TIME:
        return ""
    weeks = (last_day - today).days // 7
    left = "in less than a week" if weeks < 1 else f"in {weeks} week{'' if weeks == 1 else 's'}"
    return f"The last day is {long_date(last_day)}, {left}. This is the time for an ending that both of you know of."


def emergency_words(notice: EmergencyNotice, name: str, *, now: datetime) -> str:
    """Return what those who work with somebody are told of an emergency: when, from which team, and what happens now."""
    team = f"somebody of {notice.team}" if notice.team else "somebody without a team"
    opened = f"{name}’s record was opened in an emergency by {team}, {moment_within(notice.opened_at, now=now)}."
    if notice.is_reviewed:
        return f"{opened} A privacy officer has reviewed it."
    return f"{opened} A privacy officer reviews it by {long_date(notice.review_due_on)}."
