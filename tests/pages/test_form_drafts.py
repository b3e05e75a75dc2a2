"""Drafts on the pages: what was typed is there again, and what others wrote meanwhile is not put back by it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.absences.operations import Written, write_about_absence
from alongside.casework.drafts.forms import about_part
from alongside.casework.endings.operations import begin_ending
from alongside.casework.plan.operations import put_goal
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.casework.skills.operations import about_exercise, begin_skill
from alongside.domain.plan import Goal
from alongside.domain.sessions import Attendance
from alongside.records.models import FormDraft
from tests.cast import START

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"X-Requested-With": "XMLHttpRequest"}}


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast):
    by = actor_for(cast.practitioner)
    planned = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    record_attendance(session_id=planned, attendance=Attendance.MISSED, by=by, at=START)
    return planned


def keep(cast, form, about):
    return reverse("save_form_draft", args=[cast.person_id, form, about])


def test_a_goal_that_was_typed_is_there_again_and_gone_once_it_is_on_the_plan(cast, ruth):
    address = reverse("add_goal", args=[cast.person_id])
    answer = ruth.post(keep(cast, "goal", cast.person_id), {"words": "A dry room", "importance": "9"}, **SCRIPT)
    assert answer.json() == {"revision": 1, "at": "10:30", "two": False}
    page = ruth.get(address).content.decode()
    assert "A dry room</textarea>" in page
    assert '<option value="9" selected>' in page
    assert "This is a draft of yours" in page
    sent = {"goal": str(uuid4()), "seen": 0, "words": "A dry room", "when": "now"}
    assert ruth.post(address, sent).status_code == 302
    assert not FormDraft.objects.exists()
    assert "A dry room</textarea>" not in ruth.get(address).content.decode()


def test_without_a_script_a_draft_comes_back_to_its_form_and_is_thrown_away(cast, ruth):
    goal = uuid4()
    put_goal(person_id=cast.person_id, goal=Goal(goal, "A dry room"), by=actor_for(cast.practitioner), at=START)
    page = ruth.post(keep(cast, "step", goal), {"words": "Ring housing"}, follow=True)
    assert page.redirect_chain[0][0] == reverse("add_step", args=[cast.person_id, goal])
    assert "Ring housing</textarea>" in page.content.decode()
    ruth.post(keep(cast, "step", goal), {"keep": "neither"})
    assert not FormDraft.objects.exists()


def test_a_draft_of_an_absence_does_not_put_back_what_somebody_else_has_changed_since(cast, ruth, session_id):
    address, callum = reverse("absence", args=[session_id]), actor_for(cast.cover)
    write_about_absence(session_id=session_id, written=Written(sought="Not known"), by=callum, at=START)
    ruth.post(keep(cast, "absence", session_id), {"sought": "Not known", "hard": "Two buses"}, **SCRIPT)
    write_about_absence(session_id=session_id, written=Written(sought="The bus"), by=callum, at=START)
    page = ruth.get(address).content.decode()
    assert "Two buses</textarea>" in page
    assert "The bus</textarea>" in page
    ruth.post(address, {"hard": "Two buses"})
    assert not FormDraft.objects.exists()


def test_words_of_one_user_are_never_kept_as_anothers_and_an_unknown_form_is_not_there(cast, ruth):
    answer = ruth.post(keep(cast, "goal", cast.person_id), {"words": "x", "by": str(cast.cover.id)}, **SCRIPT)
    assert answer.status_code == 401
    assert ruth.post(keep(cast, "novel", cast.person_id), {"words": "x"}).status_code == 404
    assert not FormDraft.objects.exists()


def test_what_is_too_long_for_a_draft_is_said(cast, ruth):
    answer = ruth.post(keep(cast, "goal", cast.person_id), {"words": "x" * 200_001}, **SCRIPT)
    assert answer.status_code == 422
    assert "longer than a draft may be" in answer.json()["error"]


@pytest.fixture
def exercise(cast):
    begin_skill(person_id=cast.person_id, module_id="anger-meter", by=actor_for(cast.practitioner), at=START)
    return about_exercise(cast.person_id, "anger-meter", "meter")


def test_an_exercise_that_was_interrupted_goes_on_at_the_desk_and_on_the_turned_screen(cast, ruth, exercise):
    at = [cast.person_id, "anger-meter", "meter"]
    assert ruth.post(keep(cast, "exercise", exercise), {"bands-1-0": "Hot face"}, **SCRIPT).json()["revision"] == 1
    for page in ("skill_exercise", "turn_exercise"):
        assert 'value="Hot face"' in ruth.get(reverse(page, args=at)).content.decode()
    ruth.post(reverse("turn_exercise", args=at), {"bands-1-0": "Hot face", "seen": "0"})
    assert not FormDraft.objects.exists()
    assert 'value="Hot face"' in ruth.get(reverse("skill_exercise", args=at)).content.decode()


def test_what_was_saved_after_a_draft_of_an_exercise_stands_above_it(cast, ruth, sign_in, exercise, set_clock):
    at = [cast.person_id, "anger-meter", "meter"]
    ruth.post(keep(cast, "exercise", exercise), {"bands-1-0": "Hot face"}, **SCRIPT)
    set_clock(START + timedelta(minutes=5))
    sign_in(cast.cover).post(reverse("skill_exercise", args=at), {"bands-1-0": "Cold hands", "seen": "0"})
    page = ruth.get(reverse("skill_exercise", args=at)).content.decode()
    assert 'value="Hot face"' in page
    assert page.index("This was saved somewhere else meanwhile") < page.index("Cold hands")


def test_a_letter_and_a_step_of_an_ending_survive_and_two_texts_are_told_apart(cast, ruth):
    begin_ending(person_id=cast.person_id, last_day=None, by=actor_for(cast.practitioner), at=START)
    letter = reverse("ending_letter", args=[cast.person_id])
    ruth.post(keep(cast, "letter", cast.person_id), {"text": "Dear Tomos", "do": "keep"}, **SCRIPT)
    assert "Dear Tomos</textarea>" in ruth.get(letter).content.decode()
    ruth.post(letter, {"text": "Dear Tomos", "seen": "1", "do": "keep"})
    step = about_part(cast.person_id, "signs")
    for tab, words in (("a" * 32, "Hot face"), ("b" * 32, "Cold hands")):
        sent = {"mine": words, "tab": tab, "revision": "0"}
        ruth.post(keep(cast, "ending", step), sent, **SCRIPT)
    assert FormDraft.objects.get().of == "ending", "the letter is saved, so its draft is gone"
    page = ruth.get(reverse("ending_step", args=[cast.person_id, "signs"])).content.decode()
    assert "You wrote in two tabs" in page
    assert "Hot face" in page
    assert "Cold hands" in page


def test_a_draft_about_something_that_is_not_there_leads_nowhere(cast, ruth):
    for form in ("exercise", "ending", "novel"):
        assert ruth.post(keep(cast, form, uuid4()), {"words": "A"}).status_code == 404
