"""Uses of authority that stand beside a strain. They never raise one and never cancel one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEARBY_DAYS = 14  # our own rule 7, version 2026-1


class PowerEventKind(StrEnum):
    """What was done with authority."""

    WARNING = "warning"
    BREACH = "breach"
    RECALL = "recall"
    COURT_REPORT = "court_report"
    DRUG_TEST = "drug_test"
    DISCLOSURE = "disclosure"
    CHANGE_OF_WORKER = "change_of_worker"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The name beside its triangle on the line."""
        return _LABELS[self]

    @property
    def happened(self) -> str:
        """What happened, as the end of a sentence."""
        return _HAPPENED[self]


_LABELS = {
    PowerEventKind.WARNING: "Warning",
    PowerEventKind.BREACH: "Breach",
    PowerEventKind.RECALL: "Recall",
    PowerEventKind.COURT_REPORT: "Report to court",
    PowerEventKind.DRUG_TEST: "Drug test",
    PowerEventKind.DISCLOSURE: "Disclosure",
    PowerEventKind.CHANGE_OF_WORKER: "Change of worker",
    PowerEventKind.OTHER: "Other use of authority",
}

_HAPPENED = {
    PowerEventKind.WARNING: "a warning was given",
    PowerEventKind.BREACH: "breach action was started",
    PowerEventKind.RECALL: "a recall was started",
    PowerEventKind.COURT_REPORT: "a report went to court",
    PowerEventKind.DRUG_TEST: "a drug test was done",
    PowerEventKind.DISCLOSURE: "information was passed on",
    PowerEventKind.CHANGE_OF_WORKER: "the practitioner changed",
    PowerEventKind.OTHER: "authority was used",
}


@dataclass(frozen=True, slots=True)
class PowerEvent:
    """One use of authority on one day."""

    kind: PowerEventKind
    on: date


def find_nearby_power_events(events: Iterable[PowerEvent], *, on: date) -> tuple[PowerEvent, ...]:
    """The events at most 14 days before or after the day `on`, oldest first. Source: our own rule 7, version 2026-1.

    Both sides count: an event that follows a low mark is as much part of what happened around it.
    """
    nearby = (event for event in events if abs((event.on - on).days) <= NEARBY_DAYS)
    return tuple(sorted(nearby, key=lambda event: (event.on, event.kind)))
