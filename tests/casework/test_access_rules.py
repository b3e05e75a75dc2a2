"""Rules that take access away: set and lifted by those who may, and nothing told to those they are about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.access import Action, Item
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere, require
from alongside.access.standings import visible_people
from alongside.casework.access_rules.authority import (
    WrongAuthorityDates,
    agree_to_inspection,
    list_authorities,
    propose_inspection,
    take_proposal_back,
    withdraw_authority,
)
from alongside.casework.access_rules.conflicts import declare_conflict, list_declarations
from alongside.casework.access_rules.history import RuleKind
from alongside.casework.access_rules.lifting import confirm_conflict, lift_conflict, lift_exclusion, lift_restriction
from alongside.casework.access_rules.operations import (
    NobodyLikeThat,
    NotYourself,
    SetAlready,
    exclude_worker,
    restrict_record,
)
from alongside.casework.access_rules.queries import get_access_rules
from alongside.casework.people.operations import add_person, change_details
from alongside.casework.people.sealing import Needs, PersonName
from alongside.casework.relationships.errors import CannotTakeThis
from alongside.domain.administrators import NeedsAnother
from alongside.ledger.models import Entry, EntrySubject
from alongside.records.models import Conflict, Exclusion, Relationship, User
from tests.cast import START, TOMOS, Cast, make_cast, make_user

pytestmark = pytest.mark.django_db
TODAY = START.date()


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def opens(user: User, person_id, at=START) -> bool:
    try:
        require(actor_for(user), Action.READ, Item.IDENTITY, person_id=person_id, at=at)
    except NotHere:
        return False
    return True


def exclude(cast: Cast, user: User, by: User | None = None, hand_to: User | None = None) -> bool:
    return exclude_worker(
        person_id=cast.person_id, user_id=user.id, reason="A cousin", hand_to=hand_to.id if hand_to else None,
        by=actor_for(by or cast.supervisor), at=START,
    )  # fmt: skip


def restrict(cast: Cast, *users: User, by: User | None = None):
    return restrict_record(
        person_id=cast.person_id, user_ids=[u.id for u in users], reason="Press", by=actor_for(by or cast.supervisor),
        at=START,
    )  # fmt: skip


def declare(user: User, given: str = "Tomos", family: str = "Bevan", born_on: date = date(1999, 3, 1)) -> None:
    declare_conflict(given_names=given, family_name=family, born_on=born_on, by=actor_for(user), at=START)


def test_only_the_supervisor_of_the_allocated_sets_rules(cast):
    for user in (cast.practitioner, cast.cover, cast.colleague, cast.excluded, cast.stranger, cast.administrator):
        with pytest.raises(NotHere):
            exclude(cast, cast.colleague, by=user)
        with pytest.raises(NotHere):
            restrict(cast, cast.colleague, by=user)


def test_an_exclusion_closes_at_once_and_lifting_it_opens_what_the_relation_opens(cast):
    exclude(cast, cast.cover)
    assert not opens(cast.cover, cast.person_id)
    row = Exclusion.objects.get(user=cast.cover)
    assert b"cousin" not in bytes(row.sealed_reason)
    lift_exclusion(
        person_id=cast.person_id,
        exclusion_id=row.id,
        reason="It was a mistake",
        by=actor_for(cast.supervisor),
        at=START,
    )
    assert opens(cast.cover, cast.person_id)
    with pytest.raises(NotHere):
        lift_exclusion(
            person_id=cast.person_id,
            exclusion_id=row.id,
            reason="It was a mistake",
            by=actor_for(cast.supervisor),
            at=START,
        )


def test_excluding_the_allocated_worker_says_that_the_case_must_move(cast):
    assert exclude(cast, cast.practitioner) is True
    assert not opens(cast.practitioner, cast.person_id)
    assert opens(cast.supervisor, cast.person_id)


def test_excluding_the_allocated_worker_moves_the_case_in_the_same_step(cast):
    assert exclude(cast, cast.practitioner, hand_to=cast.colleague) is False
    assert opens(cast.colleague, cast.person_id)
    assert set(Entry.objects.values_list("action", flat=True)) >= {"excluded", "moved"}


def test_nothing_is_set_when_the_case_cannot_be_handed_to_whom_was_named(cast):
    with pytest.raises(CannotTakeThis):
        exclude(cast, cast.practitioner, hand_to=cast.excluded)
    assert opens(cast.practitioner, cast.person_id)
    assert Relationship.objects.get().practitioner == cast.practitioner


def test_nobody_excludes_themselves_or_twice_or_somebody_who_is_not_there(cast):
    with pytest.raises(NotYourself):
        exclude(cast, cast.supervisor)
    with pytest.raises(SetAlready):
        exclude(cast, cast.excluded)
    User.objects.filter(id=cast.colleague.id).update(is_active=False)
    with pytest.raises(NobodyLikeThat):
        exclude(cast, cast.colleague)


def test_a_restriction_keeps_everybody_out_but_its_list_and_whoever_set_it(cast):
    restrict(cast, cast.cover)
    assert [opens(u, cast.person_id) for u in (cast.cover, cast.supervisor, cast.practitioner)] == [True, True, False]
    restrict(cast, cast.practitioner)
    assert [opens(u, cast.person_id) for u in (cast.cover, cast.supervisor, cast.practitioner)] == [False, True, True]
    lift_restriction(person_id=cast.person_id, reason="A mistake", by=actor_for(cast.supervisor), at=START)
    assert opens(cast.cover, cast.person_id)


def test_a_list_gives_no_access_to_somebody_without_a_relation(cast):
    restrict(cast, cast.colleague)
    assert not opens(cast.colleague, cast.person_id)


def test_a_supervisor_who_is_kept_out_cannot_set_or_lift_anything(cast):
    row = Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    with pytest.raises(NotHere):
        lift_exclusion(
            person_id=cast.person_id,
            exclusion_id=row.id,
            reason="It was a mistake",
            by=actor_for(cast.supervisor),
            at=START,
        )
    with pytest.raises(NotHere):
        restrict(cast, cast.supervisor)


def test_a_declared_conflict_closes_the_record_of_somebody_who_is_here(cast):
    declare(cast.practitioner)
    assert not opens(cast.practitioner, cast.person_id)


def test_spelling_does_not_save_anybody_from_a_conflict(cast):
    declare(cast.cover, "tomos ", "BEVAN")
    assert not opens(cast.cover, cast.person_id)


def test_declaring_to_know_somebody_here_or_nowhere_looks_the_same(cast):
    declare(cast.practitioner)
    declare(cast.colleague, "Nobody", "Atall")
    assert len(list_declarations(viewer=actor_for(cast.practitioner))) == 1
    assert len(list_declarations(viewer=actor_for(cast.colleague))) == 1
    here, nowhere = Entry.objects.filter(action="declared").order_by("actor_id")
    alike = {(e.kind, e.action, e.relation, e.object_type) for e in (here, nowhere)}
    assert len(alike) == 1


def test_a_conflict_waits_for_a_person_who_is_added_later_and_again_for_the_next(cast):
    declare(cast.colleague)
    other = User.objects.create(email="o@example.org", name="Oona", roles=["practitioner"])
    for _ in range(2):
        add_person(facts=replace(TOMOS, identifiers=()), by=actor_for(other), at=START)
    people = set(visible_people(actor_for(other), START).values_list("id", flat=True))
    conflicts = Conflict.objects.filter(user=cast.colleague, person__isnull=False)
    assert set(conflicts.values_list("person_id", flat=True)) == people | {cast.person_id}


def test_a_conflict_is_applied_when_a_name_is_put_right(cast):
    declare(cast.cover, "Thomas", "Bevan")
    assert opens(cast.cover, cast.person_id)
    change_details(
        person_id=cast.person_id, name=PersonName("Thomas", "Bevan"), born_on=TOMOS.born_on, is_child=False,
        needs=Needs(), contact_days=14, by=actor_for(cast.practitioner), at=START,
    )  # fmt: skip
    assert not opens(cast.cover, cast.person_id)


def test_a_conflict_the_supervisor_lifted_does_not_come_back(cast):
    declare(cast.cover)
    row = Conflict.objects.get(user=cast.cover, person=cast.person_id)
    with pytest.raises(NotHere):
        lift_conflict(
            person_id=cast.person_id,
            conflict_id=row.id,
            reason="It was a mistake",
            by=actor_for(cast.practitioner),
            at=START,
        )
    lift_conflict(
        person_id=cast.person_id, conflict_id=row.id, reason="A mistake", by=actor_for(cast.supervisor), at=START
    )
    change_details(
        person_id=cast.person_id, name=TOMOS.name, born_on=TOMOS.born_on, is_child=False,
        needs=Needs(), contact_days=14, by=actor_for(cast.practitioner), at=START,
    )  # fmt: skip
    assert opens(cast.cover, cast.person_id)


def test_the_entry_of_a_conflict_names_the_person_it_closed(cast):
    declare(cast.cover)
    assert EntrySubject.objects.filter(entry__action="declared").count() == 1


def propose(cast: Cast, user: User, by: User | None = None, first: int = 0, last: int = 14):
    return propose_inspection(
        user_id=user.id, team_id=cast.team.id, starts_on=TODAY + timedelta(days=first),
        ends_on=TODAY + timedelta(days=last), by=actor_for(by or cast.administrator), at=START,
    )  # fmt: skip


def another(made_by: User | None = None) -> User:
    """Return another administrator, made by whoever runs the machine or by somebody."""
    made = make_user("Nerys Vaughan", "administrator")
    User.objects.filter(id=made.id).update(administrator_by=made_by)
    return made


def agree(proposal_id, by: User, at=START):
    return agree_to_inspection(proposal_id=proposal_id, by=actor_for(by), at=at)


def grant(cast: Cast, user: User, by: User | None = None, first: int = 0, last: int = 14):
    second = User.objects.filter(name="Nerys Vaughan").first() or another()
    return agree(propose(cast, user, by, first, last), second)


def test_what_one_administrator_proposes_opens_nothing(cast):
    proposal = propose(cast, cast.evaluator)
    assert propose(cast, cast.evaluator) == proposal, "sent twice"
    assert not opens(cast.evaluator, cast.person_id, START)
    with pytest.raises(NeedsAnother):
        agree(proposal, cast.administrator)
    (line,) = list_authorities(viewer=actor_for(cast.administrator), at=START).proposals
    assert (line.proposed_by, line.may_agree) == ("Adam Kerr", False)
    (line,) = list_authorities(viewer=actor_for(another()), at=START).proposals
    assert line.may_agree


def test_an_administrator_of_ones_own_making_is_nobody_else(cast):
    proposal, made = propose(cast, cast.evaluator), another(made_by=cast.administrator)
    with pytest.raises(NeedsAnother):
        agree(proposal, made)
    with pytest.raises(NeedsAnother):
        agree(propose(cast, cast.evaluator, by=made), cast.administrator)
    assert not opens(cast.evaluator, cast.person_id, START)


def test_a_proposal_is_taken_back_and_agreed_to_once(cast):
    proposal, second = propose(cast, cast.evaluator), another()
    take_proposal_back(proposal_id=proposal, by=actor_for(second), at=START)
    with pytest.raises(NotHere):
        agree(proposal, second)
    proposal = propose(cast, cast.evaluator)
    agree(proposal, second)
    with pytest.raises(NotHere):
        agree(proposal, second)
    actions = list(Entry.objects.filter(object_type="authority").values_list("action", flat=True))
    assert sorted(actions) == ["granted", "proposed", "proposed", "taken_back"]


def test_a_proposal_whose_first_day_has_passed_is_proposed_again(cast):
    with pytest.raises(WrongAuthorityDates):
        agree(propose(cast, cast.evaluator), another(), at=START + timedelta(days=1))


@pytest.mark.parametrize("who", ["practitioner", "supervisor", "privacy_officer", "evaluator"])
def test_nobody_but_an_administrator_proposes_agrees_or_takes_back(cast, who):
    proposal, by = propose(cast, cast.evaluator), getattr(cast, who)
    for attempt in (
        lambda: propose(cast, cast.evaluator, by=by),
        lambda: agree(proposal, by),
        lambda: take_proposal_back(proposal_id=proposal, by=actor_for(by), at=START),
    ):
        with pytest.raises(NotHere):
            attempt()


def test_an_inspector_reads_between_the_dates_and_not_after(cast):
    grant(cast, cast.evaluator)
    assert opens(cast.evaluator, cast.person_id, START + timedelta(days=14))
    assert not opens(cast.evaluator, cast.person_id, START + timedelta(days=15))


def test_an_authority_that_is_withdrawn_is_over_at_once(cast):
    for first, later in ((0, 0), (0, 3)):
        row = grant(cast, cast.evaluator, first=first)
        at = START + timedelta(days=later)
        withdraw_authority(authority_id=row, by=actor_for(cast.administrator), at=at)
        assert not opens(cast.evaluator, cast.person_id, at)
        assert list_authorities(viewer=actor_for(cast.administrator), at=at).authorities == []


def test_only_an_administrator_grants_and_never_to_an_administrator(cast):
    for user in (cast.supervisor, cast.practitioner, cast.privacy_officer):
        with pytest.raises(NotHere):
            grant(cast, cast.evaluator, by=user)
    second = User.objects.create(email="a2@example.org", name="Ada", roles=["administrator"])
    for user in (cast.administrator, second):
        with pytest.raises(NotYourself):
            grant(cast, user)


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (3, 1), (0, 93)])
def test_an_authority_has_days_from_today_on_and_at_most_three_months(cast, first, last):
    with pytest.raises(WrongAuthorityDates):
        grant(cast, cast.evaluator, first=first, last=last)


def rules(cast: Cast):
    return get_access_rules(person_id=cast.person_id, viewer=actor_for(cast.supervisor), at=START)


def test_what_was_lifted_stays_as_history_with_both_reasons(cast):
    row = Exclusion.objects.get(person=cast.person_id)
    lift_exclusion(
        person_id=cast.person_id, exclusion_id=row.id, reason="It was another Erin", by=actor_for(cast.supervisor),
        at=START + timedelta(hours=1),
    )  # fmt: skip
    restrict(cast, cast.practitioner)
    lift_restriction(
        person_id=cast.person_id,
        reason="The trial is over",
        by=actor_for(cast.supervisor),
        at=START + timedelta(hours=2),
    )
    latest, first = rules(cast).past
    assert (latest.kind, latest.lift_reason) == (RuleKind.RESTRICTION, "The trial is over")
    assert set(latest.names) == {"Marian Ellis", "Ruth Adeyemi"}
    assert (first.kind, first.names, first.lift_reason) == (RuleKind.EXCLUSION, ["Erin Bevan"], "It was another Erin")
    assert (first.set_by, first.lifted_by) == ("Marian Ellis", "Marian Ellis")


def test_a_list_that_another_list_replaced_is_history_too(cast):
    restrict(cast, cast.practitioner)
    restrict(cast, cast.colleague)
    (past,) = rules(cast).past
    assert past.lift_reason == ""
    assert "Ruth Adeyemi" in past.names


def test_a_supervisor_confirms_that_a_worker_knows_somebody_and_only_they(cast):
    row = Conflict.objects.create(user=cast.colleague, person_id=cast.person_id, blind=b"x" * 32, declared_at=START)
    for user in (cast.practitioner, cast.colleague, cast.stranger, cast.administrator):
        with pytest.raises(NotHere):
            confirm_conflict(person_id=cast.person_id, conflict_id=row.id, by=actor_for(user), at=START)
    confirm_conflict(person_id=cast.person_id, conflict_id=row.id, by=actor_for(cast.supervisor), at=START)
    confirm_conflict(person_id=cast.person_id, conflict_id=row.id, by=actor_for(cast.supervisor), at=START)
    assert [rule.confirmed_by for rule in rules(cast).conflicts] == ["Marian Ellis"]
    assert Entry.objects.filter(action="confirmed").count() == 1
    assert not opens(cast.colleague, cast.person_id)
