"""Handing a case on, working together and standing in: what opens, what closes, and when."""

from datetime import date, timedelta

import pytest

from alongside.access import Action, Item
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere, require
from alongside.casework.caseload.operations import rebuild_states
from alongside.casework.relationships.covering import (
    CoverDates,
    arrange_cover,
    arrange_cover_of_person,
    end_cover,
)
from alongside.casework.relationships.due import bring_up_to_date
from alongside.casework.relationships.errors import AlreadyPlanned, CannotTakeThis, SameWorker, WrongDates
from alongside.casework.relationships.operations import add_co_worker, call_off_move, end_co_working, move_person
from alongside.ledger.models import Entry, EntrySubject
from alongside.records.models import (
    CaseloadState,
    Conflict,
    Cover,
    Draft,
    Person,
    Relationship,
    Restriction,
    RestrictionMember,
    Session,
    User,
)
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY = START.date()
WEEK = timedelta(days=7)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def opens(user: User, person_id, at=START, action=Action.READ, item=Item.IDENTITY, **attributes) -> bool:
    try:
        require(actor_for(user), action, item, person_id=person_id, at=at, **attributes)
    except NotHere:
        return False
    return True


def move(cast: Cast, to: User, on: date = TODAY, by: User | None = None):
    return move_person(
        person_id=cast.person_id, to=to.id, on=on, reason="Ruth goes to court work", by=actor_for(by or cast.supervisor),
        at=START,
    )  # fmt: skip


def plan(cast: Cast, at, user: User | None = None) -> Session:
    user = user or cast.practitioner
    row = Relationship.objects.get(person=cast.person_id, practitioner=user)
    return Session.objects.create(
        person_id=cast.person_id, relationship=row, practitioner=user, planned_at=at, created_at=START
    )


def test_a_case_that_moves_today_opens_to_the_new_and_closes_to_the_old_at_once(cast):
    move(cast, cast.colleague)
    assert opens(cast.colleague, cast.person_id)
    assert not opens(cast.practitioner, cast.person_id)


def test_a_case_that_moves_next_week_changes_hands_at_midnight(cast):
    move(cast, cast.colleague, on=TODAY + WEEK)
    before, after = START + timedelta(days=6, hours=13), START + timedelta(days=6, hours=14)
    assert (opens(cast.practitioner, cast.person_id, before), opens(cast.colleague, cast.person_id, before)) == (
        True,
        False,
    )
    assert (opens(cast.practitioner, cast.person_id, after), opens(cast.colleague, cast.person_id, after)) == (
        False,
        True,
    )


def test_the_row_of_the_caseload_follows_on_the_day_and_a_rebuild_changes_nothing(cast):
    move(cast, cast.colleague, on=TODAY + WEEK)
    assert bring_up_to_date(at=START) == 0
    assert bring_up_to_date(at=START + WEEK) == 1
    row = CaseloadState.objects.get()
    assert row.relationship.practitioner == cast.colleague
    before = list(CaseloadState.objects.values())
    list(rebuild_states(at=START + WEEK))
    assert (list(CaseloadState.objects.values()), bring_up_to_date(at=START + WEEK)) == (before, 0)


def test_a_relationship_that_ends_by_itself_leaves_no_name_on_the_row(cast):
    Relationship.objects.update(ends_on=TODAY + WEEK)
    assert bring_up_to_date(at=START + 2 * WEEK) == 1
    assert CaseloadState.objects.get().relationship is None


def test_the_allocated_may_hand_on_and_others_may_not(cast):
    for user in (cast.cover, cast.colleague, cast.excluded, cast.stranger, cast.administrator):
        with pytest.raises(NotHere):
            move(cast, cast.colleague, by=user)
    move(cast, cast.colleague, by=cast.practitioner)


def test_nobody_kept_out_is_given_the_case_and_which_rule_it_is_is_not_said(cast):
    Conflict.objects.create(user=cast.stranger, person_id=cast.person_id, blind=b"x" * 32, declared_at=START)
    for user in (cast.excluded, cast.stranger, cast.administrator):
        with pytest.raises(CannotTakeThis):
            move(cast, user)
    rule = Restriction.objects.create(person_id=cast.person_id, set_by=cast.supervisor, set_at=START)
    RestrictionMember.objects.create(restriction=rule, user=cast.supervisor)
    with pytest.raises(CannotTakeThis):
        move(cast, cast.colleague)


