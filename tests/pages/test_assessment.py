"""The pages of an assessment: what both see at the desk, what the person sees on the turned screen, and what is printed."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import (
    begin_assessment,
    complete_assessment,
    say_consent,
    say_for_person,
    sign_assessment,
)
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.casework.formulation.operations import agree_on_map, put_on_map
from alongside.domain.assessment import Area, Consent, PersonSays, Said, Standing, Voice
from alongside.domain.formulation import Node, Place
from alongside.domain.formulation import Voice as MapVoice
from alongside.ledger.models import Entry
from alongside.pages.assessment.reading import read_marks
from alongside.records.models import Assessment, AssessmentAnswer
from tests.cast import START

pytestmark = pytest.mark.django_db
HELPS, TROUBLE, DRINKS = "alcohol.helps", "alcohol.trouble", "alcohol.drinks"
SCRIPT = {"headers": {"X-Requested-With": "XMLHttpRequest"}}


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def begun(cast):
    return begin_assessment(person_id=cast.person_id, by=actor_for(cast.practitioner), at=START)


@pytest.fixture
def say(cast, begun):
    def said(*lines):
        sent = [Sent(question, voice, what) for question, voice, what in lines]
        save_answers(person_id=cast.person_id, sent=sent, tab="", by=actor_for(cast.practitioner), at=START)

    return said


@pytest.fixture
def differ(say):
    say(
        (DRINKS, Voice.PERSON, Said(("yes",))),
        (DRINKS, Voice.PRACTITIONER, Said(("yes",))),
        (TROUBLE, Voice.PERSON, Said(("none",), "It was not the cans")),
        (TROUBLE, Voice.PRACTITIONER, Said(("significant",), "Both times", "Police summary")),
    )


def page_of(client, name, *parts, **query):
    answer = client.get(reverse(name, args=parts), query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def field(question, voice, part="words"):
    return f"said-{question}-{voice}-{part}"


def save(client, cast, typed, place="alcohol", **more):
    url = reverse("save_assessment", args=[cast.person_id])
    return client.post(url, {"place": place, "revision": "{}", "tab": "a" * 32} | typed, **more)


def sign(cast, says=PersonSays.AGREES, words=""):
    about = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    complete_assessment(**about)
    say_for_person(says=says, words=words, **about)
    sign_assessment(**about)


def test_without_one_the_page_says_what_it_would_be_and_offers_to_begin(cast, ruth):
    page = page_of(ruth, "assessment", cast.person_id)
    assert "Nothing to read yet" in page
    assert ruth.post(reverse("begin_assessment", args=[cast.person_id])).status_code == 302
    assert "None of nine areas done" in page_of(ruth, "assessment", cast.person_id)


def test_whoever_stands_in_is_told_when_they_can_read_it(cast, sign_in, begun):
    page = page_of(sign_in(cast.cover), "assessment", cast.person_id)
    assert "once both have signed" in page
    assert ">Begin<" not in page


@pytest.mark.parametrize("area", [area.value for area in Area])
def test_every_area_opens_and_turns(cast, ruth, begun, area):
    assert Area(area).heading in page_of(ruth, "assessment_area", cast.person_id, area)
    assert Area(area).heading in page_of(ruth, "turned_assessment", cast.person_id, area)


@pytest.mark.parametrize("name", ["assessment_area", "turned_assessment"])
def test_an_area_that_does_not_exist_is_not_here(cast, ruth, begun, name):
    assert ruth.get(reverse(name, args=[cast.person_id, "shoes"])).status_code == 404


def test_both_voices_stand_beside_each_other_the_person_first_and_a_difference_is_shown(cast, ruth, differ):
    page = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert page.index("It was not the cans") < page.index("Both times")
    (frame,) = re.findall(r'<div class="app-differ" data-standing="differ">', page)
    assert frame
    assert "alcohol.week" in page


def test_what_is_typed_is_saved_without_a_script_and_shows_what_hangs_on_it(cast, ruth, begun):
    shown = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert re.search(r'data-question="alcohol.week"[^>]* hidden>', shown)
    answer = save(ruth, cast, {field(DRINKS, "person"): "", field(DRINKS, "person", "options"): "yes"})
    assert answer.headers["Location"].startswith(reverse("assessment_area", args=[cast.person_id, "alcohol"]))
    assert not re.search(
        r'data-question="alcohol.week"[^>]* hidden>', page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    )


def test_a_script_is_told_the_marks_and_what_is_asked_now(cast, ruth, begun):
    typed = {field(DRINKS, "person"): "", field(DRINKS, "person", "options"): "yes"}
    said = save(ruth, cast, typed, **SCRIPT).json()
    assert (said["two"], said["at"]) == (False, "10:30")
    assert "alcohol.week" in said["asked"]
    assert read_marks(said["revision"])[DRINKS, Voice.PERSON][0] == 1


def test_saving_while_typing_is_one_entry_and_one_look_at_the_answers(cast, ruth, say):
    seen = Said(("significant",), "Both times", "Police summary")
    say((DRINKS, Voice.PRACTITIONER, Said(("yes",))), (TROUBLE, Voice.PRACTITIONER, seen))
    typed = {field(TROUBLE, "person"): "Not the cans", field(TROUBLE, "person", "options"): "none"}
    before = set(Entry.objects.values_list("id", flat=True))
    with CaptureQueriesContext(connection) as asked:
        said = save(ruth, cast, typed, **SCRIPT).json()
    assert said["asked"][TROUBLE] == "differ"
    assert [entry.action for entry in Entry.objects.exclude(id__in=before)] == ["saved"]
    looks = [query["sql"] for query in asked if query["sql"].startswith("SELECT") and '"sealed_body"' in query["sql"]]
    assert len(looks) == 1
    assert save(ruth, cast, typed, **SCRIPT).json()["asked"] is None


def test_what_is_too_long_is_said_at_its_place_and_all_of_it_is_still_there(cast, ruth, begun):
    long = "x" * 30_000
    answer = save(ruth, cast, {field(HELPS, "person"): long, field(HELPS, "practitioner"): "Eleven Saturdays"})
    page = answer.content.decode()
    assert "longer than 10,000 characters" in page
    assert f'href="#{field(HELPS, "person")}"' in page
    assert long in page
    assert AssessmentAnswer.objects.get().voice == "practitioner"


def test_emoji_and_right_to_left_words_come_back_as_they_were(cast, ruth, begun):
    save(ruth, cast, {field(HELPS, "person"): "🙂 مرحبا <b>\r\nנסה"})
    page = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert "🙂 مرحبا &lt;b&gt; נסה" in page


def test_two_browsers_that_write_at_once_are_offered_both_texts(cast, ruth, sign_in, begun):
    save(ruth, cast, {field(HELPS, "person"): "Ella"})
    save(ruth, cast, {field(HELPS, "person"): "Football"} | {"tab": "b" * 32})
    page = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert "Two texts for: What already helps here?" in page
    chosen = {"keep": "both", "question": HELPS, "voice": "person", "place": "alcohol"}
    ruth.post(reverse("choose_assessment_text", args=[cast.person_id]), chosen)
    page = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert "Ella Football" in page
    assert "Two texts for" not in page


def test_words_sent_after_it_was_signed_are_given_back(cast, ruth, say):
    say((HELPS, Voice.PERSON, Said(words="Ella")))
    sign(cast)
    page = save(ruth, cast, {field(HELPS, "person"): "Ella and my nan"}).content.decode()
    assert "This was not saved" in page
    assert "Ella and my nan" in page
    assert save(ruth, cast, {field(HELPS, "person"): "Late"}, **SCRIPT).status_code == 422


def test_words_typed_by_somebody_who_has_left_the_desk_do_not_become_another_s(cast, ruth, begun):
    page = save(ruth, cast, {field(HELPS, "person"): "Ella", "by": str(cast.cover.id)}).content.decode()
    assert "Somebody else is signed in now" in page
    assert not AssessmentAnswer.objects.exists()


def test_the_turned_screen_shows_this_person_s_words_and_nothing_of_anybody_else(cast, ruth, say, differ):
    say(
        (HELPS, Voice.PRACTITIONER, Said(words="His mother rang", apart=True)),
        ("relationships.abuse", Voice.PRACTITIONER, Said(("yes",), "His former partner told the police")),
        ("relationships.harm", Voice.PRACTITIONER, Said(("yes",), "Two reports")),
    )
    page = page_of(ruth, "turned_assessment", cast.person_id, "alcohol")
    assert "It was not the cans" in page
    assert "Both times" in page
    assert "His mother rang" not in page
    for word in ("Caseload", "Bevan", "Marian", "Sign out", "Police summary x"):
        assert word not in page
    turned = page_of(ruth, "turned_assessment", cast.person_id, "relationships")
    assert "former partner" not in turned
    assert "Two reports" in turned


def test_the_turned_screen_saves_the_person_s_side_and_leaves_the_other_as_it_is(cast, ruth, differ):
    typed = {field(TROUBLE, "person"): "Not any more", field(TROUBLE, "person", "options"): "some"}
    page = page_of(ruth, "turned_assessment", cast.person_id, "alcohol")
    marks = re.search(r'name="revision" value="([^"]*)"', page)[1].replace("&quot;", '"')
    answer = save(ruth, cast, typed | {"turned": "yes", "revision": marks})
    assert answer.headers["Location"].startswith(reverse("turned_assessment", args=[cast.person_id, "alcohol"]))
    page = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert "Not any more" in page
    assert "Both times" in page


def test_a_decline_is_an_answer(cast, ruth, begun):
    save(
        ruth,
        cast,
        {field("money.debts", "person"): "", field("money.debts", "person", "standing"): "declined"},
        "money",
    )
    assert "Tomos would rather not say." in page_of(ruth, "assessment_area", cast.person_id, "money")


def test_a_break_leads_back_to_the_same_place(cast, ruth, begun):
    url = reverse("pause_assessment", args=[cast.person_id])
    ruth.post(url, {"do": "stop", "place": "alcohol"})
    page = page_of(ruth, "assessment", cast.person_id)
    assert "You stopped on 4 May at 10:30" in page
    answer = ruth.post(url, {"do": "return"})
    assert answer.headers["Location"] == reverse("assessment_area", args=[cast.person_id, "alcohol"])
    assert "Stopped: Alcohol" in page_of(ruth, "assessment", cast.person_id)


def test_what_happened_is_asked_for_first_and_stops_and_comes_back(cast, ruth, begun):
    page = page_of(ruth, "assessment_adversity", cast.person_id)
    assert "Nobody adds this up" in page
    assert "What have you lost" not in page
    assert "adversity.loss" not in page
    assert ruth.get(reverse("turned_assessment", args=[cast.person_id, "adversity"])).status_code == 404
    assert "Say what they answered" in ruth.post(reverse("assessment_consent", args=[cast.person_id])).content.decode()
    ruth.post(reverse("assessment_consent", args=[cast.person_id]), {"consent": "yes"})
    save(ruth, cast, {field("adversity.loss", "person"): "My mam"}, "adversity")
    assert "My mam" in page_of(ruth, "assessment_adversity", cast.person_id)
    assert "My mam" in page_of(ruth, "turned_assessment", cast.person_id, "adversity")
    ruth.post(reverse("pause_assessment", args=[cast.person_id]), {"do": "stop", "place": "adversity"})
    assert "My mam" not in page_of(ruth, "assessment_adversity", cast.person_id)
    ruth.post(reverse("pause_assessment", args=[cast.person_id]), {"do": "return"})
    assert "My mam" in page_of(ruth, "assessment_adversity", cast.person_id)


@pytest.mark.parametrize("on_copy", [True, False])
def test_what_was_told_is_on_the_copy_only_when_they_want_it(cast, ruth, say, on_copy):
    by = actor_for(cast.practitioner)
    say_consent(person_id=cast.person_id, consent=Consent.YES, on_copy=on_copy, by=by, at=START)
    say(("adversity.loss", Voice.PERSON, Said(words="My mam")), (HELPS, Voice.PERSON, Said(words="Ella")))
    copy = page_of(ruth, "copy_assessment", cast.person_id)
    assert "Ella" in copy
    assert ("My mam" in copy) is on_copy


def test_whoever_stands_in_does_not_read_what_was_told(cast, ruth, sign_in, say):
    by = actor_for(cast.practitioner)
    say_consent(person_id=cast.person_id, consent=Consent.YES, on_copy=True, by=by, at=START)
    say(("adversity.loss", Voice.PERSON, Said(words="My mam")), (HELPS, Voice.PERSON, Said(words="Ella")))
    sign(cast)
    callum = sign_in(cast.cover)
    assert "Ella" in page_of(callum, "assessment_area", cast.person_id, "alcohol")
    for name in ("assessment_adversity", "copy_assessment", "assessment"):
        assert "My mam" not in page_of(callum, name, cast.person_id)


def test_it_is_signed_with_dissent_and_then_only_read(cast, ruth, differ):
    url = reverse("sign_assessment", args=[cast.person_id])
    ruth.post(url, {"do": "complete"})
    assert "You sign after Tomos has had their say" in page_of(ruth, "sign_assessment", cast.person_id)
    assert "Say what they answered" in ruth.post(url, {"do": "person"}).content.decode()
    assert (
        "Write why they could not answer"
        in ruth.post(url, {"do": "person", "says": "could_not_answer"}).content.decode()
    )
    ruth.post(url, {"do": "person", "says": "does_not", "words": "A small part, I said"})
    ruth.post(url, {"do": "sign"})
    page = page_of(ruth, "sign_assessment", cast.person_id)
    assert "Does not agree" in page
    assert "A small part, I said" in page
    area = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert "<textarea" not in area
    assert "It was not the cans" in area
    assert "A small part, I said" in page_of(ruth, "copy_assessment", cast.person_id)


@pytest.mark.parametrize("do", ["spoken", "complete"])
def test_language_and_interpreter_are_kept_with_the_version_and_read_when_it_is_signed(cast, ruth, sign_in, differ, do):
    risk = "Somebody Tomos knows may soften or leave out what is said"
    url, said = reverse("sign_assessment", args=[cast.person_id]), {"spoken_in": "cy", "interpreter": "known"}
    ruth.post(url, {"do": do} | said)
    row = Assessment.objects.get()
    assert (row.spoken_in, row.interpreter, row.completed_at is not None) == ("cy", "known", do == "complete")
    assert (risk in page_of(ruth, "sign_assessment", cast.person_id)) == (do == "spoken")
    sign(cast)
    for client, name, part in (
        (ruth, "sign_assessment", ()),
        (sign_in(cast.supervisor), "assessment_area", ("alcohol",)),
    ):
        page = page_of(client, name, cast.person_id, *part)
        assert "In Welsh, somebody they know interpreted" in page
        assert risk in page
    assert "We talked in Welsh. Somebody you know interpreted." in page_of(ruth, "copy_assessment", cast.person_id)


@pytest.mark.parametrize("do", ["spoken", "complete"])
def test_what_is_no_language_changes_nothing_and_finishes_nothing(cast, ruth, differ, do):
    url = reverse("sign_assessment", args=[cast.person_id])
    ruth.post(url, {"do": "spoken", "spoken_in": "cy", "interpreter": "professional"})
    answer = ruth.post(url, {"do": do, "spoken_in": "xx", "interpreter": "nobody"}, follow=True)
    assert "Nothing was kept." in answer.content.decode()
    row = Assessment.objects.get()
    assert (row.spoken_in, row.interpreter, row.completed_at) == ("cy", "professional", None)


def test_a_finished_version_keeps_its_own_language(cast, ruth, differ):
    url = reverse("sign_assessment", args=[cast.person_id])
    ruth.post(url, {"do": "complete", "spoken_in": "en", "interpreter": "nobody"})
    answer = ruth.post(url, {"do": "spoken", "spoken_in": "cy", "interpreter": "known"}, follow=True)
    assert "It is marked as finished. Open it again first." in answer.content.decode()
    assert (Assessment.objects.get().spoken_in, Assessment.objects.get().interpreter) == ("en", "nobody")


def test_the_supervisor_signs_second(cast, ruth, sign_in, differ):
    sign(cast)
    marian = sign_in(cast.supervisor)
    assert "Second signature" in page_of(marian, "sign_assessment", cast.person_id)
    marian.post(reverse("second_sign_assessment", args=[cast.person_id]), {"version": 1, "words": "Fair to both"})
    page = page_of(ruth, "sign_assessment", cast.person_id)
    assert "Marian Ellis" in page
    assert "Fair to both" in page


@pytest.mark.parametrize("words", ["Fair to both", "Fair to both. " * 400])
def test_a_second_signature_that_came_too_late_is_told_whose_stands_and_gets_its_words_back(
    cast, sign_in, differ, words
):
    sign(cast)
    Assessment.objects.update(second_by=cast.stranger, second_at=START)
    sent = {"version": 1, "words": words}
    page = (
        sign_in(cast.supervisor).post(reverse("second_sign_assessment", args=[cast.person_id]), sent).content.decode()
    )
    assert f"{cast.stranger.name} signed it a second time on 4 May 2026." in page
    assert "yours is not there" in page
    assert words.strip() in page
    assert Assessment.objects.get().second_by == cast.stranger


def test_words_with_a_signature_are_never_lost_and_nothing_is_signed_without_them(cast, ruth, sign_in, differ):
    about, long = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}, "مرحبا " * 5_000
    url, second = (
        reverse("sign_assessment", args=[cast.person_id]),
        reverse("second_sign_assessment", args=[cast.person_id]),
    )
    complete_assessment(**about)
    page = ruth.post(url, {"do": "person", "says": "does_not", "words": long}).content.decode()
    assert "Write 4000 characters or fewer" in page
    assert long.strip() in page
    # Somebody opens it again while the person is speaking, and somebody else signs it while they speak once more.
    ruth.post(url, {"do": "reopen"})
    late = {"do": "person", "says": "does_not", "words": "A small part, I said"}
    for _ in range(2):
        page = ruth.post(url, late).content.decode()
        assert "This was not saved" in page
        assert "A small part, I said" in page
        if not Assessment.objects.get().signed_at:
            sign(cast)
    page = sign_in(cast.supervisor).post(second, {"version": 1, "words": long}).content.decode()
    assert "Write 4000 characters or fewer" in page
    assert 'href="#id_words"' in page
    assert long.strip() in page
    assert Assessment.objects.get().second_at is None


def test_a_review_shows_what_changed_side_by_side_and_the_earlier_version_stays(cast, ruth, differ):
    sign(cast)
    ruth.post(reverse("begin_assessment", args=[cast.person_id]))
    page = page_of(ruth, "assessment_area", cast.person_id, "alcohol")
    assert "As it was last time" in page
    marks = re.search(r'name="revision" value="([^"]*)"', page)[1].replace("&quot;", '"')
    typed = {field(TROUBLE, "person"): "It is a bit", field(TROUBLE, "person", "options"): "significant"}
    save(ruth, cast, typed | {"revision": marks})
    changed = page_of(ruth, "compare_assessment", cast.person_id)
    assert changed.index("It was not the cans") < changed.index("It is a bit")
    assert "You see this differently, and that is kept, then you agree" in changed
    assert "It was not the cans" in page_of(ruth, "assessment_area", cast.person_id, "alcohol", version=1)
    assert "Time 1" in page_of(ruth, "assessment", cast.person_id)


def test_the_copy_says_whose_words_are_whose_and_leaves_out_what_is_for_staff(cast, ruth, say, differ):
    say(
        ("thinking.sexual", Voice.PRACTITIONER, Said(("no",), "Nothing in the file")),
        ("alcohol.harm", Voice.PRACTITIONER, Said(("sometimes",), "Both times a Friday")),
        ("alcohol.ready", Voice.PERSON, Said(standing=Standing.DECLINED)),
    )
    page = page_of(ruth, "copy_assessment", cast.person_id)
    for words in ("Draft: not signed yet", "It was not the cans", "Both times a Friday", "You would rather not say"):
        assert words in page
    assert "Does this have to do with somebody getting hurt?" in page
    assert "Nothing in the file" not in page


def test_the_copy_and_the_page_of_signing_name_the_map_only_when_both_found_it_right(cast, ruth, begun):
    by = actor_for(cast.practitioner)
    node = Node(uuid4(), Place.SETS_OFF, "Being talked down to", MapVoice.PERSON)
    number = put_on_map(person_id=cast.person_id, node=node, by=by, at=START)
    assert "The map that goes with it" not in page_of(ruth, "copy_assessment", cast.person_id)
    assert "No map is marked as right by you both" in page_of(ruth, "sign_assessment", cast.person_id)
    agree_on_map(person_id=cast.person_id, number=number, by=by, at=START)
    assert "On 4 May 2026 you both said that it was right" in page_of(ruth, "copy_assessment", cast.person_id)
    assert "found the map right as it stood on 4 May 2026" in page_of(ruth, "sign_assessment", cast.person_id)


@pytest.mark.parametrize("name", ["sign_assessment", "compare_assessment"])
def test_the_pages_of_the_end_say_so_when_there_is_little_to_show(cast, ruth, name):
    if name == "compare_assessment":
        assert ruth.get(reverse(name, args=[cast.person_id])).status_code == 404
        begin_assessment(person_id=cast.person_id, by=actor_for(cast.practitioner), at=START)
    assert "nothing to" in page_of(ruth, name, cast.person_id)


def test_a_mark_that_makes_no_sense_counts_as_never_shown():
    for text in ("", "[]", "{", '{"a": 1}', '{"a-person": ["x", "y"]}', '{"a-nobody": [1, "y"]}'):
        assert read_marks(text) == {}


def test_asking_for_another_person_s_version_is_not_here(cast, ruth, begun):
    assert ruth.get(reverse("assessment", args=[cast.person_id]), {"version": 9}).status_code == 404
    assert Assessment.objects.count() == 1
