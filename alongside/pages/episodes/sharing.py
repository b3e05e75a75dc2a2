"""Taking a strain to supervision, deliberately."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.episodes.sharing import (
    NobodyToShareWith,
    PersonNotTold,
    get_sharing,
    share_strain,
    unshare_strain,
)
from alongside.pages.episodes.forms import ShareForm
from alongside.pages.layout.rating_first import rating_comes_first
from alongside.pages.policy import request_time, staff, staff_actor


@staff
@require_http_methods(["GET", "POST"])
@rating_comes_first
def share(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Say who will see it, and share it once the person was told."""
    viewer, at = staff_actor(request), request_time(request)
    form = ShareForm(request.POST if request.method == "POST" else None)
    page = get_sharing(episode_id=episode_id, viewer=viewer, at=at)
    if form.is_valid():
        try:
            share_strain(episode_id=episode_id, person_was_told=form.cleaned_data["told"], by=viewer, at=at)
            messages.success(request, f"{page.supervisor} can open this strain now.")
            return redirect("strain", episode_id=episode_id)
        except PersonNotTold:
            form.add_error("told", f"Tell {page.person_first} first. Then tick that you have")
        except NobodyToShareWith:
            form.add_error(None, "There is nobody to share it with, so nothing was saved")
    return render(request, "episodes/share.html", {"page": page, "form": form})


@staff
@require_POST
@rating_comes_first
def unshare(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Stop sharing it."""
    unshare_strain(episode_id=episode_id, by=staff_actor(request), at=request_time(request))
    messages.success(request, "It is not shared any more.")
    return redirect("strain", episode_id=episode_id)