def test_a_move_has_a_day_from_today_on_and_another_practitioner(cast):
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=91)):
        with pytest.raises(WrongDates):
            move(cast, cast.colleague, on=day)
    with pytest.raises(SameWorker):
        move(cast, cast.practitioner)


def test_a_planned_move_can_be_called_off_and_only_one_can_be_planned(cast):
    later = plan(cast, START + 2 * WEEK)
    move(cast, cast.colleague, on=TODAY + WEEK)
    with pytest.raises(AlreadyPlanned):
        move(cast, cast.cover)
    call_off_move(person_id=cast.person_id, by=actor_for(cast.supervisor), at=START)
    later.refresh_from_db()
    assert later.practitioner == cast.practitioner
    assert opens(cast.practitioner, cast.person_id, START + 2 * WEEK)
    assert not opens(cast.colleague, cast.person_id, START + 2 * WEEK)
    with pytest.raises(NotHere):
        call_off_move(person_id=cast.person_id, by=actor_for(cast.supervisor), at=START)


def test_sessions_planned_from_the_day_on_go_to_the_new_practitioner(cast):
    sooner, later = plan(cast, START + timedelta(days=2)), plan(cast, START + WEEK)
    new = move(cast, cast.colleague, on=TODAY + WEEK)
    sooner.refresh_from_db()
    later.refresh_from_db()
    assert (sooner.practitioner, later.practitioner, later.relationship_id) == (cast.practitioner, cast.colleague, new)


def test_a_draft_goes_with_the_case_and_closes_to_whoever_began_it(cast):
    session = plan(cast, START)
    draft = Draft.objects.create(person_id=cast.person_id, session=session, author=cast.practitioner, saved_at=START)
    move(cast, cast.colleague)
    draft.refresh_from_db()
    assert (draft.author, draft.begun_by) == (cast.colleague, cast.practitioner)
    assert not opens(cast.practitioner, cast.person_id, item=Item.NOTE, draft=True, by_actor=True)


def test_a_move_ends_the_cover_that_stood_in_for_the_old_practitioner(cast):
    assert opens(cast.cover, cast.person_id)
    move(cast, cast.colleague)
    assert not opens(cast.cover, cast.person_id)


def test_a_planned_move_shortens_the_cover_to_the_day_before(cast):
    move(cast, cast.colleague, on=TODAY + timedelta(days=3))
    assert Cover.objects.get().ends_on == TODAY + timedelta(days=2)


def test_a_co_worker_who_takes_the_case_has_one_relationship_afterwards(cast):
    co_work(cast, cast.colleague)
    move(cast, cast.colleague)
    live = Relationship.objects.filter(person=cast.person_id, ended_at__isnull=True)
    assert [(row.practitioner, row.kind) for row in live] == [(cast.colleague, "allocated")]


def test_a_change_of_worker_is_in_the_relationships_with_its_reason_sealed(cast):
    move(cast, cast.colleague)
    row = Relationship.objects.get(practitioner=cast.colleague)
    assert b"court" not in bytes(row.sealed_reason)
    assert Entry.objects.get(action="moved").relation == "supervisor"


def test_a_move_whose_entry_fails_has_not_happened(cast, monkeypatch):
    def refuse(**entry):
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    with pytest.raises(RuntimeError):
        move(cast, cast.colleague)
    assert Relationship.objects.get().practitioner == cast.practitioner


def co_work(cast: Cast, user: User, until: date | None = None, by: User | None = None):
    return add_co_worker(
        person_id=cast.person_id, practitioner_id=user.id, on=TODAY, until=until, reason="Groups",
        by=actor_for(by or cast.practitioner), at=START,
    )  # fmt: skip


