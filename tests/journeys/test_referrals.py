"""A need said in the conversation becomes a referral: agreed, sent, accepted, waited for, seen, and what came back."""

from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import begin_assessment
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.domain.assessment import Said, Voice
from tests.cast import START


def happens(page, step, words=""):
    """Write down the next step, and wait until it is kept."""
    page.get_by_label(step, exact=True).check()
    page.get_by_label("What came back, or why?").fill(words)
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("It is written down.").wait_for()


def test_a_need_is_followed_from_the_conversation_to_what_came_back(page, cast, sign_in_page, check_page):
    by = actor_for(cast.practitioner)
    begin_assessment(person_id=cast.person_id, by=by, at=START)
    owes = Sent("money.debts", Voice.PERSON, Said(("much",), "I owe my nan, and the phone people"))
    save_answers(person_id=cast.person_id, sent=[owes], tab="", by=by, at=START)
    sign_in_page(page, cast.practitioner)
    page.goto(f"/people/{cast.person_id}/assessment/area/money/")
    page.get_by_text("Begin a referral with what was said here").click()
    check_page(page)
    page.get_by_role("link", name="Ask somebody else").click()
    assert page.get_by_label("What is it for?").input_value() == "I owe my nan, and the phone people"
    assert page.get_by_label("Which area of life is it about?").input_value() == "money"
    page.get_by_label("Who is asked?").fill("The debt adviser at the advice centre")
    check_page(page)
    page.get_by_role("button", name="Keep the referral").click()
    page.get_by_text("Agreed today, not sent yet.").wait_for()
    for step in ("Sent", "They said yes", "Seen for the first time"):
        happens(page, step)
    happens(page, "Came back with something", "Five pounds a week")
    check_page(page)
    page.get_by_role("link", name="Money").click()
    page.get_by_text("The debt adviser at the advice centre. Came back with something.").wait_for()
    page.goto(f"/people/{cast.person_id}/referrals/")
    check_page(page)
    page.get_by_role("button", name="Print for Tomos").click()
    page.get_by_text("Five pounds a week").wait_for()
    check_page(page)
