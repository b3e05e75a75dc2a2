"""The plan on the person's own side: their words, whose turn it is, what both said, and nothing of anybody else."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.casework.plan.operations import answer_plan, mark_step, put_goal, put_step
from alongside.domain.plan import Answers, Goal, Owner, PersonAnswer, StaffAnswer, Status, Step
from alongside.ledger.models import Entry
from tests.cast import START
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
MINE, TODAY, DAY = "/mine/my-plan/", START.date(), timedelta(days=1)
GOAL = UUID(int=1)


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


@pytest.fixture
def planned(cast, about):
    put_goal(goal=Goal(GOAL, "A dry room for Ella", target_on=TODAY + 30 * DAY), **about)
    for number, words, owner, who, holder in (
        (11, "Take photos of the damp", Owner.PERSON, "", None),
        (12, "Ring housing", Owner.PRACTITIONER, "", cast.practitioner.id),
        (13, "Write a letter", Owner.SOMEBODY_ELSE, "Doctor", None),
    ):
        step = Step(UUID(int=number), words, owner, who, holder, by_on=TODAY + 5 * DAY)
        put_step(goal_id=GOAL, step=step, **about)


def see(client, **asked):
    answer = client.get(MINE, **asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def part(page, name):
    return page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]


def test_without_a_plan_the_page_says_how_one_begins_and_the_home_does_not_lead_there(cast, phone, about):
    assert "Nothing is on your plan yet" in see(phone)
    assert MINE not in phone.get("/mine/").content.decode()
    put_goal(goal=Goal(GOAL, "A dry room"), **about)
    assert f'href="{MINE}"' in phone.get("/mine/").content.decode()


def test_the_person_reads_their_goal_whose_turn_it_is_and_what_others_said_they_would_do(cast, phone, planned):
    page = see(phone)
    assert "A dry room for Ella" in part(page, "going")
    assert "By: Wednesday 3 June 2026" in part(page, "going")
    assert "Take photos of the damp" in part(page, "own")
    assert "Ring housing" not in part(page, "own")
    others = part(page, "theirs")
    for words in ("Ruth", "Ring housing", "Doctor", "Write a letter", "By: Saturday 9 May 2026"):
        assert words in others
    assert "Adeyemi" not in page
    assert "Tomos" not in page


def test_a_step_that_is_next_stands_once_with_its_goal_and_the_goal_says_where(cast, phone, planned, about):
    page = see(phone)
    for words in ("Take photos of the damp", "Ring housing", "Write a letter"):
        assert page.count(words) == 1
    assert part(page, "own").count("This is for: A dry room for Ella") == 1
    assert "The next step for this is at the top of the page." in part(page, "going")
    mark_step(goal_id=GOAL, step_id=UUID(int=11), status=Status.DONE, seen=4, **about)
    page = see(phone)
    assert "Take photos of the damp" in part(page, "going").split("Other steps for this")[1]
    assert 'aria-labelledby="own"' not in page


def test_what_both_said_is_shown_and_never_the_reason_of_staff(cast, phone, planned, about):
    assert "Nobody has asked you yet if you agree" in see(phone)
    answers = Answers(PersonAnswer.DOES_NOT, StaffAnswer.DOES_NOT, TODAY, "Too much at once", "Housing is not ours")
    answer_plan(answers=answers, seen=4, **about)
    said = part(see(phone), "says")
    for words in (
        "you said: I do not agree",
        "your worker said: I do not agree",
        "It stays a draft",
        "Too much at once",
    ):
        assert words in said
    assert "Housing is not ours" not in see(phone)
    answer_plan(answers=Answers(PersonAnswer.AGREES, StaffAnswer.AGREES, TODAY), seen=5, **about)
    assert "This is the plan you both agreed on" in see(phone)
    put_goal(goal=Goal(UUID(int=2), "A bike"), **about)
    assert "The plan has changed since then" in see(phone)


def test_it_can_be_read_in_welsh_around_words_as_they_were_said(cast, planned):
    page = see(open_own(give_door(cast)), headers={"accept-language": "cy"})
    assert "Fy nghynllun" in page
    assert "A dry room for Ella" in page


def test_each_look_is_written_down_as_the_persons_own(cast, phone, planned):
    see(phone)
    entry = Entry.objects.filter(object_type="plan", action="opened").latest("id")
    assert (entry.role, entry.relation) == ("person", "self")


def test_it_is_read_and_never_changed_here(cast, phone, planned):
    assert phone.post(MINE, {"words": "x"}).status_code == 405
