"""One person for twelve sessions: from a thing on the map to a skill that holds, a promise put right, and a planned ending.

Nothing is put into the tables on the way but the first date, the card and its PIN: what nobody types or taps does not happen.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from alongside.access.actors import actor_for
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.assessment import Area
from alongside.domain.plan import Level
from alongside.domain.skills import Stage
from alongside.records.models import Session
from tests.cast import START, Cast
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Desk, Phone, open_fold
from tests.journeys.test_check_in import CANARIES
from tests.pages.own_door import PIN, give_door

SETS_OFF = "Being talked down to in front of people"
GOAL = "Say it before I blow, so that Ella is not scared of me"
LATE = "Ring housing about the damp"
AGAIN = "Ring housing from this room, with you here"
SORRY = "I forgot. I am sorry. We ring together on Monday."
LETTER = "Tomos, in July you walked round the block before you answered. I saw that. You did it again without me."
WEEK = timedelta(weeks=1)
LAST = START + 11 * WEEK
PATIENCE = 30_000  # milliseconds: it runs beside everything else
expect.set_options(timeout=PATIENCE)


class Story:
    """Ruth at her desk, Tomos with a phone, and a clock that is set by hand, one week after the other."""

    def __init__(
        self, desk: Desk, phone: Phone, cast: Cast, sign_in: Callable[[Page, object], None], code: str
    ) -> None:
        self.desk, self.phone, self.cast, self.sign_in, self.code = desk, phone, cast, sign_in, code
        self.at = START

    @property
    def about(self) -> str:
        return f"/people/{self.cast.person_id}/"

    @property
    def session_id(self) -> UUID:
        """The meeting of this week."""
        return Session.objects.get(person=self.cast.person_id, planned_at__date=self.at.date()).id

    def begin(self, week: int) -> None:
        """Let it be the hour of the meeting of this week, with Ruth signed in and the meeting begun."""
        self.arrive(week)
        self.desk.press("Start")

    def arrive(self, week: int) -> None:
        self.at = START + week * WEEK
        self.desk.set_clock(self.at)
        self.sign_in(self.desk.page, self.cast.practitioner)
        self.go(f"/sessions/{self.session_id}/")

    def go(self, path: str) -> None:
        self.desk.page.goto(path)

    def end(self, *, came: bool = True, next_time: bool = True) -> None:
        """Say whether he came and when the next meeting is, at the foot of the page of the meeting."""
        self.go(f"/sessions/{self.session_id}/")
        self.desk.choose("Came" if came else "Did not come")
        if next_time:
            self.desk.fill_date((self.at + WEEK).date())
        self.desk.press("Finish the session")

    def skill(self, name: str) -> None:
        self.go(f"{self.about}skills/")
        self.desk.follow(name)

    def mark(self, stage: Stage, *, says: str, words: str = "", useful: int | None = None) -> None:
        """Mark a stage of the skill that is open."""
        page = self.desk.page
        open_fold(page, "Mark what happened")
        form = page.locator("#stage")
        form.get_by_label(stage.label, exact=True).check()
        form.get_by_label(says, exact=True).check()
        form.get_by_label("The feedback, or what happened").fill(words)
        if useful is not None:
            form.get_by_label("If it is useful, how much?").select_option(str(useful))
        self.desk.press("Write it down")

    def tries(self, what: str, how: int, line: str) -> None:
        """Three days after the meeting: Tomos opens his own side with his card, and writes down how a try went."""
        self.desk.set_clock(self.at + timedelta(days=3))
        page = self.phone.page
        page.goto("/door/")
        page.get_by_label("Enter your code").fill(self.code)
        self.phone.press("Next")
        page.get_by_label("Enter your PIN").fill(PIN)
        self.phone.press("Open")
        self.phone.unfold("What we do together")
        self.phone.follow("What I am practising")
        if page.get_by_label(what, exact=True).count():
            self.phone.choose(what)
        page.locator(f".app-scale__row--{how} input").check(force=True)
        self.phone.write("One line about it, if you like", line)
        self.phone.press("Keep it")
        self.phone.sees("It is kept.", line)
        self.phone.leave()


@pytest.fixture
def story(page, new_page, cast, sign_in_page, check_page, set_clock) -> Story:
    plan_session(person_id=cast.person_id, plan=Plan(START), by=actor_for(cast.practitioner), at=START)
    phone = Phone(new_page(PHONE, java_script_enabled=False), CANARIES)
    for browser in (page, phone.page):
        browser.set_default_timeout(PATIENCE)
    return Story(Desk(page, check_page, set_clock), phone, cast, sign_in_page, give_door(cast).code)


def test_twelve_sessions_from_a_thing_on_the_map_to_a_planned_ending(story):
    what_sets_it_off_becomes_a_goal(story)
    a_first_skill_is_explained_and_shown(story)
    it_is_tried_here_and_a_promise_is_made(story)
    story.tries("What each number feels like", 6, "Walked round the block at a five")
    it_was_tried_in_life_and_the_promise_was_broken(story)
    the_promise_is_put_right_and_a_second_skill_begins(story)
    one_meeting_is_missed_and_met_with_curiosity(story)
    the_second_skill_is_tried_here(story)
    story.tries("My ways to say no", 8, "Said no to Gaz at the door")
    the_second_skill_was_tried_in_life(story)
    the_ending_begins_in_good_time(story)
    what_he_takes_along_is_written(story)
    both_look_back_and_the_letter_is_given(story)
    he_is_where_he_wanted_to_be_and_goodbye_is_said(story)
    everything_can_be_taken_away_on_paper(story)


def what_sets_it_off_becomes_a_goal(story: Story) -> None:
    desk = story.desk
    story.begin(0)
    story.go(f"{story.about}map/add/")
    desk.write("What is it?", SETS_OFF)
    desk.choose("What sets it off")
    desk.page.get_by_label("Does it belong to an area of life?").select_option(Area.THINKING.value)
    desk.press("Put it on the map")
    story.go(f"{story.about}map/")
    desk.page.locator(".app-map__node").first.click()
    desk.follow("Make this a goal")
    desk.write("What does Tomos want?", GOAL)
    desk.page.get_by_label("How much does it matter, from 0 to 10?").select_option("9")
    desk.page.get_by_label("How sure are they that they can, from 0 to 10?").select_option("4")
    desk.press("Put it on the plan")
    desk.write("What is to be done?", "Find out at which number I can still stop")
    desk.choose("Tomos")
    desk.press("Add it")
    five_levels_are_written(story)
    story.end()


def five_levels_are_written(story: Story) -> None:
    desk = story.desk
    story.go(f"{story.about}plan/")
    desk.follow(GOAL)
    desk.sees(f"From the map: “{SETS_OFF}”", Area.THINKING.heading)
    desk.follow("Write the five levels")
    for level in Level:
        desk.write(level.label, f"What it looks like: {level.label}")
    desk.press("Keep the five")
    he_says_where_he_is(story, Level.START)


def he_says_where_he_is(story: Story, level: Level) -> None:
    page = story.desk.page
    page.get_by_label(level.label, exact=True).and_(page.get_by_role("radio")).check()
    story.desk.press("Write it down")


def a_first_skill_is_explained_and_shown(story: Story) -> None:
    desk = story.desk
    story.begin(1)
    story.skill("My anger meter")
    open_fold(desk.page, "Say what it is for")
    desk.page.get_by_label("Which need does it serve?").select_option(Area.THINKING.value)
    desk.page.get_by_label("Which thing on the map?").select_option(label=SETS_OFF)
    desk.page.get_by_label("Which goal of the plan?").select_option(label=GOAL)
    desk.press("Begin it together")
    desk.sees("Next: explained")
    story.mark(Stage.EXPLAINED, says="I do")
    story.mark(Stage.SHOWN, says="I do")
    desk.sees("Next: tried here, with feedback")
    desk.check(desk.page)
    story.end()


def it_is_tried_here_and_a_promise_is_made(story: Story) -> None:
    desk = story.desk
    story.begin(2)
    story.skill("My anger meter")
    desk.follow("What each number feels like")
    desk.follow("Turn the screen")
    desk.page.get_by_label("3 or 4: annoyed").fill("Hot face")
    desk.page.get_by_label("The last number at which I can still stop").select_option("5")
    desk.press("Save it as it is")
    story.skill("My anger meter")
    story.mark(Stage.TRIED, says="I do", words="Put a number on it twice. Next time say it out loud.")
    story.go(f"/sessions/{story.session_id}/")
    promise(story, LATE)
    story.end()


def promise(story: Story, words: str) -> None:
    desk = story.desk
    desk.follow("Add a promise")
    desk.choose("Ruth Adeyemi, that is you")
    desk.write("What will they do?", words)
    desk.fill_date((story.at + WEEK).date())
    desk.press("Keep this promise")
    desk.sees(words)


def it_was_tried_in_life_and_the_promise_was_broken(story: Story) -> None:
    desk = story.desk
    story.begin(3)
    desk.sees("Walked round the block at a five")
    desk.page.get_by_role("group", name=f"What became of it: {LATE}").get_by_text("Not done", exact=True).click()
    desk.follow("Add a word")
    desk.write("What happened, in a sentence", SORRY)
    desk.press("Add the word")
    desk.sees(SORRY)
    story.go(f"/sessions/{story.session_id}/")
    promise(story, AGAIN)
    story.skill("My anger meter")
    desk.sees("Walked round the block at a five")
    story.mark(Stage.IN_LIFE, says="Tomos", words="At the bus stop, before he answered.")
    story.mark(Stage.USEFUL, says="Tomos", useful=8)
    desk.sees("All five stages are there")
    story.end()


def the_promise_is_put_right_and_a_second_skill_begins(story: Story) -> None:
    desk = story.desk
    story.begin(4)
    desk.page.get_by_role("group", name=f"What became of it: {AGAIN}").get_by_text("Kept", exact=True).click()
    desk.page.get_by_role("group", name=f"What became of it: {AGAIN}").wait_for(state="detached")
    story.go(f"{story.about}promises/")
    desk.sees(SORRY)
    desk.check(desk.page)
    story.skill("Saying no to pressure")
    desk.press("Begin it together")
    story.mark(Stage.EXPLAINED, says="I do")
    story.mark(Stage.SHOWN, says="I do")
    story.end()


def one_meeting_is_missed_and_met_with_curiosity(story: Story) -> None:
    desk = story.desk
    story.arrive(5)
    story.end(came=False)
    desk.sees("Tomos Bevan did not come", "Be curious first", "The way through this")
    desk.write("What is the reason?", "The school rang: Ella was ill.")
    desk.write("What makes it hard to come?", "Nobody else can fetch her.")
    desk.write("What did you offer?", "A call at nine instead.")
    desk.press("Save")
    desk.choose("Excused")
    desk.write(
        "What did you tell them, in which words?", "That a sick child comes first, and that it counts as a good reason."
    )
    desk.press("Save")
    desk.check(desk.page)


def the_second_skill_is_tried_here(story: Story) -> None:
    story.begin(6)
    story.skill("Saying no to pressure")
    story.desk.follow("My ways to say no")
    story.desk.press("Save it as it is")
    story.skill("Saying no to pressure")
    story.mark(Stage.TRIED, says="I do", words="Short and calm. Next time without the reason.")
    story.end()


def the_second_skill_was_tried_in_life(story: Story) -> None:
    story.begin(7)
    story.desk.sees("Said no to Gaz at the door")
    story.skill("Saying no to pressure")
    story.mark(Stage.IN_LIFE, says="Tomos", words="Gaz laughed, and went.")
    story.desk.sees("Next: useful to me")
    story.end()


def the_ending_begins_in_good_time(story: Story) -> None:
    desk = story.desk
    story.begin(8)
    story.go(f"{story.about}ending/")
    desk.follow("Begin the ending")
    desk.fill_date(LAST.date())
    desk.press("Begin the ending")
    desk.sees("in 3 weeks")
    desk.follow("What I take with me")
    expect(desk.page.get_by_label("What I can do now")).to_have_value("My anger meter\nSaying no to pressure")
    desk.write("What helped me most", "That somebody rang when she said she would")
    desk.press("Keep it")
    story.end()


def what_he_takes_along_is_written(story: Story) -> None:
    desk = story.desk
    story.begin(9)
    for step, fields in (
        ("My early signs", {"What I notice first": "Hot face", "What other people notice": "I go quiet"}),
        ("Who I call", {"Who I call": "My nan, most evenings"}),
        ("Staying on track", {"If this happens": "Gaz is at the door", "Then I will": "I say no and ring my nan"}),
    ):
        story.go(f"{story.about}ending/")
        desk.follow(step)
        for label, words in fields.items():
            desk.write(label, words)
        desk.press("Keep it")
    desk.follow("Say it honestly")
    desk.choose("The door is open")
    desk.write("How, or why not, in words they can hold you to", "Ring the front desk and ask for the team.")
    desk.press("Keep it")
    story.end()


def both_look_back_and_the_letter_is_given(story: Story) -> None:
    desk = story.desk
    story.begin(10)
    story.go(f"{story.about}ending/")
    desk.follow("Looking back, both ways")
    desk.write("What was hard, in the person’s words", "When the call about the damp did not come.")
    desk.write("What was hard, in your words", "Saying that I had forgotten.")
    desk.press("Keep it")
    desk.follow("A letter")
    desk.write("Your letter", LETTER)
    desk.press("Check it as it will be read")
    desk.sees(LETTER)
    desk.write("How?", "By hand, read together")
    desk.press("They have it")
    desk.sees("It is fixed, since Tomos has it.")
    story.end()


def he_is_where_he_wanted_to_be_and_goodbye_is_said(story: Story) -> None:
    desk = story.desk
    story.begin(11)
    story.go(f"{story.about}plan/")
    desk.follow(GOAL)
    desk.sees("My anger meter")
    desk.follow("Say where you are")
    he_says_where_he_is(story, Level.GOAL)
    story.go(f"{story.about}plan/")
    open_fold(desk.page, "All goals together, as a number")
    desk.sees("50", "It is the T-score of goal attainment scaling")
    story.go(f"{story.about}ending/")
    desk.follow("Saying goodbye")
    desk.choose("It was held")
    desk.press("Keep it")
    desk.follow("It ended as planned")
    desk.press("It ended on this day")
    desk.sees("as you both had planned")
    desk.check(desk.page)
    story.end(next_time=False)


def everything_can_be_taken_away_on_paper(story: Story) -> None:
    for path, words in (
        ("plan/print/", GOAL), ("ending/print/", "I say no and ring my nan"), ("ending/letter/print/", LETTER),
        ("skills/anger-meter/meter/print/", "Hot face"), ("promises/print/", SORRY),
    ):  # fmt: skip
        story.go(f"{story.about}{path}")
        story.desk.sees(words)
        story.desk.check(story.desk.page)
    held = Session.objects.filter(person=story.cast.person_id)
    assert (held.count(), held.filter(attendance="attended").count()) == (12, 11)
