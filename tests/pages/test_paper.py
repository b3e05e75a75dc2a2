"""The sheet on screen, naming who types, typing it in, and the mark that answers from paper carry."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from alongside.access.actors import actor_for
from alongside.casework.check_ins.ratings import skip_rating
from alongside.casework.paper.sheets import reference_of
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.models import CheckIn, Disclosure, PaperTypist, Relationship, TypedSheet
from tests.cast import START, make_user
from tests.meetings import meet, weeks
from tests.pages.my_side import make_session
from tests.pages.own_door import give_door, open_own
from tests.pages.paper import ITEMS, filled_in, make_typist, type_in

pytestmark = pytest.mark.django_db
MARK = "From paper, typed by Tess Gould on 4 May 2026"


def words_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("&#x27;", "'"))


@pytest.fixture
def session(cast):
    found = make_session(cast)
    skip_rating(session_id=found.id, by=actor_for(cast.practitioner), at=START)
    return found


@pytest.fixture
def tess(cast, sign_in):
    return sign_in(make_typist(cast))


def address(cast) -> str:
    return f"/people/{cast.person_id}/check-in-from-paper/"


# --- the sheet ---


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_sheet_asks_what_the_screen_asks_with_the_audience_before_any_words(cast, sign_in, session, language):
    make_typist(cast)
    page = words_of(sign_in(cast.practitioner).get(f"/sessions/{session.id}/sheet/?language={language}"))
    sheet = page[page.index('class="app-paper"') :]
    definition = load_definition(CHECK_IN)
    wordings = [item.in_language(language) for item in definition.items]
    for wording in wordings:
        for words in (wording.ask_about("Ruth"), wording.lowest, wording.highest):
            assert words in sheet
    audience, question = ("Only the supervisor, Marian", "Not today") if language == "en" else (
        "Dim ond y goruchwyliwr, Marian", "Dim heddiw"
    )  # fmt: skip
    assert question in sheet
    opened = definition.open_question(language, practitioner="Ruth")
    assert sheet.index(audience) < sheet.index(wordings[0].ask_about("Ruth")) < sheet.index(opened)
    assert reference_of(session.id) in sheet
    assert "Marian Ellis" in sheet
    assert "Tess Gould" in sheet
    assert "999" in sheet
    assert "Tomos" not in page
    assert "Bevan" not in page


def test_with_nobody_to_type_it_the_practitioner_is_told_before_it_is_given_out(cast, sign_in, session):
    type(cast.practitioner).objects.filter(id=cast.practitioner.id).update(supervisor=None)
    page = words_of(sign_in(cast.practitioner).get(f"/sessions/{session.id}/sheet/"))
    assert "Nobody can type it in yet." in page
    assert "Ask at the desk for the supervisor" in page
    assert "Only the supervisor," not in page


def test_the_sheet_is_offered_where_check_ins_are(cast, sign_in, session):
    browser = sign_in(cast.practitioner)
    for path in (
        f"/sessions/{session.id}/",
        f"/sessions/{session.id}/hand-over/",
        f"/people/{cast.person_id}/my-side/",
    ):
        assert f'href="/sessions/{session.id}/sheet/"' in words_of(browser.get(path)), path


# --- who types ---


def test_a_supervisor_names_somebody_ends_it_and_finds_both_days_later(cast, sign_in):
    browser, path = sign_in(cast.supervisor), f"/people/{cast.person_id}/paper/"
    desk = make_user("Tess Gould", team=cast.team)
    page = words_of(browser.get(path))
    assert f'value="{desk.id}"' in page
    for nobody in (cast.practitioner, cast.cover, cast.excluded, cast.supervisor, cast.administrator, cast.evaluator):
        assert f'value="{nobody.id}"' not in page, nobody.name
    named = words_of(browser.post(path, {"user": desk.id}, follow=True))
    assert "Tess Gould, Cardiff East" in named
    assert "Named by Marian Ellis on 4 May 2026." in named
    row = PaperTypist.objects.get()
    ended = words_of(browser.post(f"{path}{row.id}/end/", follow=True))
    assert "Ended by Marian Ellis on 4 May 2026." in ended
    assert "You alone can type a sheet." in ended


def test_a_name_that_is_not_on_the_list_is_refused_at_the_field(cast, sign_in):
    path = f"/people/{cast.person_id}/paper/"
    for user_id in ("", cast.practitioner.id, cast.excluded.id, "nonsense"):
        page = words_of(sign_in(cast.supervisor).post(path, {"user": user_id}))
        assert "Choose who may type" in page
    assert not PaperTypist.objects.exists()


# --- typing ---


def test_the_desk_leads_from_the_number_to_the_form_with_the_sheet_chosen(cast, tess, session):
    reference = reference_of(session.id)
    found = tess.post("/sheets/", {"reference": reference.lower().replace("-", " ")})
    assert found.headers["Location"] == f"{address(cast)}?sheet={reference}"
    page = words_of(tess.get(found.headers["Location"]))
    assert f'value="{session.id}" selected' in page
    assert "Tomos" not in page
    assert "Bevan" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Enter the number of the sheet"), ("hello", "Check the number"), ("2222-2222", "no sheet of this number")],
)
def test_a_number_that_leads_nowhere_is_said_at_the_field_and_kept(tess, session, typed, said):
    page = words_of(tess.post("/sheets/", {"reference": typed}))
    assert said in page
    assert f'value="{typed}"' in page or not typed


def test_somebody_who_was_not_named_has_nothing_to_type(cast, sign_in, session):
    browser = sign_in(cast.colleague)
    assert "nobody whose sheets you can type" in words_of(browser.get("/sheets/"))
    sent = browser.post("/sheets/", {"reference": reference_of(session.id)})
    assert sent.status_code == 200
    assert type_in(browser, session).status_code == 404


def test_everything_is_checked_before_it_is_saved_and_changed_without_typing_again(cast, tess, session):
    sheet = {"words": "Ring me <first>", "audience": "supervisor", "felt_off": "on"}
    response = type_in(tess, session, 4, step="check", **sheet)
    assert "no-store" in response.headers["Cache-Control"], "Back shows nothing of it when it is saved"
    check = words_of(response)
    for said in ("Nothing is saved yet", "Ring me &lt;first&gt;", "Only the supervisor", "4 of 10", "Ticked"):
        assert said in check
    assert not CheckIn.objects.exists()
    again = words_of(type_in(tess, session, 4, step="change", **sheet))
    assert "Ring me &lt;first&gt;</textarea>" in again
    saved = tess.post(address(cast), filled_in(session, 4, **sheet) | {"step": "save"}, follow=True)
    assert "You cannot open it again. Now destroy the paper." in words_of(saved)
    assert CheckIn.objects.get().audience == "supervisor"


def test_after_saving_whoever_typed_sees_that_they_did_and_when_and_nothing_more(cast, tess, session, set_clock):
    type_in(tess, session, 4, words="Ring me first", tell="on", tell_words="I am afraid")
    set_clock(START + timedelta(minutes=10))
    desk = words_of(tess.get("/sheets/"))
    assert reference_of(session.id) in desk
    assert "Today 10:30" in desk
    form = words_of(tess.get(f"{address(cast)}?sheet={reference_of(session.id)}"))
    for page in (desk, form):
        assert "Ring me first" not in page
        assert "I am afraid" not in page
    for path in (f"/sessions/{session.id}/", f"/people/{cast.person_id}/", f"/people/{cast.person_id}/timeline/"):
        assert tess.get(path).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"audience": None}, "Choose the box that is ticked."),
        ({"audience": "everybody"}, "Choose which box is ticked"),
        ({f"answer_{ITEMS[0]}": None}, "Question 1: choose the number that is circled"),
        ({f"answer_{ITEMS[3]}": "11"}, "Question 4: choose the number that is circled"),
        ({"session": ""}, "Choose the number that is at the top"),
        ({"written_on_day": None, "written_on_month": None, "written_on_year": None}, "Enter the date"),
        ({"written_on_day": "3"}, "The date is 4 May 2026, the day of the meeting, or later"),
        ({"audience": "totals", "words": "x"}, "these words cannot be kept"),
        ({"tell": "on"}, "Type what is written there."),
        ({"words": "x" * 2_001}, "There is room for 2,000 letters"),
    ],
)
@pytest.mark.parametrize("step", ["check", "save"])
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(tess, session, changes, said, step):
    page = words_of(type_in(tess, session, 6, step=step, **({"words": "Ring me first"} | changes)))
    assert "There is a problem" in page
    assert said in page
    assert "Ring me first" in page or "words" in changes
    assert not TypedSheet.objects.exists()


def test_not_today_needs_no_answers_and_keeps_none(tess, session):
    nothing = {f"answer_{item}": None for item in ITEMS} | {"audience": None, "not_today": "on"}
    check = words_of(type_in(tess, session, step="check", **nothing))
    assert "Not today" in check
    assert "of 10" not in check
    type_in(tess, session, **nothing)
    assert not CheckIn.objects.exists()
    assert TypedSheet.objects.exists()


def test_a_second_sheet_and_one_beside_other_answers_are_refused_in_plain_words(cast, tess, sign_in, session):
    type_in(tess, session, 4)
    for step in ("check", "save"):
        page = words_of(type_in(sign_in(cast.supervisor), session, 9, step=step, tell_words="I am afraid"))
        assert "A sheet for this session has been typed already" in page
        assert "Nothing of it was saved." in page
        assert "Speak to whoever keeps people safe here" in page
    TypedSheet.objects.all().delete()
    assert "There are answers about this session already" in words_of(type_in(tess, session, 9))
    assert CheckIn.objects.get().answers == [4, 4, 4, 4]
    assert not Disclosure.objects.exists()


def test_the_lead_is_named_to_whoever_types_and_what_is_told_arrives(cast, tess, session):
    assert "speak to Seren now" in words_of(tess.get(address(cast)))
    check = words_of(type_in(tess, session, step="check", tell="on", tell_words="I am afraid"))
    assert "This goes to Seren as soon as you save." in check
    type(cast.safeguarding_lead).objects.filter(id=cast.safeguarding_lead.id).update(is_active=False)
    assert "Nobody here can read this part today." in words_of(tess.get(address(cast)))


# --- the mark ---


def test_the_worker_sees_the_mark_wherever_the_answers_are(cast, tess, sign_in, session):
    type_in(tess, session, 8, words="Ring me first")
    ruth = sign_in(cast.practitioner)
    check_in = CheckIn.objects.get()
    for path in (
        f"/sessions/{session.id}/", f"/people/{cast.person_id}/", f"/people/{cast.person_id}/timeline/",
        f"/people/{cast.person_id}/line/", f"/check-ins/{check_in.id}/answer/",
    ):  # fmt: skip
        assert MARK in words_of(ruth.get(path)), path


def test_a_strain_that_began_on_paper_says_so_to_the_worker(cast, tess, sign_in, session):
    Relationship.objects.update(starts_on=START.date() - timedelta(days=90))
    weeks(cast.person_id, cast.practitioner, START.date() - timedelta(weeks=7), [8, 9, 8, 9, 8, 9])
    type_in(tess, session, 1)
    from alongside.records.models import Episode

    page = words_of(sign_in(cast.practitioner).get(f"/strains/{Episode.objects.get().id}/"))
    assert f"The answers it began with: {MARK}" in page


def test_the_supervisor_sees_the_mark_on_answers_for_them_and_on_no_others(cast, tess, sign_in, session):
    other = meet(cast.person_id, cast.practitioner, START.date() - timedelta(days=2))
    type_in(tess, session, 8, words="For the worker")
    marian = sign_in(cast.supervisor)
    assert "From paper" not in words_of(marian.get(f"/people/{cast.person_id}/"))
    assert "From paper" not in words_of(marian.get(f"/people/{cast.person_id}/timeline/"))
    type_in(tess, other, 3, words="For the supervisor", audience="supervisor")
    page = words_of(marian.get(f"/people/{cast.person_id}/"))
    assert MARK in page
    assert "For the supervisor" in page


def test_answers_from_a_device_have_no_mark(cast, sign_in, session):
    from tests.meetings import answer

    answer(session, 8)
    assert "From paper" not in words_of(sign_in(cast.practitioner).get(f"/sessions/{session.id}/"))


@pytest.mark.parametrize(
    ("language", "who", "what"),
    [
        ("en-gb", "Somebody who types in sheets of paper, Cardiff East", "Typed in what you wrote on paper"),
        ("cy", "Rhywun sy'n teipio taflenni papur, Cardiff East", "Wedi teipio'r hyn ysgrifennoch chi ar bapur"),
    ],
)
def test_the_person_reads_on_their_own_page_that_somebody_typed_it(cast, tess, session, language, who, what):
    type_in(tess, session, 8, audience="supervisor")
    phone = open_own(give_door(cast))
    phone.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = words_of(phone.get("/mine/who-looked/"))
    assert who in page
    assert what in page
    assert "Tess" not in page


def test_the_worker_does_not_find_the_typing_among_who_has_looked(cast, tess, sign_in, session):
    tess.get(address(cast))
    type_in(tess, session, 8)
    tess.get("/sheets/")
    page = words_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/who-has-looked/"))
    assert "Somebody else" not in page


# --- queries ---


def test_the_number_of_queries_does_not_grow(cast, tess, sign_in, session, django_assert_max_num_queries):
    ruth, marian = sign_in(cast.practitioner), sign_in(cast.supervisor)
    pages = [
        (ruth, f"/sessions/{session.id}/sheet/", 22), (tess, "/sheets/", 12), (tess, address(cast), 14),
        (marian, f"/people/{cast.person_id}/paper/", 20),
    ]  # fmt: skip

    def count() -> list[int]:
        found = []
        for client, path, most in pages:
            with django_assert_max_num_queries(most) as queries:
                client.get(path)
            found.append(len(queries))
        return found

    type_in(tess, session, 8)
    few = count()
    for week in range(1, 9):
        type_in(tess, meet(cast.person_id, cast.practitioner, START.date() - timedelta(days=week)), 8)
        desk = make_user(f"Desk{week} Gould", team=cast.team)
        PaperTypist.objects.create(person_id=cast.person_id, user=desk, named_by=cast.supervisor, named_at=START)
    assert TypedSheet.objects.count() == 9
    assert count() == few
