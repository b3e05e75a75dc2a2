"""G18: a clock that jumps, and the nights when it is changed, leave nothing by half and nobody in for longer.

Writes through the whole application, with the ledger numbered and checkpoints made in between, while the clock goes where it
likes. In the night of 25 October 2026 London has the hour from one to two twice, in that of 28 March 2027 not at all.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from alongside.access.actors import actor_for
from alongside.access.standings import visible_people
from alongside.casework.break_glass.notices import list_own_emergencies
from alongside.commands.clock import now
from alongside.domain.put_back import CLOCKS_APART
from alongside.ledger import make_checkpoint_if_due, sequence_entries
from alongside.ledger.models import Checkpoint
from alongside.records.break_glass import BrokenGlass
from alongside.records.models import User
from tests.cast import START
from tests.nightly.kept import look
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
FEW, MANY = 40, 2000
HOUR = timedelta(hours=1)
BACK = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # an hour before the clocks go back
FORWARD = datetime(2027, 3, 28, 0, 0, tzinfo=UTC)
JUMPS = [
    timedelta(seconds=1), timedelta(minutes=7), HOUR, timedelta(days=1), timedelta(days=400), -timedelta(seconds=1), -HOUR,
    -timedelta(days=1), -timedelta(days=400), timedelta(0),
]  # fmt: skip


@pytest.fixture(autouse=True)
def own_checkpoints(settings, tmp_path):
    settings.ALONGSIDE_CHECKPOINT_DIRS = [str(tmp_path)]


def send(browser: Client, person_id: object, words: str, day: date) -> int:
    typed = {"do": "say", "words": words}
    typed |= {"said_on_day": str(day.day), "said_on_month": str(day.month), "said_on_year": str(day.year)}
    return browser.post(f"/people/{person_id}/what-matters/", typed).status_code


def write_through(moments: Iterator[datetime], cast, set_clock) -> tuple[list[str], list[str]]:  # noqa: F811
    """Write at each of these moments, signed in afresh, and return what was said to be saved and what is there."""
    saved = []
    for number, moment in enumerate(moments):
        set_clock(moment)
        words = f"written-{number}"
        if send(signed_in_client(cast.practitioner), cast.person_id, words, date(2026, 5, 4)) == 302:
            saved.append(words)
        sequence_entries(limit=3)
        make_checkpoint_if_due(at=now())
    kept = look(cast.person_id)
    assert (kept.by_half, kept.ledger) == (0, "whole")
    return sorted(saved), sorted(kept.words)


def jumping(seed: int, jumps: int) -> Iterator[datetime]:
    draw = random.Random(seed)  # noqa: S311  no secret: it has to come out the same again
    moment = START
    for _ in range(jumps):
        moment = max(START, moment + draw.choice(JUMPS))
        yield moment


@pytest.mark.parametrize("jumps", [FEW, pytest.param(MANY, marks=pytest.mark.nightly)])
def test_a_clock_that_jumps_loses_nothing(cast, set_clock, jumps, goal_result):  # noqa: F811
    saved, kept = write_through(jumping(3, jumps), cast, set_clock)
    goal_result(goal="G18", tried=jumps, failed=len(set(saved) ^ set(kept)), what="jumps of the clock")
    assert len(saved) == jumps
    assert saved == kept


@pytest.mark.parametrize("night", [BACK, FORWARD], ids=["an hour twice", "an hour not at all"])
def test_the_nights_when_the_clock_is_changed_lose_nothing(cast, set_clock, night):  # noqa: F811
    every_ten_minutes = (night + timedelta(minutes=10 * step) for step in range(18))
    saved, kept = write_through(every_ten_minutes, cast, set_clock)
    assert len(saved) == 18
    assert saved == kept


@pytest.fixture
def browser(cast) -> Client:  # noqa: F811
    return signed_in_client(cast.practitioner)


@pytest.mark.parametrize("night", [BACK, FORWARD], ids=["an hour twice", "an hour not at all"])
def test_a_session_lives_as_long_in_such_a_night_as_in_any(cast, set_clock, night):  # noqa: F811
    set_clock(night + timedelta(minutes=55))
    browser = signed_in_client(cast.practitioner)
    set_clock(night + timedelta(minutes=69))
    assert is_in(browser)
    set_clock(night + timedelta(minutes=85))
    assert not is_in(browser)


def is_in(browser: Client) -> bool:
    return "/accounts/login/" not in browser.get("/?list=today").headers.get("Location", "")


def test_nobody_stays_signed_in_for_the_hour_that_comes_again(browser, set_clock):  # noqa: F811
    assert is_in(browser)
    set_clock(START - HOUR)
    assert not is_in(browser)


def test_a_clock_that_is_set_right_by_seconds_signs_nobody_out(browser, set_clock):  # noqa: F811
    set_clock(START - CLOCKS_APART + timedelta(seconds=1))
    assert is_in(browser)


def test_an_emergency_is_over_when_the_clock_is_put_back(cast):  # noqa: F811
    stranger = User.objects.create(
        email="stranger@example.org", name="A Stranger", roles=["practitioner"], team=cast.team
    )
    by = actor_for(stranger)
    BrokenGlass.objects.create(
        person_id=cast.person_id, user=stranger, reason="person_in_danger", opened_at=START, ends_at=START + 4 * HOUR,
        review_due_on=date(2026, 5, 6),
    )  # fmt: skip
    for at, is_open in {
        START: True,
        START - timedelta(seconds=50): True,
        START - HOUR: False,
        START + 4 * HOUR: False,
    }.items():
        assert visible_people(by, at).filter(id=cast.person_id).exists() is is_open
        assert bool(list_own_emergencies(viewer=by, at=at)) is is_open


def test_a_clock_that_is_put_back_keeps_no_checkpoint_waiting(cast, browser, set_clock):  # noqa: F811
    for at in (START + timedelta(days=400), START + timedelta(days=399)):
        set_clock(at)
        send(signed_in_client(cast.practitioner), cast.person_id, "written", date(2026, 5, 4))
        sequence_entries()
        before = Checkpoint.objects.count()
        assert make_checkpoint_if_due(at=now())
        assert Checkpoint.objects.count() == before + 1
