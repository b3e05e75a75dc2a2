"""The pathways: every change a version, read by those who may, and nothing lost when two write at once."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework import audit
from alongside.casework.reintegration import operations as going
from alongside.casework.reintegration.operations import ChangedMeanwhile
from alongside.casework.reintegration.queries import get_history, get_reintegration
from alongside.domain.reintegration import Milestone, NeedsWords, Pathway, Pictures, State, Tie
from alongside.ledger.models import Entry
from alongside.records.models import ReintegrationVersion
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db
BED, NAN = UUID(int=1), UUID(int=2)
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def do(cast):
    def done(operation, *, part="practitioner", at=START, **said):
        return operation(person_id=cast.person_id, by=actor_for(getattr(cast, part)), at=at, **said)

    return done


@pytest.fixture
def see(cast):
    def seen(part="practitioner", **more):
        return get_reintegration(person_id=cast.person_id, viewer=actor_for(getattr(cast, part)), at=START, **more)

    return seen


@pytest.fixture
def begun(do):
    do(going.put_milestone, milestone=Milestone(BED, Pathway.HOME, "A tenancy", START.date() - timedelta(days=3)))
    do(going.put_tie, tie=Tie(NAN, "Nan", "Landline"))


def test_what_was_written_is_read_and_every_change_stands_in_the_history_with_who(do, see, cast, begun):
    do(going.say_pictures, pathway=Pathway.HOME, said=Pictures(now="A sofa"), seen=2)
    do(going.mark_milestone, part="cover", milestone_id=BED, state=State.IN_PLACE, seen=3)
    do(going.let_go, tie_id=NAN, because="She moved away")
    do(going.take_up_again, tie_id=NAN)
    page = see()
    assert (page.whole.picture_of(Pathway.HOME).now, page.whole.find(BED).state) == ("A sofa", State.IN_PLACE)
    assert page.whole.kept_ties[0].who == "Nan"
    told = get_history(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START)
    assert [one.changes[0].said for one in told.versions] == [
        "Back on the list", "Nan is off the list", "“A tenancy”", "Home, how it is", "Somebody to call",
        "A milestone of Home",
    ]  # fmt: skip
    assert told.versions[2].version.by == cast.cover.name


def test_the_same_sent_twice_is_kept_once(do, begun):
    for _ in range(2):
        do(going.put_milestone, milestone=Milestone(BED, Pathway.HOME, "A tenancy"))
        do(going.mark_milestone, milestone_id=BED, state=State.IN_PLACE, seen=2)
        do(going.say_pictures, pathway=Pathway.WORK, said=Pictures("Nights"), seen=2)
    assert ReintegrationVersion.objects.count() == 4


def test_of_two_who_change_the_same_the_second_is_told_and_others_are_not_in_the_way(do, see, begun):
    do(going.change_milestone, milestone=Milestone(BED, Pathway.HOME, "Theirs"), seen=2)
    do(going.change_tie, tie=Tie(NAN, "Gran"), seen=2)
    do(going.say_pictures, pathway=Pathway.HOME, said=Pictures("Theirs"), seen=2)
    for operation, said in (
        (going.change_milestone, {"milestone": Milestone(BED, Pathway.HOME, "Mine")}),
        (going.change_tie, {"tie": Tie(NAN, "Mine")}),
        (going.say_pictures, {"pathway": Pathway.HOME, "said": Pictures("Mine")}),
        (going.mark_milestone, {"milestone_id": BED, "state": State.IN_PLACE}),
    ):
        with pytest.raises(ChangedMeanwhile) as met:
            do(operation, seen=2, **said)
        assert met.value.number == 5
    assert see().whole.find(BED).words == "Theirs"


def test_those_who_stand_near_read_it_and_only_those_who_meet_the_person_write_it(do, see, begun):
    for part in ("practitioner", "cover", "supervisor"):
        assert see(part).whole.has_any
    assert [see(part).may_write for part in ("practitioner", "cover", "supervisor")] == [True, True, False]
    for part in NOBODY:
        with pytest.raises(NotHere):
            see(part)
    for part in (*NOBODY, "supervisor"):
        with pytest.raises(NotHere):
            do(going.put_tie, part=part, tie=Tie(UUID(int=9), "Mal"))
    assert ReintegrationVersion.objects.count() == 2


def test_what_is_refused_or_cannot_be_recorded_leaves_nothing(do, begun, monkeypatch):
    with pytest.raises(NeedsWords):
        do(going.let_go, tie_id=NAN, because=" ")

    def broken(**_):
        raise audit.DatabaseError

    monkeypatch.setattr(audit, "record_entry", broken)
    with pytest.raises(audit.NotRecorded):
        do(going.put_tie, tie=Tie(UUID(int=9), "Mal"))
    assert ReintegrationVersion.objects.count() == 2


def test_each_change_and_each_look_is_one_entry_without_a_word_of_it(do, see, cast, begun):
    before = _entries()
    do(going.change_tie, tie=Tie(NAN, "Gran"), seen=2)
    see()
    get_history(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START)
    assert _entries() - before == {"opened": 2, "tie_changed": 1}


def _entries():
    return Counter(Entry.objects.filter(object_type="reintegration").values_list("action", flat=True))
