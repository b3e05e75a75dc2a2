"""What the person practises, on their own side: what was agreed, a try in ten seconds, and who reads it."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.casework.skills.operations import begin_skill, log_practice, put_aside, save_exercise
from alongside.casework.skills.queries import get_skill
from alongside.domain.skills import Practice, shipped_modules
from alongside.domain.skills.practising import WHEN_MISSED, WHEN_PRACTISED
from alongside.ledger.models import Entry
from alongside.records.models import Session, Skill, SkillPractice
from tests.cast import START
from tests.pages.my_side import make_session
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
MINE, TODAY, DAY = "/mine/practice/", START.date(), timedelta(days=1)
METER = "anger-meter"
MODULE = {module.id: module for module in shipped_modules()}[METER]
TRY = {"sent": UUID(int=1), "what": f"{METER}/meter", "how": "6", "line": "On the bus", "on": TODAY.isoformat()}


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


@pytest.fixture
def begun(about):
    begin_skill(module_id=METER, **about)
    save_exercise(module_id=METER, exercise_id="meter", typed={"moment": (("The bus",),)}, seen=0, **about)


def text_of(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def send(phone, **changed):
    return text_of(phone.post(MINE, TRY | changed, follow=True))


def test_without_a_skill_the_page_says_how_one_begins_and_the_home_does_not_lead_there(phone, about):
    assert "You are not practising anything here yet" in text_of(phone.get(MINE))
    assert MINE not in phone.get("/mine/").content.decode()
    begin_skill(module_id=METER, **about)
    assert f'href="{MINE}"' in phone.get("/mine/").content.decode()
    assert "agree on one small thing to try" in text_of(phone.get(MINE))


def test_what_was_agreed_and_who_reads_it_are_said_before_anything_is_written(phone, begun):
    page = text_of(phone.get(MINE))
    for words in (MODULE.title, MODULE.find("meter").practise, "Ruth and Marian can read this", "an inspector"):
        assert words in page
    assert page.index("can read this") < page.index("<form method")
    for words in (MODULE.guidance.purpose, MODULE.find("meter").tip, "The bus"):
        assert words not in page


def test_a_try_is_written_down_and_read_by_the_worker_as_said_by_the_person(cast, phone, begun, sign_in):
    assert "It is kept. You can look at it together" in send(phone)
    page = text_of(phone.get(MINE))
    assert "Monday 4 May 2026: 6 out of 10" in page
    assert "You wrote this here." in page
    row = SkillPractice.objects.get()
    assert row.written_by is None
    assert b"bus" not in bytes(row.sealed_body)
    shown = text_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/skills/{METER}/"))
    assert '“On the bus” <span class="app-small">Written by Tomos' in shown


def test_the_same_sent_twice_is_kept_once_and_two_tries_on_a_day_are_two(phone, begun):
    send(phone)
    assert "You sent that before" in send(phone)
    assert "There was one for that day before" in send(phone, sent=UUID(int=2), line="In the queue")
    assert SkillPractice.objects.count() == 2


def test_what_was_told_in_the_meeting_in_the_same_words_is_not_kept_again(phone, begun, about):
    log_practice(practice=Practice(UUID(int=5), METER, "meter", TODAY, START, 6, "On the bus"), **about)
    assert "You said this when you met." in text_of(phone.get(MINE))
    assert "You sent that before" in send(phone)
    assert SkillPractice.objects.count() == 1


@pytest.mark.parametrize("days", [1, 60])
def test_a_try_of_a_day_gone_by_is_kept_and_told_as_late(cast, phone, begun, days):
    send(phone, on=(TODAY - days * DAY).isoformat())
    page = get_skill(person_id=cast.person_id, module_id=METER, viewer=actor_for(cast.practitioner), at=START)
    assert [(one.on, one.is_late, one.own) for one in page.practised] == [(TODAY - days * DAY, days > 1, True)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": (TODAY + DAY).isoformat()}, "Choose today, or a day before today."),
        ({"on": "soon"}, "Choose the day."),
        ({"how": "11"}, "Choose a number from 0 to 10."),
        ({"how": ""}, "Choose a number from 0 to 10."),
        ({"what": "no-such/thing"}, "Choose what you tried."),
        ({"what": f"{METER}/no-such"}, "Choose what you tried."),
        ({"line": "y" * 201}, "There is room for 200 letters."),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_place_and_everything_typed_is_still_there(phone, begun, wrong, said):
    long_ago = (TODAY - 60 * DAY).isoformat()
    page = send(phone, **({"on": long_ago} | wrong))
    assert "<title>Error: What I am practising" in page
    assert page.count(said) == 2
    assert wrong.get("line", "On the bus") in page
    assert f'value="{UUID(int=1)}"' in page
    if "on" not in wrong:
        assert f'value="{long_ago}" selected' in page
    assert not SkillPractice.objects.exists()


def test_a_form_without_a_number_of_its_own_is_kept_and_one_that_was_tampered_with_is_not(phone, begun):
    assert "It is kept." in send(phone, sent="")
    assert phone.post(MINE, TRY | {"sent": "nonsense"}).status_code == 404


def test_a_try_that_waited_for_a_signal_is_kept_for_a_skill_put_aside_or_hidden_since(phone, begun, about, settings):
    put_aside(module_id=METER, because="Work first", **about)
    assert MODULE.title not in text_of(phone.get(MINE))
    send(phone)
    begin_skill(module_id=METER, **about)
    settings.ALONGSIDE_SKILLS_HIDDEN = [METER]
    assert MODULE.title in text_of(phone.get(MINE))
    send(phone, sent=UUID(int=2), line="At work")
    assert SkillPractice.objects.count() == 2


def test_what_is_done_with_somebody_close_is_never_here(cast, phone, begun):
    Skill.objects.create(
        person_id=cast.person_id, module="time-out-together", begun_by=cast.practitioner, begun_at=START
    )
    page = text_of(phone.get(MINE))
    assert MODULE.title in page
    assert "time-out" not in page.lower()


def test_it_can_be_read_in_welsh(cast, begun):
    page = text_of(open_own(give_door(cast)).get(MINE, headers={"accept-language": "cy"}))
    assert "Beth rydw i'n ei ymarfer" in page
    assert MODULE.title in page


def test_each_look_and_each_try_is_written_down_as_the_persons_own(phone, begun):
    send(phone)
    entries = Entry.objects.filter(object_type="skill", relation="self")
    assert {(e.role, e.action) for e in entries} == {("person", "opened"), ("person", "practice_logged")}


def test_the_session_shows_what_came_since_the_last_one_and_asks_with_curiosity_when_nothing_did(
    cast, phone, begun, sign_in
):
    session, ruth = make_session(cast), sign_in(cast.practitioner)
    shown = text_of(ruth.get(f"/sessions/{session.id}/"))
    assert "nothing is written down, which is common" in shown
    assert WHEN_MISSED[0] in shown
    send(phone)
    shown = text_of(ruth.get(f"/sessions/{session.id}/"))
    assert "“On the bus”" in shown
    assert WHEN_PRACTISED[0] in shown
    assert "On the bus" not in text_of(ruth.get(f"/sessions/{session.id}/screen/"))
    Session.objects.filter(id=session.id).update(attendance="attended", finished_at=START - DAY)
    assert "On the bus" not in text_of(ruth.get(f"/sessions/{session.id}/"))
