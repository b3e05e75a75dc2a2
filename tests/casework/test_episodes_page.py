"""What the page of a strain says, to whom, and what it keeps to itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.casework.episodes.listing import list_open_strains, list_shared_strains
from alongside.casework.episodes.operations import Outcome, answer_help, close_strain, name_strain, try_repair
from alongside.casework.episodes.queries import get_strain
from alongside.casework.episodes.sharing import (
    NobodyToShareWith,
    PersonNotTold,
    get_sharing,
    share_strain,
    unshare_strain,
)
from alongside.domain.strains import Help, RepairState
from alongside.ledger.models import Entry
from alongside.records.models import Episode, Exclusion, PowerEvent, Relationship
from tests.cast import START, Cast, make_cast
from tests.strain_story import DIP_AT, NEXT_DAY, check_in, make_dip, meet, person_says

pytestmark = pytest.mark.django_db
DAY = day_of(NEXT_DAY)
HELPED, WORSE = Help.HELPED, Help.WORSE


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def strain(cast) -> Episode:
    return make_dip(cast)


def read(strain: Episode, viewer, at=NEXT_DAY):
    return get_strain(episode_id=strain.id, viewer=viewer, at=at)


def try_something(strain: Episode, ruth) -> None:
    try_repair(episode_id=strain.id, happened_on=DAY, words="I rang first.", by=ruth, at=NEXT_DAY)


def test_the_reason_is_a_sentence_with_the_persons_own_numbers(ruth, strain):
    reasons = read(strain, ruth).reasons
    assert reasons.sentence == (
        "Tomos's last check-in was 3.5. With you they have usually answered between 5.8 and 9. "
        "The lowest answer was to “Could you be honest with Ruth today?” It was a 2."
    )
    assert reasons.comparison.startswith("Compared with their own five check-ins with you, and nobody else's.")
    assert [point.score for point in reasons.points] == [7, 8, 7, 8, 7, 3.5]


def test_a_later_check_in_leaves_the_strain_with_its_date(cast, ruth, strain):
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=6)), 7)
    said = read(strain, ruth, NEXT_DAY + timedelta(weeks=2)).reasons.sentence
    assert said.startswith("Tomos's check-in on 8 June 2026 was 3.5.")


def test_what_was_done_with_authority_stands_around_it_and_opens_the_talk(cast, ruth, strain):
    for days, kind in ((3, "warning"), (15, "breach")):
        on = day_of(DIP_AT - timedelta(days=days))
        PowerEvent.objects.create(
            person_id=cast.person_id, kind=kind, happened_on=on, recorded_by=cast.practitioner, recorded_at=DIP_AT
        )
    meet(cast.practitioner, cast.person_id, DIP_AT - timedelta(days=2), attendance="missed")
    page = read(strain, ruth)
    assert [(e.shape, e.title) for e in page.around[-4:]] == [
        ("authority", "Warning"), ("missed", "Missed session"), ("person", "Session"), ("below", "Check-in, 3.5"),
    ]  # fmt: skip
    assert "Breach" not in [event.title for event in page.around]
    assert page.reasons.nearby == "Three days before it, a warning was given."
    assert page.openings[0].startswith("Before anything else. You were given a warning.")


def test_the_page_says_who_else_can_open_it(cast, ruth, strain):
    assert read(strain, ruth).who_sees == "Only you can see this"
    Relationship.objects.create(
        person_id=cast.person_id,
        practitioner=cast.colleague,
        kind="co_worker",
        starts_on=START.date(),
        created_at=START,
    )
    share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)
    assert read(strain, ruth).who_sees == "You, Colin Ode and Marian Ellis can see this"


@pytest.mark.parametrize("first", ["person", "practitioner"])
def test_neither_answer_is_shown_before_both_are_there(cast, ruth, strain, first):
    try_something(strain, ruth)
    quiet = read(strain, ruth)
    if first == "person":
        person_says(cast, WORSE, NEXT_DAY)
        assert read(strain, ruth) == quiet
        answer_help(episode_id=strain.id, answer=HELPED, by=ruth, at=NEXT_DAY)
    else:
        answer_help(episode_id=strain.id, answer=HELPED, by=ruth, at=NEXT_DAY)
        assert (read(strain, ruth).help.practitioner, read(strain, ruth).help.person) == (None, None)
        person_says(cast, WORSE, NEXT_DAY)
    assert (read(strain, ruth).help.person, read(strain, ruth).help.practitioner) == (WORSE, HELPED)


def test_two_people_who_say_it_helped_count_for_more_than_low_marks(cast, ruth, strain):
    try_something(strain, ruth)
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=6)), 2)
    later = START + timedelta(weeks=6, hours=1)
    assert read(strain, ruth, later).standing.suggested is RepairState.OPEN
    person_says(cast, HELPED, later)
    answer_help(episode_id=strain.id, answer=HELPED, by=ruth, at=later)
    standing = read(strain, ruth, later).standing
    assert (standing.suggested, standing.closed_at) == (RepairState.REPAIRED, None)
    assert "both said, it is put right" in standing.suggestion


def test_a_person_who_says_it_got_worse_counts_for_more_than_high_marks(cast, ruth, strain):
    try_something(strain, ruth)
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=6)), 9)
    later = START + timedelta(weeks=6, hours=1)
    standing = read(strain, ruth, later).standing
    assert (standing.suggested, standing.closed_at) == (RepairState.REPAIRED, None)
    person_says(cast, WORSE, later)
    answer_help(episode_id=strain.id, answer=HELPED, by=ruth, at=later)
    assert read(strain, ruth, later).standing.suggested is RepairState.OPEN


def test_nobody_shares_a_strain_before_saying_that_the_person_was_told(cast, ruth, strain):
    with pytest.raises(PersonNotTold):
        share_strain(episode_id=strain.id, person_was_told=False, by=ruth, at=NEXT_DAY)
    with pytest.raises(NotHere):
        read(strain, actor_for(cast.supervisor))
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.update(shared_at=NEXT_DAY)


def test_sharing_lets_the_supervisor_read_without_any_answer_and_unsharing_ends_it(cast, ruth, strain):
    marian = actor_for(cast.supervisor)
    for _ in range(2):
        share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)
    assert Entry.objects.filter(action="shared", kind="disclosure").count() == 1
    page = read(strain, marian)
    said = str(page)
    assert not any(number in said for number in ("3.5", "5.8", "It was a 2", "score=", "Check-in,"))
    assert (page.can_write, page.reasons.points, page.openings, page.standing.suggestion) == (False, (), (), "")
    assert page.reasons.sentence == (
        "After Tomos's check-in on 8 June 2026, Alongside asked Ruth whether something had come between the two of them."
    )
    unshare_strain(episode_id=strain.id, by=ruth, at=NEXT_DAY)
    with pytest.raises(NotHere):
        read(strain, marian)


def test_a_supervisor_who_is_kept_out_of_the_record_is_nobody_to_share_with(cast, ruth, strain):
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.administrator, set_at=START)
    assert get_sharing(episode_id=strain.id, viewer=ruth, at=NEXT_DAY).supervisor == ""
    with pytest.raises(NobodyToShareWith):
        share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)


def test_everybody_else_finds_nothing_shared_or_not(cast, ruth, strain):
    for shared in (False, True):
        if shared:
            share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)
        for part in cast.staff().keys() - {"practitioner", "supervisor"}:
            with pytest.raises(NotHere):
                read(strain, actor_for(getattr(cast, part)))


def test_a_view_is_recorded_and_without_the_ledger_there_is_no_page(ruth, strain, monkeypatch):
    read(strain, ruth)
    assert Entry.objects.filter(action="opened", object_type="episode", object_id=strain.id).count() == 1
    monkeypatch.setattr("alongside.casework.audit.record_entry", _refuse)
    with pytest.raises(RuntimeError):
        read(strain, ruth)


def test_a_practitioner_finds_their_open_strains_and_a_supervisor_only_what_was_shared(cast, ruth, strain):
    marian = actor_for(cast.supervisor)
    (row,) = list_open_strains(viewer=ruth, at=NEXT_DAY).strains
    assert (row.person.first, row.is_with_viewer, row.stage) == ("Tomos", True, "Not talked about yet")
    assert list_shared_strains(viewer=marian, at=NEXT_DAY) == []
    share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)
    (shared,) = list_shared_strains(viewer=marian, at=NEXT_DAY)
    assert (shared.episode_id, shared.practitioner) == (strain.id, "Ruth Adeyemi")
    for part in ("cover", "excluded", "colleague", "stranger"):
        assert list_open_strains(viewer=actor_for(getattr(cast, part)), at=NEXT_DAY).strains == []
    assert list_shared_strains(viewer=actor_for(cast.stranger), at=NEXT_DAY) == []
    for list_strains, viewer in ((list_open_strains, marian), (list_shared_strains, ruth)):
        with pytest.raises(NotHere):
            list_strains(viewer=viewer, at=NEXT_DAY)
    close_strain(episode_id=strain.id, outcome=Outcome.REPAIRED, by=ruth, at=NEXT_DAY)
    assert list_open_strains(viewer=ruth, at=NEXT_DAY).strains == list_shared_strains(viewer=marian, at=NEXT_DAY) == []


def test_a_strain_left_unresolved_stays_with_the_supervisor_it_was_shared_with(cast, ruth, strain):
    close_strain(episode_id=strain.id, outcome=Outcome.OPEN, by=ruth, at=NEXT_DAY)
    share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)
    (row,) = list_shared_strains(viewer=actor_for(cast.supervisor), at=NEXT_DAY)
    assert row.stage == "Closed, and not put right"


def test_an_open_strain_outlives_a_change_of_worker_and_stays_between_the_two_it_was_between(cast, ruth, strain):
    day = day_of(NEXT_DAY)
    Relationship.objects.update(ends_on=day - timedelta(days=1))
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.colleague, kind="allocated", starts_on=day, created_at=NEXT_DAY
    )
    colin = actor_for(cast.colleague)
    (row,) = list_open_strains(viewer=colin, at=NEXT_DAY).strains
    assert (row.practitioner, row.is_with_viewer) == ("Ruth Adeyemi", False)
    page = read(strain, colin)
    assert "With Ruth they have usually answered" in page.reasons.sentence
    assert not page.help.can_answer
    with pytest.raises(NotHere):
        read(strain, ruth)
    own = name_strain(person_id=cast.person_id, words="A late start.", by=colin, at=NEXT_DAY)
    assert own != strain.id


def _refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")
