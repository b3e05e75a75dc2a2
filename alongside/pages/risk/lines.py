"""The three columns of an explanation: each line with where it came from, and where staff put it right."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.domain.assessment import sources_of
from alongside.domain.risk import Explanation, Line

RECORD, CONVERSATION, DETAILS = "From the official record", "From the conversation", "From the details"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a column. href leads to where it is put right, and is empty for whoever may not."""

    topic: str
    sentence: str
    source: str
    href: str


def show_columns(explanation: Explanation, person_id: UUID, *, may_write: bool) -> list[dict[str, Any]]:
    """Return the three columns in the order they are read."""
    columns = (
        ("cannot", "What cannot change", explanation.cannot_change),
        ("time", "What changes with time", explanation.changes_with_time),
        ("can", "What can change", explanation.can_change),
    )
    return [
        {"id": name, "heading": heading, "lines": [_show(line, person_id, may_write=may_write) for line in lines]}
        for name, heading, lines in columns
    ]


def _show(line: Line, person_id: UUID, *, may_write: bool) -> ShownLine:
    source, href = _place(line, person_id)
    return ShownLine(line.topic, line.sentence, source, href if may_write else "")


def _place(line: Line, person_id: UUID) -> tuple[str, str]:
    """Return where a line came from and the page on which it is put right: where the first of its inputs is asked."""
    asked = next((question for name in line.reads for question in sources_of(name)), None)
    if asked:
        return CONVERSATION, reverse("assessment_area", args=[person_id, asked.area.value])
    if "date_of_birth" in line.reads:
        return DETAILS, reverse("change_details", args=[person_id])
    return RECORD, reverse("predictor_history", args=[person_id])
