"""What counts as something that changed since two people last met."""

from datetime import date, timedelta

LOOKS_BACK = timedelta(days=14)


def is_a_change(happened_on: date, *, last_met_on: date | None, today: date) -> bool:
    """Return whether something that happened is news for the next meeting.

    It is, when it happened on the day of their last meeting or later, since what came after a meeting on the same day was
    not talked about in it. Nothing older than 14 days is news, and nothing that is still to come. Source: our own judgement.
    """
    oldest = today - LOOKS_BACK
    since = oldest if last_met_on is None else max(last_met_on, oldest)
    return since <= happened_on <= today
