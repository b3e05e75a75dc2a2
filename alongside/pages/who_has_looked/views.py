"""The page *Who has looked*."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.casework.who_has_looked.queries import get_who_has_looked
from alongside.pages.policy import request_time, staff, staff_actor


@staff
def who_has_looked(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who has opened this person's record, by role, team and date."""
    looked = get_who_has_looked(person_id=person_id, viewer=staff_actor(request), at=request_time(request))
    return render(request, "who_has_looked/who_has_looked.html", {"looked": looked})
