"""Says periods, reasons and counts as pages of this topic say them."""

import re
from collections.abc import Mapping

from alongside.domain.retention import CountedFrom, ScheduleVersion

MONTHS = 12
AFTER = {
    CountedFrom.END: "after the supervision ends",
    CountedFrom.BIRTH: "after the person was born",
    CountedFrom.DEATH: "after the person died",
}
BECAUSE = {"schedule": "The time that was decided is over", "request": "The person asked, and it was agreed"}
STEPS = {"placed": "Placed", "reviewed": "Looked at again, and kept", "lifted": "Lifted"}


def say_period(months: int) -> str:
    """Return 6 years and 2 months."""
    years, rest = divmod(months, MONTHS)
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts)


def say_version(version: ScheduleVersion) -> str:
    """Return 6 years after the supervision ends."""
    return f"{say_period(version.months)} {AFTER[version.counted_from]}"


def say_which(version: ScheduleVersion | None) -> str:
    """Return Order, version 2: 6 years after the supervision ends."""
    if version is None:
        return ""
    return f"{version.case_type.label}, version {version.number}: {say_version(version)}"


def say_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return each table in words with its count, the most first."""
    named = [(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", table).capitalize(), count) for table, count in counts.items()]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))
