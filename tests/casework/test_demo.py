"""The made-up service: whole, the same each time, and its strains are those the generator put there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.access import Scope
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.caseload.operations import rebuild_states
from alongside.casework.caseload.queries import list_caseload
from alongside.casework.demo.card import find_demo_card
from alongside.casework.demo.operations import PeopleThere, load_demo
from alongside.casework.endings.queries import get_ending
from alongside.casework.first_contact.queries import get_first_contact
from alongside.casework.my_side.capabilities import find_capability
from alongside.casework.my_side.opening import open_with_code
from alongside.casework.paper.desk import get_typing_page
from alongside.casework.people.timeline import get_timeline
from alongside.casework.plan.queries import get_plan
from alongside.casework.promises.queries import list_promises_due
from alongside.casework.reintegration.queries import get_reintegration
from alongside.casework.risk.queries import get_predictors
from alongside.casework.skills.queries import get_skill
from alongside.domain.demo import DEMO_CODE, DEMO_PIN, make_service
from alongside.domain.endings import Reason
from alongside.domain.endings import Step as EndingStep
from alongside.domain.plan import Ending, Level, Owner, ReviewState, Standing
from alongside.domain.reintegration import State
from alongside.records.models import (
    Calculation,
    CaseloadState,
    CheckIn,
    EndingVersion,
    Episode,
    FirstContact,
    PaperTypist,
    Person,
    PlanVersion,
    ReintegrationVersion,
    Relationship,
    Session,
    Skill,
    TypedSheet,
    User,
)

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
FEW = 60


@pytest.fixture
def loaded(db):
    assert list(load_demo(at=NOW, people=FEW))[-1] == (FEW, FEW)


def made_up(people: int = FEW):
    return list(make_service(today=TODAY, people=people).people)


def test_the_whole_service_has_three_teams_twelve_practitioners_and_400_people_with_18_months():
    service = make_service(today=TODAY)
    people = list(service.people)
    days = [session.at.date() for one in people for session in one.history.sessions]
    assert (len(service.teams), sum("practitioner" in u.roles for u in service.users), len(people)) == (3, 12, 400)
    assert (TODAY - min(days)).days > 17 * 30
    assert max(days) > TODAY
    assert 20 < sum(one.is_child for one in people) < 60
    assert len({(one.given_names, one.family_name) for one in people}) > 300


def test_it_is_the_same_each_time_and_moves_with_the_day():
    assert made_up() == made_up()
    assert list(make_service(today=date(2027, 1, 4), people=3).people) != made_up(3)


def test_telephone_numbers_are_of_the_range_kept_for_drama_and_addresses_of_examples():
    service = make_service(today=TODAY, people=20)
    assert all(one.phone.startswith("07700 900") for one in service.people)
    assert all(user.email.endswith("@example.org") for user in service.users)


def test_loading_makes_a_caseload_that_can_be_opened(loaded):
    ruth = User.objects.get(name="Ruth Adeyemi")
    rows = list_caseload(viewer=actor_for(ruth), at=NOW)
    assert len(rows) == FEW / 12
    assert all(row.name.display and row.next_session_id for row in rows)


def test_one_person_answers_on_paper_and_the_front_desk_has_a_sheet_to_type(loaded):
    tess = User.objects.get(name="Tess Gould")
    person_id = PaperTypist.objects.get(user=tess).person_id
    typed = TypedSheet.objects.filter(person=person_id).order_by("typed_at")
    assert [row.typed_by.name for row in typed] == ["Tess Gould"] * 3 + ["Marian Ellis"]
    ruth = actor_for(User.objects.get(name="Ruth Adeyemi"))
    shown = get_timeline(person_id=person_id, viewer=ruth, page=1, at=NOW).events
    assert "Tess Gould" in {event.from_paper.typed_by for event in shown if event.from_paper}
    assert get_typing_page(person_id=person_id, viewer=actor_for(tess), at=NOW).sessions


def test_one_first_meeting_is_finished_and_one_is_half_done(loaded):
    ruth = actor_for(User.objects.get(name="Ruth Adeyemi"))
    ids = FirstContact.objects.order_by("begun_at").values_list("person", flat=True)
    done, half_done = (get_first_contact(person_id=person_id, viewer=ruth, at=NOW).progress for person_id in ids)
    assert (done.said, done.missing, done.has_changed) == ("Fourteen done", (), False)
    assert done.agreed.is_agreed
    assert half_done.said == "Three done, two started"
    assert half_done.agreed is None


def test_one_person_has_figures_and_a_judgement_that_says_otherwise(loaded):
    ruth = actor_for(User.objects.get(name="Ruth Adeyemi"))
    person_id = Calculation.objects.get().person_id
    page = get_predictors(person_id=person_id, viewer=ruth, at=NOW)
    assert {one.predictor for one in page.explanations} >= {"arp", "vrp"}
    assert [judgement.says for judgement in page.judgements] == ["overrides"]


def test_three_people_have_a_plan_one_of_them_with_levels_one_let_go_and_a_look_at_it_due(loaded):
    pages = []
    for person_id in PlanVersion.objects.order_by().values_list("person", flat=True).distinct():
        worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).get()
        pages.append(get_plan(person_id=person_id, viewer=actor_for(worker.practitioner), at=NOW))
    by_standing = {page.standing: page for page in pages}
    assert set(by_standing) == {Standing.AGREED, Standing.DRAFT, Standing.NOT_AGREED}
    assert len(pages) == 3
    agreed = by_standing[Standing.AGREED]
    assert agreed.review.state is ReviewState.DUE
    assert [(goal.ended.how, bool(goal.ended.words)) for goal in agreed.plan.ended] == [(Ending.LET_GO, True)]
    assert [reached.level for reached in agreed.plan.going[0].reached] == [Level.START, Level.GOAL]
    assert agreed.on_the_map[agreed.plan.going[0].node_id] == "To say it when it’s small"
    assert {step.owner for goal in agreed.plan.going for step in goal.steps} == set(Owner)
    assert {page.answers.person_words for page in pages if page.answers} == {"", "Asking is not the same as moving it."}


def test_three_people_have_skills_two_going_on_one_just_begun_and_one_put_aside(loaded):
    found = []
    for skill in Skill.objects.all():
        worker = Relationship.objects.filter(person=skill.person_id, kind="allocated", ends_on__isnull=True).get()
        viewer = actor_for(worker.practitioner)
        found.append(get_skill(person_id=skill.person_id, module_id=skill.module, viewer=viewer, at=NOW))
    by_module = {page.module.id: page for page in found}
    assert set(by_module) == {"asking-for-what-i-need", "anger-meter", "phone-calls", "better-night"}
    going = by_module["asking-for-what-i-need"]
    assert going.links.goals[going.skill.serves.goal_id].words == "Say it when it is small"
    assert going.links.nodes[going.skill.serves.node_id] == "To say it when it’s small"
    assert (len(going.skill.log), sum(one.own for one in going.skill.log)) == (5, 4)
    assert max(one.sent_at for one in going.skill.log) < NOW
    assert by_module["phone-calls"].skill.log == ()
    assert by_module["better-night"].skill.aside.because
    assert all(page.verdict.may_be_used for page in found)


def test_a_rebuild_changes_nothing(loaded):
    before = sorted(CaseloadState.objects.values_list())
    list(rebuild_states(at=NOW))
    assert sorted(CaseloadState.objects.values_list()) == before


def test_nearly_every_strain_the_generator_put_there_is_noticed(loaded):
    strained = [one for one in made_up() if one.history.strain]
    noticed = 0
    for one in strained:
        strain = one.history.strain
        sessions = {one.history.sessions[i].id for i in range(strain.first, strain.last + 1)}
        noticed += Episode.objects.filter(person=one.id, check_in__session__in=sessions).exists()
    assert len(strained) > 10
    assert noticed / len(strained) > 0.85


def test_strains_by_chance_are_few(loaded):
    quiet = [one.id for one in made_up() if one.history.strain is None]
    asked = CheckIn.objects.filter(person__in=quiet, audience="worker").count()
    assert Episode.objects.filter(person__in=quiet).count() / asked < 0.05


def test_two_or_three_of_a_caseload_have_an_open_strain(loaded):
    still_open = Episode.objects.filter(closed_at__isnull=True).count()
    assert 0.03 < still_open / FEW < 0.12


def test_some_strains_are_open_and_some_were_put_right(loaded):
    assert Episode.objects.filter(closed_at__isnull=True).exists()
    assert {"repaired", "not_a_strain"} <= set(Episode.objects.values_list("outcome", flat=True))


def test_it_is_never_mixed_with_other_people(loaded):
    with pytest.raises(PeopleThere):
        next(load_demo(at=NOW))
    assert Person.objects.count() == FEW + 1  # and somebody whose time is over


def test_no_transaction_writes_more_than_200_rows(db, monkeypatch):
    from alongside.casework.demo import operations

    sizes = []
    insert = operations._insert
    monkeypatch.setattr(operations, "_insert", lambda rows: (sizes.append(len(rows)), insert(rows)))
    list(load_demo(at=NOW, people=12))
    assert max(sizes) <= 200
    assert Session.objects.exists()


def test_promises_of_both_sides_are_kept_late_open_and_past_their_day(loaded):
    promises = [promise for one in made_up() for promise in one.history.promises]
    for side in ("person", "practitioner"):
        own = [promise for promise in promises if promise.side == side]
        assert {promise.outcome for promise in own} == {"", "kept", "late", "broken", "let_go"}
        still_open = [promise for promise in own if not promise.outcome]
        assert any(promise.due_on and promise.due_on < TODAY for promise in still_open)
        assert any(promise.due_on and promise.due_on >= TODAY for promise in still_open)
    due = list_promises_due(viewer=actor_for(User.objects.get(name="Ruth Adeyemi")), at=NOW, until=TODAY)
    assert due
    assert all(one.line.words and one.name.display for one in due)


def test_the_code_and_pin_that_the_start_prints_open_one_made_up_persons_own_side(loaded):
    secret = open_with_code(code=DEMO_CODE, pin=DEMO_PIN, at=NOW)
    assert secret is not None
    capability = find_capability(secret=secret, at=NOW)
    assert Scope.CHECK_IN in capability.scopes, "there is something to do"


def test_somebody_is_next_whenever_the_made_up_people_are_loaded(loaded):
    """It is eight in the morning, and the same would hold at night."""
    soon = Session.objects.filter(attendance="planned", planned_at__gt=NOW, planned_at__lte=NOW + timedelta(minutes=15))
    assert soon.values("practitioner").distinct().count() == soon.count() == 12


def test_it_is_said_whose_the_code_is_and_nowhere_but_in_demo_mode(loaded):
    card = find_demo_card(is_demo=True)
    assert card is not None
    assert card.person
    assert card.worker
    secret = open_with_code(code=card.code, pin=card.pin, at=NOW)
    assert find_capability(secret=secret, at=NOW) is not None
    with pytest.raises(NotHere):
        find_demo_card(is_demo=False)


def test_two_people_have_an_ending_one_half_done_and_one_that_came_when_contact_was_lost(loaded):
    found = []
    for person_id in EndingVersion.objects.order_by().values_list("person", flat=True).distinct():
        worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).get()
        found.append(get_ending(person_id=person_id, viewer=actor_for(worker.practitioner), at=NOW).ending)
    planned, lost = sorted(found, key=lambda ending: ending.was_planned, reverse=True)
    assert (planned.is_going, planned.to_come) == (True, (EndingStep.CALL, EndingStep.GOODBYE))
    assert (planned.letter.is_given, planned.door.is_open) == (True, True)
    assert (lost.ended.reason, lost.letter.is_given) == (Reason.LOST_CONTACT, True)


def test_two_people_have_pathways_one_with_something_in_place_and_something_whose_day_has_gone_by(loaded):
    wholes = []
    for person_id in ReintegrationVersion.objects.order_by().values_list("person", flat=True).distinct():
        worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).get()
        page = get_reintegration(person_id=person_id, viewer=actor_for(worker.practitioner), at=NOW)
        wholes.append(page.whole)
    begun, full = sorted(wholes, key=lambda whole: len(whole.milestones))
    assert len(begun.milestones) == len(begun.kept_ties) == 1
    assert {one.state for one in full.milestones} == {State.NOT_YET, State.IN_PLACE}
    assert any(one.is_late(today=TODAY) for one in full.milestones)
