"""Drafts that survive two tabs and a change of worker; notes that are never edited; who reads them."""

from datetime import timedelta
from functools import partial

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.relationships.due import bring_up_to_date
from alongside.casework.relationships.operations import move_person
from alongside.casework.sessions.notes.drafts import choose_text, move_drafts, save_draft
from alongside.casework.sessions.notes.finishing import (
    AlreadyCorrected,
    DraftInTheWay,
    NothingWritten,
    TooLate,
    TwoTexts,
    begin_correction,
    finish_note,
    stop_correcting,
    undo_finish,
)
from alongside.casework.sessions.notes.reading import get_notes
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.casework.sessions.queries import get_session
from alongside.domain.sessions import Keep, ReadingReason
from alongside.ledger.models import Entry
from alongside.records.models import Draft, Exclusion, Note, Relationship
from tests.cast import START, Cast, make_cast
from tests.noted import noted, words_of

pytestmark = pytest.mark.django_db
A, B, C = "a" * 32, "b" * 32, "c" * 32
REFUSED = [
    "supervisor", "colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator",
]  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def session_id(cast, ruth):
    return plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)


@pytest.fixture
def save(session_id, ruth):
    return lambda words, revision=0, tab=A: save_draft(
        session_id=session_id, typed=noted(words, revision, tab), by=ruth, at=START
    )


@pytest.fixture
def finish(session_id, ruth):
    return lambda words, revision=0, tab=A, at=START, by=ruth: finish_note(
        session_id=session_id, typed=noted(words, revision, tab), by=by, at=at
    )


def page_of(session_id, viewer, tab=A, at=START):
    return get_session(session_id=session_id, viewer=viewer, at=at, tab=tab).note


def refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")


# --- saving ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_there_again_and_sealed(save, session_id, ruth):
    save("Tomos rang housing")
    assert words_of(page_of(session_id, ruth).draft.statements) == "Tomos rang housing"
    assert b"housing" not in bytes(Draft.objects.get().sealed_body)


def test_sending_the_same_again_changes_nothing(save):
    first = save("Tomos rang housing")
    before = Draft.objects.values().get()
    assert save("Tomos rang housing", revision=0).revision == first.revision
    assert Draft.objects.values().get() == before


def test_a_tab_whose_answer_was_lost_goes_on_without_a_conflict(save, session_id, ruth):
    save("Tomos rang")
    saved = save("Tomos rang housing", revision=0)
    assert (saved.revision, saved.in_two_tabs) == (2, False)
    assert words_of(page_of(session_id, ruth).draft.statements) == "Tomos rang housing"


def test_nothing_typed_leaves_nothing_behind(save):
    save("  \r\n ")
    assert not Draft.objects.exists()


def test_many_saves_are_one_entry(save):
    for words in ("T", "To", "Tom"):
        save(words)
    assert Entry.objects.filter(object_type="draft").count() == 1


@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_saves_finishes_chooses_or_corrects(cast, session_id, finish, who):
    note_id = finish("Tomos rang housing")
    by = actor_for(getattr(cast, who))
    for attempt in (
        partial(save_draft, typed=noted("x")),
        partial(finish_note, typed=noted("x")),
        partial(choose_text, keep=Keep.MINE, tab=A),
        partial(undo_finish, note_id=note_id),
        partial(begin_correction, note_id=note_id),
        stop_correcting,
    ):
        with pytest.raises(NotHere):
            attempt(session_id=session_id, by=by, at=START)
    assert (Draft.objects.count(), Note.objects.count()) == (0, 1)


def test_without_the_ledger_no_draft_is_begun_and_no_note_finished(save, finish, monkeypatch):
    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    for attempt in (save, finish):
        with pytest.raises(RuntimeError):
            attempt("Tomos rang housing")
    assert (Draft.objects.count(), Note.objects.count()) == (0, 0)


def test_without_the_ledger_a_note_is_not_taken_back(session_id, finish, ruth, monkeypatch):
    note_id = finish("Tomos rang housing")
    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    with pytest.raises(RuntimeError):
        undo_finish(session_id=session_id, note_id=note_id, by=ruth, at=START)
    assert Note.objects.get().id == note_id


