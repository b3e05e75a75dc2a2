"""The contact entry and the search in one's own notes, at the desk and in the ledger."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.check_ins.ratings import rate_session
from alongside.casework.episodes.operations import name_strain
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.promises.operations import make_promise
from alongside.casework.sessions.notes.drafts import Typed, save_draft
from alongside.casework.sessions.notes.finishing import begin_correction, finish_note
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.promises import Side
from alongside.domain.sessions import Agenda, Attendance, Statement, StatementKind
from alongside.ledger.models import Entry, EntrySubject
from alongside.records.models import Exclusion, Note, Person, Relationship
from tests.cast import START
from tests.meetings import answer, weeks
from tests.noted import noted

pytestmark = pytest.mark.django_db
OUTSIDE = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast, by):
    return plan_session(person_id=cast.person_id, plan=Plan(START, place="Room 2"), by=by, at=START)


@pytest.fixture
def written(session_id, by):
    said = Statement(StatementKind.SAID, "I felt about that big, in the tŷ.")
    fact = Statement(StatementKind.FACT, "The tenancy ends in June.", "Letter of 1 May")
    finish_note(session_id=session_id, typed=Typed((said, fact)), by=by, at=START)
    record_attendance(session_id=session_id, attendance=Attendance.ATTENDED, words="", next_plan=None, by=by, at=START)
    return session_id


def entry_of(client, session_id) -> str:
    page = client.get(reverse("copy_contact_entry", args=[session_id])).content.decode()
    return unescape(page.split("readonly")[1].split(">", 1)[1].split("</textarea>")[0])


# --- the contact entry -------------------------------------------------------------------------------------------------


def test_a_session_is_there_as_plain_text(ruth, written):
    text = entry_of(ruth, written)
    for line in ("Date: Monday 4 May 2026", "Person: Tomos Bevan", "Attendance: Came", "(Source: Letter of 1 May)"):
        assert line in text


def test_what_both_sides_promised_in_it_is_there_and_what_they_promised_elsewhere_is_not(cast, by, ruth, written):
    for side, words, session in (
        (Side.PRACTITIONER, "Ring housing", written),
        (Side.PERSON, "Bring the letter", written),
        (Side.PERSON, "Something of another day", None),
    ):
        make_promise(
            person_id=cast.person_id, side=side, words=words, due_on=START.date(), session_id=session, by=by, at=START
        )
    text = entry_of(ruth, written)
    assert "Promises made\n- " in text
    for promised in (
        "- Ruth: Ring housing, by Monday 4 May 2026\n",
        "- Tomos: Bring the letter, by Monday 4 May 2026\n",
    ):
        assert promised in text
    assert "another day" not in text


def test_nothing_of_how_it_was_between_the_two_is_in_it(cast, by, ruth, written):
    before = entry_of(ruth, written)
    say_what_matters(person_id=cast.person_id, words="CANARY matters", said_on=START.date(), by=by, at=START)
    rate_session(session_id=written, own=3, guess=9, by=by, at=START)
    name_strain(person_id=cast.person_id, words="CANARY strain", by=by, at=START)
    other = plan_session(
        person_id=cast.person_id,
        plan=Plan(START - timedelta(days=1), agenda=Agenda(person=("CANARY agenda",))),
        by=by,
        at=START,
    )
    finish_note(session_id=other, typed=noted("CANARY of another session"), by=by, at=START)
    save_draft(session_id=written, typed=noted("CANARY draft"), by=by, at=START)
    weeks(cast.person_id, cast.practitioner, START.date() - timedelta(weeks=6), [9, 9, 8, 9, 9])
    answer(Note.objects.get(session=written).session, 1, felt_off=True)
    assert entry_of(ruth, written) == before


def test_no_word_about_the_alliance_is_in_it(ruth, written):
    text = entry_of(ruth, written).lower()
    for word in ("check-in", "rating", "strain", "repair", "alliance", "of 10", "between you", "reflection"):
        assert word not in text


def test_that_it_was_taken_out_is_a_disclosure_and_without_the_ledger_it_is_not_shown(ruth, written, monkeypatch):
    entry_of(ruth, written)
    assert Entry.objects.filter(kind="disclosure", action="copied", object_id=written).count() == 1
    monkeypatch.setattr("alongside.casework.audit.record_entry", lambda **entry: 1 / 0)
    ruth.raise_request_exception = False
    assert b"tenancy" not in ruth.get(reverse("copy_contact_entry", args=[written])).content


def test_a_draft_is_not_in_it_and_that_is_said(by, ruth, written):
    save_draft(session_id=written, typed=noted("CANARY"), by=by, at=START)
    page = ruth.get(reverse("copy_contact_entry", args=[written])).content.decode()
    assert "You are still writing a note" in page
    assert "CANARY" not in page


@pytest.mark.parametrize("who", [*OUTSIDE, "supervisor"])
def test_it_is_not_there_for_anybody_who_may_not_write_notes(cast, sign_in, written, who):
    answered = sign_in(getattr(cast, who)).get(reverse("copy_contact_entry", args=[written]))
    assert answered.status_code == 404
    assert b"tenancy" not in answered.content


def test_the_queries_of_an_entry_do_not_grow_with_the_notes(by, ruth, written):
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            entry_of(ruth, written)
        return len(caught)

    few = count()
    for number in range(5):
        finish_note(session_id=written, typed=noted(f"Another, {number}"), by=by, at=START)
    assert count() == few


# --- searching ---------------------------------------------------------------------------------------------------------


def look_for(client, query: str, **more) -> str:
    return client.post(reverse("search_notes"), {"q": query, **more}).content.decode()


def test_a_note_is_found_with_the_words_marked_and_the_person_and_the_date(ruth, written):
    page = look_for(ruth, "ty FELT")
    assert '<mark class="app-mark-found">tŷ</mark>' in page
    assert '<mark class="app-mark-found">felt</mark>' in page
    assert "Tomos Bevan, 4 May 2026" in page
    assert "1 note found" in page


def test_what_is_looked_for_is_in_no_address(ruth, written):
    page = ruth.get(reverse("search_notes") + "?q=tenancy").content.decode()
    assert "found" not in page
    assert "The tenancy" not in page
    assert 'method="post"' in page


def test_nothing_found_says_what_was_searched(ruth, written):
    page = look_for(ruth, "otter")
    assert "Nothing found" in page
    assert "<strong>otter</strong>" in page
    assert "1 note you wrote about 1 person" in page


@pytest.mark.parametrize(("query", "said"), [("", "Write the word or words"), ("a", "two letters or more")])
def test_an_empty_search_says_what_to_do(ruth, written, query, said):
    page = look_for(ruth, query)
    assert said in page
    assert "<title>Error: " in page


def test_whoever_has_written_nothing_is_told_where_notes_begin(cast, sign_in, written):
    assert "No notes to search yet" in sign_in(cast.colleague).get(reverse("search_notes")).content.decode()


def test_those_found_are_listed_in_the_ledger_and_nobody_when_nothing_is_found(cast, ruth, written):
    look_for(ruth, "otter")
    assert not Entry.objects.filter(object_type="notes").exists()
    look_for(ruth, "tenancy")
    entry = Entry.objects.get(object_type="notes")
    assert (entry.action, entry.actor_id) == ("listed", cast.practitioner.id)
    pseudonym = Person.objects.get(id=cast.person_id).pseudonym
    assert list(EntrySubject.objects.filter(entry=entry).values_list("pseudonym", flat=True)) == [pseudonym]


def test_notes_by_others_are_not_searched(cast, sign_in, written):
    finish_note(session_id=written, typed=noted("By the cover"), by=actor_for(cast.cover), at=START)
    page = look_for(sign_in(cast.cover), "the")
    assert "By " in page
    assert "tenancy" not in page


def test_drafts_and_words_that_were_corrected_are_not_searched(by, ruth, written):
    note = Note.objects.get()
    begin_correction(session_id=written, note_id=note.id, by=by, at=START)
    save_draft(session_id=written, typed=noted("Unfinished otter", 1), by=by, at=START)
    assert "Nothing found" in look_for(ruth, "otter")
    finish_note(session_id=written, typed=noted("The lease ends in June", 2), by=by, at=START)
    assert "Nothing found" in look_for(ruth, "tenancy")
    assert "1 note found" in look_for(ruth, "lease")


def test_notes_about_somebody_one_no_longer_works_with_are_gone(cast, ruth, written):
    Relationship.objects.update(ends_on=START.date(), ended_at=START)
    page = look_for(ruth, "tenancy")
    assert "tenancy ends" not in page
    assert "Tomos" not in page


def test_somebody_kept_out_finds_nothing_though_they_wrote_it(cast, ruth, written):
    Exclusion.objects.create(person_id=cast.person_id, user=cast.practitioner, set_by=cast.supervisor, set_at=START)
    assert "Tomos" not in look_for(ruth, "tenancy")


def test_a_cover_searches_their_own_among_the_last_three_only(cast, by, sign_in, session_id):
    callum = actor_for(cast.cover)
    finish_note(session_id=session_id, typed=noted("Otter by the cover"), by=callum, at=START)
    assert "1 note found" in look_for(sign_in(cast.cover), "otter")
    for number in range(3):
        finish_note(
            session_id=session_id, typed=noted(f"Later {number}"), by=by, at=START + timedelta(minutes=number + 1)
        )
    assert "Otter" not in look_for(sign_in(cast.cover), "otter")


@pytest.mark.parametrize("who", ["supervisor", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"])
def test_searching_is_not_there_for_those_who_write_no_notes(cast, sign_in, written, who):
    client = sign_in(getattr(cast, who))
    assert client.get(reverse("search_notes")).status_code == 404
    assert client.post(reverse("search_notes"), {"q": "tenancy"}).status_code == 404


def test_more_than_a_page_is_turned_by_buttons(by, ruth, session_id):
    for number in range(23):
        finish_note(
            session_id=session_id, typed=noted(f"Otter {number}"), by=by, at=START - timedelta(minutes=20 * number)
        )
    first, second = look_for(ruth, "otter"), look_for(ruth, "otter", page=2)
    assert "23 notes found" in first
    assert first.count("app-mark-found") == 20
    assert second.count("app-mark-found") == 3
    assert 'name="q" value="otter"' in first
    assert look_for(ruth, "otter", page=9).count("app-mark-found") == 3


def test_the_queries_of_a_search_do_not_grow(by, ruth, written):
    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert "found" in look_for(ruth, "tenancy")
        return len(caught)

    few = count()
    for number in range(4):
        name = PersonName(f"Given {number}", "Family")
        facts = PersonFacts(name=name, born_on=None, jurisdiction=Jurisdiction.ENGLAND_WALES)
        person_id = add_person(facts=facts, by=by, at=START)
        session = plan_session(person_id=person_id, plan=Plan(START), by=by, at=START)
        finish_note(session_id=session, typed=noted("Another tenancy"), by=by, at=START)
    assert count() == few
    assert few == 10
