"""Notes at the desk: words that are not lost, and not read by anybody who should not."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.sessions.notes.drafts import save_draft
from alongside.casework.sessions.notes.finishing import finish_note
from alongside.casework.sessions.notes.words import open_note
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.ledger.models import Entry
from alongside.records.models import Draft, Note
from alongside.vault import open_keys
from tests.cast import START
from tests.noted import noted

pytestmark = pytest.mark.django_db
A, B = "a" * 32, "b" * 32
SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
OUTSIDE = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast):
    return plan_session(person_id=cast.person_id, plan=Plan(START), by=actor_for(cast.practitioner), at=START)


@pytest.fixture
def open_session(ruth, session_id):
    return lambda query="": ruth.get(reverse("session", args=[session_id]) + query).content.decode()


@pytest.fixture
def send(ruth, session_id):
    def sent(name, words, revision=0, tab=A, **more):
        return ruth.post(reverse(name, args=[session_id]), {"text-0": words, "revision": revision, "tab": tab}, **more)

    return sent


def finished(cast, session_id, words):
    return finish_note(session_id=session_id, typed=noted(words), by=actor_for(cast.practitioner), at=START)


def test_before_the_first_note_the_limits_are_said_and_who_can_read_it(open_session):
    page = open_session()
    assert "The person can ask to read this note. A court can order us to show it." in page
    assert page.index("A court can order us") < page.index('<textarea class="govuk-textarea app-note__words')
    assert "You can read this note." in page
    assert "Marian Ellis supervises" in page


def test_the_limits_are_said_in_welsh_too(ruth, session_id):
    page = ruth.get(reverse("session", args=[session_id]), headers={"accept-language": "cy"}).content.decode()
    assert "Gall llys" in page


def test_without_script_a_saved_draft_is_there_when_the_session_is_opened_again(send, open_session):
    send("save_draft", "Tomos rang housing\r\nand waited", follow=True)
    page = open_session()
    assert "Tomos rang housing\nand waited" in page
    assert "Draft saved at <span data-saved-at>10:30</span>" in page


def test_the_script_is_answered_with_time_and_revision_and_nothing_else(send):
    assert send("save_draft", "Tomos rang", **SCRIPT).json() == {"revision": 1, "at": "10:30", "two": False}


def test_two_tabs_are_both_shown_with_three_choices(send, open_session):
    send("save_draft", "The damp.", 0, A)
    send("save_draft", "The damp. Rang housing.", 1, A)
    assert send("save_draft", "The damp. Ella coughs.", 1, B, **SCRIPT).json()["two"] is True
    page = open_session(f"?tab={B}")
    assert page.index("Yours, 10:30") < page.index("Ella coughs") < page.index("Other tab") < page.index("Rang housing")
    for choice in ("mine", "other", "both"):
        assert f'name="keep" value="{choice}"' in page


def test_finishing_while_another_tab_differs_shows_both_and_finishes_nothing(send):
    send("save_draft", "The damp.", 0, A)
    send("save_draft", "Rang housing.", 1, A)
    page = send("finish_note", "Ella coughs.", 1, B, follow=True).content.decode()
    assert "Rang housing." in page
    assert "Ella coughs." in page
    assert not Note.objects.exists()


def test_a_choice_is_kept(ruth, send, session_id, open_session):
    test_two_tabs_are_both_shown_with_three_choices(send, open_session)
    ruth.post(reverse("choose_text", args=[session_id]), {"keep": "both", "tab": B})
    page = open_session()
    assert page.index("The damp. Ella coughs.") < page.index("The damp. Rang housing.</textarea>")


def test_a_note_is_finished_and_taken_back(ruth, send, session_id, open_session):
    send("finish_note", "Tomos rang housing")
    page = open_session()
    assert "Note finished." in page
    note = Note.objects.get()
    ruth.post(reverse("undo_finish", args=[session_id]), {"note": note.id})
    assert not Note.objects.exists()
    assert "Tomos rang housing</textarea>" in open_session()


def test_after_ten_minutes_undo_is_not_offered_and_says_so(ruth, send, session_id, open_session, set_clock):
    send("finish_note", "Tomos rang housing")
    set_clock(START + timedelta(minutes=10))
    assert "Note finished." not in open_session()
    answer = ruth.post(reverse("undo_finish", args=[session_id]), {"note": Note.objects.get().id}, follow=True)
    assert "The ten minutes are over" in answer.content.decode()


def test_a_correction_shows_what_it_said_before(ruth, send, session_id, open_session):
    send("finish_note", "Tomos rang houses")
    ruth.post(reverse("correct_note", args=[session_id]), {"note": Note.objects.get().id})
    assert "Correct the note" in open_session()
    send("finish_note", "Tomos rang housing", 1)
    page = open_session()
    assert page.index("Tomos rang housing") < page.index("What it said before") < page.index("Tomos rang houses")


@pytest.mark.parametrize(("words", "said"), [("", "Write something before"), ("long " * 10_001, "longer than 50,000")])
def test_a_note_that_cannot_be_finished_says_why_and_keeps_the_words(send, words, said):
    answer = send("finish_note", words)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert words.strip() in page
    assert "<title>Error: " in page


def test_when_the_database_is_locked_the_answer_holds_what_was_typed(ruth, session_id, monkeypatch):
    def locked(**anything: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("alongside.pages.sessions.note_views.save_draft", locked)
    ruth.raise_request_exception = False
    words = "Tomos rang housing <and> waited an hour"
    answer = ruth.post(reverse("save_draft", args=[session_id]), {"text-0": words, "revision": 3, "tab": A})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Tomos rang housing &lt;and&gt; waited an hour</textarea>" in page
    assert 'name="revision" value="3"' in page
    assert f'action="{reverse("save_draft", args=[session_id])}"' in page


def test_words_are_never_saved_as_somebody_elses(cast, sign_in, session_id):
    form = {"text-0": "Ruth wrote this and walked away", "by": str(cast.practitioner.id)}
    cover = sign_in(cast.cover)
    answer = cover.post(reverse("save_draft", args=[session_id]), form, **SCRIPT)
    assert (answer.status_code, answer.headers["X-Signed-Out"]) == (401, "1")
    page = cover.post(reverse("finish_note", args=[session_id]), form).content.decode()
    assert "Ruth wrote this and walked away" in page
    assert (Draft.objects.count(), Note.objects.count()) == (0, 0)


def test_a_new_token_is_given_to_whoever_is_signed_in_only(ruth, client):
    assert ruth.get(reverse("form_token")).json()["token"]
    assert client.get(reverse("form_token"), **SCRIPT).status_code != 200


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_word_of_a_note_is_in_a_refusal(cast, sign_in, session_id, who):
    finished(cast, session_id, "CANARY finished")
    save_draft(session_id=session_id, typed=noted("CANARY draft"), by=actor_for(cast.practitioner), at=START)
    client = sign_in(getattr(cast, who))
    for answer in (
        client.get(reverse("session", args=[session_id])),
        client.get(reverse("notes", args=[cast.person_id])),
        client.post(reverse("notes", args=[cast.person_id]), {"why": "inspection"}),
        client.post(reverse("save_draft", args=[session_id]), {"text-0": "x"}),
        client.post(reverse("correct_note", args=[session_id]), {"note": Note.objects.get().id}),
    ):
        assert answer.status_code == 404
        assert b"CANARY" not in answer.content


def test_a_supervisor_is_asked_why_and_then_reads(cast, sign_in, session_id):
    finished(cast, session_id, "CANARY finished")
    marian = sign_in(cast.supervisor)
    address = reverse("notes", args=[cast.person_id])
    for answer in (marian.get(reverse("session", args=[session_id])), marian.get(address), marian.post(address, {})):
        assert b"CANARY" not in answer.content
    page = marian.post(address, {"why": "supervision"}).content.decode()
    assert "CANARY finished" in page
    assert Entry.objects.get(object_type="notes").reason_code == "supervision"


def test_queries_do_not_grow_with_the_notes(cast, ruth, session_id):
    paths = [reverse("session", args=[session_id]), reverse("notes", args=[cast.person_id])]

    def count() -> list[int]:
        counted = []
        for path in paths:
            with CaptureQueriesContext(connection) as caught:
                assert ruth.get(path).status_code == 200
            counted.append(len(caught))
        return counted

    finished(cast, session_id, "The first")
    few = count()
    for number in range(6):
        finished(cast, session_id, f"Another, {number}")
    assert count() == few


# --- statements --------------------------------------------------------------------------------------------------------

LETTER = {"kind-0": "fact", "text-0": "The tenancy ends in June.", "source-0": "Letter of 1 May"}
QUIET = {"kind-1": "noticed", "text-1": "Went quiet.", "source-1": ""}
BIG = {"kind-2": "said", "text-2": "I felt about that big.", "source-2": ""}


def statements() -> list[tuple[str, str, str]]:
    (note,) = Note.objects.all()
    return [(s.kind.value, s.text, s.source) for s in open_note(open_keys([note.person_id]), note)]


@pytest.fixture
def press(ruth, session_id):
    def pressed(name, **fields):
        return ruth.post(reverse(name, args=[session_id]), {"tab": A, **fields}, follow=True).content.decode()

    return pressed


def test_each_statement_has_its_kind_and_the_order_stays(press):
    press("finish_note", **LETTER, **QUIET, **BIG)
    assert statements() == [
        ("fact", "The tenancy ends in June.", "Letter of 1 May"),
        ("noticed", "Went quiet.", ""),
        ("said", "I felt about that big.", ""),
    ]


def test_a_finished_note_says_whose_each_statement_is(press):
    page = press("finish_note", **LETTER, **QUIET, **BIG)
    for said in ("Fact", "Source: Letter of 1 May", "Noticed", "Said by Tomos"):
        assert said in page


def test_another_statement_is_added_by_a_button_and_every_word_is_kept(press):
    page = press("save_draft", **LETTER, open="new")
    assert 'name="text-0" value="The tenancy ends in June."' in page
    assert 'name="source-0" value="Letter of 1 May"' in page
    assert 'name="text-1" rows' in page
    page = press("save_draft", **LETTER, **QUIET, revision=1, open="0")
    assert "The tenancy ends in June.</textarea>" in page
    assert 'name="text-1" value="Went quiet."' in page


def test_an_emptied_statement_goes_and_the_one_that_was_asked_for_is_opened(press):
    page = press("save_draft", **LETTER, **QUIET | {"text-1": " "}, **BIG, open="2")
    assert "I felt about that big.</textarea>" in page
    assert 'name="text-1" rows' in page
    assert "Went quiet" not in page


def test_the_kind_of_a_statement_can_be_changed(press):
    press("save_draft", **LETTER, **QUIET)
    press("finish_note", **LETTER, **QUIET | {"kind-1": "judgement"}, revision=1)
    assert [kind for kind, *_ in statements()] == ["fact", "judgement"]


def test_a_kind_that_nobody_knows_costs_no_word(press):
    press("finish_note", **{"kind-0": "rumour", "text-0": "Went quiet."})
    assert statements() == [("noticed", "Went quiet.", "")]


def test_a_fact_without_a_source_is_opened_and_asked_about_and_all_words_stay(press, open_session):
    page = press("finish_note", **LETTER | {"source-0": ""}, **QUIET)
    assert "<title>Error: " in page
    assert 'href="#id_source"' in page
    assert "Say where this fact comes from" in page
    assert "The tenancy ends in June.</textarea>" in page
    assert not Note.objects.exists()
    assert "Went quiet." in open_session()


def test_where_something_comes_from_stays_under_any_kind(press):
    page = press("finish_note", **LETTER | {"kind-0": "noticed"})
    assert "Source: Letter of 1 May" in page


def test_enter_adds_a_statement_and_does_not_finish_the_note(open_session):
    form = open_session().split('data-module="app-note"')[1]
    first = form[form.index("<button") :]
    assert first.index('value="new"') < first.index(">")


@pytest.mark.parametrize("asked", ["7", "-1", "x", "999999999999"])
def test_a_statement_that_is_not_there_is_a_new_one(press, open_session, asked):
    press("save_draft", **LETTER)
    assert open_session(f"?tab={A}&open={asked}").count('id="id_text"') == 1


def test_the_longest_note_fits_into_one_form(press):
    fields = {f"text-{i}": f"Line {i}" for i in range(150)}
    fields |= {f"{name}-{i}": value for i in range(150) for name, value in (("kind", "said"), ("source", "Letter"))}
    press("finish_note", **fields)
    assert [text for _, text, _ in statements()] == [f"Line {i}" for i in range(150)]
