"""The pages of the plan."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import begin_assessment
from alongside.casework.formulation.operations import put_on_map
from alongside.casework.plan.operations import put_goal, put_step
from alongside.casework.plan.queries import get_plan
from alongside.casework.power_events.operations import record_power_event
from alongside.casework.promises.operations import make_promise, settle_promise
from alongside.casework.sessions.operations import Plan as Meeting
from alongside.casework.sessions.operations import plan_session
from alongside.domain.assessment import Area
from alongside.domain.formulation import Place
from alongside.domain.plan import Goal, Owner, Status, Step
from alongside.domain.promises import Outcome, Side
from alongside.domain.strains import PowerEventKind
from alongside.records.models import Assessment, PlanVersion, Promise, Relationship
from tests.cast import START
from tests.domain.made_up_maps import node

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
GOAL, STEP = UUID(int=1), UUID(int=11)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def begun(cast):
    about = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    put_goal(goal=Goal(GOAL, "A dry room for Ella", target_on=TODAY + 30 * DAY), **about)
    put_step(goal_id=GOAL, step=Step(STEP, "Ring housing", Owner.PRACTITIONER, holder_id=cast.practitioner.id), **about)


@pytest.fixture
def plan(cast):
    return lambda: get_plan(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START).plan


def address(cast, name, *more):
    return reverse(name, args=[cast.person_id, *more])


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def a_goal(**more):
    return {"goal": str(UUID(int=7)), "seen": 0, "words": "Back on site by spring", "when": "now"} | more


def a_step(**more):
    return {"step": str(UUID(int=17)), "seen": 0, "words": "Book the test", "owner": "person"} | more


def test_a_goal_and_a_step_are_put_on_and_the_plan_is_agreed_on(cast, ruth, plan):
    assert "Nothing is on the plan yet" in text_of(ruth.get(address(cast, "plan")))
    sent = a_goal(importance="9", confidence="6", area="employment_and_education") | day("target_on", TODAY + 90 * DAY)
    answer = ruth.post(address(cast, "add_goal"), sent)
    assert answer.url == address(cast, "add_step", UUID(int=7))
    ruth.post(answer.url, a_step(owner=str(cast.practitioner.id)))
    shown = text_of(ruth.get(address(cast, "plan")))
    for said in ("Draft", "Back on site by spring", "9 of 10", "Book the test", "Ruth Adeyemi", "Not started"):
        assert said in shown
    said = {"seen": 2, "person": "agrees", "staff": "agrees"}
    assert ruth.post(address(cast, "answer_plan"), said).status_code == 302
    assert "You both agreed on it on 4 May 2026" in text_of(ruth.get(address(cast, "plan")))
    paper = text_of(ruth.get(address(cast, "print_plan")))
    assert "Agreed 4 May 2026" in paper
    assert "Draft" not in paper


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "Write what they want, in their words"),
        ({"words": "x" * 30_000}, "Write 400 characters or fewer"),
        (day("target_on", TODAY - DAY), "That day has gone by"),
        (day("target_on", TODAY) | {"target_on_month": "13"}, "The month is a number from 1 to 12"),
        ({"when": "never"}, "Say whether it is for now or for later"),
        ({"node": str(UUID(int=99))}, "There is a problem"),
    ],
)
def test_what_is_wrong_with_a_goal_is_said_at_its_place_and_nothing_is_lost(cast, ruth, wrong, said):
    page = text_of(ruth.post(address(cast, "add_goal"), a_goal(**wrong)))
    assert said in page
    assert wrong.get("words", "Back on site by spring") in page
    assert not PlanVersion.objects.exists()


@pytest.fixture
def talked(cast):
    about = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    begin_assessment(**about)
    put_on_map(node=node(1, Place.SETS_OFF, "Being talked down to", area=Area.ALCOHOL), **about)


def followed(client, page, words):
    """Follow the link with these words."""
    href = re.search(rf'href="([^"]+)">{words}', page).group(1)
    return text_of(client.get(href.replace("&amp;", "&")))


def test_an_area_and_a_thing_on_the_map_lead_to_a_goal_that_leads_back(cast, ruth, talked, plan):
    form = followed(ruth, text_of(ruth.get(address(cast, "assessment_area", "alcohol"))), "Make this a goal")
    assert re.search(r'value="alcohol"[^>]* selected', form)
    form = followed(ruth, text_of(ruth.get(address(cast, "map_node", UUID(int=1)))), "Make this a goal")
    assert re.search(r'value="alcohol"[^>]* selected', form)
    assert re.search(rf'value="{UUID(int=1)}"[^>]* selected', form)
    ruth.post(address(cast, "add_goal"), a_goal(area="alcohol", node=str(UUID(int=1))))
    shown = text_of(ruth.get(address(cast, "goal", UUID(int=7))))
    assert 'id="area-alcohol"' in followed(ruth, shown, "Alcohol")
    assert f'id="node-{UUID(int=1)}"' in followed(ruth, shown, "“Being talked down to”")


@pytest.mark.parametrize(("who", "may"), [("practitioner", True), ("cover", True), ("supervisor", False)])
def test_a_goal_is_offered_where_it_may_be_written_and_nowhere_else(cast, sign_in, talked, who, may):
    Assessment.objects.update(completed_at=START, person_says="agrees", signed_by=cast.practitioner, signed_at=START)
    page = text_of(sign_in(getattr(cast, who)).get(address(cast, "assessment_area", "alcohol")))
    assert ("Make this a goal" in page) is may


def test_what_is_wrong_with_a_step_is_said_at_its_place(cast, ruth, begun):
    add = address(cast, "add_step", GOAL)
    for wrong, said in (
        ({"owner": "somebody_else"}, "Write who that is, by what they do"),
        ({"owner": str(cast.stranger.id)}, "Say who does it"),
        (day("by_on", TODAY - DAY), "That day has gone by"),
    ):
        page = text_of(ruth.post(add, a_step(**wrong)))
        assert said in page
        assert "Book the test" in page
    page = text_of(
        ruth.post(address(cast, "plan_step", GOAL, STEP), {"do": "mark", "status": "cannot_yet", "now_seen": 2})
    )
    assert "Write what it waits for" in page
    assert PlanVersion.objects.count() == 2


def test_a_step_is_marked_and_a_goal_is_let_go_with_a_reason_and_taken_up_again(cast, ruth, plan, begun):
    page = address(cast, "plan_step", GOAL, STEP)
    ruth.post(page, {"do": "mark", "status": "cannot_yet", "because": "The office is shut", "now_seen": 2})
    assert plan().going[0].steps[0].status is Status.CANNOT_YET
    assert "The office is shut" in text_of(ruth.get(address(cast, "plan")))
    goal = address(cast, "goal", GOAL)
    assert "Write why, in a few words" in text_of(ruth.post(goal, {"do": "end", "how": "let_go", "why": ""}))
    ruth.post(goal, {"do": "end", "how": "let_go", "why": "They moved"})
    assert "Let go" in text_of(ruth.get(address(cast, "plan")))
    ruth.post(goal, {"do": "again"})
    assert plan().going[0].steps[0].words == "Ring housing"


def test_of_two_who_change_a_goal_the_second_sees_both_and_keeps_what_they_wrote(cast, ruth, plan, begun):
    goal = address(cast, "goal", GOAL)
    mine = a_goal(goal=str(GOAL), seen=2, do="change")
    ruth.post(goal, mine | {"words": "Theirs"})
    page = text_of(ruth.post(goal, mine | {"words": "Mine"}))
    assert "Somebody else changed this meanwhile" in page
    assert "It now says: “Theirs”" in page
    assert 'name="seen" value="3"' in page
    ruth.post(goal, mine | {"words": "Mine", "seen": 3})
    assert plan().going[0].words == "Mine"


def test_what_the_person_does_not_agree_with_is_a_draft_on_paper_with_their_words(cast, ruth, begun):
    sent = {"seen": 2, "person": "could_not", "staff": "agrees", "person_words": "I am tired"}
    assert "Write your reason" in text_of(ruth.post(address(cast, "answer_plan"), sent))
    ruth.post(address(cast, "answer_plan"), sent | {"staff_reason": "He had not slept"})
    paper = text_of(ruth.get(address(cast, "print_plan")))
    assert "Draft</strong> Tomos could not answer, and Ruth Adeyemi agrees" in paper
    assert "I am tired" in paper
    assert "He had not slept" not in paper


def test_the_answers_are_to_the_plan_on_the_screen(cast, ruth, begun):
    page = text_of(ruth.post(address(cast, "answer_plan"), {"seen": 1, "person": "agrees", "staff": "agrees"}))
    assert "Somebody changed the plan meanwhile" in page
    assert PlanVersion.objects.exclude(person_says="").count() == 0


def test_levels_are_written_and_said_and_the_number_comes_with_its_limits(cast, ruth, begun):
    page = address(cast, "goal_levels", GOAL)
    five = {f"level_{n}": words for n, words in enumerate(["Worse", "Damp", "Dry", "Warm", "Home"])}
    assert "Write what “Better” looks like" in text_of(ruth.post(page, five | {"do": "write", "level_3": ""}))
    ruth.post(page, five | {"do": "write"})
    ruth.post(page, {"do": "say", "level": "1", "words": "They came"})
    shown = text_of(ruth.get(address(cast, "plan")))
    assert "<strong>60</strong>, from 1 goal" in shown
    assert "It decides nothing" in shown
    assert "60" not in re.sub("<[^>]*>", "", text_of(ruth.get(address(cast, "turn_plan"))))


def test_a_day_to_look_at_it_again_is_set_paused_and_kept(cast, ruth, plan, begun):
    page = address(cast, "review_plan")
    assert "That day has gone by" in text_of(ruth.post(page, {"do": "day"} | day("day-on", TODAY - DAY)))
    ruth.post(page, {"do": "day"} | day("day-on", TODAY + 30 * DAY))
    assert "You look at it again on 3 June 2026" in text_of(ruth.get(address(cast, "plan")))
    ruth.post(page, {"do": "pause", "pause-because": "He is in hospital"})
    assert "paused: He is in hospital" in text_of(ruth.get(address(cast, "plan")))
    ruth.post(page, {"do": "look", "look-words": "Two steps are done"})
    assert plan().reviews[-1].words == "Two steps are done"


def test_a_clean_page_keeps_the_plan_before(cast, ruth, plan, begun):
    page = address(cast, "start_plan_again")
    assert "Write what changed" in text_of(ruth.post(page, {"seen": 2, "because": "other", "words": ""}))
    ruth.post(page, {"seen": 2, "because": "recall", "words": ""})
    assert plan().goals == ()
    assert "The plan before is kept" in text_of(ruth.get(address(cast, "plan")))
    assert "A dry room for Ella" in text_of(ruth.get(address(cast, "plan_version", 2)))
    assert "A new plan:</strong> After a recall" in text_of(ruth.get(address(cast, "plan_history")))


def test_the_turned_screen_speaks_to_the_person_and_shows_nothing_else(cast, ruth, begun):
    page = text_of(ruth.get(address(cast, "turn_plan")))
    assert "A dry room for Ella" in page
    assert "Bevan" not in page
    assert "Worth a look" not in page
    assert "<title>The plan" in page


def test_a_supervisor_reads_and_is_offered_no_form(cast, begun, sign_in):
    supervisor = sign_in(cast.supervisor)
    page = text_of(supervisor.get(address(cast, "plan")))
    assert "A dry room for Ella" in page
    assert "Put a goal on the plan" not in page
    assert supervisor.get(address(cast, "add_goal")).status_code == 404
    assert "Change it" not in text_of(supervisor.get(address(cast, "goal", GOAL)))


def test_a_session_and_its_turned_screen_show_what_comes_next_on_the_plan(cast, ruth, begun):
    session_id = plan_session(person_id=cast.person_id, plan=Meeting(START), by=actor_for(cast.practitioner), at=START)
    for name, who in (("session", "Ruth Adeyemi"), ("turn_screen", "Ruth Adeyemi")):
        shown = text_of(ruth.get(reverse(name, args=[session_id])))
        assert "Ring housing" in shown
        assert f"{who}. For: A dry room for Ella" in shown
    sent_back = text_of(ruth.post(reverse("finish_note", args=[session_id]), {"text-0": "", "tab": "a" * 32}))
    assert "There is a problem" in sent_back
    assert "Ring housing" in sent_back


def test_a_step_is_promised_from_the_plan_and_stands_there_with_its_day(cast, ruth, begun):
    assert address(cast, "promise_for_goal", GOAL) in text_of(ruth.get(address(cast, "plan")))
    asked = f"{address(cast, 'promise_for_goal', GOAL)}?step={STEP}"
    page = text_of(ruth.get(asked))
    assert "Ring housing</textarea>" in page
    assert f'value="{STEP}" selected' in page
    late = {"side": "practitioner", "words": "Ring housing", "step": str(STEP)} | day("due_on", TODAY - DAY)
    assert "That day has passed" in text_of(ruth.post(asked, late))
    assert ruth.post(asked, late | day("due_on", TODAY + DAY)).url == address(cast, "plan")
    for name in ("plan", "print_plan"):
        assert "Promised for this" in text_of(ruth.get(address(cast, name)))
        assert "By 5 May." in text_of(ruth.get(address(cast, name)))
    assert "It was made for something on the plan" in text_of(
        ruth.get(reverse("promise", args=[Promise.objects.get().id]))
    )


def test_what_became_of_promises_stands_on_the_plan_its_review_and_its_paper(cast, ruth, begun, sign_in):
    by = actor_for(cast.practitioner)
    made = make_promise(
        person_id=cast.person_id, side=Side.PERSON, words="Bring the receipt", due_on=None, by=by, at=START
    )
    settle_promise(promise_id=made, outcome=Outcome.KEPT, by=by, at=START)
    for name in ("plan", "review_plan", "print_plan"):
        assert "Kept: 1." in text_of(ruth.get(address(cast, name)))
    marian = sign_in(cast.supervisor)
    for name in ("plan", "print_plan"):
        assert "Kept: 1." not in text_of(marian.get(address(cast, name)))


def test_after_a_recall_both_ways_on_are_offered_and_the_choice_stays(cast, begun, sign_in, set_clock):
    later = START + 10 * DAY
    record_power_event(
        person_id=cast.person_id, kind=PowerEventKind.RECALL, happened_on=later.date(), line="Recalled",
        by=actor_for(cast.practitioner), at=later,
    )  # fmt: skip
    set_clock(later)
    ruth = sign_in(cast.practitioner)
    assert "was recalled since this plan was begun" in text_of(ruth.get(address(cast, "plan")))
    ruth.post(address(cast, "start_plan_again"), {"do": "go_on"})
    page = text_of(ruth.get(address(cast, "plan")))
    assert "was recalled since this plan was begun" not in page
    assert "A dry room for Ella" in page
    assert "Gone on with instead of a clean start" in text_of(ruth.get(address(cast, "plan_history")))


def test_a_step_of_somebody_who_left_says_so_and_is_taken_over(cast, begun, sign_in):
    Relationship.objects.filter(practitioner=cast.practitioner).update(practitioner=cast.colleague)
    colin = sign_in(cast.colleague)
    assert "Ruth Adeyemi, who does not work with you both any more" in text_of(colin.get(address(cast, "plan")))
    step = address(cast, "plan_step", GOAL, STEP)
    assert "Nobody does it until somebody takes it over" in text_of(colin.get(step))
    page = text_of(colin.post(step, {"do": "over"}, follow=True))
    assert "The step is yours now" in page
    assert "does not work with you both any more" not in page


def test_a_goal_without_a_step_says_so_on_the_plan_once_it_is_for_now(cast, ruth):
    about = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    put_goal(goal=Goal(GOAL, "A dry room"), **about)
    put_goal(goal=Goal(UUID(int=2), "Some day", is_later=True), **about)
    assert text_of(ruth.get(address(cast, "plan"))).count("It has no step yet.") == 1
