"""What is typed into an exercise and not saved: found again, shown again, and two texts beside each other."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict

from alongside.casework.drafts.forms import DraftOf, find_draft
from alongside.casework.drafts.keeping import Fields, KeptForm
from alongside.casework.skills.operations import about_exercise
from alongside.casework.skills.queries import ExercisePage
from alongside.domain.skills import Field, Grid
from alongside.pages.drafts.reading import drafting, tab_of
from alongside.pages.policy import request_time, staff_actor
from alongside.pages.skills.fields import read_typed


def find_exercise_draft(request: HttpRequest, page: ExercisePage) -> KeptForm | None:
    """Return what the viewer typed into this exercise and did not save, or None."""
    if not page.page.may_write:
        return None
    return find_draft(**_where(page), tab=tab_of(request), viewer=staff_actor(request), at=request_time(request))


def read_draft(fields: Sequence[Field], kept: Fields) -> dict[str, Grid]:
    """Return what a draft holds as it would be typed."""
    sent = QueryDict(mutable=True)
    for name, texts in kept.items():
        sent.setlist(name, texts)
    return read_typed(fields, sent)


def exercise_drafting(request: HttpRequest, page: ExercisePage, draft: KeptForm | None) -> dict[str, Any]:
    """Return what the page of an exercise needs so that its draft survives."""
    in_two_tabs = draft is not None and draft.other is not None and request.method != "POST"
    differences = _differences(page.exercise.fields, draft) if draft and in_two_tabs else []
    return drafting(request, draft, in_two_tabs=in_two_tabs, differences=differences, **_where(page))


def _where(page: ExercisePage) -> dict[str, Any]:
    person_id: UUID = page.page.identity.person_id
    return {
        "person_id": person_id,
        "of": DraftOf.EXERCISE,
        "about": about_exercise(person_id, page.module.id, page.exercise.id),
    }


def _differences(fields: Sequence[Field], draft: KeptForm) -> list[tuple[str, str, str]]:
    mine, other = read_draft(fields, draft.fields), read_draft(fields, draft.other or {})
    return [
        (field.label, _say(mine[field.key]), _say(other[field.key]))
        for field in fields
        if mine[field.key] != other[field.key]
    ]


def _say(grid: Grid) -> str:
    return "\n".join(" | ".join(cells) for cells in grid if any(cells)) or "Nothing"
