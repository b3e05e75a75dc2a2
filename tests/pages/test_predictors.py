"""The figures on the page, from nothing to a judgement, and what the person sees of them."""

import re

import pytest
from django.urls import reverse

from alongside.records.models import Calculation, Correction, FigureOffer, Judgement, Person
from tests.cast import START
from tests.pages.figures import TYPED, text, typed
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(cast):
    return f"/people/{cast.person_id}/risk/"


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def worked_out(ruth, at):
    assert ruth.post(f"{at}history/", typed(TYPED)).status_code == 302
    assert ruth.post(f"{at}work-out/").status_code == 302


def test_an_empty_page_says_what_is_missing_and_where_it_is_answered(ruth, at):
    page = ruth.get(at)
    assert "Nothing has been worked out yet" in text(page)
    assert "How many sanctions in all, with this one: in the history" in text(page)
    assert "in the conversation" in text(page)


RAW = re.compile(r"\w_\w|: (yes|no)\b|\b(True|False)\b")


def test_the_other_results_are_said_in_sentences_to_staff_and_to_the_person(ruth, at, worked_out):
    staff = text(ruth.get(at)).split("For staff: the other results")[1].split("Every time it was worked out")[0]
    person = text(ruth.post(f"{at}offer/", {"what": "others", "answer": "looked"}, follow=True))
    for words in (staff, person):
        assert not RAW.search(words)
        assert words.count("An independent calculation, not an official score.") >= 7
    assert "The history says that there was no such offence" in staff
    assert "Date of birth" not in staff
    assert "You have none there" in person
    assert "It needs some answers that are not there yet." in person
    assert "Not answered" not in person
    assert "Not answered" in staff


def test_figures_are_people_in_three_groups_and_say_what_they_are_not(ruth, at, worked_out):
    page = ruth.get(at)
    words = text(page)
    assert "Think of 100 people with these answers." in words
    assert page.content.decode().count('role="img"') >= 3
    for said in (
        "An independent calculation, not an official score.", "What cannot change", "What changes with time",
        "What can change", "We know of nothing published on how far this figure may be off.", "version 1.0", "history alone",
        "A figure alone is none.",
    ):  # fmt: skip
        assert said in words, said
    assert not re.search(r"govuk-tag--|\bred\b|gauge", page.content.decode())


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"offence_code": "99999"}, "offence_code", "This code is not on the list"),
        ({"offence_code": "🙂"}, "offence_code", "Enter the five digits"),
        ({"violent_sanction_count": "10"}, "violent_sanction_count", "cannot be more than all sanctions"),
        ({"sanction_count": "nine"}, "sanction_count", "Write it as a whole number"),
        ({"conviction_date_year": "1998"}, "conviction_date_day", "The conviction has to be after the day of birth"),
        ({"conviction_date_day": "31"}, "conviction_date_day", "There is no 31 February"),
        ({"age_at_first_sanction": "60"}, "age_at_first_sanction", "They were younger than this"),
        ({"previous_convictions": ["none", "arson"]}, "previous_convictions", "Choose either none of these"),
    ],
    ids=str,
)
def test_bad_input_is_said_at_its_place_and_what_was_typed_stays(ruth, at, changes, field, sentence):
    page = ruth.post(f"{at}history/", typed(TYPED | changes))
    assert page.status_code == 200
    assert f"#id_said-{field}" in page.content.decode()
    assert sentence in text(page)
    assert 'value="17"' in page.content.decode() or "age_at_first_sanction" in changes


def test_two_who_save_at_once_see_both_and_the_second_is_kept_when_saved_again(ruth, at, worked_out):
    late = TYPED | {"sanction_count": "12"}
    page = ruth.post(f"{at}history/", typed(late))
    assert "Ruth Adeyemi saved something else while you wrote" in text(page)
    assert "How many sanctions in all, with this one 9" in text(page)
    assert 'name="said-revision" value="1"' in page.content.decode()
    assert ruth.post(f"{at}history/", typed(late | {"revision": "1"})).status_code == 302
    assert 'value="12"' in ruth.get(f"{at}history/").content.decode()


