"""A first contact: saved from any device, ticked in any order, agreed or not, carried over, and never a gate."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.audit import NotRecorded
from alongside.casework.first_contact import operations
from alongside.casework.first_contact.agreeing import Answers, ChangedMeanwhile, answer_agreement, take_over_promises
from alongside.casework.first_contact.operations import (
    NoNextMeeting,
    NothingLeft,
    Sent,
    carry_over,
    choose_step_text,
    save_step,
    tick_step,
)
from alongside.casework.first_contact.queries import (
    get_agreement,
    get_first_contact,
    get_history,
    get_step,
    get_turned_step,
)
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.promises.operations import make_promise, settle_promise
from alongside.casework.promises.queries import list_open_promises
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.casework.sessions.queries import get_session
from alongside.domain.first_contact import (
    LONGEST,
    NeedsReason,
    NothingToAgreeOn,
    Outcome,
    PersonAnswer,
    Said,
    StaffAnswer,
    State,
    TooLong,
    load_script,
)
from alongside.domain.people.contact import RouteKind, Safe
from alongside.domain.promises import DayHasPassed, Side
from alongside.domain.promises import Outcome as Became
from alongside.domain.sessions import Keep
from alongside.domain.speaking import SpokenIn
from alongside.ledger.models import Entry
from alongside.records.models import FirstContact, FirstContactStep, PowerEvent, Promise, WorkingAgreement
from tests.cast import START, Cast, make_cast
from tests.meetings import meet

pytestmark = pytest.mark.django_db
TODAY, WEEK = START.date(), timedelta(weeks=1)
READERS, WRITERS = ["practitioner", "cover", "supervisor"], ["practitioner", "cover"]
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]
BACK = "So you’re not my mum and you’re not the police."
AGREES = (PersonAnswer.AGREES, StaffAnswer.AGREES)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def say(cast, ruth):
    """Save words in a step, from one device or another."""

    def saved(step, by=ruth, at=START, *, tab="desk", revision=0, outcome="", spoken_in="", **words):
        said = Said(words, Outcome(outcome), SpokenIn(spoken_in))
        return save_step(person_id=cast.person_id, step_key=step, sent=Sent(said, revision, tab), by=by, at=at)

    return saved


@pytest.fixture
def look(cast, ruth):
    def looked(step, viewer=ruth, at=START, tab="new"):
        return get_step(person_id=cast.person_id, step_key=step, viewer=viewer, tab=tab, at=at)

    return looked


@pytest.fixture
def answer(cast, ruth):
    def answered(person, practitioner, at=START, version=None, **more):
        found = get_agreement(person_id=cast.person_id, viewer=ruth, at=at).version
        answers = Answers(person, practitioner, version or found, **more)
        return answer_agreement(person_id=cast.person_id, answers=answers, by=ruth, at=at)

    return answered


def entries(action):
    return Entry.objects.filter(action=action).count()


def test_words_are_sealed_and_come_back_on_another_device_as_they_were_said(cast, ruth, say, look):
    say("limits", back=f"{BACK} مرحبا 🙂", outcome="yes", spoken_in="cy")
    row = FirstContactStep.objects.get()
    assert b"police" not in bytes(row.sealed_body)
    page = look("limits", actor_for(cast.cover))
    assert page.said == Said({"back": f"{BACK} مرحبا 🙂"}, Outcome.YES, SpokenIn.WELSH)
    assert (page.state, page.saved_by, page.other) == (State.STARTED, "Ruth Adeyemi", None)
    assert (entries("begun"), FirstContact.objects.get().begun_by) == (1, cast.practitioner)


def test_nothing_is_begun_by_looking_or_by_sending_nothing(cast, ruth, say, look):
    look("limits"), say("limits", back="  ")
    page = get_first_contact(person_id=cast.person_id, viewer=ruth, at=START)
    assert (page.progress.said, page.progress.begun_on) == ("Nothing done yet", None)
    assert not FirstContact.objects.exists()


def test_of_two_who_begin_the_same_step_at_once_neither_loses_a_word(say, look, monkeypatch):
    find = operations._find
    said_by_the_other = []

    def find_too_early(person_id, step_key):
        if not said_by_the_other:
            said_by_the_other.append(say)  # whoever asks first sees nothing yet, and the other saves meanwhile
            say("limits", tab="tablet", back="Two")
            return None
        return find(person_id, step_key)

    monkeypatch.setattr(operations, "_find", find_too_early)
    assert say("limits", back="One").on_two_devices
    page = look("limits", tab="desk")
    assert {page.said.words["back"], page.other.said.words["back"]} == {"One", "Two"}


def test_the_same_sent_twice_is_kept_once(say):
    first = say("limits", back=BACK)
    assert say("limits", back=f" {BACK}\r\n", at=START + WEEK) == first
    assert (first.revision, FirstContactStep.objects.get().saved_at) == (1, START)


def test_two_devices_are_both_kept_until_somebody_chooses(cast, ruth, say, look):
    say("limits", back=BACK)
    callum = actor_for(cast.cover)
    late = say("limits", callum, tab="tablet", back="You tell if a kid gets hurt.", outcome="later")
    assert late.on_two_devices
    page = look("limits")
    assert (page.said.words["back"], page.other.said.words["back"]) == (BACK, "You tell if a kid gets hurt.")
    assert page.other.by == "Callum Price"
    on_tablet = look("limits", callum, tab="tablet")
    assert (on_tablet.said.words["back"], on_tablet.other.said.words["back"]) == ("You tell if a kid gets hurt.", BACK)


@pytest.mark.parametrize(
    ("keep", "tab", "back"),
    [
        (Keep.MINE, "desk", "One"),
        (Keep.OTHER, "desk", "Two"),
        (Keep.MINE, "tablet", "Two"),
        (Keep.BOTH, "desk", "One\n\nTwo"),
        (Keep.BOTH, "fresh", "One\n\nTwo"),
    ],
)
def test_the_choice_is_for_whoever_looks(cast, ruth, say, look, keep, tab, back):
    say("limits", back="One"), say("limits", tab="tablet", back="Two")
    for _ in range(2):
        choose_step_text(person_id=cast.person_id, step_key="limits", keep=keep, tab=tab, by=ruth, at=START)
    page = look("limits")
    assert (page.said.words["back"], page.other) == (back, None)
    assert entries("chosen") == 1


def test_a_third_device_takes_nothing_away(say, look):
    say("limits", back="One"), say("limits", tab="tablet", back="Two"), say("limits", tab="phone", back="Three")
    assert look("limits").other.said.words["back"] == "Two\n\nThree"


def test_a_device_that_read_the_last_words_goes_on_from_them(say, look):
    say("limits", back="One")
    saved = say("limits", tab="tablet", revision=1, back="One and two")
    assert (saved.revision, saved.on_two_devices) == (2, False)
    assert look("limits").said.words["back"] == "One and two"


def test_what_is_too_long_is_refused_and_says_where(say):
    with pytest.raises(TooLong):
        say("limits", back="a" * (LONGEST + 1))
    assert not FirstContactStep.objects.exists()


def test_steps_are_ticked_in_any_order_and_opened_again(cast, ruth, look):
    for key in ("close", "limits", "jobs", "limits"):
        tick_step(person_id=cast.person_id, step_key=key, done=True, by=ruth, at=START)
    progress = get_first_contact(person_id=cast.person_id, viewer=ruth, at=START).progress
    assert progress.said == "Three done"
    assert [step.number for step in progress.missing] == [5, 8, 10, 11, 13]
    assert entries("explained") == 3
    tick_step(person_id=cast.person_id, step_key="jobs", done=False, by=ruth, at=START)
    tick_step(person_id=cast.person_id, step_key="room", done=False, by=ruth, at=START)
    assert (look("jobs").state, entries("left_open")) == (State.NOT_YET, 1)


def test_what_others_wrote_is_gathered_once_and_only_the_rest_is_asked(cast, ruth, look):
    gathered = look("before").gathered
    assert len(gathered.to_ask) == 3  # Tomos has languages and large print, and nothing else.
    say_what_matters(person_id=cast.person_id, words="My daughter", said_on=TODAY, by=ruth, at=START)
    facts = RouteFacts(RouteKind.PHONE, "07700 900123", {Safe.TEXT}, is_confirmed_now=True)
    add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)
    meet(cast.person_id, cast.practitioner, TODAY)
    PowerEvent.objects.create(
        person_id=cast.person_id, kind="warning", happened_on=TODAY, recorded_by=cast.practitioner, recorded_at=START
    )
    gathered = look("before").gathered
    assert gathered.what_matters.words == "My daughter"
    assert [route.value for route in gathered.routes] == ["07700 900123"]
    assert (list(gathered.came_on), [one.kind.value for one in gathered.happened]) == ([TODAY], ["warning"])
    assert [worker.name for worker in gathered.worked_with] == ["Ruth Adeyemi"]
    assert list(gathered.to_ask) == [
        "What makes it hard to get here or to be here: the way, the stairs, food, childcare?"
    ]
    assert look("limits").gathered is None


def test_the_turned_screen_has_what_both_look_at_and_never_a_step_for_the_practitioner_alone(cast, ruth, say):
    say("not_chosen", unfair="All of it", answered="I could not change the hours")
    turned = get_turned_step(person_id=cast.person_id, step_key="not_chosen", viewer=ruth, at=START)
    assert (turned.first, turned.practitioner, turned.said.words) == ("Tomos", "Ruth", {"unfair": "All of it"})
    for key in ("before", "yourself", "no-such-step"):
        with pytest.raises(NotHere):
            get_turned_step(person_id=cast.person_id, step_key=key, viewer=ruth, at=START)


def test_the_agreement_is_a_draft_until_both_agree_and_every_answer_stays(cast, ruth, say, answer):
    say("jobs", fixed="Unpaid work", expects="Ring me back")
    assert answer(PersonAnswer.DOES_NOT, StaffAnswer.AGREES, person_words="Not Fridays") == 1
    say("jobs", revision=1, fixed="Unpaid work, not on Fridays", expects="Ring me back")
    assert get_agreement(person_id=cast.person_id, viewer=ruth, at=START).progress.has_changed
    assert [answer(*AGREES), answer(*AGREES)] == [2, 2]
    page = get_agreement(person_id=cast.person_id, viewer=actor_for(cast.supervisor), at=START)
    assert [(one.number, one.is_agreed, one.person_words) for one in page.answered] == [
        (2, True, ""), (1, False, "Not Fridays"),
    ]  # fmt: skip
    assert page.answered[1].lines[0].text == "Unpaid work"
    assert not page.progress.has_changed
    assert b"Fridays" not in bytes(WorkingAgreement.objects.get(number=1).sealed_person_words)


def test_only_staff_are_asked_why(say, answer):
    say("jobs", fixed="Unpaid work")
    with pytest.raises(NeedsReason):
        answer(PersonAnswer.AGREES, StaffAnswer.DOES_NOT)
    with pytest.raises(NeedsReason):
        answer(PersonAnswer.COULD_NOT, StaffAnswer.AGREES)
    answer(PersonAnswer.COULD_NOT, StaffAnswer.AGREES, staff_reason="The interpreter did not come")
    answer(PersonAnswer.DOES_NOT, StaffAnswer.AGREES)
    assert WorkingAgreement.objects.count() == 2


def test_nobody_agrees_to_nothing_or_to_words_that_changed_meanwhile(say, answer):
    with pytest.raises(NothingToAgreeOn):
        answer(*AGREES)
    say("jobs", fixed="Unpaid work")
    with pytest.raises(ChangedMeanwhile):
        answer(*AGREES, version="of another day")
    assert not WorkingAgreement.objects.exists()


def test_what_both_said_becomes_promises_once(cast, ruth, say):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)
    say("close", i_will="Bring the letter\nRing Gaz", you_will="Ring housing")

    def take(*chosen, due_on=TODAY):
        return take_over_promises(person_id=cast.person_id, chosen=chosen, due_on=due_on, by=ruth, at=START)

    with pytest.raises(DayHasPassed):
        take(0, due_on=TODAY - WEEK)
    assert [take(0, 2), take(0, 2), take(9)] == [2, 0, 0]
    lines = list_open_promises(person_id=cast.person_id, viewer=ruth, at=START)
    assert {(line.side, line.words) for line in lines} == {
        (Side.PERSON, "Bring the letter"), (Side.PRACTITIONER, "Ring housing"),
    }  # fmt: skip
    assert {line.session_id for line in lines} == {session_id}
    settle_promise(promise_id=lines[0].promise_id, outcome=Became.KEPT, by=ruth, at=START)
    page = get_first_contact(person_id=cast.person_id, viewer=ruth, at=START)
    assert [(one.words, one.is_promise) for one in page.would] == [
        ("Bring the letter", True), ("Ring Gaz", False), ("Ring housing", True),
    ]  # fmt: skip
    assert Promise.objects.count() == 2


def test_what_is_left_goes_on_the_agenda_of_the_next_meeting_once(cast, ruth):
    def carried():
        return carry_over(person_id=cast.person_id, by=ruth, at=START)

    with pytest.raises(NoNextMeeting):
        carried()
    plan_session(person_id=cast.person_id, plan=Plan(START + timedelta(hours=1)), by=ruth, at=START)
    with pytest.raises(NoNextMeeting):
        carried()
    following = plan_session(person_id=cast.person_id, plan=Plan(START + WEEK), by=ruth, at=START)
    for key in (
        "room",
        "jobs",
        "limits",
        "decisions",
        "matters",
        "not_chosen",
        "agenda",
        "useful",
        "check_in",
        "contact",
    ):
        tick_step(person_id=cast.person_id, step_key=key, done=True, by=ruth, at=START)
    assert [carried(), carried()] == [following, following]
    agenda = get_session(session_id=following, viewer=ruth, at=START).agenda
    assert agenda.practitioner == ("What is already known", "In your words, and what next")
    for key in ("known", "close"):
        tick_step(person_id=cast.person_id, step_key=key, done=True, by=ruth, at=START)
    with pytest.raises(NothingLeft):
        carried()


def test_the_history_says_what_was_explained_when_by_whom_and_in_which_words(cast, ruth, say):
    callum = actor_for(cast.cover)
    say("limits", back=BACK, outcome="yes", spoken_in="cy")
    tick_step(person_id=cast.person_id, step_key="limits", done=True, by=ruth, at=START)
    say("jobs", callum, START + timedelta(days=1), fixed="Unpaid work")
    page = get_history(person_id=cast.person_id, viewer=actor_for(cast.supervisor), at=START)
    assert [step.key for step, _ in page.steps] == ["jobs", "limits"]
    jobs, limits = (row for _, row in page.steps)
    assert (limits.ticked_by, limits.ticked_at, limits.body.limits) == ("Ruth Adeyemi", START, "1")
    assert (jobs.saved_by, jobs.ticked_at, jobs.body.script) == ("Callum Price", None, load_script().version)
    assert (page.begun_by, page.may_write) == ("Ruth Adeyemi", False)


def every_read(person_id, viewer):
    return [
        lambda: get_first_contact(person_id=person_id, viewer=viewer, at=START),
        lambda: get_agreement(person_id=person_id, viewer=viewer, at=START),
        lambda: get_history(person_id=person_id, viewer=viewer, at=START),
    ]


def every_write(person_id, by):
    sent = Sent(Said({"back": BACK}))
    answers = Answers(*AGREES, version="x")
    return [
        lambda: get_step(person_id=person_id, step_key="limits", viewer=by, tab="a", at=START),
        lambda: get_turned_step(person_id=person_id, step_key="limits", viewer=by, at=START),
        lambda: get_agreement(person_id=person_id, viewer=by, at=START, to_write=True),
        lambda: save_step(person_id=person_id, step_key="limits", sent=sent, by=by, at=START),
        lambda: tick_step(person_id=person_id, step_key="limits", done=True, by=by, at=START),
        lambda: choose_step_text(person_id=person_id, step_key="limits", keep=Keep.MINE, tab="a", by=by, at=START),
        lambda: carry_over(person_id=person_id, by=by, at=START),
        lambda: answer_agreement(person_id=person_id, answers=answers, by=by, at=START),
        lambda: take_over_promises(person_id=person_id, chosen=(0,), due_on=None, by=by, at=START),
    ]


@pytest.mark.parametrize("part", READERS)
def test_readers_read_and_every_look_is_one_entry(cast, part):
    for read in every_read(cast.person_id, actor_for(cast.staff()[part])):
        before = Entry.objects.count()
        read()
        assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_reads_or_writes(cast, part):
    actor = actor_for(cast.staff()[part])
    for act in [*every_read(cast.person_id, actor), *every_write(cast.person_id, actor)]:
        with pytest.raises(NotHere):
            act()


def test_a_supervisor_writes_nothing(cast):
    for act in every_write(cast.person_id, actor_for(cast.supervisor)):
        with pytest.raises(NotHere):
            act()
    assert not FirstContact.objects.exists()


def test_a_cover_goes_on_where_somebody_left_off_and_not_after_their_days(cast, say):
    callum = actor_for(cast.cover)
    say("limits", callum, back=BACK)
    with pytest.raises(NotHere):
        say("limits", callum, START + timedelta(days=30), back="Later")


def test_nothing_is_kept_that_is_not_recorded(cast, ruth, say, monkeypatch):
    def fails(**entry):
        raise OperationalError

    monkeypatch.setattr("alongside.casework.audit.record_entry", fails)
    with pytest.raises(NotRecorded):
        say("limits", back=BACK)
    assert not FirstContact.objects.exists()


@pytest.mark.parametrize("key", [step.key for step in load_script().steps])
def test_the_tables_know_every_step(cast, ruth, key):
    tick_step(person_id=cast.person_id, step_key=key, done=True, by=ruth, at=START)
    assert FirstContactStep.objects.get().step == key


def test_a_promise_made_before_the_first_meeting_is_another(cast, ruth, say):
    make_promise(person_id=cast.person_id, side=Side.PERSON, words="Ring Gaz", due_on=None, by=ruth, at=START)
    say("close", at=START + timedelta(hours=1), i_will="Ring Gaz")
    page = get_first_contact(person_id=cast.person_id, viewer=ruth, at=START)
    assert [one.is_promise for one in page.would] == [False]