# --- two tabs --------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_tabs(save):
    """Both tabs were opened on the same draft; A has saved since, and then B."""
    opened = save("The damp.").revision
    save("The damp. Rang housing.", revision=opened, tab=A)
    return save("The damp. Ella coughs.", revision=opened, tab=B)


def test_two_tabs_keep_both_texts_and_say_so(two_tabs, session_id, ruth):
    assert two_tabs.in_two_tabs
    for tab, mine, other in ((A, "Rang housing", "Ella coughs"), (B, "Ella coughs", "Rang housing")):
        draft = page_of(session_id, ruth, tab).draft
        assert mine in words_of(draft.statements)
        assert other in words_of(draft.other.statements)


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (Keep.MINE, "The damp. Ella coughs."),
        (Keep.OTHER, "The damp. Rang housing."),
        (Keep.BOTH, "The damp. Ella coughs.\n\nThe damp. Rang housing."),
    ],
)
def test_the_author_chooses_and_may_choose_twice(two_tabs, session_id, ruth, keep, words):
    for _ in range(2):
        choose_text(session_id=session_id, keep=keep, tab=B, by=ruth, at=START)
    draft = page_of(session_id, ruth, B).draft
    assert (words_of(draft.statements), draft.other) == (words, None)


def test_typing_goes_on_in_both_tabs_before_the_choice(two_tabs, save, session_id, ruth):
    save("The damp. Rang housing twice.", revision=2, tab=A)
    save("The damp. Ella coughs at night.", revision=1, tab=B)
    draft = page_of(session_id, ruth, A).draft
    assert (words_of(draft.statements), words_of(draft.other.statements)) == (
        "The damp. Rang housing twice.",
        "The damp. Ella coughs at night.",
    )


def test_a_third_tab_loses_nothing(two_tabs, save, session_id, ruth):
    save("Bus fares.", revision=1, tab=C)
    assert words_of(page_of(session_id, ruth, A).draft.other.statements) == "The damp. Ella coughs.\n\nBus fares."


def test_a_note_is_not_finished_over_another_tabs_words(two_tabs, finish, session_id, ruth):
    with pytest.raises(TwoTexts):
        finish("The damp. Rang housing. Done.", revision=2, tab=A)
    assert not Note.objects.exists()
    assert words_of(page_of(session_id, ruth, A).draft.statements) == "The damp. Rang housing. Done."


# --- finishing -------------------------------------------------------------------------------------------------------


def test_a_finished_note_is_attributed_and_the_draft_is_gone(save, finish, session_id, ruth):
    save("Tomos rang")
    finish("Tomos rang housing", revision=1)
    area = page_of(session_id, ruth)
    assert [(words_of(note.statements), note.author, note.written_at) for note in area.notes] == [
        ("Tomos rang housing", "Ruth Adeyemi", START)
    ]
    assert area.draft is None


def test_pressing_finish_twice_gives_one_note(finish):
    assert finish("Tomos rang housing") == finish("Tomos rang housing")
    assert Note.objects.count() == 1


def test_nothing_is_not_a_note(finish):
    with pytest.raises(NothingWritten):
        finish(" \n ")


def test_a_note_is_taken_back_within_ten_minutes(finish, session_id, ruth):
    note_id = finish("Tomos rang housing")
    later = START + timedelta(minutes=9)
    for _ in range(2):
        undo_finish(session_id=session_id, note_id=note_id, by=ruth, at=later)
    assert words_of(page_of(session_id, ruth).draft.statements) == "Tomos rang housing"
    assert not Note.objects.exists()


def test_after_ten_minutes_or_by_somebody_else_it_stays(cast, finish, session_id, ruth):
    note_id = finish("Tomos rang housing")
    with pytest.raises(TooLate):
        undo_finish(session_id=session_id, note_id=note_id, by=ruth, at=START + timedelta(minutes=10))
    with pytest.raises(NotHere):
        undo_finish(session_id=session_id, note_id=note_id, by=actor_for(cast.cover), at=START)
    assert Note.objects.exists()