def test_what_the_rules_accept_and_looks_odd_is_pointed_out(ruth, at):
    odd = {"age_at_first_sanction": "8", "community_start_date_day": "1", "community_start_date_month": "1",
           "community_start_date_year": "2024"}  # fmt: skip
    words = text(ruth.post(f"{at}history/", typed(TYPED | odd), follow=True))
    assert "under 10, the age of criminal responsibility" in words
    assert "starts before the conviction" in words


def test_a_child_is_refused_with_the_reason(ruth, at, worked_out):
    Person.objects.update(is_child=True)
    words = text(ruth.post(f"{at}work-out/", follow=True))
    assert "Nobody under 18 is worked out" in words
    assert Calculation.objects.count() == 1


def test_a_judgement_needs_its_reason_keeps_what_was_typed_and_stands_on_the_page(ruth, at, worked_out):
    written = {"says": "overrides", "protects": "שלום 🙂", "reason": ""}
    page = ruth.post(f"{at}judgement/", typed(written))
    assert "Write your reason" in text(page)
    assert "שלום 🙂" in text(page)
    ruth.post(f"{at}judgement/", typed(written | {"reason": "x" * 30_000}))
    assert "Judges otherwise , Ruth Adeyemi" in text(ruth.get(at))
    assert len(ruth.get(at).content) > 30_000


def test_what_was_judged_and_said_of_earlier_figures_stays_when_there_are_newer(ruth, cast, sign_in, at, worked_out):
    ruth.post(f"{at}judgement/", typed({"says": "overrides", "reason": "Kingfisher"}))
    ruth.post(f"{at}offer/", {"what": "reoffending", "answer": "declined"})
    ruth.post(f"{at}history/", typed(TYPED | {"sanction_count": "12", "revision": "1"}))
    ruth.post(f"{at}work-out/")
    assert Calculation.objects.count() == 2
    words = text(ruth.get(at))
    for said in (
        "Nobody has judged the newest figures yet", "Kingfisher", "beside the figures of number 1",
        "Tomos would rather not look",
    ):  # fmt: skip
        assert said in words, said
    Calculation.objects.filter(number=2).update(signed=True)
    seen = text(sign_in(cast.cover).get(at))
    assert "Kingfisher" not in seen
    assert "has not been asked" not in seen


def test_the_second_signature_is_there_by_setting_and_for_the_supervisor(ruth, cast, sign_in, at, worked_out, settings):
    ruth.post(f"{at}judgement/", typed({"says": "agrees", "reason": "So far"}))
    marian = sign_in(cast.supervisor)
    assert "Sign it a second time" not in text(marian.get(at))
    settings.ALONGSIDE_SECOND_SIGNATURE = True
    assert "Sign it a second time" in text(marian.get(at))
    assert "Sign it a second time" not in text(ruth.get(at))
    marian.post(f"{at}judgement/second/")
    assert "Signed a second time by Marian Ellis, 4 May 2026" in text(ruth.get(at))
    assert Judgement.objects.get().seconded_at == START


def test_the_person_is_asked_first_and_may_decline(ruth, at, worked_out):
    assert "You can say no" in text(ruth.get(f"{at}offer/"))
    assert ruth.get(f"{at}together/").status_code == 404
    words = text(ruth.post(f"{at}offer/", {"what": "reoffending", "answer": "declined"}, follow=True))
    assert "Tomos would rather not look" in words
    assert FigureOffer.objects.get().answer == "declined"


def test_the_turned_screen_shows_the_reoffending_figures_and_nothing_else(ruth, at, worked_out):
    ruth.post(f"{at}judgement/", typed({"says": "overrides", "reason": "Kingfisher"}))
    page = ruth.post(f"{at}offer/", {"what": "reoffending", "answer": "looked"}, follow=True)
    words = text(page)
    assert "Think of 100 people" in words
    for hidden in ("sexual", "screen ", "Kingfisher", "Personality", "Maturity"):
        assert hidden not in words.replace("Turn the screen back", ""), hidden


def test_the_other_results_are_shown_only_after_somebody_shares_them(ruth, at, worked_out):
    assert ruth.get(f"{at}together/others/").status_code == 404
    page = ruth.post(f"{at}offer/", {"what": "others", "answer": "looked"}, follow=True)
    assert "A sexual offence with contact" in text(page)
    assert "Ruth Adeyemi: shared the other results" in text(ruth.get(at))


