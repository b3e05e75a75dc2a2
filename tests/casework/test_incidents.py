"""The register of incidents: one role, a key of its own, history that is added to, and no officer where a rule keeps them out."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.clocks.queries import list_all_clocks
from alongside.casework.drafts.keeping import TypedForm
from alongside.casework.incidents.clocks import list_clocks
from alongside.casework.incidents.drafts import find_draft, save_draft
from alongside.casework.incidents.operations import (
    ChangedMeanwhile,
    FirstWords,
    name_people,
    record_incident,
    take_off,
    take_step,
    write_what_is_known,
)
from alongside.casework.incidents.queries import find_person, get_incident, list_accounts, list_incidents
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.retention.erasing import carry_out_erasures
from alongside.domain.incidents import (
    Facts,
    Harm,
    HoursLeft,
    Ico,
    IncidentClosed,
    Law,
    NeedsDelay,
    Risk,
    RiskSpeaksAgainst,
    Step,
    Taken,
)
from alongside.ledger.models import Entry
from alongside.records.models import (
    Conflict,
    Erasure,
    Exclusion,
    Incident,
    IncidentDraft,
    IncidentPerson,
    IncidentStep,
    Person,
    Restriction,
)
from alongside.vault import KeyMissing, destroy_key
from tests.cast import START, TOMOS, make_cast, make_user

pytestmark = pytest.mark.django_db
SECRET = "The letter was about housing"
FACTS = Facts(
    "A letter to the wrong flat", SECRET, frozenset({Harm.CONFIDENTIALITY}), Law.GENERAL, START - timedelta(hours=9),
    START - timedelta(hours=2), "The neighbour rang", "A name and an appointment",
)  # fmt: skip
FIRST = FirstWords(FACTS, Risk.NONE, "The neighbour gave it back unopened", "Rang the neighbour")
HOUR = timedelta(hours=1)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def petra(cast):
    return actor_for(cast.privacy_officer)


@pytest.fixture
def second(cast):
    return actor_for(make_user("Paul Reed", "privacy_officer"))


@pytest.fixture
def incident_id(petra):
    return record_incident(first=FIRST, by=petra, at=START)


def step(incident_id, by, taken, *, seen, at=START):
    take_step(incident_id=incident_id, taken=taken, seen=seen, by=by, at=at)


def close(incident_id, by, *, seen=3):
    step(incident_id, by, Taken(Step.ICO_NOT, "It came back unopened"), seen=seen)
    step(incident_id, by, Taken(Step.CLOSED, "Two people read an address"), seen=seen + 1)


def test_what_is_written_is_found_again_with_its_history_and_by_whom(incident_id, petra):
    one = get_incident(incident_id=incident_id, viewer=petra, at=START)
    assert one.row.line.facts == FACTS
    assert [(s.step, s.by) for s in one.row.line.steps] == [
        (Step.RECORDED, "Petra Lund"), (Step.RISK, "Petra Lund"), (Step.MEASURE, "Petra Lund"),
    ]  # fmt: skip
    assert one.row.line.standing.risk is Risk.NONE
    assert one.row.hours == HoursLeft(70, is_late=False)


def test_the_words_are_sealed_under_a_key_of_the_incidents_own(incident_id, petra):
    bodies = [bytes(row.sealed_body) for row in IncidentStep.objects.all()]
    assert not any(SECRET.encode() in body for body in bodies)
    destroy_key(incident_id)
    with pytest.raises(KeyMissing):
        get_incident(incident_id=incident_id, viewer=petra, at=START)


def test_only_a_privacy_officer_knows_of_any_incident(cast, incident_id):
    for user in cast.staff().values():
        if user != cast.privacy_officer:
            everything_is_refused(actor_for(user), incident_id, cast.person_id)
    cast.privacy_officer.is_active = False
    everything_is_refused(actor_for(cast.privacy_officer), incident_id, cast.person_id)


def everything_is_refused(actor, incident_id, person_id, *, register=True):
    before = IncidentStep.objects.count(), IncidentPerson.objects.count(), Entry.objects.count()
    asked = [
        lambda: get_incident(incident_id=incident_id, viewer=actor, at=START),
        lambda: step(incident_id, actor, Taken(Step.MEASURE, "x"), seen=3),
        lambda: write_what_is_known(incident_id=incident_id, facts=FACTS, account=None, seen=3, by=actor, at=START),
        lambda: name_people(incident_id=incident_id, person_ids=[person_id], by=actor, at=START),
        lambda: take_off(incident_id=incident_id, named_id=uuid4(), by=actor, at=START),
    ]
    if register:
        asked += [
            lambda: record_incident(first=FIRST, by=actor, at=START),
            lambda: list_incidents(viewer=actor, at=START),
            lambda: list_clocks(viewer=actor, at=START),
            lambda: list_accounts(viewer=actor),
            lambda: find_draft(tab="", viewer=actor),
            lambda: save_draft(typed=TypedForm({"said-what": ["x"]}), by=actor, at=START),
            lambda: find_person(name=TOMOS.name, born_on=TOMOS.born_on, number=None, by=actor, at=START),
        ]
    for ask in asked:
        with pytest.raises(NotHere):
            ask()
    assert before == (IncidentStep.objects.count(), IncidentPerson.objects.count(), Entry.objects.count())


def test_what_is_known_later_stands_beside_what_was_known_before(incident_id, petra):
    later = replace(FACTS, what="There were two letters", roughly=2, aware_at=START - 3 * HOUR)
    write_what_is_known(incident_id=incident_id, facts=later, account=None, seen=3, by=petra, at=START)
    line = get_incident(incident_id=incident_id, viewer=petra, at=START).row.line
    assert line.facts == later
    assert [s.facts.what for s in line.steps if s.facts] == [SECRET, "There were two letters"]
    assert Incident.objects.get().aware_at == START - 3 * HOUR


def test_two_officers_at_once_lose_nothing(incident_id, petra, second):
    step(incident_id, petra, Taken(Step.MEASURE, "First"), seen=3)
    with pytest.raises(ChangedMeanwhile):
        step(incident_id, second, Taken(Step.MEASURE, "Second"), seen=3)
    step(incident_id, second, Taken(Step.MEASURE, "Second"), seen=4)
    assert IncidentStep.objects.count() == 5


def test_no_step_is_ever_changed_or_taken_away(incident_id, petra):
    before = {row.id: bytes(row.sealed_body) for row in IncidentStep.objects.all()}
    write_what_is_known(incident_id=incident_id, facts=FACTS, account=None, seen=3, by=petra, at=START)
    close(incident_id, petra, seen=4)
    after = {row.id: bytes(row.sealed_body) for row in IncidentStep.objects.all()}
    assert before.items() < after.items()


def test_the_rules_of_the_profession_are_asked_in_the_operation(incident_id, petra):
    step(incident_id, petra, Taken(Step.RISK, "It was read", risk=Risk.SOME), seen=3)
    with pytest.raises(RiskSpeaksAgainst):
        step(incident_id, petra, Taken(Step.ICO_NOT, "Small"), seen=4)
    late = FACTS.aware_at + 73 * HOUR
    with pytest.raises(NeedsDelay):
        step(incident_id, petra, Taken(Step.ICO_TOLD, "On their page", told_at=late), seen=4, at=late)
    assert IncidentStep.objects.count() == 4


def test_a_closed_incident_takes_nothing_more_until_it_is_opened_again(incident_id, petra, cast):
    close(incident_id, petra)
    with pytest.raises(IncidentClosed):
        name_people(incident_id=incident_id, person_ids=[cast.person_id], by=petra, at=START)
    with pytest.raises(IncidentClosed):
        write_what_is_known(incident_id=incident_id, facts=FACTS, account=None, seen=5, by=petra, at=START)
    step(incident_id, petra, Taken(Step.REOPENED, "A second letter"), seen=5)
    assert name_people(incident_id=incident_id, person_ids=[cast.person_id], by=petra, at=START) == 1


# The clock


def test_the_clock_runs_from_knowing_until_it_is_told_or_decided(incident_id, petra):
    (clock,) = list_clocks(viewer=petra, at=START)
    assert clock.due_at == FACTS.aware_at + 72 * HOUR
    assert clock.link_id == incident_id
    step(incident_id, petra, Taken(Step.ICO_NOT, "It came back unopened"), seen=3)
    assert list_clocks(viewer=petra, at=START) == []
    step(incident_id, petra, Taken(Step.RISK, "It was read after all", risk=Risk.SOME), seen=4)
    assert len(list_clocks(viewer=petra, at=START)) == 1
    step(incident_id, petra, Taken(Step.ICO_TOLD, "On their page", told_at=START), seen=5)
    assert list_clocks(viewer=petra, at=START) == []


def test_it_is_among_all_clocks_and_the_last_moment_is_in_time(incident_id, petra):
    due = FACTS.aware_at + 72 * HOUR
    for at, late in ((due, False), (due + timedelta(seconds=1), True)):
        assert [row.is_overdue for row in list_all_clocks(viewer=petra, at=at)] == [late]


def test_the_columns_that_lists_and_clocks_are_found_by_say_what_the_steps_say(incident_id, petra):
    for seen, taken in enumerate(
        [
            Taken(Step.ICO_NOT, "a"), Taken(Step.RISK, "b", risk=Risk.HIGH), Taken(Step.ICO_TOLD, "c", told_at=START),
            Taken(Step.PEOPLE_TOLD, "d"), Taken(Step.CLOSED, "e"), Taken(Step.REOPENED, "f"),
        ],
        start=3,
    ):  # fmt: skip
        step(incident_id, petra, taken, seen=seen)
        row, standing = (
            Incident.objects.get(),
            get_incident(incident_id=incident_id, viewer=petra, at=START).row.line.standing,
        )
        assert (row.ico, row.is_closed) == (standing.ico, standing.is_closed)


def test_open_ones_come_first_with_what_is_due_next(incident_id, petra):
    older = record_incident(first=replace(FIRST, facts=replace(FACTS, aware_at=START - 5 * HOUR)), by=petra, at=START)
    settled = record_incident(first=replace(FIRST, facts=replace(FACTS, aware_at=START - 6 * HOUR)), by=petra, at=START)
    step(settled, petra, Taken(Step.ICO_NOT, "x"), seen=3)
    done = record_incident(first=FIRST, by=petra, at=START)
    close(done, petra)
    register = list_incidents(viewer=petra, at=START)
    assert [row.line.id for row in register.open] == [older, incident_id, settled]
    assert [row.line.id for row in register.closed] == [done]


# Whom it is about


def test_people_are_named_once_counted_told_and_taken_off(incident_id, petra, cast):
    assert name_people(incident_id=incident_id, person_ids=[cast.person_id], by=petra, at=START) == 1
    assert name_people(incident_id=incident_id, person_ids=[cast.person_id], by=petra, at=START) == 0
    one = get_incident(incident_id=incident_id, viewer=petra, at=START)
    assert [p.name.display for p in one.people] == ["Tomos Bevan"]
    told = Taken(Step.PEOPLE_TOLD, "By letter, what happened and whom to ring", on=START.date())
    take_step(incident_id=incident_id, taken=told, seen=3, told=[one.people[0].id], by=petra, at=START)
    (named,) = get_incident(incident_id=incident_id, viewer=petra, at=START).people
    assert named.told_on == START.date()
    take_off(incident_id=incident_id, named_id=named.id, by=petra, at=START)
    after = get_incident(incident_id=incident_id, viewer=petra, at=START)
    assert (after.people, after.row.line.people_count, after.erased) == ([], 0, 0)


def test_every_look_is_in_the_ledger_about_whom_it_shows(incident_id, petra, cast):
    name_people(incident_id=incident_id, person_ids=[cast.person_id], by=petra, at=START)
    get_incident(incident_id=incident_id, viewer=petra, at=START)
    entry = Entry.objects.get(action="opened", object_type="incident")
    assert entry.object_id == incident_id
    assert entry.subjects == [str(Person.objects.get(id=cast.person_id).pseudonym)]


@pytest.mark.parametrize("rule", ["exclusion", "conflict", "restriction"])
def test_an_officer_kept_from_one_of_the_people_finds_no_incident_at_all(incident_id, petra, second, cast, rule):
    name_people(incident_id=incident_id, person_ids=[cast.person_id], by=petra, at=START)
    keep_out(rule, cast, second.id)
    everything_is_refused(second, incident_id, cast.person_id, register=False)
    assert list_incidents(viewer=second, at=START).open == []
    assert list_clocks(viewer=second, at=START) == []
    assert find_person(name=TOMOS.name, born_on=TOMOS.born_on, number=None, by=second, at=START) is None
    own = record_incident(first=FIRST, by=second, at=START)
    with pytest.raises(NotHere):
        name_people(incident_id=own, person_ids=[cast.person_id], by=second, at=START)


def keep_out(rule, cast, user_id):
    if rule == "exclusion":
        Exclusion.objects.create(person_id=cast.person_id, user_id=user_id, set_by=cast.supervisor, set_at=START)
    elif rule == "conflict":
        Conflict.objects.create(person_id=cast.person_id, user_id=user_id, blind=b"x" * 32, declared_at=START)
    else:
        row = Restriction.objects.create(person_id=cast.person_id, set_by=cast.supervisor, set_at=START)
        row.members.create(user=cast.privacy_officer)


def test_an_officer_whose_account_it_is_about_finds_nothing_and_records_nothing(petra, second, cast):
    about_paul = record_incident(first=replace(FIRST, account=second.id), by=petra, at=START)
    everything_is_refused(second, about_paul, cast.person_id, register=False)
    assert list_incidents(viewer=second, at=START).open == []
    with pytest.raises(NotHere):
        record_incident(first=replace(FIRST, account=second.id), by=second, at=START)


def test_an_exact_name_or_number_finds_and_the_search_is_written_down(petra, cast):
    asked = {"by": petra, "at": START}
    assert find_person(name=None, born_on=None, number=("CRN", "X123456"), **asked) == cast.person_id
    assert find_person(name=TOMOS.name, born_on=TOMOS.born_on, number=None, **asked) == cast.person_id
    assert find_person(name=PersonName("Tom", "Bevan"), born_on=TOMOS.born_on, number=None, **asked) is None
    assert [len(e.subjects) for e in Entry.objects.filter(action="searched").order_by("recorded_at")].count(0) == 1


def test_when_somebody_is_erased_the_incident_stays_with_its_count(incident_id, petra, second, cast):
    other = add_person(
        facts=replace(TOMOS, name=PersonName("Ada", "Pugh"), identifiers=[]), by=actor_for(cast.practitioner), at=START
    )
    name_people(incident_id=incident_id, person_ids=[cast.person_id, other], by=petra, at=START)
    Erasure.objects.create(
        person_id=cast.person_id, because="request", proposed_by_id=petra.id, proposed_at=START,
        confirmed_by_id=second.id, confirmed_at=START,
    )  # fmt: skip
    for _ in range(50):
        if not carry_out_erasures(at=START):
            break
    assert not Person.objects.filter(id=cast.person_id).exists()
    one = get_incident(incident_id=incident_id, viewer=petra, at=START)
    assert [p.name.display for p in one.people] == ["Ada Pugh"]
    assert (one.row.line.people_count, one.erased) == (2, 1)
    assert one.row.line.facts.what == SECRET


def test_a_draft_is_its_authors_alone_sealed_and_gone_once_it_is_saved(petra, second):
    save_draft(typed=TypedForm({"said-what": [SECRET]}), by=petra, at=START)
    assert SECRET.encode() not in bytes(IncidentDraft.objects.get().sealed_body)
    assert find_draft(tab="", viewer=second) is None
    assert find_draft(tab="", viewer=petra).fields == {"said-what": [SECRET]}
    record_incident(first=FIRST, by=petra, at=START)
    assert find_draft(tab="", viewer=petra) is None


def test_nothing_is_kept_when_the_ledger_cannot_be_written(petra, monkeypatch):
    monkeypatch.setattr(Entry, "save", broken)
    with pytest.raises(RuntimeError):
        record_incident(first=FIRST, by=petra, at=START)
    assert not Incident.objects.exists()


def broken(self, *args, **kwargs):
    raise RuntimeError


def test_an_incident_where_nothing_is_decided_yet_waits(petra):
    incident_id = record_incident(first=FirstWords(FACTS), by=petra, at=START)
    standing = get_incident(incident_id=incident_id, viewer=petra, at=START).row.line.standing
    assert (standing.risk, standing.ico) == (Risk.NOT_JUDGED, Ico.WAITS)