def test_taking_back_beside_a_newer_draft_keeps_both(save, finish, session_id, ruth):
    note_id = finish("First")
    save("Second", revision=0, tab=B)
    undo_finish(session_id=session_id, note_id=note_id, by=ruth, at=START)
    draft = page_of(session_id, ruth, B).draft
    assert (words_of(draft.statements), words_of(draft.other.statements)) == ("Second", "First")


def test_a_correction_takes_the_place_of_a_note_which_stays_to_be_read(cast, finish, session_id, ruth):
    first = finish("Tomos rang houses")
    begin_correction(session_id=session_id, note_id=first, by=ruth, at=START)
    begin_correction(session_id=session_id, note_id=first, by=ruth, at=START)
    finish("Tomos rang housing", revision=1)
    (note,) = page_of(session_id, ruth).notes
    assert (words_of(note.statements), note.is_correction, [words_of(e.statements) for e in note.earlier]) == (
        "Tomos rang housing", True, ["Tomos rang houses"],
    )  # fmt: skip
    with pytest.raises(AlreadyCorrected):
        begin_correction(session_id=session_id, note_id=first, by=ruth, at=START)
    with pytest.raises(TooLate):
        undo_finish(session_id=session_id, note_id=first, by=ruth, at=START)


def test_two_people_correcting_the_same_note_lose_no_words(cast, finish, session_id, ruth):
    first = finish("Tomos rang houses")
    begin_correction(session_id=session_id, note_id=first, by=ruth, at=START)
    begin_correction(session_id=session_id, note_id=first, by=actor_for(cast.cover), at=START)
    finish("By the cover", by=actor_for(cast.cover), revision=1)
    with pytest.raises(AlreadyCorrected):
        finish("By Ruth", revision=1)
    draft = page_of(session_id, ruth).draft
    assert (words_of(draft.statements), draft.corrects_at) == ("By Ruth", None)


def test_a_correction_can_be_left_and_another_draft_is_in_its_way(save, finish, session_id, ruth):
    first = finish("Tomos rang houses")
    begin_correction(session_id=session_id, note_id=first, by=ruth, at=START)
    stop_correcting(session_id=session_id, by=ruth, at=START)
    assert not Draft.objects.exists()
    save("Something else", tab=B)
    stop_correcting(session_id=session_id, by=ruth, at=START)
    with pytest.raises(DraftInTheWay):
        begin_correction(session_id=session_id, note_id=first, by=ruth, at=START)
    assert words_of(page_of(session_id, ruth).draft.statements) == "Something else"


# --- reading ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def four_notes(cast, ruth):
    for number in range(1, 5):
        at = START + timedelta(hours=number)
        session = plan_session(person_id=cast.person_id, plan=Plan(at), by=ruth, at=START)
        finish_note(session_id=session, typed=noted(f"Note {number}"), by=ruth, at=at)


def notes_read(person_id, user, reason=None):
    page = get_notes(person_id=person_id, reason=reason, viewer=actor_for(user), at=START)
    return [words_of(note.statements) for note in page.notes]


def test_the_practitioner_reads_all_notes_and_a_cover_the_last_three(cast, four_notes):
    assert notes_read(cast.person_id, cast.practitioner) == ["Note 4", "Note 3", "Note 2", "Note 1"]
    assert notes_read(cast.person_id, cast.cover) == ["Note 4", "Note 3", "Note 2"]


def test_a_supervisor_says_why_before_reading_and_it_is_recorded(cast, four_notes):
    page = get_notes(person_id=cast.person_id, viewer=actor_for(cast.supervisor), at=START)
    assert (page.asks_reason, page.notes) == (True, ())
    assert len(notes_read(cast.person_id, cast.supervisor, ReadingReason.COMPLAINT)) == 4
    entry = Entry.objects.filter(object_type="notes").get()
    assert (entry.action, entry.reason_code, entry.relation) == ("opened", "complaint", "supervisor")


def test_a_supervisor_sees_no_word_of_a_note_on_the_session(cast, session_id, finish):
    finish("Tomos rang housing")
    area = page_of(session_id, actor_for(cast.supervisor))
    assert (area.asks_reason, area.notes, area.draft) == (True, (), None)


