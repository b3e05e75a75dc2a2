"""Lists of strains, the longest open first."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework.check_ins.waiting import RateFirst
from alongside.casework.episodes.listing import StrainRow, list_open_strains, list_shared_strains
from alongside.pages.layout.rating_first import link_to_rating
from alongside.pages.layout.when import long_date
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_GET
def strains(request: HttpRequest) -> HttpResponse:
    """A practitioner's own open strains, then those from before them."""
    at = request_time(request)
    found = list_open_strains(viewer=staff_actor(request), at=at)
    context = {
        "mine": _shown([row for row in found.strains if row.is_with_viewer]),
        "others": _shown([row for row in found.strains if not row.is_with_viewer]),
        "to_rate": [(row, link_to_rating(RateFirst(row.session_id, row.held_on), now=at)) for row in found.to_rate],
    }
    return render(request, "episodes/strains.html", context)


@staff
@require_GET
def shared_strains(request: HttpRequest) -> HttpResponse:
    """The strains that were shared with a supervisor."""
    rows = list_shared_strains(viewer=staff_actor(request), at=request_time(request))
    return render(request, "episodes/shared_strains.html", {"shared": _shown(rows)})


def _shown(rows: Sequence[StrainRow]) -> list[dict[str, Any]]:
    return [
        {
            "episode_id": row.episode_id,
            "name": row.person.display,
            "opened_on": long_date(row.opened_on),
            "stage": row.stage,
            "practitioner": row.practitioner,
        }
        for row in rows
    ]
