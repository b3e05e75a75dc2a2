"""The pages of referrals."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import begin_assessment
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.domain.assessment import Said, Voice
from alongside.records.models import Referral, ReferralStep
from tests.cast import START

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


def day(on):
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def agree(client, cast, **wrong):
    said = {"need": "The debt letters", "area": "money", "to": "A debt adviser"} | day(TODAY - 20 * DAY)
    return client.post(reverse("add_referral", args=[cast.person_id]), said | wrong)


def follow(client, step, seen, on=TODAY, words=""):
    sent = {"step": step, "seen": seen, "words": words} | day(on)
    return client.post(reverse("referral", args=[Referral.objects.get().id]), sent)


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_it_is_written_down_and_waits_are_said_in_days(cast, ruth):
    page = reverse("referrals", args=[cast.person_id])
    assert "There is no referral yet" in text_of(ruth.get(page))
    assert agree(ruth, cast).status_code == 302
    assert "Agreed 20 days ago, not sent yet" in text_of(ruth.get(page))
    follow(ruth, "sent", 1, TODAY - 12 * DAY)
    assert "Waiting 12 days to be seen. Since 22 April 2026" in text_of(ruth.get(page))
    follow(ruth, "came_back", 2, words="A plan for each letter")
    shown = text_of(ruth.get(page))
    assert "What came of the others" in shown
    assert "A plan for each letter" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"need": ""}, "Write what it is for"),
        ({"need": "x" * 30_000}, "Write 1000 characters or fewer"),
        ({"area": ""}, "Choose an area"),
        ({"to": ""}, "Write which service is asked"),
        (day(TODAY + DAY), "That day has not come yet"),
        ({"on_month": "13"}, "There is a problem"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(cast, ruth, wrong, said):
    page = text_of(agree(ruth, cast, **wrong))
    assert said in page
    assert wrong.get("need", "The debt letters") in page
    assert not Referral.objects.exists()


def test_a_no_without_a_reason_and_a_day_before_the_last_are_refused(cast, ruth):
    agree(ruth, cast)
    follow(ruth, "sent", 1)
    assert "Write what came back, or why" in text_of(follow(ruth, "declined", 2))
    assert "That is before the day of the last step" in text_of(follow(ruth, "accepted", 2, TODAY - DAY))
    assert ReferralStep.objects.count() == 2


def test_of_two_who_write_at_once_the_second_sees_what_was_written_and_keeps_their_words(cast, ruth):
    agree(ruth, cast)
    follow(ruth, "sent", 1)
    page = text_of(follow(ruth, "withdrawn", 1, words="We thought again"))
    assert "Somebody wrote down something else meanwhile" in page
    assert "We thought again" in page
    assert 'name="seen" value="2"' in page
    follow(ruth, "withdrawn", 2, words="We thought again")
    assert "Called off" in text_of(ruth.get(reverse("referrals", args=[cast.person_id])))


def test_a_supervisor_reads_and_is_offered_no_form(cast, ruth, sign_in):
    agree(ruth, cast)
    supervisor = sign_in(cast.supervisor)
    page = text_of(supervisor.get(reverse("referral", args=[Referral.objects.get().id])))
    assert "The debt letters" in page
    assert "Write it down" not in page
    assert supervisor.get(reverse("add_referral", args=[cast.person_id])).status_code == 404


def test_the_page_of_the_person_leads_there(cast, ruth):
    address = reverse("referrals", args=[cast.person_id])
    assert f'href="{address}"' in text_of(ruth.get(reverse("person", args=[cast.person_id])))


def test_an_area_of_the_conversation_leads_to_a_referral_with_its_words_and_back(cast, ruth):
    by, area = actor_for(cast.practitioner), reverse("assessment_area", args=[cast.person_id, "money"])
    begin_assessment(person_id=cast.person_id, by=by, at=START)
    sent = [Sent("money.debts", Voice.PERSON, Said(("much",), "I owe my nan"))]
    save_answers(person_id=cast.person_id, sent=sent, tab="", by=by, at=START)
    begun = f"{reverse('add_referral', args=[cast.person_id])}?area=money&amp;question=money.debts"
    assert f'href="{begun}"' in text_of(ruth.get(area))
    form = text_of(ruth.get(begun.replace("&amp;", "&")))
    assert "I owe my nan" in form
    assert '<option value="money" selected>' in form
    agree(ruth, cast, need="I owe my nan")
    referral = reverse("referral", args=[Referral.objects.get().id])
    assert f'href="{referral}"' in text_of(ruth.get(area))
    assert f'href="{area}"' in text_of(ruth.get(referral))


def test_a_wait_of_two_weeks_is_on_the_day_and_any_wait_on_the_page_of_the_person(cast, ruth):
    agree(ruth, cast, **day(TODAY - DAY))
    assert "Waiting for somebody else" not in text_of(ruth.get(reverse("today")))
    assert "Agreed one day ago, not sent yet" in text_of(ruth.get(reverse("person", args=[cast.person_id])))
    agree(ruth, cast, need="The damp")
    waits = text_of(ruth.get(reverse("today")))
    assert "The damp. Agreed 20 days ago, not sent yet." in waits
    assert "The debt letters" not in waits


def test_the_sheet_says_each_step_by_its_day(cast, ruth):
    page = reverse("print_referrals", args=[cast.person_id])
    assert "Nobody else was asked yet" in text_of(ruth.get(page))
    agree(ruth, cast)
    follow(ruth, "sent", 1, TODAY - 12 * DAY)
    sheet = text_of(ruth.get(page))
    assert "22 April 2026: Sent" in sheet
    assert "Ruth" not in sheet.split("<main")[1]
