"""Agreements and what was passed on: kept, refused, never written over, and read by those who may."""

from datetime import timedelta

import pytest
from django.db.models import RestrictedError

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.agreements import operations as agreeing
from alongside.casework.agreements.loading import Answered
from alongside.casework.agreements.operations import answer_agreement, ask_agreement
from alongside.casework.agreements.queries import get_agreement, get_agreements
from alongside.casework.demo import passing_on as made_up
from alongside.casework.passing_on import operations as passing
from alongside.casework.passing_on.loading import What
from alongside.casework.passing_on.operations import Passing, follow_passed_on, write_passed_on
from alongside.casework.passing_on.queries import get_new_passing, get_passed_line, get_passed_on
from alongside.casework.referrals.operations import agree_referral, take_step
from alongside.casework.sessions.contact_entries import get_contact_entry
from alongside.domain.agreements import Answer, How, Matter, NeedsAbout, NothingToTakeBack
from alongside.domain.assessment import Area
from alongside.domain.passing_on import AnotherService, Ground, NeedsWords, NotAgreedThen, Step, Taken
from alongside.domain.referrals import Step as ReferralStep
from alongside.ledger.models import Entry
from alongside.records.models import Agreement, AgreementAnswer, PassedOn, PassedOnStep, Person
from tests.cast import START, Cast, make_cast
from tests.strain_story import meet

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]
WHAT = What("The flat is damp", "Housing", "Mr Rees", "housing officer", left_out="Everything else")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


def said(answer, on=TODAY, until=None, words=""):
    return Answered(answer, on, "1", "en", How.SPOKEN, until, words)


def ask(about, answer=Answer.YES, to="Housing", on=TODAY - 9 * DAY):
    return ask_agreement(matter=Matter.SHARING, about=to, said=said(answer, on), **about)


def again(about, agreement, answer, seen, on=TODAY):
    by = {key: about[key] for key in ("by", "at")}
    return answer_agreement(agreement_id=agreement, said=said(answer, on), seen=seen, **by)


def with_yes(agreement, on=TODAY, what=WHAT):
    return Passing(what, on, Ground.AGREEMENT, agreement, told_on=TODAY)


def test_every_answer_is_kept_beside_the_others_with_the_words_it_was_asked_in(cast, about):
    agreement = ask(about)
    again(about, agreement, Answer.NO, 1)
    again(about, agreement, Answer.NO, 2)  # the same again changes nothing
    (line,) = get_agreements(person_id=cast.person_id, viewer=about["by"], at=START).lines
    assert [one.answered.answer for one in line.answers] == [Answer.YES, Answer.NO]
    assert {(one.asked[:10], one.by) for one in line.answers} == {("May I tell", cast.practitioner.name)}
    assert line.standing.answer is Answer.NO
    with pytest.raises(agreeing.ChangedMeanwhile):
        again(about, agreement, Answer.YES, 1)
    with pytest.raises(NothingToTakeBack):
        again(about, agreement, Answer.WITHDRAWN, 2)
    actions = list(Entry.objects.filter(object_type="agreement").order_by("id").values_list("action", flat=True))
    assert sorted(actions) == ["answered", "asked"]


def test_to_ask_about_the_same_again_is_another_answer_and_to_tell_others_needs_whom(about):
    first = ask(about, Answer.NO)
    assert ask(about, Answer.YES, on=TODAY) == first
    assert ask(about, to="The bank") != first
    assert AgreementAnswer.objects.filter(agreement=first).count() == 2
    with pytest.raises(NeedsAbout):
        ask(about, to=" ")


def test_a_no_has_no_column_for_what_follows_from_it():
    columns = {field.name for model in (Agreement, AgreementAnswer) for field in model._meta.fields}
    assert columns == {
        "id", "person", "matter", "sealed_about", "asked_at", "agreement", "number", "answer", "wording", "language", "how",
        "on", "until", "sealed_words", "asked_by", "answered_at",
    }  # fmt: skip


