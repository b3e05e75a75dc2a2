"""What the person reads behind their own door: when they meet next, who has looked, what happens to what they say."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from alongside.access.readers import NoteReaders, Readers
from alongside.casework.my_side.looks import OwnLook, get_who_looked_at_me
from alongside.casework.my_side.next_session import OwnNextSession, find_own_next_session
from alongside.casework.my_side.readership import get_readership
from alongside.domain.limits import Limit, limit_text
from alongside.domain.my_side import list_names, page_words, say_day, say_month, say_time
from alongside.domain.who_has_looked import ListedMonth
from alongside.pages.my_side.door import person_capability
from alongside.pages.my_side.showing import language, show
from alongside.pages.policy import person, request_time

# How somebody may stand to the person in the ledger, where the catalogue has a word for it.
KNOWN = frozenset(
    {
        "allocated",
        "co_worker",
        "cover",
        "supervisor",
        "inspector",
        "safeguarding_lead",
        "privacy_officer",
        "typist",
        "receiver",
        "access_request",
    }
)


@person
@require_safe
def next_session(request: HttpRequest) -> HttpResponse:
    """Say when the person meets next, where, and what to do if they cannot come."""
    found = find_own_next_session(capability=person_capability(request), at=request_time(request))
    names = _names_of_next(found) if found else dict.fromkeys(("day", "time", "minutes", "place", "practitioner"), "")
    phone = settings.ALONGSIDE_SERVICE_PHONE
    words = page_words("mine_next", language=language(), phone=phone, **names)
    return show(request, "mine_next", words, found=found, phone=phone)


@person
@require_safe
def who_looked(request: HttpRequest) -> HttpResponse:
    """Say who has looked: what work they do, their team and the day."""
    found = get_who_looked_at_me(capability=person_capability(request), at=request_time(request))
    words = _words_of_looks(count=str(found.by_machine))
    context: dict[str, Any] = {
        "looks": [_look(look, words) for look in found.looks],
        "listed": [_listed(month) for month in found.listed],
        "by_machine": found.by_machine,
        "has_older": found.has_older,
    }
    return show(request, "mine_looked", words, **context)


@person
@require_safe
def what_happens(request: HttpRequest) -> HttpResponse:
    """Say who can read what today, by first name, and what nobody can promise."""
    found = get_readership(capability=person_capability(request), at=request_time(request))
    words = page_words(
        "mine_what_happens",
        language=language(),
        workers=list_names(found.answers.workers, language=language()),
        supervisor=list_names(found.answers.supervisors, language=language()),
        readers=name_readers(found.answers),
    )
    limits = limit_text(Limit.CHECK_IN, language=language()).sentences
    notes: NoteReaders = found.notes
    return show(request, "mine_what_happens", words, answers=found.answers, notes=notes, limits=limits)


def name_readers(readers: Readers) -> str:
    """Return the first names of those who work with the person and of the supervisor, as a list in words."""
    return list_names((*readers.workers, *readers.supervisors), language=language())


def day_and_time(at: datetime) -> dict[str, str]:
    """Return the day and the time in London, in the person's language."""
    local = localtime(at)
    return {"day": say_day(local.date(), language=language()), "time": say_time(local.time())}


def _names_of_next(found: OwnNextSession) -> dict[str, str]:
    rest = {"minutes": str(found.minutes), "place": found.place, "practitioner": found.practitioner}
    return day_and_time(found.planned_at) | rest


def _words_of_looks(**names: str) -> dict[str, str]:
    blank = {"day": "", "time": "", "month": "", "count": ""}
    return page_words("mine_looked", language=language(), **(blank | names))


def _look(look: OwnLook, words: dict[str, str]) -> dict[str, Any]:
    said = _words_of_looks(count=str(look.pages), **day_and_time(look.at))
    return {
        "who": words[look.relation if look.relation in KNOWN else "somebody"],
        "team": look.team,
        "what": words["typed" if look.typed else "passed_on" if look.passed_on else "opened"],
        "when": said["when"],
        "pages": "" if look.passed_on or look.typed else said["once"] if look.pages == 1 else said["often"],
    }


def _listed(listed: ListedMonth) -> str:
    said = _words_of_looks(month=say_month(listed.month, language=language()), count=str(listed.count))
    return said["list_once"] if listed.count == 1 else said["list_often"]
