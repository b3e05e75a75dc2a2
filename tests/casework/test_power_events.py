"""Uses of authority: written down, corrected by a new line, and without any effect on scores."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.episodes.noticing import load_power_events
from alongside.casework.power_events.operations import CorrectedAlready, NotHappenedYet, record_power_event
from alongside.casework.power_events.queries import get_power_events
from alongside.domain.strains import PowerEventKind
from alongside.ledger.models import Entry
from alongside.records.models import CaseloadState, Episode, PowerEvent
from tests.cast import START, Cast, make_cast

pytestmark = pytest.mark.django_db
TODAY = START.date()
REFUSED = ["supervisor", "colleague", "excluded", "stranger", "privacy_officer", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def write(cast):
    def written(line="Explained at the desk", kind=PowerEventKind.WARNING, on=TODAY, by=cast.practitioner, **more):
        return record_power_event(
            person_id=cast.person_id, kind=kind, happened_on=on, line=line, by=actor_for(by), at=START, **more
        )

    return written


def lines(cast):
    page = get_power_events(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START)
    return [(event.kind, event.line, event.recorded_by) for event in page.events]


def test_a_use_of_authority_is_written_down_sealed_and_attributed(cast, write):
    write()
    assert lines(cast) == [(PowerEventKind.WARNING, "Explained at the desk", "Ruth Adeyemi")]
    assert b"desk" not in bytes(PowerEvent.objects.get().sealed_line)


def test_writing_the_same_twice_gives_one_line_and_another_line_is_another(cast, write):
    assert write() == write()
    write("A second warning the same day")
    assert len(lines(cast)) == 2


def test_a_correction_takes_its_place_everywhere_and_the_old_line_is_kept(cast, write):
    wrong = write()
    write("It was a breach", PowerEventKind.BREACH, replaces=wrong)
    assert [kind for kind, _, _ in lines(cast)] == [PowerEventKind.BREACH]
    assert [event.kind for event in load_power_events(cast.person_id)] == [PowerEventKind.BREACH]
    assert PowerEvent.objects.count() == 2
    with pytest.raises(CorrectedAlready):
        write("Again", replaces=wrong)


def test_a_line_about_somebody_else_cannot_be_corrected_from_here(write):
    with pytest.raises(NotHere):
        write(replaces=uuid4())


def test_tomorrow_has_not_happened(write):
    with pytest.raises(NotHappenedYet):
        write(on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_writes_or_reads_them_here(cast, write, who):
    user = getattr(cast, who)
    with pytest.raises(NotHere):
        write(by=user)
    with pytest.raises(NotHere):
        get_power_events(person_id=cast.person_id, viewer=actor_for(user), at=START)
    assert not PowerEvent.objects.exists()


def test_a_cover_writes_one_down(cast, write):
    write(by=cast.cover)
    assert lines(cast)[0][2] == "Callum Price"


def test_without_the_ledger_nothing_is_written(write, monkeypatch):
    def refuse(**entry: object) -> None:
        raise RuntimeError("the ledger is not there")

    monkeypatch.setattr("alongside.casework.audit.record_entry", refuse)
    with pytest.raises(RuntimeError):
        write()
    assert not PowerEvent.objects.exists()


def test_it_opens_no_strain_and_moves_no_row(cast, write):
    before = list(CaseloadState.objects.values())
    write(kind=PowerEventKind.RECALL)
    assert list(CaseloadState.objects.values()) == before
    assert not Episode.objects.exists()
    assert Entry.objects.filter(object_type="power_event", action="added").count() == 1
