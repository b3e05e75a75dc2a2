"""Which day can be on a sheet, and how long a sheet may wait to be typed."""

from datetime import date, timedelta

# Long enough for a holiday and an envelope that lay in a drawer. An older sheet says little about how it is between two.
TYPED_WITHIN = timedelta(days=90)


def is_possible_day(written_on: date, *, met_on: date, today: date) -> bool:
    """Return whether a sheet about a meeting of that day can have been filled in on this one."""
    return met_on <= written_on <= today