def test_what_was_passed_on_rests_on_a_yes_only_while_it_stands(about):
    agreement = ask(about)
    write_passed_on(passing=with_yes(agreement), **about)
    again(about, agreement, Answer.WITHDRAWN, 1)
    with pytest.raises(NotAgreedThen):
        write_passed_on(passing=with_yes(agreement, what=What("Again", "Housing", left_out="x")), **about)
    write_passed_on(passing=with_yes(agreement, on=TODAY - DAY), **about)  # it stood then
    assert PassedOn.objects.count() == 2


def a_yes_taken_back_is_no_ground(about, agreement):
    """The check of the test above, as one question: is a yes that was taken back refused as a ground?"""
    with pytest.raises(NotAgreedThen):
        write_passed_on(passing=with_yes(agreement), **about)


def test_the_check_sees_a_rule_that_lets_a_yes_that_was_taken_back_through(about, monkeypatch):
    agreement = ask(about)
    again(about, agreement, Answer.WITHDRAWN, 1)
    a_yes_taken_back_is_no_ground(about, agreement)
    monkeypatch.setattr(passing, "check_ground", lambda *args, **named: None)
    with pytest.raises(pytest.fail.Exception):
        a_yes_taken_back_is_no_ground(about, agreement)


def test_a_yes_of_another_service_another_person_or_another_matter_is_none(cast, about):
    bank = ask(about, to="The bank")
    with pytest.raises(AnotherService):
        write_passed_on(passing=with_yes(bank), **about)
    photo = ask_agreement(matter=Matter.PHOTOGRAPHS, said=said(Answer.YES), **about)
    with pytest.raises(NotAgreedThen):
        write_passed_on(passing=with_yes(photo), **about)
    other = Agreement.objects.create(person_id=_somebody_else(), matter="sharing", asked_at=START)
    with pytest.raises(NotAgreedThen):
        write_passed_on(passing=with_yes(other.id), **about)


def _somebody_else():
    return Person.objects.create(jurisdiction="scotland", created_at=START).id


def test_each_line_is_one_disclosure_in_the_ledger_and_the_same_twice_is_kept_once(about):
    one = write_passed_on(passing=with_yes(ask(about)), **about)
    assert write_passed_on(passing=with_yes(Agreement.objects.get().id), **about) == one
    entry = Entry.objects.get(object_type="passed_on")
    assert (entry.kind, entry.action, entry.reason_code) == ("disclosure", "passed_on", "agreement")


def test_not_telling_has_a_reason_and_a_day_and_ends_by_telling(cast, about):
    kept = Passing(WHAT, TODAY, Ground.SAFEGUARDING, why_not="It would tip somebody off", review_on=TODAY + 7 * DAY)
    with pytest.raises(NeedsWords):
        write_passed_on(passing=Passing(WHAT, TODAY, Ground.COURT, review_on=TODAY + DAY), **about)
    one = write_passed_on(passing=kept, **about)
    by = {"by": about["by"], "at": START}
    follow_passed_on(passed_id=one, taken=Taken(Step.CORRECTED, TODAY), words="It was mould", seen=1, **by)
    line = get_passed_line(passed_id=one, viewer=about["by"], at=START).line
    assert (line.telling.is_told, line.telling.review_on, line.said) == (False, TODAY + 7 * DAY, WHAT)
    assert [step.words for step in line.steps] == ["It would tip somebody off", "It was mould"]
    later = get_passed_on(person_id=cast.person_id, viewer=about["by"], at=START + 8 * DAY)
    assert later.lines[0].is_late
    assert later.told == []
    with pytest.raises(passing.ChangedMeanwhile):
        follow_passed_on(passed_id=one, taken=Taken(Step.TOLD, TODAY), seen=1, **by)
    follow_passed_on(passed_id=one, taken=Taken(Step.TOLD, TODAY), seen=2, **by)
    follow_passed_on(passed_id=one, taken=Taken(Step.TOLD, TODAY), seen=2, **by)
    row = PassedOn.objects.get()
    assert (row.told_on, row.review_on, PassedOnStep.objects.count()) == (TODAY, None, 3)


