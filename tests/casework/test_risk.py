"""The predictors of one person: from what is known, for whom they were made, judged by somebody, and starting nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.assessment.operations import begin_assessment
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.casework.audit import NotRecorded
from alongside.casework.corrections.queries import get_correction
from alongside.casework.people.sealing import seal_born_on
from alongside.casework.risk.errors import (
    ChangedMeanwhile,
    Implausible,
    NeedsAReason,
    NotForThem,
    NothingCalculated,
    SecondedAlready,
)
from alongside.casework.risk.operations import calculate, judge, offer_figures, save_history, second_judgement
from alongside.casework.risk.queries import get_history, get_predictors, get_together
from alongside.casework.risk.sealing import Reasons, open_body
from alongside.casework.risk.shared import say_line_wrong
from alongside.domain import risk
from alongside.domain.assessment import Said, Voice
from alongside.domain.corrections import About
from alongside.ledger.models import Entry
from alongside.records.models import (
    Calculation,
    Correction,
    FigureOffer,
    Judgement,
    Person,
    PredictorHistory,
    Relationship,
)
from alongside.vault import open_keys
from tests.cast import START, make_cast, make_user

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=1)
FACTS = {
    "sex": "male", "conviction_date": date(2025, 2, 14), "community_start_date": date(2025, 6, 1), "offence_code": "04700",
    "sanction_count": 9, "violent_sanction_count": 2, "age_at_first_sanction": 17, "previous_convictions": ["arson"],
    "supervision_status": "community", "sexual_offence_history": False,
}  # fmt: skip
WHY = Reasons("A fight at home", "Drink", "His sister", "He has stopped drinking since March.")


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


def save(cast, by, *, revision=0, at=START, **changes):
    save_history(person_id=cast.person_id, facts=FACTS | changes, revision=revision, by=by, at=at)


@pytest.fixture
def calculated(cast, ruth):
    save(cast, ruth)
    return calculate(person_id=cast.person_id, by=ruth, at=START)


def page(cast, viewer, at=START):
    return get_predictors(person_id=cast.person_id, viewer=viewer, at=at)


def test_it_is_worked_out_from_the_record_and_the_history_and_says_what_is_missing(cast, ruth, calculated):
    found = page(cast, ruth)
    alone = risk.score_person(
        FACTS | {"date_of_birth": "1999-03-01", "assessment_date": START.date()}, today=START.date()
    )
    results = found.calculations[0].results
    assert results["arp"] == {**alone["arp"].as_data(), "variant": "static"}
    assert results["arp"]["note"] == "An independent calculation, not an official score."
    assert [e.predictor for e in found.explanations] == ["arp", "vrp", "svrp"]
    assert "unemployed" in found.missing["arp"]
    assert "sanction_count" not in found.missing["arp"]


def test_what_the_conversation_says_flows_in_as_the_practitioner_holds_it(cast, ruth):
    save(cast, ruth)
    begin_assessment(person_id=cast.person_id, by=ruth, at=START)
    question = "employment_and_education.working"
    voices = (Sent(question, Voice.PERSON, Said(("job",))), Sent(question, Voice.PRACTITIONER, Said(("looking",))))
    save_answers(person_id=cast.person_id, sent=voices, tab="a", by=ruth, at=START)
    assert "unemployed" not in page(cast, ruth).missing["arp"]
    calculate(person_id=cast.person_id, by=ruth, at=START)
    row = Calculation.objects.get()
    assert open_body(open_keys([cast.person_id]), row).input["unemployed"] is True
    assert not row.signed


def test_the_same_answers_on_the_same_day_are_one_calculation_and_others_are_the_next(cast, ruth, calculated):
    assert calculate(person_id=cast.person_id, by=ruth, at=START) == calculated
    save(cast, ruth, revision=1, sanction_count=10)
    calculate(person_id=cast.person_id, by=ruth, at=START)
    assert [line.number for line in page(cast, ruth).calculations] == [2, 1]
    assert [line.results["arp"]["model_version"] for line in page(cast, ruth).calculations] == ["1.0", "1.0"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_child": True}, "under 18"),
        ({"jurisdiction": "scotland"}, "England and Wales"),
        ({"sealed_born_on": None}, "birth"),
    ],
    ids=str,
)
def test_nobody_under_eighteen_or_under_another_law_is_worked_out_and_the_reason_is_said(cast, ruth, change, reason):
    save(cast, ruth)
    Person.objects.update(**change)
    with pytest.raises(NotForThem) as refused:
        calculate(person_id=cast.person_id, by=ruth, at=START)
    assert reason in refused.value.reason
    assert page(cast, ruth).why_not == refused.value.reason
    assert not Calculation.objects.exists()


def test_somebody_is_worked_out_from_their_eighteenth_birthday_on(cast, ruth):
    facts = {"conviction_date": date(2025, 9, 1), "age_at_first_sanction": 16}
    person = Person.objects.get()
    person.sealed_born_on = seal_born_on(open_keys([person.id]), person, date(2008, 5, 5))
    person.save()
    save(cast, ruth, **facts)
    with pytest.raises(NotForThem):
        calculate(person_id=cast.person_id, by=ruth, at=START)
    assert calculate(person_id=cast.person_id, by=ruth, at=LATER)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"conviction_date": date(1999, 3, 1)}, "conviction_not_after_birth"),
        ({"violent_sanction_count": 10}, "violent_sanction_count_out_of_range"),
        ({"offence_code": "99999"}, "offence_code_unknown"),
        ({"age_at_first_sanction": 40}, "first_sanction_after_conviction"),
    ],
    ids=str,
)
def test_a_history_that_contradicts_itself_is_not_kept(cast, ruth, wrong, code):
    with pytest.raises(Implausible) as refused:
        save(cast, ruth, **wrong)
    assert code in {problem.code for problem in refused.value.problems}
    assert not PredictorHistory.objects.exists()


def test_two_people_who_save_at_once_lose_nothing(cast, ruth):
    save(cast, ruth)
    with pytest.raises(ChangedMeanwhile) as met:
        save(cast, ruth, revision=0, sanction_count=12)
    assert (met.value.theirs["sanction_count"], met.value.by) == (9, "Ruth Adeyemi")
    save(cast, ruth, revision=0)  # the same again changes nothing
    assert get_history(person_id=cast.person_id, viewer=ruth, at=START).revision == 1
    save(cast, ruth, revision=1, sanction_count=12)
    assert get_history(person_id=cast.person_id, viewer=ruth, at=START).facts["sanction_count"] == 12


def test_whoever_stands_in_reads_only_what_was_worked_out_from_a_signed_conversation(cast, calculated):
    cover = actor_for(cast.cover)
    assert page(cast, cover).calculations == []
    assert page(cast, cover).explanations == ()
    Calculation.objects.update(signed=True)
    assert len(page(cast, cover).calculations) == 1
    assert not page(cast, cover).may_write


@pytest.mark.parametrize(
    "part", ["cover", "supervisor", "colleague", "excluded", "stranger", "administrator", "evaluator"]
)
def test_only_those_who_work_with_the_person_change_anything(cast, calculated, part):
    by = {"by": actor_for(getattr(cast, part)), "at": START, "person_id": cast.person_id}
    for change in (
        lambda: save_history(facts=FACTS, revision=1, **by), lambda: calculate(**by),
        lambda: judge(says="agrees", reasons=WHY, **by),
        lambda: offer_figures(what="reoffending", answer="looked", **by),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            change()


@pytest.mark.parametrize("part", ["colleague", "excluded", "stranger", "administrator", "evaluator", "privacy_officer"])
def test_nobody_else_reads_any_of_it(cast, calculated, part):
    with pytest.raises(NotHere):
        page(cast, actor_for(getattr(cast, part)))


def test_a_judgement_stands_beside_with_its_reason_and_a_newer_one_before_it(cast, ruth, calculated):
    by = {"person_id": cast.person_id, "by": ruth, "at": START}
    with pytest.raises(NeedsAReason):
        judge(says="overrides", reasons=Reasons(reason="  "), **by)
    first = judge(says="overrides", reasons=WHY, **by)
    assert judge(says="overrides", reasons=WHY, **by) == first
    judge(says="agrees", reasons=Reasons(reason="🙂 " + "x" * 30_000), **by)
    lines = page(cast, ruth).judgements
    assert [line.says for line in lines] == ["agrees", "overrides"]
    assert lines[1].reasons == WHY
    assert len(lines[0].reasons.reason) == 30_002


def test_nothing_can_be_judged_or_offered_before_it_is_worked_out(cast, ruth):
    by = {"person_id": cast.person_id, "by": ruth, "at": START}
    with pytest.raises(NothingCalculated):
        judge(says="agrees", reasons=WHY, **by)
    with pytest.raises(NothingCalculated):
        offer_figures(what="reoffending", answer="looked", **by)


def test_the_supervisor_signs_a_second_time_and_nobody_their_own(cast, ruth, calculated):
    judge(person_id=cast.person_id, says="agrees", reasons=WHY, by=ruth, at=START)
    marian = actor_for(cast.supervisor)
    assert page(cast, marian).judgements[0].may_second
    assert not page(cast, ruth).judgements[0].may_second
    with pytest.raises(NotHere):
        second_judgement(person_id=cast.person_id, by=ruth, at=START)
    second_judgement(person_id=cast.person_id, by=marian, at=START)
    second_judgement(person_id=cast.person_id, by=marian, at=LATER)
    line = page(cast, ruth).judgements[0]
    assert (line.seconded_by, line.seconded_at) == ("Marian Ellis", START)
    Judgement.objects.update(seconded_by=cast.colleague)
    with pytest.raises(SecondedAlready):
        second_judgement(person_id=cast.person_id, by=marian, at=LATER)


def test_the_person_looks_after_they_were_asked_and_may_decline(cast, ruth, calculated):
    by = {"person_id": cast.person_id, "by": ruth, "at": START}
    see = {"person_id": cast.person_id, "viewer": ruth, "at": START}
    with pytest.raises(NotHere):
        get_together(what="reoffending", **see)
    offer_figures(what="reoffending", answer="declined", **by)
    offer_figures(what="reoffending", answer="declined", **by)
    with pytest.raises(NotHere):
        get_together(what="reoffending", **see)
    offer_figures(what="reoffending", answer="looked", **by)
    assert [e.predictor for e in get_together(what="reoffending", **see).explanations] == ["arp", "vrp", "svrp"]
    assert {(line.what, line.answer, line.by) for line in page(cast, ruth).offers} == {
        ("reoffending", "declined", "Ruth Adeyemi"), ("reoffending", "looked", "Ruth Adeyemi"),
    }  # fmt: skip
    assert FigureOffer.objects.count() == 2
    offer_figures(what="reoffending", answer="declined", **by)
    with pytest.raises(NotHere):  # a no after a yes closes it again
        get_together(what="reoffending", **see)


def test_the_sexual_predictors_and_screens_are_seen_only_when_shared_by_name_that_day(cast, ruth, calculated):
    see = {"person_id": cast.person_id, "viewer": ruth}
    offer_figures(person_id=cast.person_id, what="reoffending", answer="looked", by=ruth, at=START)
    assert get_together(what="reoffending", at=START, **see).others == {}
    with pytest.raises(NotHere):
        get_together(what="others", at=START, **see)
    offer_figures(person_id=cast.person_id, what="others", answer="looked", by=ruth, at=START)
    shared = get_together(what="others", at=START, **see)
    cara = make_user("Cara Owen", "practitioner", team=cast.team)
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cara, kind="co_worker", starts_on=START.date(), created_at=START
    )
    assert get_together(person_id=cast.person_id, what="reoffending", viewer=actor_for(cara), at=START).explanations
    with pytest.raises(NotHere):  # somebody else's name is not theirs
        get_together(person_id=cast.person_id, what="others", viewer=actor_for(cara), at=START)
    assert set(shared.others) == {"dc_srp", "iic_srp", "csrp", "lds", "mst", "opd", "pni"}
    assert shared.explanations == ()
    with pytest.raises(NotHere):
        get_together(what="others", at=LATER, **see)


def test_working_it_out_writes_nothing_but_the_calculation(cast, ruth):
    """No figure starts anything: the same tables are written for a high figure and for a low one."""
    written = []
    for count in (1, 60):
        facts = {"sanction_count": count, "violent_sanction_count": min(count, 30)}
        save(cast, ruth, revision=len(written), **facts)
        with CaptureQueriesContext(connection) as caught:
            calculate(person_id=cast.person_id, by=ruth, at=START)
        written.append(
            [q["sql"].split('"')[1] for q in caught.captured_queries if q["sql"].startswith(("INSERT", "UPDATE"))]
        )
    bands = [line.results["arp"]["band"] for line in page(cast, ruth).calculations]
    assert bands == ["very_high", "low"]
    assert written[0] == written[1] == ["records_calculation", "ledger_entry", "ledger_entrysubject"]


def test_without_the_ledger_nothing_is_kept(cast, ruth, monkeypatch):
    def broken(*args, **kwargs):
        raise NotRecorded

    save(cast, ruth)
    monkeypatch.setattr("alongside.casework.risk.operations.record", broken)
    with pytest.raises(NotRecorded):
        calculate(person_id=cast.person_id, by=ruth, at=START)
    with pytest.raises(NotRecorded):
        save(cast, ruth, revision=1, sanction_count=11)
    assert not Calculation.objects.exists()
    assert get_history(person_id=cast.person_id, viewer=ruth, at=START).facts["sanction_count"] == 9


@pytest.fixture
def looked(cast, ruth, calculated):
    offer_figures(person_id=cast.person_id, what="reoffending", answer="looked", by=ruth, at=START)


def say_wrong(cast, by, *, mark="1-arp-1", words="It was seven times.", at=START):
    return say_line_wrong(person_id=cast.person_id, mark=mark, words=words, by=by, at=at)


def test_a_line_that_is_wrong_becomes_a_request_once_and_changes_no_figure(cast, ruth, looked):
    asked = say_wrong(cast, ruth)
    assert say_wrong(cast, ruth, words=" It was seven times. ") == asked
    assert say_wrong(cast, ruth, mark="1-arp-2") != asked
    line = get_correction(correction_id=asked, viewer=ruth, at=START).line
    assert (line.about, line.wrong) == (About.FIGURE, "It was seven times.")
    assert line.shown_line.startswith("Your record: There are 9 times on your record")
    assert (Calculation.objects.count(), FigureOffer.objects.count()) == (1, 1)
    entries = list(Entry.objects.filter(object_type="correction", action="asked"))
    assert [entry.actor_id for entry in entries] == [cast.practitioner.id] * 2
    shown = get_together(person_id=cast.person_id, what="reoffending", viewer=ruth, at=START)
    assert list(shown.asked_about.values()) == [date(2026, 6, 4)] * 2


def test_a_line_is_said_to_be_wrong_only_while_both_may_look_at_it(cast, ruth, looked):
    for refused in (
        lambda: say_wrong(cast, ruth, at=LATER), lambda: say_wrong(cast, ruth, mark="1-arp-99"),
        lambda: say_wrong(cast, ruth, mark="2-arp-1"), lambda: say_wrong(cast, actor_for(cast.cover)),
        lambda: say_wrong(cast, actor_for(cast.supervisor)), lambda: say_wrong(cast, actor_for(cast.excluded)),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            refused()
    offer_figures(person_id=cast.person_id, what="reoffending", answer="declined", by=ruth, at=START)
    with pytest.raises(NotHere):
        say_wrong(cast, ruth)
    assert not Correction.objects.exists()


def test_what_cannot_be_recorded_is_not_asked(cast, ruth, looked, monkeypatch):
    def broken(*args, **kwargs):
        raise NotRecorded

    monkeypatch.setattr("alongside.casework.corrections.asking.record", broken)
    with pytest.raises(NotRecorded):
        say_wrong(cast, ruth)
    assert not Correction.objects.exists()
