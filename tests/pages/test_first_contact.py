"""The pages of a first meeting: what somebody holding it, and the person beside them, would notice."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.first_contact import LONGEST, load_script
from alongside.domain.limits import Limit, limit_text
from alongside.records.models import FirstContact, FirstContactStep, Promise, WorkingAgreement
from tests.cast import START

pytestmark = pytest.mark.django_db
STEPS = load_script().steps
BACK = "So you’re not my mum and you’re not the police."
TAB, OTHER_TAB = "a" * 32, "b" * 32
SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
BOTH_AGREE = {"person": "agrees", "practitioner": "agrees"}


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def go(cast, ruth):
    """Open a page of the first meeting as Ruth or somebody else."""

    def gone(name, *parts, client=ruth, query=""):
        answer = client.get(f"{reverse(name, args=[cast.person_id, *parts])}{query}")
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", answer.content.decode())

    return gone


@pytest.fixture
def send(cast, ruth):
    """Send a step, from one device or another."""

    def sent(step, *texts, client=ruth, tab=TAB, revision=0, script=False, **more):
        words = {f"text-{i}": text for i, text in enumerate(texts)}
        form = {"tab": tab, "revision": revision} | words | more
        return client.post(
            reverse("first_contact_step", args=[cast.person_id, step]), form, **(SCRIPT if script else {})
        )

    return sent


@pytest.fixture
def agree(cast, ruth, go):
    def agreed(client=ruth, **answers):
        version = re.search(r'name="version" value="([^"]+)"', go("working_agreement"))
        form = ({"version": version.group(1)} if version else {}) | answers
        return client.post(reverse("working_agreement", args=[cast.person_id]), form)

    return agreed


def after(cast):
    return reverse("after_first_contact", args=[cast.person_id])


def test_the_empty_page_says_what_will_be_here_and_where_to_begin(cast, sign_in, go):
    page = go("first_contact")
    assert "Nothing is written down yet" in page
    assert reverse("first_contact_step", args=[cast.person_id, "before"]) in page
    read = go("first_contact", client=sign_in(cast.supervisor))
    assert "When those who work with Tomos begin" in read
    assert "/steps/" not in read
    assert not FirstContact.objects.exists()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_every_step_says_why_offers_words_and_has_a_labelled_place_for_each_voice(go, step):
    page = go("first_contact_step", step.key)
    assert step.why in page
    for text in step.say:
        assert text.replace("'", "&#x27;") in page
    for i, box in enumerate(step.boxes):
        label = box.label.replace("{first}", "Tomos")
        assert f'for="id_text_{i}"><span class="app-shape app-shape--{box.voice.value}"></span>{label}</label>' in page
    assert f"Step {step.number} of 14" in page


def test_a_step_is_kept_ticked_and_leads_on_and_the_list_says_so(cast, go, send):
    answer = send("limits", BACK, go="done", **{"kind-0": "yes", "kind-1": "cy"})
    assert answer.headers["Location"] == reverse("first_contact_step", args=[cast.person_id, "decisions"])
    page = go("first_contact_step", "limits")
    assert BACK in page
    assert "One done" in page
    assert re.search(r'name="kind-0" value="yes" checked', page)
    assert "Mae&#x27;r rhan fwyaf" in page
    send("limits", BACK, go="open", **{"kind-0": "yes"})
    assert "None done, one started" in go("first_contact")


def test_the_last_step_leads_to_what_comes_after_and_leaving_one_open_to_all_of_them(cast, send):
    assert send("yourself", go="done").headers["Location"] == after(cast)
    assert send("jobs", "", go="open").headers["Location"] == reverse("first_contact", args=[cast.person_id])


def test_the_script_saves_in_one_line_and_says_when(send):
    answer = send("limits", BACK, script=True)
    assert answer.json() == {"revision": 1, "at": "10:30", "two": False}


def test_two_devices_are_shown_beside_each_other_and_nothing_is_lost(cast, sign_in, go, send):
    send("limits", BACK)
    callum = sign_in(cast.cover)
    assert send("limits", "You tell if a kid gets hurt", tab=OTHER_TAB, client=callum, script=True).json()["two"]
    answer = send("limits", "You tell if a kid gets hurt", tab=OTHER_TAB, client=callum)
    page = callum.get(answer.headers["Location"]).content.decode()
    assert BACK in page
    assert "You tell if a kid gets hurt" in page
    assert "Two texts of this step" in page
    address = reverse("choose_step_text", args=[cast.person_id, "limits"])
    callum.post(address, {"keep": "both", "tab": OTHER_TAB})
    assert f"You tell if a kid gets hurt {BACK}" in go("first_contact_step", "limits")


def test_a_choice_that_makes_no_sense_shows_both_again(cast, ruth, send):
    send("limits", BACK), send("limits", "Another", tab=OTHER_TAB)
    address = reverse("choose_step_text", args=[cast.person_id, "limits"])
    assert "Two texts of this step" in ruth.post(address, {"keep": "neither"}).content.decode()


def test_what_is_too_long_is_said_at_its_place_and_still_there(send):
    long = "مرحبا " * LONGEST
    page = send("jobs", "Unpaid work", long).content.decode()
    assert "This is longer than 10,000 characters. Shorten it" in page
    assert 'href="#id_text_1"' in page
    assert "<title>Error:" in page
    assert long.strip() in page
    assert "Unpaid work" in page
    assert send("jobs", long, script=True).status_code == 422
    assert not FirstContactStep.objects.exists()


def test_words_typed_by_one_user_are_never_saved_as_anothers(cast, send):
    answer = send("limits", BACK, by=str(cast.cover.id))
    assert answer.status_code == 401
    assert BACK in answer.content.decode()
    assert send("limits", BACK, by=str(cast.cover.id), script=True).headers["X-Signed-Out"] == "1"
    assert not FirstContactStep.objects.exists()


def test_what_is_known_is_gathered_before_and_only_the_rest_is_asked(cast, go):
    ruth = actor_for(cast.practitioner)
    say_what_matters(person_id=cast.person_id, words="My daughter", said_on=START.date(), by=ruth, at=START)
    page = go("first_contact_step", "before")
    assert "My daughter" in page
    assert "Welsh and English" in page
    assert "Which language is easiest" not in page
    assert "How may they be reached?" in page


def test_the_turned_screen_shows_only_what_both_look_at(cast, go, send):
    send("not_chosen", "All of it", "I could not change the hours")
    page = go("turn_first_contact", "not_chosen")
    assert "All of it" in page
    assert "You did not choose to be here" in page
    for hidden in (
        "I could not change",
        "Bevan",
        "Tomos",
        "Help on this page",
        "Caseload",
        "Ruth Adeyemi",
        "defend the order",
    ):
        assert hidden not in page
    assert "<title>Today</title>" in page


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_limits_can_be_read_together_in_both_languages(go, language):
    page = go("turn_first_contact", "limits", query=f"?language={language}")
    for example in limit_text(Limit.FIRST_MEETING, language=language).examples:
        assert example.then.replace("'", "&#x27;") in page
    assert f'lang="{language}"' in page


@pytest.mark.parametrize(
    "path", ["steps/before/screen/", "steps/yourself/screen/", "steps/nothing/", "steps/nothing/screen/"]
)
def test_what_is_not_there_or_not_for_turning_is_the_one_page_for_that(cast, ruth, path):
    address = f"{reverse('first_contact', args=[cast.person_id])}{path}"
    assert ruth.get(address).status_code == 404
    assert ruth.post(f"{reverse('first_contact', args=[cast.person_id])}steps/nothing/", {}).status_code == 404


def test_the_agreement_is_a_draft_until_both_agree_on_screen_and_on_paper(go, send, agree):
    send("jobs", "Unpaid work", "", "Ring me back")
    assert "Draft" in go("print_working_agreement")
    assert agree(**BOTH_AGREE).status_code == 302
    page = go("working_agreement")
    assert "Agreed by both of you on 4 May 2026" in page
    paper = go("print_working_agreement")
    assert "Draft" not in paper
    assert paper.count("Signature") == 2
    assert "Unpaid work" in paper
    assert "Confidential" not in paper
    send("jobs", "Unpaid work, not on Fridays", "", "Ring me back", revision=1)
    assert "The words have changed since you both last answered" in go("working_agreement")
    assert "Draft" in go("print_working_agreement")


def test_the_paper_has_welsh_headings_around_words_as_they_were_said(go, send):
    send("jobs", "Unpaid work")
    page = go("print_working_agreement", query="?language=cy")
    assert "Ein cytundeb gweithio" in page
    assert "Unpaid work" in page
    assert page.count("Llofnod") == 2


def test_disagreement_is_kept_and_only_staff_are_asked_why(go, send, agree):
    send("jobs", "Unpaid work")
    assert agree(person="does_not", practitioner="agrees", person_words="Not Fridays").status_code == 302
    page = go("working_agreement")
    assert "Tomos does not agree. Ruth Adeyemi agrees." in page
    assert "Not Fridays" in page
    refused = agree(person="could_not", practitioner="agrees", person_words="Kept as typed").content.decode()
    assert "Say why. Only you are asked, and never the person" in refused
    assert "Kept as typed" in refused
    agree(person="could_not", practitioner="agrees", staff_reason="The interpreter did not come")
    assert WorkingAgreement.objects.count() == 2


def test_answers_to_words_that_changed_meanwhile_are_not_kept(cast, ruth, send, agree, go):
    assert "Nothing yet. It fills itself in" in go("working_agreement")
    assert "Nothing is in the agreement yet" in agree(**BOTH_AGREE).content.decode()
    send("jobs", "Unpaid work")
    form = BOTH_AGREE | {"version": "of another day"}
    page = ruth.post(reverse("working_agreement", args=[cast.person_id]), form).content.decode()
    assert "Somebody changed the words while this page was open" in page
    assert "Say what they say to it" in agree().content.decode()
    assert not WorkingAgreement.objects.exists()


def test_promises_of_both_sides_are_taken_over(cast, ruth, send, go):
    send("close", "We talked", "", "Bring the letter", "Ring housing")
    page = go("after_first_contact")
    assert page.count("Bring the letter") == 1
    missed = ruth.post(after(cast), {"do": "promises"}).content.decode()
    assert "Choose what becomes a promise" in missed
    past = {"do": "promises", "chosen": ["0", "1"], "due_on_day": 1, "due_on_month": 5, "due_on_year": 2026}
    assert "That day has passed" in ruth.post(after(cast), past).content.decode()
    far = past | {"due_on_year": 2036}
    assert "more than two years away" in ruth.post(after(cast), far).content.decode()
    assert ruth.post(after(cast), {"do": "promises", "chosen": ["0", "1"]}).status_code == 302
    assert {row.side for row in Promise.objects.all()} == {"person", "practitioner"}
    assert go("after_first_contact").count("No day set") == 2
    agreement = go("working_agreement")
    assert agreement.count("No day set") == 2
    assert "Not a promise with a day yet" not in agreement
    assert "Bring the letter" in go("promises")


def test_what_is_left_is_put_on_the_next_agenda(cast, ruth, go):
    answer = ruth.post(after(cast), {"do": "carry"}, follow=True).content.decode()
    assert "No meeting is planned on a later day yet" in answer
    by = actor_for(cast.practitioner)
    following = plan_session(person_id=cast.person_id, plan=Plan(START + timedelta(weeks=1)), by=by, at=START)
    assert "The next meeting is planned for 11 May 2026" in go("after_first_contact")
    ruth.post(after(cast), {"do": "carry"})
    session = ruth.get(reverse("session", args=[following])).content.decode()
    assert "What stays between us" in session


def test_nothing_is_left_once_all_is_done(cast, ruth, send, go):
    for step in STEPS:
        send(step.key, go="done", **({"kind-0": "yes"} if step.outcome else {}))
    assert "The first meeting is complete" in go("first_contact")
    assert "Nothing. All of it was talked about." in go("after_first_contact")
    assert "Nothing is left to carry over" in ruth.post(after(cast), {"do": "carry"}, follow=True).content.decode()


def test_the_next_day_says_what_is_carried_over(cast, sign_in, send, go, set_clock):
    send("jobs", "Unpaid work", go="done")
    set_clock(START + timedelta(days=7))
    page = go("first_contact", client=sign_in(cast.practitioner))
    assert "Begun on 4 May 2026. What is not done is carried over" in page


def test_the_history_is_one_page_with_words_language_and_version(cast, sign_in, send, go, agree):
    send("limits", BACK, go="done", **{"kind-0": "yes", "kind-1": "cy"})
    agree(person="does_not", practitioner="agrees", person_words="Not Fridays")
    page = go("first_contact_history", client=sign_in(cast.supervisor))
    for text in (
        BACK,
        "Explained in: Welsh",
        "Tomos has it",
        "wording 1",
        "Gall llys ein gorchymyn",
        "Not Fridays",
        "Ruth Adeyemi",
    ):
        assert text in page
    assert "Nothing is written down of a first meeting yet" not in page


def test_who_interpreted_is_kept_with_the_language_and_a_relative_is_named_as_a_risk(cast, sign_in, send, go):
    risk = "Somebody Tomos knows may soften or leave out what is said"
    send("limits", BACK, go="done", **{"kind-0": "yes", "kind-1": "other", "kind-2": "known"})
    step = go("first_contact_step", "limits")
    assert re.search(r'name="kind-2" value="known" checked', step)
    assert risk in step
    history = go("first_contact_history", client=sign_in(cast.supervisor))
    assert "Explained in: Another language" in history
    assert "Interpreted by: somebody they know" in history
    assert risk in history
    assert "We talked in another language. Somebody you know interpreted." in go("print_working_agreement")
    assert "Buom yn siarad iaith arall." in go("print_working_agreement", query="?language=cy")


def test_a_meeting_in_english_without_an_interpreter_needs_no_word_on_paper_and_no_warning(send, go):
    send("limits", BACK, go="done", **{"kind-0": "yes", "kind-1": "en", "kind-2": "nobody"})
    assert "may soften" not in go("first_contact_step", "limits")
    assert "Interpreted by: nobody" in go("first_contact_history")
    assert "We talked in" not in go("print_working_agreement")


def test_the_history_of_nothing_says_so(go):
    assert "Nothing is written down of a first meeting yet" in go("first_contact_history")


def test_the_last_step_asks_about_three_things_and_leads_to_ones_own_pages(cast, sign_in, send, go):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=actor_for(cast.practitioner), at=START)
    send("jobs", "Unpaid work", go="done")
    page = go("first_contact_step", "yourself")
    assert re.findall(r'app-rows__end">([^<]+)', page) == ["Done", "Not yet", "Not yet"]
    assert reverse("reflection", args=[session_id]) in page
    cover = go("first_contact_step", "yourself", client=sign_in(cast.cover))
    assert reverse("reflection", args=[session_id]) not in cover


def test_the_page_of_the_person_leads_to_it(cast, ruth):
    page = ruth.get(reverse("person", args=[cast.person_id])).content.decode()
    assert f'href="{reverse("first_contact", args=[cast.person_id])}"' in page