@pytest.mark.parametrize("who", [who for who in REFUSED if who != "supervisor"])
def test_notes_are_not_there_for_anybody_else(cast, four_notes, who):
    with pytest.raises(NotHere):
        notes_read(cast.person_id, getattr(cast, who), ReadingReason.INSPECTION)


def test_without_the_ledger_no_note_is_read(cast, four_notes, monkeypatch):
    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    with pytest.raises(RuntimeError):
        notes_read(cast.person_id, cast.practitioner)


def test_a_draft_is_its_authors_alone(cast, save, session_id):
    save("Not finished")
    assert page_of(session_id, actor_for(cast.cover)).draft is None


def test_who_can_read_is_said_by_name_without_those_kept_out(cast, session_id, ruth):
    assert page_of(session_id, ruth).readers.supervisors == ("Marian Ellis",)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    readers = page_of(session_id, ruth).readers
    assert (readers.workers, readers.covers, readers.supervisors) == (("Ruth Adeyemi",), ("Callum Price",), ())


# --- a change of worker ----------------------------------------------------------------------------------------------


@pytest.fixture
def move(cast):
    """Return a function that moves the case from Ruth to Colin, drafts included."""

    def moved() -> int:
        Relationship.objects.update(ends_on=START.date(), ended_at=START)
        Relationship.objects.create(
            person_id=cast.person_id,
            practitioner=cast.colleague,
            kind="allocated",
            starts_on=START.date(),
            created_at=START,
        )
        return move_drafts(person_id=cast.person_id, from_id=cast.practitioner.id, to_id=cast.colleague.id, at=START)

    return moved


def test_drafts_go_with_the_case_and_say_who_began_them(cast, save, session_id, move, finish):
    save("Begun by Ruth")
    assert move() == 1
    colin = actor_for(cast.colleague)
    draft = page_of(session_id, colin).draft
    assert (words_of(draft.statements), draft.begun_by) == ("Begun by Ruth", "Ruth Adeyemi")
    finish("Begun by Ruth, finished by Colin", revision=1, by=colin)
    (note,) = page_of(session_id, colin).notes
    assert (note.author, note.begun_by) == ("Colin Ode", "Ruth Adeyemi")


def test_a_draft_of_the_new_practitioner_stays_beside_it(cast, save, session_id, move):
    save("Ruth's")
    colin = actor_for(cast.colleague)
    Relationship.objects.create(
        person_id=cast.person_id,
        practitioner=cast.colleague,
        kind="co_worker",
        starts_on=START.date(),
        created_at=START,
    )
    save_draft(session_id=session_id, typed=noted("Colin's", 0, B), by=colin, at=START)
    move()
    draft = page_of(session_id, colin, B).draft
    assert (words_of(draft.statements), words_of(draft.other.statements)) == ("Colin's", "Ruth's")


def test_the_one_who_lost_the_case_can_no_longer_save(save, move):
    move()
    with pytest.raises(NotHere):
        save("Too late")


def hand_to_colin(cast, on, at):
    return move_person(
        person_id=cast.person_id, to=cast.colleague.id, on=on, reason="", by=actor_for(cast.supervisor), at=at
    )


def test_moving_a_case_takes_the_drafts_along_at_once(cast, save, session_id):
    save("Begun by Ruth")
    hand_to_colin(cast, START.date(), START)
    assert words_of(page_of(session_id, actor_for(cast.colleague)).draft.statements) == "Begun by Ruth"


def test_drafts_go_on_the_day_a_planned_move_begins_and_not_before(cast, save, session_id, ruth):
    save("Begun by Ruth")
    hand_to_colin(cast, START.date() + timedelta(days=2), START)
    bring_up_to_date(at=START + timedelta(days=1))
    assert words_of(page_of(session_id, ruth).draft.statements) == "Begun by Ruth"
    later = START + timedelta(days=2)
    for _ in range(2):
        bring_up_to_date(at=later)
    assert page_of(session_id, actor_for(cast.colleague), at=later).draft.begun_by == "Ruth Adeyemi"
