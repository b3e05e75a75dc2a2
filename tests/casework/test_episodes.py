"""Naming a strain, talking about it, trying to put it right, closing it and undoing that."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.access import Audience
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.access.standings import day_of
from alongside.casework.caseload.queries import list_caseload
from alongside.casework.caseload.state import refresh_state
from alongside.casework.episodes.loading import DayOutOfRange, StrainClosed
from alongside.casework.episodes.operations import (
    NothingTried,
    Outcome,
    StrainOpenAlready,
    TooLate,
    answer_help,
    close_strain,
    name_strain,
    reopen_strain,
    talk_about_strain,
    try_repair,
)
from alongside.casework.episodes.queries import get_strain
from alongside.casework.episodes.sharing import share_strain, unshare_strain
from alongside.domain.strains import Help
from alongside.ledger.models import Entry
from alongside.records.models import CaseloadState, Episode, EpisodeStep, HelpAnswer, Relationship
from tests.cast import START, Cast, make_cast
from tests.strain_story import DIP_AT, NEXT_DAY, check_in, make_dip, meet

pytestmark = pytest.mark.django_db
DAY, LATER = day_of(NEXT_DAY), NEXT_DAY + timedelta(minutes=1)
OTHERS = ["supervisor", "cover", "excluded", "colleague", "stranger", "privacy_officer", "administrator", "evaluator"]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def strain(cast) -> Episode:
    return make_dip(cast)


def test_a_strain_is_named_in_one_line_that_only_its_readers_can_open(cast, ruth):
    episode_id = name_strain(person_id=cast.person_id, words="I was short with them.", by=ruth, at=START)
    page = get_strain(episode_id=episode_id, viewer=ruth, at=START)
    assert (page.reasons.named, page.is_named) == ("I was short with them.", True)
    assert b"short with them" not in bytes(Episode.objects.get().sealed_named)
    assert list_caseload(viewer=ruth, at=START)[0].open_episode_id == episode_id


def test_the_same_line_sent_twice_opens_one_strain(cast, ruth):
    first = name_strain(person_id=cast.person_id, words="I was short.", by=ruth, at=START)
    assert name_strain(person_id=cast.person_id, words="I was short.", by=ruth, at=START) == first
    assert Episode.objects.count() == Entry.objects.filter(action="named").count() == 1


def test_two_people_have_one_open_strain_at_a_time(cast, ruth, strain):
    with pytest.raises(StrainOpenAlready) as refused:
        name_strain(person_id=cast.person_id, words="Something else.", by=ruth, at=NEXT_DAY)
    assert refused.value.episode_id == strain.id
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(
            person_id=cast.person_id, relationship=strain.relationship, source="rule", opened_at=NEXT_DAY
        )


def test_a_second_low_mark_inside_an_open_strain_opens_no_other(cast, ruth, strain):
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=6)), 3)
    assert Episode.objects.count() == 1


def test_a_low_mark_after_a_named_strain_was_closed_opens_another(cast, ruth):
    named = name_strain(person_id=cast.person_id, words="I was short.", by=ruth, at=START)
    close_strain(episode_id=named, outcome=Outcome.NOT_A_STRAIN, by=ruth, at=START)
    for week in range(4):
        check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=week)), 7)
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=4)), 2)
    assert Episode.objects.filter(closed_at__isnull=True, source="rule").count() == 1


def test_what_was_talked_about_and_tried_is_kept_with_its_day_and_words(cast, ruth, strain):
    talk_about_strain(episode_id=strain.id, happened_on=DAY, words="They found out by letter.", by=ruth, at=NEXT_DAY)
    try_repair(episode_id=strain.id, happened_on=DAY, words="I said I should have rung.", by=ruth, at=LATER)
    steps = get_strain(episode_id=strain.id, viewer=ruth, at=LATER).steps
    assert [(s.kind, s.on, s.words, s.who) for s in steps] == [
        ("talked_about", DAY, "They found out by letter.", "You"),
        ("tried", DAY, "I said I should have rung.", "You"),
    ]
    assert not any(b"letter" in bytes(step.sealed_words) for step in EpisodeStep.objects.all())


def test_a_step_sent_twice_is_kept_once(cast, ruth, strain):
    for _ in range(2):
        try_repair(episode_id=strain.id, happened_on=DAY, words="I rang.", by=ruth, at=NEXT_DAY)
    assert EpisodeStep.objects.count() == Entry.objects.filter(action="tried").count() == 1


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_that_has_not_come_or_lies_before_the_two_met_is_refused(cast, ruth, strain, days):
    with pytest.raises(DayOutOfRange):
        try_repair(episode_id=strain.id, happened_on=DAY + timedelta(days=days), words="", by=ruth, at=NEXT_DAY)
    assert not EpisodeStep.objects.exists()


def test_whether_it_helped_can_be_said_once_something_was_tried_and_then_once(cast, ruth, strain):
    with pytest.raises(NothingTried):
        answer_help(episode_id=strain.id, answer=Help.HELPED, by=ruth, at=NEXT_DAY)
    try_repair(episode_id=strain.id, happened_on=DAY, words="", by=ruth, at=NEXT_DAY)
    answer_help(episode_id=strain.id, answer=Help.NOT_REALLY, by=ruth, at=NEXT_DAY)
    answer_help(episode_id=strain.id, answer=Help.HELPED, by=ruth, at=NEXT_DAY)
    assert HelpAnswer.objects.get().answer == "not_really"
    assert Entry.objects.filter(action="answered", object_type="help").count() == 1


def test_a_co_worker_does_not_answer_for_the_practitioner_it_is_with(cast, ruth, strain):
    Relationship.objects.create(
        person_id=cast.person_id,
        practitioner=cast.colleague,
        kind="co_worker",
        starts_on=START.date(),
        created_at=START,
    )
    try_repair(episode_id=strain.id, happened_on=DAY, words="", by=actor_for(cast.colleague), at=NEXT_DAY)
    with pytest.raises(NotHere):
        answer_help(episode_id=strain.id, answer=Help.HELPED, by=actor_for(cast.colleague), at=NEXT_DAY)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_strain_is_closed_as_the_practitioner_judges_it(cast, ruth, strain, outcome):
    for _ in range(2):
        close_strain(episode_id=strain.id, outcome=outcome, by=ruth, at=NEXT_DAY)
    strain.refresh_from_db()
    assert (strain.outcome, strain.closed_at) == (outcome, NEXT_DAY)
    assert EpisodeStep.objects.filter(kind="closed", outcome=outcome).count() == 1
    assert list_caseload(viewer=ruth, at=NEXT_DAY)[0].open_episode_id is None


def test_nothing_is_written_on_a_closed_strain(cast, ruth, strain):
    close_strain(episode_id=strain.id, outcome=Outcome.PARTLY, by=ruth, at=NEXT_DAY)
    for write in (
        lambda: try_repair(episode_id=strain.id, happened_on=DAY, words="x", by=ruth, at=NEXT_DAY),
        lambda: close_strain(episode_id=strain.id, outcome=Outcome.REPAIRED, by=ruth, at=NEXT_DAY),
    ):
        with pytest.raises(StrainClosed):
            write()
    strain.refresh_from_db()
    assert strain.outcome == "partly"


def test_closing_can_be_undone_for_ten_minutes(cast, ruth, strain):
    close_strain(episode_id=strain.id, outcome=Outcome.NOT_A_STRAIN, by=ruth, at=NEXT_DAY)
    for _ in range(2):
        reopen_strain(episode_id=strain.id, by=ruth, at=NEXT_DAY + timedelta(minutes=10))
    strain.refresh_from_db()
    assert (strain.closed_at, strain.outcome) == (None, "")
    assert EpisodeStep.objects.filter(kind="reopened").count() == 1
    close_strain(episode_id=strain.id, outcome=Outcome.NOT_A_STRAIN, by=ruth, at=NEXT_DAY)
    with pytest.raises(TooLate):
        reopen_strain(episode_id=strain.id, by=ruth, at=NEXT_DAY + timedelta(minutes=10, seconds=1))


def test_closing_is_not_undone_once_another_strain_is_open(cast, ruth, strain):
    close_strain(episode_id=strain.id, outcome=Outcome.REPAIRED, by=ruth, at=NEXT_DAY)
    name_strain(person_id=cast.person_id, words="Another thing.", by=ruth, at=NEXT_DAY)
    with pytest.raises(TooLate):
        reopen_strain(episode_id=strain.id, by=ruth, at=NEXT_DAY)


WRITES = {
    "name": lambda e, by: name_strain(person_id=e.person_id, words="x", by=by, at=NEXT_DAY),
    "talk": lambda e, by: talk_about_strain(episode_id=e.id, happened_on=DAY, words="x", by=by, at=NEXT_DAY),
    "try": lambda e, by: try_repair(episode_id=e.id, happened_on=DAY, words="x", by=by, at=NEXT_DAY),
    "answer": lambda e, by: answer_help(episode_id=e.id, answer=Help.HELPED, by=by, at=NEXT_DAY),
    "close": lambda e, by: close_strain(episode_id=e.id, outcome=Outcome.REPAIRED, by=by, at=NEXT_DAY),
    "reopen": lambda e, by: reopen_strain(episode_id=e.id, by=by, at=NEXT_DAY),
    "share": lambda e, by: share_strain(episode_id=e.id, person_was_told=True, by=by, at=NEXT_DAY),
    "unshare": lambda e, by: unshare_strain(episode_id=e.id, by=by, at=NEXT_DAY),
}  # fmt: skip


@pytest.mark.parametrize("write", WRITES)
def test_nobody_else_writes_on_a_strain_not_even_one_that_was_shared(cast, ruth, strain, write):
    Episode.objects.update(shared_at=DIP_AT, person_told_at=DIP_AT, tried_on=DAY)
    before = list(Episode.objects.values()), EpisodeStep.objects.count(), HelpAnswer.objects.count()
    for part in OTHERS:
        with pytest.raises(NotHere):
            WRITES[write](strain, actor_for(getattr(cast, part)))
    assert (list(Episode.objects.values()), EpisodeStep.objects.count(), HelpAnswer.objects.count()) == before


@pytest.mark.parametrize("write", ["name", "talk", "try", "answer", "close", "reopen", "share", "unshare"])
def test_without_the_ledger_nothing_is_kept(cast, ruth, monkeypatch, write):
    strain = make_dip(cast)
    Episode.objects.update(tried_on=DAY)
    if write in ("reopen", "name"):
        close_strain(episode_id=strain.id, outcome=Outcome.PARTLY, by=ruth, at=NEXT_DAY)
    if write == "unshare":
        share_strain(episode_id=strain.id, person_was_told=True, by=ruth, at=NEXT_DAY)
    before = _everything()
    monkeypatch.setattr("alongside.casework.audit.record_entry", _refuse)
    with pytest.raises(RuntimeError):
        WRITES[write](strain, ruth)
    assert _everything() == before


def test_the_caseload_row_is_the_one_a_rebuild_would_make(cast, ruth, strain):
    try_repair(episode_id=strain.id, happened_on=DAY, words="", by=ruth, at=NEXT_DAY)
    close_strain(episode_id=strain.id, outcome=Outcome.REPAIRED, by=ruth, at=NEXT_DAY)
    before = list(CaseloadState.objects.values())
    refresh_state(cast.person_id, at=NEXT_DAY)
    assert list(CaseloadState.objects.values()) == before


def test_a_low_mark_for_others_opens_nothing_inside_or_outside_a_strain(cast, ruth, strain):
    close_strain(episode_id=strain.id, outcome=Outcome.REPAIRED, by=ruth, at=DIP_AT)
    check_in(meet(cast.practitioner, cast.person_id, START + timedelta(weeks=6)), 0, audience=Audience.SUPERVISOR)
    assert Episode.objects.count() == 1


def _everything():
    return [list(model.objects.order_by("pk").values()) for model in (Episode, EpisodeStep, HelpAnswer, CaseloadState)]


def _refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")
