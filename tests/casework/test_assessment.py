"""An assessment from its beginning to the second signature: two voices, a stop, two people at once, and who reads what."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.assessment import predictor_inputs
from alongside.casework.assessment.errors import (
    Completed,
    NoConsent,
    NotCompleted,
    NothingUnderWay,
    PersonHasNotSpoken,
    SecondSignedAlready,
    TwoTextsOpen,
)
from alongside.casework.assessment.operations import (
    begin_assessment,
    come_back,
    complete_assessment,
    reopen_assessment,
    say_consent,
    say_for_person,
    second_sign,
    sign_assessment,
    stop_talking,
)
from alongside.casework.assessment.queries import get_assessment, get_comparison, get_persons_copy
from alongside.casework.assessment.saving import Sent, choose_text, save_answers
from alongside.casework.audit import NotRecorded
from alongside.casework.relationships.operations import add_co_worker
from alongside.domain.assessment import SUPPORT, Consent, NeedsAReason, PersonSays, Said, Standing, Voice
from alongside.domain.sessions import Keep
from alongside.ledger.models import Entry
from alongside.records.models import Assessment, AssessmentAnswer, User
from tests.cast import START, Cast, make_cast, make_user

pytestmark = pytest.mark.django_db
LATER, MONTH = START + timedelta(minutes=5), START + timedelta(days=3)
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]
TROUBLE, HELPS = "alcohol.trouble", "alcohol.helps"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def cara(cast, ruth):
    user = make_user("Cara Owen", "practitioner", team=cast.team, supervisor=cast.supervisor)
    add_co_worker(
        person_id=cast.person_id,
        practitioner_id=user.id,
        on=START.date(),
        until=None,
        reason="",
        by=actor_for(cast.supervisor),
        at=START,
    )
    return actor_for(User.objects.get(id=user.id))


@pytest.fixture
def begun(cast, ruth):
    return begin_assessment(person_id=cast.person_id, by=ruth, at=START)


@pytest.fixture
def say(cast, ruth, begun):
    def said(question=HELPS, voice=Voice.PERSON, words="", *options, by=ruth, at=START, tab="a", **more):
        kept = {key: more.pop(key) for key in ("revision", "mark") if key in more}
        sent = Sent(question, voice, Said(options, words, **more), **kept)
        return save_answers(person_id=cast.person_id, sent=[sent], tab=tab, by=by, at=at)

    return said


def version(cast, viewer, number=None, at=LATER):
    return get_assessment(person_id=cast.person_id, viewer=viewer, at=at, number=number).version


def sign(cast, by, at=LATER, says=PersonSays.AGREES, words=""):
    complete_assessment(person_id=cast.person_id, by=by, at=at)
    say_for_person(person_id=cast.person_id, says=says, words=words, by=by, at=at)
    sign_assessment(person_id=cast.person_id, by=by, at=at)


def test_both_voices_are_kept_sealed_and_a_difference_stays(cast, ruth, say):
    say("alcohol.drinks", Voice.PRACTITIONER, "", "yes")
    say(TROUBLE, Voice.PERSON, "It was not the cans", "none")
    say(TROUBLE, Voice.PRACTITIONER, "Both times it was a Friday", "significant", source="Police summary")
    answer = version(cast, ruth).answers[TROUBLE]
    assert (answer.person.words, answer.practitioner.source) == ("It was not the cans", "Police summary")
    assert answer.standing is Standing.DIFFER
    assert all(b"cans" not in bytes(row.sealed_body) for row in AssessmentAnswer.objects.all())
    assert predictor_inputs(person_id=cast.person_id, viewer=ruth, at=LATER)["current_alcohol_use"] == "significant"


def test_beginning_twice_is_one_version(cast, ruth, begun):
    assert begin_assessment(person_id=cast.person_id, by=ruth, at=LATER) == begun
    assert Assessment.objects.count() == 1


def test_saving_the_same_again_changes_nothing_and_writes_one_entry(say):
    first = say(words="Ella")
    assert say(words="Ella").marks == first.marks
    assert Entry.objects.filter(action="saved").count() == 1


def test_what_nobody_touched_is_not_written_back_over_newer_words(cast, ruth, cara, say):
    shown = say(words="Ella").marks[HELPS, Voice.PERSON]
    say(words="Ella and my nan", by=cara, tab="b", revision=shown[0], mark=shown[1])
    kept = say(words="Ella", tab="c", revision=shown[0], mark=shown[1])
    assert version(cast, ruth).answers[HELPS].person.words == "Ella and my nan"
    assert not kept.two_texts


def test_two_people_who_write_at_once_keep_both_texts_until_somebody_chooses(cast, ruth, cara, say):
    shown = say(words="Ella").marks[HELPS, Voice.PERSON]
    say(words="Ella, on a Saturday", by=cara, tab="b", revision=shown[0], mark=shown[1])
    late = say(words="Ella and football", tab="c", revision=shown[0], mark=shown[1])
    assert late.two_texts == {(HELPS, Voice.PERSON)}
    both = version(cast, ruth).two_texts[HELPS, Voice.PERSON]
    assert (both.saved.words, both.saved_by) == ("Ella, on a Saturday", "Cara Owen")
    assert (both.other.words, both.other_by) == ("Ella and football", "Ruth Adeyemi")
    with pytest.raises(TwoTextsOpen):
        complete_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    choose_text(person_id=cast.person_id, place=(HELPS, Voice.PERSON), keep=Keep.BOTH, by=ruth, at=LATER)
    after = version(cast, ruth)
    assert after.answers[HELPS].person.words == "Ella, on a Saturday\n\nElla and football"
    assert not after.two_texts


@pytest.mark.parametrize(("keep", "words"), [(Keep.MINE, "One"), (Keep.OTHER, "Two")])
def test_one_of_two_texts_may_be_chosen(cast, ruth, say, keep, words):
    say(words="One", tab="a")
    say(words="Two", tab="b")
    choose_text(person_id=cast.person_id, place=(HELPS, Voice.PERSON), keep=keep, by=ruth, at=LATER)
    assert version(cast, ruth).answers[HELPS].person.words == words


def test_one_text_that_is_too_long_does_not_lose_the_others(cast, ruth, begun):
    sent = [
        Sent(HELPS, Voice.PERSON, Said(words="x" * 30_000)),
        Sent(HELPS, Voice.PRACTITIONER, Said(words="Eleven Saturdays, مرحبا 🙂")),
    ]
    found = save_answers(person_id=cast.person_id, sent=sent, tab="a", by=ruth, at=LATER)
    assert found.too_long == {(HELPS, Voice.PERSON)}
    assert version(cast, ruth).answers[HELPS].practitioner.words == "Eleven Saturdays, مرحبا 🙂"


def test_stopping_keeps_where_and_coming_back_leads_there(cast, ruth, say):
    say(words="Ella")
    stop_talking(person_id=cast.person_id, place="alcohol", by=ruth, at=START)
    assert version(cast, ruth).stopped_place == "alcohol"
    assert come_back(person_id=cast.person_id, by=ruth, at=LATER) == "alcohol"
    page = get_assessment(person_id=cast.person_id, viewer=ruth, at=LATER)
    assert page.version.stopped_at is None
    assert [step.kind for step in page.history] == ["returned", "stopped", "begun"]
    assert page.version.answers[HELPS].person.words == "Ella"


def test_what_happened_to_somebody_is_kept_only_after_a_yes_and_shown_only_while_it_stands(cast, ruth, say):
    with pytest.raises(NoConsent):
        say("adversity.loss", words="My mam")
    say_consent(person_id=cast.person_id, consent=Consent.YES, by=ruth, at=START)
    say("adversity.loss", words="My mam")
    say(SUPPORT, Voice.PRACTITIONER, "Offered Cruse, he will think about it")
    told = version(cast, ruth).told
    assert (told["adversity.loss"].person.words, told[SUPPORT].practitioner.words[:7]) == ("My mam", "Offered")
    assert not [i for i in version(cast, ruth).answers if i.startswith("adversity")]
    say_consent(person_id=cast.person_id, consent=Consent.NO, by=ruth, at=LATER)
    assert version(cast, ruth).told == {}


def test_nothing_is_told_while_the_talk_has_stopped(cast, ruth, say):
    say_consent(person_id=cast.person_id, consent=Consent.YES, by=ruth, at=START)
    stop_talking(person_id=cast.person_id, place="adversity", by=ruth, at=START)
    with pytest.raises(NoConsent):
        say("adversity.loss", words="My mam")
    come_back(person_id=cast.person_id, by=ruth, at=LATER)
    say("adversity.loss", words="My mam")


@pytest.mark.parametrize("says", list(PersonSays))
def test_each_of_the_three_answers_lets_it_be_signed(cast, ruth, say, says):
    say(words="Ella")
    with pytest.raises(NotCompleted):
        sign_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    complete_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    with pytest.raises(PersonHasNotSpoken):
        sign_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    say_for_person(person_id=cast.person_id, says=says, words="I was not drunk", by=ruth, at=LATER)
    sign_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    signed = version(cast, ruth)
    assert (signed.person_says, signed.dissent, signed.signed_by) == (says, "I was not drunk", "Ruth Adeyemi")


def test_staff_say_why_the_person_could_not_answer(cast, ruth, begun):
    complete_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    with pytest.raises(NeedsAReason):
        say_for_person(person_id=cast.person_id, says=PersonSays.COULD_NOT_ANSWER, words="", by=ruth, at=LATER)


def test_nobody_writes_in_what_both_are_about_to_sign_or_have_signed(cast, ruth, say):
    say(words="Ella")
    complete_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    with pytest.raises(Completed):
        say(words="Ella and more")
    say_for_person(person_id=cast.person_id, says=PersonSays.AGREES, words="", by=ruth, at=LATER)
    reopen_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    assert version(cast, ruth).person_says is None
    say(words="Ella and my nan")
    sign(cast, ruth)
    with pytest.raises(NothingUnderWay):
        say(words="Changed after")
    assert version(cast, ruth).answers[HELPS].person.words == "Ella and my nan"


def test_a_review_begins_with_the_answers_and_shows_what_changed(cast, ruth, say):
    say(words="Ella")
    say("alcohol.drinks", Voice.PRACTITIONER, "", "yes")
    say("alcohol.ready", Voice.PERSON, "Fridays", "some")
    sign(cast, ruth)
    begin_assessment(person_id=cast.person_id, by=ruth, at=MONTH)
    new = version(cast, ruth, at=MONTH)
    assert (new.number, new.answers[HELPS].person.words) == (2, "Ella")
    assert (HELPS, Voice.PERSON) in new.carried
    assert "alcohol.ready" not in new.answers
    shown = new.marks[HELPS, Voice.PERSON]
    say(words="Ella, every week", at=MONTH, revision=shown[0])
    compared = get_comparison(person_id=cast.person_id, viewer=ruth, at=MONTH)
    assert [change.question.id for change in compared.changes] == [HELPS, "alcohol.ready"]
    assert (compared.earlier.number, compared.later.number) == (1, 2)
    assert version(cast, ruth, number=1, at=MONTH).answers[HELPS].person.words == "Ella"


def test_whoever_stands_in_reads_a_signed_version_without_what_was_told(cast, ruth, say):
    callum = actor_for(cast.cover)
    say(words="Ella")
    say_consent(person_id=cast.person_id, consent=Consent.YES, by=ruth, at=START)
    say("adversity.loss", words="My mam")
    assert version(cast, callum) is None
    with pytest.raises(NotHere):
        version(cast, callum, number=1)
    with pytest.raises(NotHere):
        get_persons_copy(person_id=cast.person_id, viewer=callum, at=LATER)
    sign(cast, ruth)
    read = version(cast, callum)
    assert (read.answers[HELPS].person.words, read.told) == ("Ella", {})
    begin_assessment(person_id=cast.person_id, by=ruth, at=LATER)
    assert version(cast, callum).number == 1
    with pytest.raises(NotHere):
        say(words="Mine", by=callum)


def test_the_supervisor_reads_and_signs_second_and_once(cast, ruth, say):
    marian = actor_for(cast.supervisor)
    say(words="Ella")
    assert version(cast, marian).answers[HELPS].person.words == "Ella"
    with pytest.raises(NotCompleted):
        second_sign(person_id=cast.person_id, number=1, words="", by=marian, at=LATER)
    sign(cast, ruth)
    assert get_assessment(person_id=cast.person_id, viewer=marian, at=LATER).may_second_sign
    second_sign(person_id=cast.person_id, number=1, words="Fair to both", by=marian, at=LATER)
    second_sign(person_id=cast.person_id, number=1, words="Again", by=marian, at=LATER)
    Assessment.objects.update(second_by=cast.stranger)
    with pytest.raises(SecondSignedAlready) as already:
        second_sign(person_id=cast.person_id, number=1, words="Mine", by=marian, at=LATER)
    assert (already.value.by, already.value.signed_at) == (cast.stranger.name, LATER)
    Assessment.objects.update(second_by=cast.supervisor)
    assert (version(cast, ruth).second_by, version(cast, ruth).second_words) == ("Marian Ellis", "Fair to both")
    with pytest.raises(NotHere):
        second_sign(person_id=cast.person_id, number=1, words="", by=ruth, at=LATER)
    with pytest.raises(NotHere):
        begin_assessment(person_id=cast.person_id, by=marian, at=LATER)


def test_a_supervisor_who_holds_the_case_too_gives_no_second_signature_to_their_own(cast, say):
    both = cast.practitioner
    both.roles, both.supervisor = ["practitioner", "supervisor"], both
    both.save()
    ruth = actor_for(both)
    say(words="Ella")
    sign(cast, ruth)
    assert not get_assessment(person_id=cast.person_id, viewer=ruth, at=LATER).may_second_sign
    with pytest.raises(NotHere):
        second_sign(person_id=cast.person_id, number=1, words="", by=ruth, at=LATER)


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_finds_anything(cast, ruth, say, part):
    say(words="Ella")
    sign(cast, ruth)
    other = actor_for(getattr(cast, part))
    for call in (
        lambda: get_assessment(person_id=cast.person_id, viewer=other, at=LATER),
        lambda: get_comparison(person_id=cast.person_id, viewer=other, at=LATER),
        lambda: get_persons_copy(person_id=cast.person_id, viewer=other, at=LATER),
        lambda: predictor_inputs(person_id=cast.person_id, viewer=other, at=LATER),
        lambda: begin_assessment(person_id=cast.person_id, by=other, at=LATER),
        lambda: second_sign(person_id=cast.person_id, number=1, words="", by=other, at=LATER),
    ):
        with pytest.raises(NotHere):
            call()


def test_the_predictors_get_the_newest_version_the_reader_may_open(cast, ruth, say):
    say("thinking.anger", Voice.PRACTITIONER, "", "some")
    sign(cast, ruth)
    begin_assessment(person_id=cast.person_id, by=ruth, at=MONTH)
    shown = version(cast, ruth, at=MONTH).marks["thinking.anger", Voice.PRACTITIONER]
    say("thinking.anger", Voice.PRACTITIONER, "", "significant", revision=shown[0], at=MONTH)
    mine = predictor_inputs(person_id=cast.person_id, viewer=ruth, at=MONTH)
    theirs = predictor_inputs(person_id=cast.person_id, viewer=actor_for(cast.cover), at=MONTH)
    assert (mine["temper_control"], theirs["temper_control"]) == ("significant", "some")
    assert mine["impulsivity"] is None


def test_without_an_assessment_every_input_is_missing(cast, ruth):
    assert set(predictor_inputs(person_id=cast.person_id, viewer=ruth, at=START).values()) == {None}
    assert version(cast, ruth) is None


def test_nothing_is_kept_that_the_ledger_does_not_know(cast, ruth, say):
    with patch("alongside.casework.audit.record_entry", side_effect=DatabaseError), pytest.raises(NotRecorded):
        say(words="Ella")
    assert not AssessmentAnswer.objects.exists()


def test_every_look_and_change_is_in_the_ledger(cast, ruth, say):
    say(words="Ella")
    sign(cast, ruth)
    version(cast, ruth)
    found = list(Entry.objects.filter(object_type="assessment").values_list("action", flat=True))
    assert found == ["begun", "saved", "completed", "said", "signed", "opened"]
