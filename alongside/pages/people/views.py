"""The overview of a person, everything that happened, and the line on paper."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.access.gates import NotHere
from alongside.casework.overview.queries import Overview, get_overview
from alongside.casework.people.timeline import get_timeline
from alongside.pages.check_ins.paper_mark import say_from_paper
from alongside.pages.layout.components import render_component
from alongside.pages.layout.paging import asked_page, pages_beside
from alongside.pages.layout.rating_first import link_to_rating
from alongside.pages.layout.when import day_of, long_date, moment_within, short_date
from alongside.pages.people.chart import draw_line, draw_small_lines
from alongside.pages.people.events import shown_events
from alongside.pages.people.identity import identity_context, page_about
from alongside.pages.people.notices import correction_words, emergency_words, ending_words, notice_words
from alongside.pages.people.words import shown_routes
from alongside.pages.policy import request_time, staff, staff_actor


@staff
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show one person: what matters to them first, then how it has been, then what happened."""
    at = request_time(request)
    with_ratings = request.GET.get("ratings") == "1"
    found = get_overview(person_id=person_id, viewer=staff_actor(request), at=at, with_ratings=with_ratings)
    context = identity_context(found.identity, now=at, current="person") | {
        **_what_matters_context(found),
        "promises": found.promises,
        "strains": [(strain.sentence, page_about("strain", strain.episode_id)) for strain in found.strains],
        "unread_since": long_date(found.unread_since) if found.unread_since else "",
        "asks_to_ring": _asks_to_ring(found, at),
        "closer_looks": _closer_looks(found, at),
        "back_href": page_about("answer_back", found.last_words.check_in_id) if found.last_words else "",
        "last_words": found.last_words,
        "last_words_on": long_date(found.last_words.on) if found.last_words else "",
        "last_words_mark": say_from_paper(found.last_words.from_paper) if found.last_words else "",
        "last_words_href": page_about("session", found.last_words.session_id) if found.last_words else "",
        "supervisor_answers": _answers_for_the_supervisor(found),
        "lately": shown_events(found.lately, now=at),
        "identity_actions": _actions(found),
        "who_has_looked_href": page_about("who_has_looked", person_id) if found.may_see_who_has_looked else "",
        "after_authority": found.after_authority,
        "may_write_sessions": found.may_write_sessions,
        "with_ratings": with_ratings,
        "door_notice": notice_words(found.door_notice, now=at),
        "ending_due": ending_words(found.identity, now=at),
        "corrections": correction_words(found.corrections, first=found.identity.name.first, now=at),
        "reminders_ended": found.reminders_ended,
        "referrals": found.referrals,
        "emergencies": [emergency_words(one, found.identity.name.first, now=at) for one in found.emergencies.told],
        "own_emergency": found.emergencies.own,
        "rate_first": link_to_rating(found.rate_first, now=at),
    }
    return render(request, "people/overview.html", context | _line_context(found))


@staff
def timeline(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show everything that happened, the last first, a page at a time."""
    at = request_time(request)
    found = get_timeline(person_id=person_id, viewer=staff_actor(request), page=asked_page(request), at=at)
    context = (
        identity_context(found.identity, now=at, current="timeline")
        | {
            "events": shown_events(found.events, now=at),
            "page": found.page,
            "pages": found.pages,
        }
        | pages_beside(found.page, found.pages)
    )
    return render(request, "people/timeline.html", context)


@staff
def alliance_line(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the line as it goes on paper: picture, sentence and table. Only for those who may read it."""
    at = request_time(request)
    found = get_overview(person_id=person_id, viewer=staff_actor(request), at=at)
    context = _line_context(found)
    if found.line is None:
        raise NotHere
    days = [session.on for session in found.line.sessions]
    context["small_lines"] = draw_small_lines(found.line)
    context |= {
        "person_id": person_id,
        "name": found.identity.name.display,
        "dates": f"{long_date(min(days))} to {long_date(max(days))}" if days else "",
    }
    return render(request, "people/alliance_line.html", context)


def _what_matters_context(found: Overview) -> dict[str, Any]:
    words = found.what_matters
    return {
        "what_matters": words,
        "what_matters_said": long_date(words.said_on) if words else "",
        "what_matters_read_back": long_date(words.read_back_on) if words and words.read_back_on else "",
        "what_matters_href": page_about("what_matters", found.identity.person_id),
    }


def _answers_for_the_supervisor(found: Overview) -> list[dict[str, Any]] | None:
    if found.supervisor_answers is None:
        return None
    return [
        {
            "date": long_date(given.on),
            "felt_off": given.felt_off,
            "from_paper": say_from_paper(given.from_paper),
            "words": given.words,
            "back": given.answered_back,
            "back_href": page_about("answer_back", given.check_in_id),
            "summary": render_component("summary-list", {"rows": [_answer_row(*pair) for pair in given.answers]}),
        }
        for given in found.supervisor_answers
    ]


def _asks_to_ring(found: Overview, now: datetime) -> dict[str, Any] | None:
    wish = found.asks_to_ring
    if wish is None:
        return None
    return {
        "since": moment_within(wish.since, now=now),
        "routes": shown_routes(wish.routes),
        "href": page_about("settle_ring", found.identity.person_id),
    }


def _closer_looks(found: Overview, now: datetime) -> dict[str, Any] | None:
    looks = found.closer_looks
    if looks is None:
        return None
    days = [short_date(day, today=day_of(now)) for day in looks.days]
    return {
        "days": days,
        "rows": [
            {
                "question": f"{row.construct[0].upper()}{row.construct[1:]}",
                "low_is_good": row.low_is_good,
                "answers": list(zip(days, map(_of_ten, row.answers), strict=True)),
            }
            for row in looks.questions
        ],
    }


def _of_ten(answer: int | None) -> str:
    return "Rather not say" if answer is None else str(answer)


def _answer_row(question: str, answer: int | None) -> dict[str, Any]:
    said = "Preferred not to say" if answer is None else f"{answer} of 10"
    return {"key": {"text": f"{question[0].upper()}{question[1:]}"}, "value": {"text": said}}


def _line_context(found: Overview) -> dict[str, Any]:
    if found.line is None:
        return {"may_see_line": False}
    held = sum(session.number is not None for session in found.line.sessions)
    return {
        "may_see_line": True,
        "chart": draw_line(found.line, first_name=found.identity.name.first),
        "caption": found.line.caption,
        "print_caption": found.line.print_caption,
        "sessions_held": f"{held} {'session' if held == 1 else 'sessions'}",
    }


def _actions(found: Overview) -> list[dict[str, str]]:
    following = found.identity.next_session
    links = [
        ("Open the next session", page_about("session", following.session_id) if following else ""),
        ("Plan a session", page_about("plan_session", found.identity.person_id)),
        ("Record a use of authority", page_about("add_power_event", found.identity.person_id)),
        ("Name a strain", page_about("name_strain", found.identity.person_id) if found.identity.may_change else ""),
    ]
    return [{"text": text, "href": href} for text, href in links if href]
