"""The three columns of an explanation: each line with where it came from, and where staff put it right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.casework.risk.queries import TogetherPage
from alongside.domain.assessment import sources_of
from alongside.domain.risk import Explanation, Line
from alongside.pages.layout.when import long_date

RECORD, CONVERSATION, DETAILS = "From the official record", "From the conversation", "From the details"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a column. href leads to where it is put right, or where the person says that it is wrong, and is empty
    for whoever may not. said: what became of it, when the person said so already.
    """

    topic: str
    sentence: str
    source: str
    href: str
    said: str = ""


def columns_for_staff(explanation: Explanation, person_id: UUID, *, may_write: bool) -> list[dict[str, Any]]:
    """Return the three columns, each line with the page on which it is put right."""

    def show(line: Line) -> ShownLine:
        source, href = _place(line, person_id)
        return ShownLine(line.topic, line.sentence, source, href if may_write else "")

    return _columns(explanation, show)


def columns_together(explanation: Explanation, page: TogetherPage) -> list[dict[str, Any]]:
    """Return the three columns as both look at them: of each line the person may say that it is wrong."""
    marks = {line: mark for mark, (of, line) in page.marks.items() if of is explanation}

    def show(line: Line) -> ShownLine:
        due_on = page.asked_about.get(explanation.quote(line))
        said = f"You said this is wrong. You get an answer by {long_date(due_on)}." if due_on else ""
        href = reverse("say_line_wrong", args=[page.person_id, marks[line]])
        return ShownLine(line.topic, line.sentence, _place(line, page.person_id)[0], "" if said else href, said)

    return _columns(explanation, show)


def _columns(explanation: Explanation, show: Callable[[Line], ShownLine]) -> list[dict[str, Any]]:
    columns = (
        ("cannot", "What cannot change", explanation.cannot_change),
        ("time", "What changes with time", explanation.changes_with_time),
        ("can", "What can change", explanation.can_change),
    )
    return [
        {"id": name, "heading": heading, "lines": [show(line) for line in lines]} for name, heading, lines in columns
    ]


def _place(line: Line, person_id: UUID) -> tuple[str, str]:
    """Return where a line came from and the page on which it is put right: where the first of its inputs is asked."""
    asked = next((question for name in line.reads for question in sources_of(name)), None)
    if asked:
        return CONVERSATION, reverse("assessment_area", args=[person_id, asked.area.value])
    if "date_of_birth" in line.reads:
        return DETAILS, reverse("change_details", args=[person_id])
    return RECORD, reverse("predictor_history", args=[person_id])
