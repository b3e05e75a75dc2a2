"""How the person describes themselves: theirs to say, change and take back, and, with what they know of themselves, on no page
of anybody else."""

import pytest

from alongside.ledger.models import Entry
from alongside.records.models import SelfDescription
from tests.access.browsers import nothing_stays
from tests.access.world import make_world
from tests.pages.own_door import give_door, open_own
from tests.pages.test_nobody_can_tell import screens

pytestmark = pytest.mark.django_db
MINE = "/mine/about-me/"
SAID = {"ethnicity": "mixed", "ethnicity_words": "Welsh and Somali", "disability": "yes", "disability_words": "My back"}


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


def test_it_is_kept_shown_again_changed_and_taken_back_without_a_trace_of_the_words(phone):
    assert "Take it all back" not in words_of(phone.get(MINE))
    assert "It is kept." in words_of(phone.post(MINE, SAID, follow=True))
    page = words_of(phone.get(MINE))
    assert 'value="Welsh and Somali"' in page
    assert page.count(" checked") == 2
    phone.post(MINE, SAID | {"ethnicity": "rather_not", "ethnicity_words": ""})
    assert "Welsh and Somali" not in words_of(phone.get(MINE))
    assert SelfDescription.objects.count() == 1
    assert "Nothing of it is left." in words_of(phone.post(MINE, {"do": "take_back"}, follow=True))
    assert not SelfDescription.objects.exists()
    actions = Entry.objects.filter(object_type="self_description").exclude(action="opened")
    assert sorted((e.kind, e.action, e.relation) for e in actions) == [
        ("alteration", "changed", "self"), ("collection", "added", "self"), ("erasure", "taken_back", "self"),
    ]  # fmt: skip


def test_saying_nothing_keeps_nothing_and_what_does_not_fit_is_said_at_its_place(phone):
    phone.post(MINE, {})
    assert not SelfDescription.objects.exists()
    page = words_of(phone.post(MINE, SAID | {"ethnicity_words": "x" * 201}))
    assert "Use fewer words." in page
    assert 'value="My back"' in page
    assert phone.post(MINE, {"ethnicity": "martian"}).status_code == 200
    assert not SelfDescription.objects.exists()


def test_no_row_says_it_in_the_open(phone):
    phone.post(MINE, SAID)
    body = bytes(SelfDescription.objects.get().sealed_body)
    assert b"Somali" not in body
    assert b"mixed" not in body


STAFF = (
    "practitioner", "co_worker", "cover", "supervisor", "inspector", "privacy_officer", "safeguarding_lead", "evaluator",
    "administrator",
)  # fmt: skip


# Only a privacy officer opens these, and only while the person waits for a copy of everything, this too.
FOR_A_COPY = {"access_request", "access_item"}


@pytest.mark.every_page
@pytest.mark.parametrize("viewer", STAFF)
def test_no_page_of_anybody_on_the_staff_changes_by_a_byte(cast, viewer):
    world, door = make_world(cast), give_door(cast)

    def see(said: dict) -> dict[str, tuple[int, bytes]]:
        with nothing_stays():
            phone = open_own(door)
            if said:
                phone.post(MINE, said)
                phone.post("/mine/what-i-know/", {"about": "noticed", "now": "I go quiet before I get angry."})
            phone.post("/check-in/exit/")
            return dict(screens(world, viewer))

    silent, spoken = see({}), see(SAID)
    assert [name for name in silent if silent[name] != spoken[name] and name not in FOR_A_COPY] == []
