"""The pathways and what one takes along on the person's own side: their words, whom they can call, and the letter once given."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.casework.endings import operations as ends
from alongside.casework.reintegration.operations import let_go, put_milestone, put_tie, say_pictures
from alongside.domain.endings import Held, Step
from alongside.domain.reintegration import Milestone, Pathway, Pictures, Tie
from alongside.ledger.models import Entry
from tests.cast import START
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
PATHWAYS, TAKE = "/mine/pathways/", "/mine/what-i-take/"
TODAY, DAY = START.date(), timedelta(days=1)


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


@pytest.fixture
def written(about):
    say_pictures(pathway=Pathway.HOME, said=Pictures("A hostel", "A sofa", "A flat"), seen=0, **about)
    keys = Milestone(UUID(int=1), Pathway.HOME, "The keys", TODAY + 30 * DAY, "The housing officer")
    put_milestone(milestone=keys, **about)
    put_tie(tie=Tie(UUID(int=2), "Nan", "01632 960001", "When I cannot sleep"), **about)
    ends.begin_ending(last_day=TODAY + 40 * DAY, **about)
    ends.write_step(step=Step.SIGNS, words={"mine": "A tight jaw"}, seen=1, **about)
    ends.write_step(step=Step.ON_TRACK, words={"if_1": "Dean rings", "then_1": "I let it ring"}, seen=2, **about)
    ends.write_step(step=Step.REVIEW, words={"hard": "The letter", "hard_worker": "I wrote first"}, seen=3, **about)
    ends.write_letter(text="You came back.\n\nRuth", seen=4, **about)


def see(client, where, **asked):
    answer = client.get(where, **asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def test_with_nothing_written_the_pages_say_how_it_begins_and_the_home_does_not_lead_there(cast, phone, about):
    assert "Nothing is written here yet" in see(phone, PATHWAYS)
    assert "Nothing is written here yet" in see(phone, TAKE)
    assert PATHWAYS not in see(phone, "/mine/")
    ends.begin_ending(last_day=None, **about)
    assert f'href="{PATHWAYS}"' in see(phone, "/mine/")
    assert f'href="{TAKE}"' in see(phone, PATHWAYS)


def test_the_person_reads_where_they_are_what_comes_next_and_whom_they_can_call(cast, phone, written, about):
    page = see(phone, PATHWAYS)
    for words in ("A hostel", "A sofa", "A flat", "The keys", "By: Wednesday 3 June 2026", "The housing officer",
                  "Nan", "01632 960001", "When I cannot sleep"):  # fmt: skip
        assert words in page
    assert "Health" not in page
    let_go(tie_id=UUID(int=2), because="She died", **about)
    page = see(phone, PATHWAYS)
    assert "01632 960001" not in page
    assert "She died" not in page
    assert "Nobody is on your list yet" in page


def test_the_letter_is_read_once_they_have_it_and_what_was_put_right_stands_beside_it(cast, phone, written, about):
    page = see(phone, TAKE)
    for words in (
        "A tight jaw",
        "Dean rings",
        "I let it ring",
        "I wrote first",
        "The last day is Saturday 13 June 2026",
    ):
        assert words in page
    assert "You came back" not in page
    ends.give_letter(on=TODAY, how="By hand", seen=5, **about)
    ends.put_beside(words="It was in March", **about)
    page = see(phone, TAKE)
    for words in ("<p>You came back.</p>", "You got this letter on Monday 4 May 2026", "It was in March"):
        assert words in page


def test_the_door_the_goodbye_and_the_end_are_said_in_plain_words_and_not_what_staff_wrote_of_it(
    cast, phone, written, about
):
    ends.say_goodbye(on=TODAY, how=Held.NOT_HELD, words="He was drunk", seen=5, **about)
    ends.say_door(is_open=False, words="The service closes in June", seen=6, **about)
    page = see(phone, TAKE)
    for words in ("Saying goodbye did not work out", "No. The door is closed.", "The service closes in June"):
        assert words in page
    assert "He was drunk" not in page


def test_it_leads_to_what_only_they_can_open(cast, phone, written):
    assert 'href="/mine/what-i-know/"' in see(phone, TAKE)


def test_it_can_be_read_in_welsh_around_words_as_they_were_said(cast, written):
    phone = open_own(give_door(cast))
    assert "Lle rydw i nawr" in see(phone, PATHWAYS, headers={"accept-language": "cy"})
    page = see(phone, TAKE, headers={"accept-language": "cy"})
    assert "Edrych yn ôl" in page
    assert "A tight jaw" in page


def test_each_look_is_written_down_as_the_persons_own_and_nothing_is_changed_here(cast, phone, written):
    for where, kind in ((PATHWAYS, "reintegration"), (TAKE, "ending")):
        see(phone, where)
        entry = Entry.objects.filter(object_type=kind, action="opened").latest("id")
        assert (entry.role, entry.relation) == ("person", "self")
        assert phone.post(where, {"words": "x"}).status_code == 405
