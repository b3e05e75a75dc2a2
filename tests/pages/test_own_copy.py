"""Asking for a copy from the person's own side: in their words, with a day they hear by, and no worker is the wiser."""

import re
from datetime import date

import pytest
from django.conf import settings

from alongside.access import Scope
from alongside.access.actors import actor_for
from alongside.casework.subject_access.asking import extend_request
from alongside.casework.subject_access.queries import list_requests
from alongside.domain.subject_access import Identity
from alongside.records.models import AccessRequest, Capability
from tests.access.browsers import nothing_stays
from tests.access.world import make_world
from tests.cast import START
from tests.pages.own_door import give_door, open_own
from tests.pages.test_nobody_can_tell import VIEWERS, screens

pytestmark = pytest.mark.django_db
MINE, WORDS = "/mine/copy/", "All my notes from last year."


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


def test_they_ask_in_their_words_and_read_by_when_they_hear(cast, phone):
    assert "Ask for a copy" in words_of(phone.get("/mine/"))
    assert "Say what you would like to see." in words_of(phone.post(MINE, {"words": " "}))
    page = words_of(phone.post(MINE, {"words": WORDS}, follow=True))
    assert "You will hear by Thursday 4 June 2026" in page
    assert WORDS in page
    assert "Information Commissioner" in page
    phone.post(MINE, {"words": WORDS})
    row = AccessRequest.objects.get()
    assert (row.identity, row.logged_by, row.asked_on) == (Identity.DOOR, None, date(2026, 5, 4))


def test_the_privacy_officer_finds_it_and_the_person_reads_why_it_takes_longer(cast, phone):
    phone.post(MINE, {"words": WORDS})
    petra = actor_for(cast.privacy_officer)
    (found,) = list_requests(viewer=petra, at=START).open
    assert found.line.scope == WORDS
    extend_request(request_id=found.line.id, because="There are eight years of notes.", by=petra, at=START)
    page = words_of(phone.get(MINE))
    assert "You will hear by Tuesday 4 August 2026" in page
    assert "There are eight years of notes." in page


@pytest.mark.parametrize(
    ("state", "says"), [("agreed", "Your copy is ready"), ("given", "You were given your copy on Monday 1 June 2026.")]
)
def test_they_read_what_became_of_it(cast, phone, state, says):
    phone.post(MINE, {"words": WORDS})
    row = AccessRequest.objects.get()
    row.state, row.agreed_by, row.sealed_bundle = state, cast.supervisor, row.sealed_scope
    row.given_on = date(2026, 6, 1)
    row.save()
    assert says in words_of(phone.get(MINE))


def test_without_the_scope_the_page_is_not_there(cast, phone):
    capability = Capability.objects.get(kind="own")
    capability.scopes = [scope for scope in capability.scopes if scope != Scope.ACCESS_REQUEST]
    capability.save()
    assert phone.get(MINE).status_code == 302
    phone.post(MINE, {"words": WORDS})
    assert not AccessRequest.objects.exists()


@pytest.mark.every_page
@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_screen_of_a_worker_is_the_same_to_the_byte_whether_or_not_they_asked(cast, viewer, sign_in):
    world, door = make_world(cast), give_door(cast)

    def see(*, asked: bool) -> dict[str, tuple[int, bytes]]:
        with nothing_stays():
            phone = open_own(door)
            phone.get(MINE)
            if asked:
                phone.post(MINE, {"words": WORDS})
                petra = sign_in(cast.privacy_officer)
                petra.get("/access-requests/")
                petra.get(f"/access-requests/{AccessRequest.objects.get(came_by='own_side').id}/")
            phone.post("/check-in/exit/")
            return dict(screens(world, viewer))

    silent, spoken = see(asked=False), see(asked=True)
    assert [name for name in silent if silent[name] != spoken[name]] == []


def test_in_welsh_everything_is_in_welsh(phone):
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    page = words_of(phone.post(MINE, {"words": WORDS}, follow=True))
    assert "Byddwch yn clywed erbyn Dydd Iau 4 Mehefin 2026" in page
    assert not re.search("You will hear|Ask for", page)