def test_referrals_that_were_sent_and_contact_entries_that_were_copied_stand_in_the_same_list(cast, about):
    by = {"by": about["by"], "at": START}
    asked = {"area": Area.MONEY, "to": "A debt adviser", "need": "The letters", "on": TODAY}
    sent = agree_referral(**about, **asked)
    agree_referral(**about, **(asked | {"need": "Not sent"}))
    take_step(referral_id=sent, step=ReferralStep.SENT, on=TODAY, seen=1, **by)
    session = meet(cast.practitioner, cast.person_id, START - DAY)
    get_contact_entry(session_id=session.id, viewer=about["by"], at=START)
    page = get_passed_on(person_id=cast.person_id, viewer=about["by"], at=START)
    assert [one.need for one in page.referrals] == ["The letters"]
    assert [one.met_on for one in page.copied] == [TODAY - DAY]


@pytest.mark.parametrize("part", NOBODY)
def test_who_does_not_work_with_the_person_finds_nothing_and_writes_nothing(cast, about, part):
    agreement, one = ask(about), None
    one = write_passed_on(passing=with_yes(agreement), **about)
    actor = actor_for(getattr(cast, part))
    view, by = {"viewer": actor, "at": START}, {"by": actor, "at": START}
    for refused in (
        lambda: get_agreements(person_id=cast.person_id, **view), lambda: get_agreement(agreement_id=agreement, **view),
        lambda: get_passed_on(person_id=cast.person_id, **view), lambda: get_passed_line(passed_id=one, **view),
        lambda: get_new_passing(person_id=cast.person_id, **view), lambda: ask(about | by),
        lambda: again(about | by, agreement, Answer.NO, 1),
        lambda: write_passed_on(passing=with_yes(agreement), **(about | by)),
        lambda: follow_passed_on(passed_id=one, taken=Taken(Step.CAME_BACK, TODAY), words="x", seen=1, **by),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            refused()


def test_a_supervisor_reads_and_writes_nothing(cast, about):
    agreement = ask(about)
    supervisor = actor_for(cast.supervisor)
    assert not get_agreement(agreement_id=agreement, viewer=supervisor, at=START).may_write
    assert not get_passed_on(person_id=cast.person_id, viewer=supervisor, at=START).may_write
    with pytest.raises(NotHere):
        again(about | {"by": supervisor}, agreement, Answer.NO, 1)


@pytest.mark.parametrize("write", ["ask", "pass"])
def test_without_the_ledger_nothing_is_kept(about, write, monkeypatch):
    agreement = ask(about)

    def broken(*args, **named):
        raise RuntimeError

    monkeypatch.setattr(agreeing if write == "ask" else passing, "record", broken)
    writes = {
        "ask": lambda: ask(about, to="The bank"),
        "pass": lambda: write_passed_on(passing=with_yes(agreement), **about),
    }
    with pytest.raises(RuntimeError):
        writes[write]()
    assert (Agreement.objects.count(), PassedOn.objects.count()) == (1, 0)


def test_what_is_made_up_for_the_demonstration_holds_and_goes_with_its_person(cast, about, monkeypatch):
    monkeypatch.setattr(made_up, "first_two", lambda people: [(people[0], about["by"])])
    made_up.agree_and_pass_on([cast.person_id], at=START)
    page = get_passed_on(person_id=cast.person_id, viewer=about["by"], at=START)
    assert [one.telling.is_told for one in page.lines] == [True]
    answers = {line.about: line.standing.answer for line in get_agreements(**_viewing(about)).lines}
    assert answers["The training adviser at the college"] is Answer.WITHDRAWN
    Agreement.objects.get(id=page.lines[0].agreement_id)
    with pytest.raises(RestrictedError):
        Agreement.objects.all().delete()


def _viewing(about):
    return {"person_id": about["person_id"], "viewer": about["by"], "at": START}
