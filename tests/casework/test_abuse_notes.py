"""Notes of abuse, each way: what they keep back and what they open, who reads them, and that nothing of the person's has them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.assessment.operations import begin_assessment
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.casework.skills.abuse import get_safety, note_abuse
from alongside.casework.skills.operations import KeptBackNow, begin_skill
from alongside.casework.skills.queries import get_skill
from alongside.domain.assessment import Said, Voice
from alongside.domain.skills import Abuse, AbuseNote, CannotNote, Knowing, Way
from alongside.ledger.models import Entry
from alongside.records.models import AbuseNote as Row
from alongside.records.models import Skill
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
TOGETHER = "time-out-together"
CLEAR = AbuseNote(Way.BY_PERSON, Knowing.NOTHING_FOUND, "Asked alone, twice", TODAY)
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def note(cast):
    def noting(*, part="practitioner", at=START, **changed):
        note_abuse(person_id=cast.person_id, note=replace(CLEAR, **changed), by=actor_for(getattr(cast, part)), at=at)

    return noting


@pytest.fixture
def see(cast):
    def seen(query=get_safety, *, part="practitioner", at=START, **more):
        return query(person_id=cast.person_id, viewer=actor_for(getattr(cast, part)), at=at, **more)

    return seen


def verdict(see, **more):
    return see(get_skill, module_id=TOGETHER, **more).verdict


def test_what_involves_somebody_close_opens_only_when_both_ways_were_asked_and_nothing_points_to_it(cast, note, see):
    about = {"person_id": cast.person_id, "module_id": TOGETHER, "by": actor_for(cast.practitioner), "at": START}
    assert not verdict(see).may_be_used
    note()
    with pytest.raises(KeptBackNow):
        begin_skill(**about)
    note(way=Way.TO_PERSON)
    assert verdict(see).may_be_used
    assert verdict(see).caution
    begin_skill(**about)
    assert Skill.objects.get().module == TOGETHER


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("knowing", [Knowing.SUSPECTED, Knowing.KNOWN])
def test_either_way_keeps_it_back_and_says_where_to_turn(note, see, way, knowing):
    for each in Way:
        note(way=each)
    note(way=way, knowing=knowing)
    kept = verdict(see)
    assert not kept.may_be_used
    assert kept.route
    assert see().routes == kept.route


def test_an_answer_of_yes_in_the_conversation_is_not_taken_away_by_a_note(cast, note, see):
    by = actor_for(cast.practitioner)
    begin_assessment(person_id=cast.person_id, by=by, at=START)
    sent = [Sent("relationships.abuse", Voice.PRACTITIONER, Said(("yes",)))]
    save_answers(person_id=cast.person_id, sent=sent, tab="", by=by, at=START)
    for way in Way:
        note(way=way)
    assert see().abuse == Abuse(Knowing.KNOWN, Knowing.NOTHING_FOUND)
    assert not verdict(see).may_be_used


def test_whoever_stands_in_and_may_not_read_the_conversation_is_not_told_that_nothing_was_found(cast, note, see):
    for way in Way:
        note(way=way)
    assert verdict(see, part="cover").may_be_used
    begin_assessment(person_id=cast.person_id, by=actor_for(cast.practitioner), at=START)
    assert verdict(see).may_be_used
    assert see(part="cover").abuse == Abuse(Knowing.NOT_ASKED, Knowing.NOTHING_FOUND)
    assert not verdict(see, part="cover").may_be_used


def test_every_note_stays_with_who_wrote_it_and_the_same_twice_is_kept_once(cast, note, see):
    for _ in range(2):
        note(knowing=Knowing.SUSPECTED, source="Her sister rang", on=TODAY - 40 * DAY)
    note(source="Asked alone")
    notes = see().notes
    assert [(one.note.knowing, one.note.source, one.by) for one in notes] == [
        (Knowing.NOTHING_FOUND, "Asked alone", cast.practitioner.name),
        (Knowing.SUSPECTED, "Her sister rang", cast.practitioner.name),
    ]
    assert b"sister" not in bytes(Row.objects.get(number=1).sealed_body)
    assert b"suspected" not in bytes(Row.objects.get(number=1).sealed_body)


def test_what_cannot_be_noted_is_refused_and_nothing_is_kept(note):
    with pytest.raises(CannotNote):
        note(on=TODAY + DAY)
    assert not Row.objects.exists()


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_reads_or_writes_a_note(note, see, part):
    with pytest.raises(NotHere):
        see(part=part)
    with pytest.raises(NotHere):
        note(part=part)


def test_the_supervisor_reads_and_does_not_write(note, see):
    assert not see(part="supervisor").may_write
    with pytest.raises(NotHere):
        note(part="supervisor")


def test_the_ledger_says_that_something_was_noted_and_not_what(note, see):
    note(knowing=Knowing.KNOWN)
    see()
    entries = list(Entry.objects.filter(object_type="skill"))
    assert sorted(entry.action for entry in entries) == ["noted", "opened"]
    assert not any("abuse" in str(vars(entry)) for entry in entries)
