"""Promises of both sides: made, given another day, settled, undone, and never written over."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.promises.errors import SettledAlready, StillThere, TooLate
from alongside.casework.promises.operations import (
    change_date,
    correct_words,
    make_promise,
    reopen_promise,
    say_about_promise,
    settle_promise,
    take_back_promise,
    take_over_promise,
    undo_settling,
)
from alongside.casework.promises.queries import get_promise, get_promises, list_open_promises, list_promises_due
from alongside.casework.relationships.operations import add_co_worker, move_person
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.promises import (
    CannotSettleThis,
    DayHasPassed,
    NeedsAWord,
    NotLateYet,
    Outcome,
    Side,
    State,
    TooFarAhead,
)
from alongside.ledger.models import Entry
from alongside.records.models import CaseloadState, Episode, Promise, PromiseStep
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY = START.date()
DAY, WEEK = timedelta(days=1), timedelta(days=7)
READERS = ["practitioner", "cover", "supervisor"]
WRITERS = ["practitioner", "cover"]
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def make(cast, ruth):
    def made(words="Ring housing", side=Side.PRACTITIONER, due_on=TODAY + WEEK, by=ruth, at=START, **more):
        return make_promise(person_id=cast.person_id, side=side, words=words, due_on=due_on, by=by, at=at, **more)

    return made


def line(promise_id, viewer, at=START):
    return get_promise(promise_id=promise_id, viewer=viewer, at=at).line


def said(promise_id, viewer, at=START):
    return [(step.said, step.words) for step in get_promise(promise_id=promise_id, viewer=viewer, at=at).history]


@pytest.mark.parametrize(("side", "who"), [(Side.PERSON, "Tomos"), (Side.PRACTITIONER, "Ruth")])
def test_a_promise_of_either_side_is_kept_sealed_with_its_day(cast, ruth, make, side, who):
    make(side=side)
    (found,) = list_open_promises(person_id=cast.person_id, viewer=ruth, at=START)
    assert (found.who, found.words, found.when) == (who, "Ring housing", "By 11 May")
    row = Promise.objects.get()
    assert b"housing" not in bytes(row.sealed_words)
    assert (row.holder_id is None) is (side is Side.PERSON)


def test_the_same_promise_sent_twice_is_one_and_another_is_another(make):
    assert make() == make()
    assert len({make(), make("Ring the landlord"), make(side=Side.PERSON), make(due_on=None)}) == 4
    assert Entry.objects.filter(action="promised").count() == 4


@pytest.mark.parametrize(
    ("due_on", "words", "error"),
    [(TODAY - DAY, "x", DayHasPassed), (date(2036, 5, 4), "x", TooFarAhead), (TODAY, "  ", NeedsAWord)],
)
def test_a_promise_is_not_for_a_day_that_passed_and_says_something(make, due_on, words, error):
    with pytest.raises(error):
        make(words, due_on=due_on)
    assert not Promise.objects.exists()


def test_a_promise_knows_the_session_it_was_made_in_and_no_session_of_somebody_else(cast, ruth, make):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)
    assert line(make(session_id=session_id), ruth).session_id == session_id
    with pytest.raises(NotHere):
        make("Another", session_id=uuid4())


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("outcome", "at", "state"),
    [
        (Outcome.KEPT, START, State.KEPT),
        (Outcome.LATE, START + 2 * WEEK, State.LATE),
        (Outcome.BROKEN, START, State.BROKEN),
        (Outcome.LET_GO, START, State.LET_GO),
    ],
)
def test_either_side_is_settled_in_one_step_with_a_word(cast, ruth, make, side, outcome, at, state):
    promise = make(side=side)
    for _ in range(2):
        settle_promise(promise_id=promise, outcome=outcome, words="Rang at 10:41", by=ruth, at=at)
    found = line(promise, ruth, at)
    assert (found.state, found.word, found.can_undo) == (state, "Rang at 10:41", True)
    assert Promise.objects.get().agreed is (outcome is Outcome.LET_GO)
    assert PromiseStep.objects.filter(kind="settled").count() == Entry.objects.filter(action="settled").count() == 1


def test_two_tabs_do_not_settle_one_promise_in_two_ways(ruth, make):
    promise = make()
    settle_promise(promise_id=promise, outcome=Outcome.KEPT, by=ruth, at=START)
    with pytest.raises(SettledAlready) as refused:
        settle_promise(promise_id=promise, outcome=Outcome.BROKEN, by=ruth, at=START)
    assert refused.value.outcome is Outcome.KEPT
    with pytest.raises(SettledAlready):
        change_date(promise_id=promise, due_on=TODAY + 2 * WEEK, words="x", by=ruth, at=START)
    assert line(promise, ruth).state is State.KEPT


def test_nothing_is_late_before_its_day_and_nothing_is_let_go_by_one_alone(ruth, make):
    promise = make()
    with pytest.raises(NotLateYet):
        settle_promise(promise_id=promise, outcome=Outcome.LATE, by=ruth, at=START)
    with pytest.raises(CannotSettleThis):
        settle_promise(promise_id=promise, outcome=Outcome.LET_GO, agreed=False, words="x", by=ruth, at=START)
    assert line(promise, ruth).is_open


def test_a_new_day_is_a_step_with_a_word_why_and_the_first_day_is_kept(ruth, make):
    promise = make()
    with pytest.raises(NeedsAWord):
        change_date(promise_id=promise, due_on=TODAY + 2 * WEEK, words=" ", by=ruth, at=START)
    for _ in range(2):
        change_date(promise_id=promise, due_on=TODAY + 2 * WEEK, words="Housing is shut", by=ruth, at=START)
    assert line(promise, ruth).when == "By 18 May"
    assert said(promise, ruth) == [("A new day: 18 May", "Housing is shut"), ("Promised, for 11 May", "Ring housing")]
    with pytest.raises(DayHasPassed):
        change_date(promise_id=promise, due_on=TODAY - DAY, words="x", by=ruth, at=START)


def test_a_settling_is_undone_within_ten_minutes_and_later_opened_again_with_a_word(ruth, make):
    promise = make()
    settle_promise(promise_id=promise, outcome=Outcome.BROKEN, words="Forgot", by=ruth, at=START)
    for _ in range(2):
        undo_settling(promise_id=promise, by=ruth, at=START + timedelta(minutes=10))
    assert (line(promise, ruth).is_open, line(promise, ruth).word) == (True, "")
    settle_promise(promise_id=promise, outcome=Outcome.KEPT, by=ruth, at=START)
    later = START + timedelta(minutes=11)
    with pytest.raises(TooLate):
        undo_settling(promise_id=promise, by=ruth, at=later)
    with pytest.raises(NeedsAWord):
        reopen_promise(promise_id=promise, words="", by=ruth, at=later)
    reopen_promise(promise_id=promise, words="It was another call", by=ruth, at=later)
    kinds = [kind for kind, _ in said(promise, ruth, later)]
    assert kinds == ["Open again", "Kept", "Open again", "Not done", "Promised, for 11 May"]


def test_words_are_put_right_beside_the_first_ones_and_never_over_them(ruth, make):
    promise = make("Ring husing")
    before = bytes(Promise.objects.get().sealed_words)
    for _ in range(2):
        correct_words(promise_id=promise, words="Ring housing", by=ruth, at=START)
    assert line(promise, ruth).words == "Ring housing"
    assert said(promise, ruth) == [("New words", "Ring housing"), ("Promised, for 11 May", "Ring husing")]
    assert bytes(Promise.objects.get().sealed_words) == before


def test_a_promise_is_taken_back_within_ten_minutes_by_whoever_wrote_it_and_is_not_deleted(cast, ruth, make):
    promise = make()
    with pytest.raises(TooLate):
        take_back_promise(promise_id=promise, by=actor_for(cast.cover), at=START)
    for _ in range(2):
        take_back_promise(promise_id=promise, by=ruth, at=START)
    assert list_open_promises(person_id=cast.person_id, viewer=ruth, at=START) == []
    with pytest.raises(NotHere):
        get_promise(promise_id=promise, viewer=ruth, at=START)
    assert Promise.objects.count() == 1
    other = make("Another")
    with pytest.raises(TooLate):
        take_back_promise(promise_id=other, by=ruth, at=START + timedelta(minutes=11))
    settle_promise(promise_id=other, outcome=Outcome.KEPT, by=ruth, at=START)
    with pytest.raises(TooLate):
        take_back_promise(promise_id=other, by=ruth, at=START)


def test_a_word_is_added_to_a_promise_open_or_settled(ruth, make):
    promise = make()
    for _ in range(2):
        say_about_promise(promise_id=promise, words="They did not pick up", by=ruth, at=START)
    settle_promise(promise_id=promise, outcome=Outcome.KEPT, by=ruth, at=START)
    say_about_promise(promise_id=promise, words="Inspection on Monday", by=ruth, at=START)
    assert line(promise, ruth).word == "Inspection on Monday"
    assert PromiseStep.objects.filter(kind="said").count() == 2


@pytest.mark.parametrize("who", READERS)
def test_workers_cover_and_supervisor_read(cast, make, who):
    promise = make()
    viewer = actor_for(getattr(cast, who))
    assert line(promise, viewer).words == "Ring housing"
    page = get_promises(person_id=cast.person_id, viewer=viewer, at=START)
    assert (len(page.open), page.may_write) == (1, who in WRITERS)


@pytest.mark.parametrize("who", [*NOBODY, "supervisor"])
def test_nobody_else_writes_and_for_strangers_it_is_not_there(cast, make, who):
    promise, by = make(), actor_for(getattr(cast, who))
    one = {"promise_id": promise, "by": by, "at": START}
    for attempt in (
        lambda: make("x", by=by),
        lambda: settle_promise(outcome=Outcome.KEPT, **one),
        lambda: change_date(due_on=TODAY + DAY, words="x", **one),
        lambda: correct_words(words="x", **one),
        lambda: say_about_promise(words="x", **one),
        lambda: reopen_promise(words="x", **one),
        lambda: undo_settling(**one),
        lambda: take_back_promise(**one),
        lambda: take_over_promise(**one),
        lambda: get_promise(promise_id=promise, viewer=by, at=START, to_write=True),
    ):
        with pytest.raises(NotHere):
            attempt()
    assert PromiseStep.objects.count() == 1
    if who != "supervisor":
        with pytest.raises(NotHere):
            get_promises(person_id=cast.person_id, viewer=by, at=START)
        with pytest.raises(NotHere):
            get_promise(promise_id=promise, viewer=by, at=START)
        assert list_promises_due(viewer=by, at=START, until=TODAY + WEEK) == []


def test_a_cover_promises_and_settles_while_covering_and_not_after(cast, make):
    callum = actor_for(cast.cover)
    promise = make("Bring the form", by=callum)
    settle_promise(promise_id=promise, outcome=Outcome.KEPT, by=callum, at=START)
    with pytest.raises(NotHere):
        undo_settling(promise_id=promise, by=callum, at=START + WEEK + DAY)


def move_to_colin(cast, at):
    supervisor = actor_for(cast.supervisor)
    move_person(person_id=cast.person_id, to=cast.colleague.id, on=at.date(), reason="x", by=supervisor, at=at)
    return actor_for(cast.colleague)


def test_when_the_case_moves_the_new_worker_takes_over_or_lets_go_with_a_word(cast, ruth, make):
    taken, let_go, theirs = make(), make("Write to court"), make("Come on Monday", Side.PERSON)
    later = START + DAY
    colin = move_to_colin(cast, later)
    assert [line(p, colin, later).has_left for p in (taken, let_go, theirs)] == [True, True, False]
    for _ in range(2):
        take_over_promise(promise_id=taken, by=colin, at=later)
    found = line(taken, colin, later)
    assert (found.who, found.has_left, found.is_yours) == ("Colin", False, True)
    with pytest.raises(NeedsAWord):
        settle_promise(promise_id=let_go, outcome=Outcome.LET_GO, agreed=False, by=colin, at=later)
    settle_promise(
        promise_id=let_go, outcome=Outcome.LET_GO, agreed=False, words="I cannot do this. Sorry", by=colin, at=later
    )
    assert line(let_go, colin, later).when == "Left undone. That was said on 5 May"
    with pytest.raises(NotHere):
        take_over_promise(promise_id=theirs, by=colin, at=later)


def test_nobody_takes_over_from_somebody_who_is_still_there_and_a_cover_never_does(cast, ruth, make):
    promise = make()
    add_co_worker(
        person_id=cast.person_id, practitioner_id=cast.colleague.id, on=TODAY, until=None, reason="",
        by=actor_for(cast.supervisor), at=START,
    )  # fmt: skip
    with pytest.raises(StillThere):
        take_over_promise(promise_id=promise, by=actor_for(cast.colleague), at=START)
    with pytest.raises(NotHere):
        take_over_promise(promise_id=promise, by=actor_for(cast.cover), at=START)


def test_a_promise_of_a_cover_whose_cover_is_over_is_of_somebody_who_left(cast, ruth, make):
    promise = make(by=actor_for(cast.cover))
    assert not line(promise, ruth).has_left
    assert line(promise, ruth, START + 2 * WEEK).has_left


def test_what_is_due_comes_from_the_whole_caseload_both_sides_with_one_entry(cast, ruth, make):
    make(due_on=TODAY + DAY)
    make("Bring the receipt", Side.PERSON, due_on=TODAY)
    make("Some day", due_on=None)
    make("Later", due_on=TODAY + WEEK)
    before = Entry.objects.filter(action="listed").count()
    due = list_promises_due(viewer=ruth, at=START + DAY, until=TODAY + DAY)
    assert [(d.name.display, d.line.side, d.line.words, d.line.when) for d in due] == [
        ("Tomos Bevan", Side.PERSON, "Bring the receipt", "One day late"),
        ("Tomos Bevan", Side.PRACTITIONER, "Ring housing", "Today"),
    ]
    assert Entry.objects.filter(action="listed").count() == before + 1


def test_without_the_ledger_nothing_is_written_and_nothing_is_shown(cast, ruth, make, monkeypatch):
    promise = make()

    def refuse(**entry: object) -> None:
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    one = {"promise_id": promise, "by": ruth, "at": START}
    for attempt in (
        lambda: make("Another"),
        lambda: settle_promise(outcome=Outcome.KEPT, **one),
        lambda: change_date(due_on=TODAY + DAY, words="x", **one),
        lambda: correct_words(words="x", **one),
        lambda: say_about_promise(words="x", **one),
        lambda: take_back_promise(**one),
        lambda: get_promises(person_id=cast.person_id, viewer=ruth, at=START),
        lambda: get_promise(promise_id=promise, viewer=ruth, at=START),
        lambda: list_open_promises(person_id=cast.person_id, viewer=ruth, at=START),
        lambda: list_promises_due(viewer=ruth, at=START, until=TODAY + WEEK),
    ):
        with pytest.raises(RuntimeError):
            attempt()
    row = Promise.objects.get()
    assert (row.outcome, row.due_on, row.taken_back_at) == ("", TODAY + WEEK, None)
    assert PromiseStep.objects.count() == 1


def test_promises_reach_no_strain_no_row_of_the_caseload_and_no_authority(ruth, make):
    before = list(CaseloadState.objects.values())
    for number in range(4):
        settle_promise(promise_id=make(f"Promise {number}"), outcome=Outcome.BROKEN, by=ruth, at=START)
    assert list(CaseloadState.objects.values()) == before
    assert not Episode.objects.exists()