def test_whoever_stands_in_sees_no_figure_of_a_conversation_that_is_not_signed(cast, sign_in, at, worked_out):
    callum = sign_in(cast.cover)
    assert "Nothing has been worked out yet that you may read" in text(callum.get(at))
    Calculation.objects.update(signed=True)
    assert "Think of 100 people" in text(callum.get(at))


def test_each_line_says_where_it_came_from_and_leads_whoever_may_change_it_there(cast, ruth, at, worked_out, sign_in):
    history = f'href="{reverse("predictor_history", args=[cast.person_id])}">This is wrong'
    words = text(ruth.get(at))
    assert "From the official record" in words
    assert "From the conversation" in words
    assert history in re.sub(r"\s+", " ", ruth.get(at).content.decode())
    read = sign_in(cast.supervisor).get(at).content.decode()
    assert "From the official record" in read
    assert "This is wrong" not in read


LOOKED = {"what": "reoffending", "answer": "looked"}
RECORD_LINE = "Your record: There are 9 times on your record, from the age of 17."


@pytest.fixture
def wrong(ruth, at, worked_out):
    """The address on which the person says that the line about their record is wrong, as the turned screen gives it."""
    page = ruth.post(f"{at}offer/", LOOKED, follow=True).content.decode()
    return re.search(r'href="([^"]+)">This is wrong<span[^>]*>: Your record, A new offence of any kind', page).group(1)


def test_the_person_says_a_line_is_wrong_comes_back_and_reads_what_happens_next(ruth, at, wrong):
    asked = ruth.get(wrong)
    assert "There are 9 times on your record" in text(asked)
    assert "You can leave this empty." in text(asked)
    back = ruth.post(wrong, {"words": "It was seven times."}, follow=True)
    assert back.redirect_chain == [(f"{at}together/?said=wrong", 302)]
    assert "Until then the figure stays as it is." in text(back)
    assert text(back).count("You said this is wrong. You get an answer by 4 June 2026.") == 1
    assert wrong not in back.content.decode()
    assert Calculation.objects.count() == 1


def test_staff_find_the_line_and_the_words_in_the_list_of_corrections(cast, ruth, wrong, sign_in):
    ruth.post(wrong, {"words": "It was seven times."})
    assert "A line of the figures: It was seven times." in text(ruth.get(f"/people/{cast.person_id}/corrections/"))
    address = f"/corrections/{Correction.objects.get().id}/"
    page = text(ruth.get(address))
    assert RECORD_LINE in page
    assert "This is in the figure about a new offence." in page
    assert "It was seven times." in page
    callum = text(sign_in(cast.cover).get(address))
    assert "It was seven times." in callum
    assert "There are 9 times" not in callum


def test_no_words_are_needed_and_staff_are_told_to_ask(ruth, wrong):
    assert ruth.post(wrong, {"words": "  "}).status_code == 302
    page = text(ruth.get(f"/corrections/{Correction.objects.get().id}/"))
    assert "They did not say what is wrong about it. Ask them." in page


def test_too_many_words_are_said_at_their_place_and_stay(ruth, wrong):
    page = ruth.post(wrong, {"words": "x" * 2001})
    assert "Use fewer words." in text(page)
    assert "x" * 2001 in page.content.decode()
    assert not Correction.objects.exists()


def test_their_own_page_says_that_they_asked_and_shows_no_figure(cast, ruth, wrong):
    ruth.post(wrong, {"words": "It was seven times."})
    page = text(open_own(give_door(cast)).get("/mine/correction/"))
    assert "A line of the figures you looked at together. " in page
    assert "It was seven times." in page
    assert "9 times" not in page


def test_no_line_is_wrong_on_a_page_that_is_closed_or_for_a_line_that_is_not_there(cast, ruth, at, wrong, sign_in):
    assert ruth.get(wrong.replace("-1/", "-99/")).status_code == 404
    assert ruth.post(wrong.replace("/1-", "/2-"), {}).status_code == 404
    assert sign_in(cast.stranger).post(wrong, {}).status_code == 404
    ruth.post(f"{at}offer/", LOOKED | {"answer": "declined"})
    assert ruth.get(wrong).status_code == 404
    assert ruth.post(wrong, {}).status_code == 404
    assert not Correction.objects.exists()