def test_a_co_worker_reads_and_writes_until_their_last_day(cast):
    co_work(cast, cast.colleague, until=TODAY + WEEK)
    assert opens(cast.colleague, cast.person_id, START + WEEK, Action.WRITE)
    assert not opens(cast.colleague, cast.person_id, START + timedelta(days=8))


def test_co_working_that_is_ended_is_over_at_once_and_its_sessions_go_to_the_allocated(cast):
    row = co_work(cast, cast.colleague)
    session = plan(cast, START + WEEK, cast.colleague)
    end_co_working(person_id=cast.person_id, relationship_id=row, by=actor_for(cast.supervisor), at=START)
    session.refresh_from_db()
    assert session.practitioner == cast.practitioner
    assert not opens(cast.colleague, cast.person_id)


def test_co_working_is_refused_twice_backwards_and_from_those_without_the_say(cast):
    co_work(cast, cast.colleague)
    with pytest.raises(SameWorker):
        co_work(cast, cast.colleague)
    with pytest.raises(WrongDates):
        co_work(cast, cast.stranger, until=TODAY - timedelta(days=1))
    with pytest.raises(NotHere):
        co_work(cast, cast.stranger, by=cast.colleague)


def ring_in_sick(cast: Cast, by: User, covering: User | None = None, days: int = 4):
    dates = CoverDates(TODAY, TODAY + timedelta(days=days))
    who = covering or cast.colleague
    return arrange_cover(
        practitioner_id=cast.practitioner.id, covering_id=who.id, dates=dates, by=actor_for(by), at=START
    )


def test_a_whole_caseload_is_covered_in_one_step_from_the_first_day_to_the_last(cast):
    ring_in_sick(cast, cast.supervisor)
    assert opens(cast.colleague, cast.person_id, START + timedelta(days=4))
    assert not opens(cast.colleague, cast.person_id, START + timedelta(days=5))


def test_a_caseload_is_covered_by_the_practitioner_or_their_supervisor_and_nobody_else(cast):
    ring_in_sick(cast, cast.practitioner)
    for user in (cast.colleague, cast.cover, cast.stranger, cast.administrator, cast.excluded):
        with pytest.raises(NotHere):
            ring_in_sick(cast, user, covering=cast.stranger)


def test_covering_a_caseload_opens_no_record_to_somebody_excluded_from_it(cast):
    ring_in_sick(cast, cast.supervisor, covering=cast.excluded)
    assert not opens(cast.excluded, cast.person_id)


def test_one_entry_says_whose_records_a_cover_opened(cast):
    cover = ring_in_sick(cast, cast.supervisor)
    entry = Entry.objects.get(action="cover_arranged")
    assert (entry.object_id, EntrySubject.objects.get(entry=entry).pseudonym) == (cover, Person.objects.get().pseudonym)


def test_a_cover_that_is_ended_is_over_at_the_next_request(cast):
    cover = ring_in_sick(cast, cast.supervisor)
    with pytest.raises(NotHere):
        end_cover(cover_id=cover, by=actor_for(cast.colleague), at=START)
    end_cover(cover_id=cover, by=actor_for(cast.practitioner), at=START)
    assert not opens(cast.colleague, cast.person_id)
    with pytest.raises(NotHere):
        end_cover(cover_id=cover, by=actor_for(cast.practitioner), at=START)


def test_cover_of_one_person_is_not_arranged_with_somebody_kept_out(cast):
    dates = CoverDates(TODAY, TODAY)
    with pytest.raises(CannotTakeThis):
        arrange_cover_of_person(
            person_id=cast.person_id,
            covering_id=cast.excluded.id,
            dates=dates,
            by=actor_for(cast.practitioner),
            at=START,
        )


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (2, 1), (0, 93)])
def test_a_cover_has_days_from_today_on_and_at_most_three_months(cast, first, last):
    dates = CoverDates(TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    with pytest.raises(WrongDates):
        arrange_cover(
            practitioner_id=cast.practitioner.id, covering_id=cast.colleague.id, dates=dates,
            by=actor_for(cast.supervisor), at=START,
        )  # fmt: skip


def test_nobody_covers_themselves(cast):
    with pytest.raises(SameWorker):
        ring_in_sick(cast, cast.supervisor, covering=cast.practitioner)
