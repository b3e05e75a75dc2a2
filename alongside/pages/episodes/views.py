"""The page of one strain."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from alongside.casework.episodes.loading import StrainClosed
from alongside.casework.episodes.operations import NothingTried, Outcome, answer_help
from alongside.casework.episodes.queries import get_strain
from alongside.casework.episodes.strain_page import StepDone, StrainPage
from alongside.domain.strains import Help
from alongside.pages.check_ins.paper_mark import say_from_paper
from alongside.pages.episodes.chart import draw_strain
from alongside.pages.episodes.forms import HELP_WORDS, HelpForm
from alongside.pages.layout.rating_first import link_to_rating, rating_comes_first
from alongside.pages.layout.when import clock_time, day_of, long_date, short_date
from alongside.pages.policy import request_time, staff, staff_actor

CLOSED_AS = {
    Outcome.REPAIRED: "Repaired",
    Outcome.PARTLY: "Partly repaired",
    Outcome.OPEN: "Closed, still open",
    Outcome.NOT_A_STRAIN: "It was not a strain",
}
STEPS = {
    "talked_about": "Talked about it",
    "tried": "Tried something",
    "shared": "Shared with the supervisor",
    "unshared": "Stopped sharing",
    "closed": "Closed",
    "reopened": "Opened again",
}


@staff
@require_GET
@rating_comes_first
def strain(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """One strain: why it is there, what happened around it, and what to do about it."""
    return render_strain(request, episode_id)


@staff
@require_POST
@rating_comes_first
def did_that_help(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Keep the practitioner's own answer, which is shown once the person has answered too."""
    form = HelpForm(request.POST)
    if form.is_valid():
        try:
            answer = Help(form.cleaned_data["answer"])
            answer_help(episode_id=episode_id, answer=answer, by=staff_actor(request), at=request_time(request))
            return redirect(f"{request.path.removesuffix('did-that-help/')}#did-that-help")
        except NothingTried:
            form.add_error("answer", "Write down what you tried first. Then you can say whether it helped")
        except StrainClosed:
            form.add_error("answer", "This strain has been closed, so the answer was not saved")
    return render_strain(request, episode_id, form, to_write=True)


def render_strain(
    request: HttpRequest, episode_id: UUID, form: HelpForm | None = None, *, to_write: bool = False
) -> HttpResponse:
    """Answer with the page of a strain, with the errors of a form that was sent from it."""
    at = request_time(request)
    page = get_strain(episode_id=episode_id, viewer=staff_actor(request), at=at, to_write=to_write)
    return render(request, "episodes/strain.html", strain_context(page, request) | {"form": form or HelpForm()})


def strain_context(page: StrainPage, request: HttpRequest) -> dict[str, Any]:
    """Return everything the template says, in words."""
    today = day_of(request_time(request))
    yours, first = page.practitioner == "you", page.person.first
    pair = f"{'you' if yours else page.practitioner} and {first}"
    way = _chosen_way(request, len(page.openings))
    return {
        "page": page,
        "first": first,
        "yours": yours,
        "heading": f"A strain between {pair}" if page.is_named else f"Something may be wrong between {pair}",
        "status": _status(page),
        "chart": draw_strain(page.reasons.points, practitioner=page.practitioner),
        "around": [(short_date(event.on, today=today), event) for event in page.around],
        "steps": [(short_date(step.on, today=today), _step_words(step), step) for step in page.steps],
        "opening": page.openings[way] if page.openings else "",
        "next_way": (way + 1) % len(page.openings) + 1 if len(page.openings) > 1 else 0,
        "closed_at": clock_time(page.standing.closed_at) if page.standing.closed_at else "",
        "shared_on": long_date(page.standing.shared_on) if page.standing.shared_on else "",
        "person_said": HELP_WORDS[page.help.person] if page.help.person else "",
        "practitioner_said": HELP_WORDS[page.help.practitioner] if page.help.practitioner else "",
        "from_paper": say_from_paper(page.reasons.from_paper),
        "rate_first": link_to_rating(page.rate_first, now=request_time(request)),
        "is_tried": any(step.kind == "tried" for step in page.steps),
    }


def _status(page: StrainPage) -> str:
    standing = page.standing
    if standing.closed_at is None:
        return f"Open since {long_date(standing.opened_on)}"
    return CLOSED_AS[Outcome(standing.outcome)]


def _step_words(step: StepDone) -> str:
    words = STEPS[step.kind]
    return f"{words}: {CLOSED_AS[Outcome(step.outcome)].lower()}" if step.outcome else words


def _chosen_way(request: HttpRequest, number: int) -> int:
    """Return which way to open it was asked for. Anything else than a known number is the first."""
    asked = request.GET.get("way", "")
    known = {str(place + 1): place for place in range(number)}
    return known.get(asked, 0)
