"""The picture of both sides: plain counts, the same for either side, and never a share or a mark."""

import inspect
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.promises import IN_ORDER, Fact, Outcome, Side, Tally, count_both_sides, picture, say_tally
from alongside.domain.questionnaires.definition import Language

TODAY = date(2026, 11, 26)
BEGUN = date(2026, 1, 5)
FACTS = st.lists(
    st.builds(
        lambda side, outcome, ago: Fact(side, outcome, TODAY - timedelta(days=ago) if outcome else None),
        st.sampled_from(Side), st.one_of(st.none(), st.sampled_from(Outcome)), st.integers(0, 320),
    )
)  # fmt: skip


def fact(side, outcome=None, ago=0):
    return Fact(side, outcome, TODAY - timedelta(days=ago) if outcome else None)


def test_each_side_is_counted_over_the_whole_time_and_over_the_last_three_months():
    facts = [
        fact(Side.PRACTITIONER, Outcome.KEPT, 200), fact(Side.PRACTITIONER, Outcome.BROKEN, 3),
        fact(Side.PRACTITIONER, Outcome.LATE, 91), fact(Side.PRACTITIONER),
        fact(Side.PERSON, Outcome.KEPT, 92), fact(Side.PERSON, Outcome.LET_GO, 1),
    ]  # fmt: skip
    found = count_both_sides(facts, begun_on=BEGUN, today=TODAY)
    assert found is not None
    assert found.lately is not None
    assert found.whole.since == BEGUN
    assert found.whole.of(Side.PRACTITIONER) == Tally(kept=1, late=1, broken=1, open=1)
    assert found.whole.of(Side.PERSON) == Tally(kept=1, let_go=1)
    assert found.lately.since == TODAY - timedelta(weeks=13)
    assert (found.lately.practitioner, found.lately.person) == (Tally(late=1, broken=1, open=1), Tally(let_go=1))


def test_what_happened_before_this_supervision_is_not_held_against_anybody():
    before = Fact(Side.PERSON, Outcome.BROKEN, BEGUN - timedelta(days=1))
    assert count_both_sides([before], begun_on=BEGUN, today=TODAY) is None


def test_nothing_is_said_twice_and_nothing_is_said_of_nothing():
    assert count_both_sides([], begun_on=BEGUN, today=TODAY) is None
    found = count_both_sides([fact(Side.PERSON, Outcome.KEPT)], begun_on=BEGUN, today=TODAY)
    assert found is not None
    assert found.lately is None


@given(FACTS)
def test_the_two_sides_change_places_and_the_counts_with_them(facts):
    """A side is a name and nothing more: what is counted for one is counted for the other by the same rule."""
    other = {Side.PERSON: Side.PRACTITIONER, Side.PRACTITIONER: Side.PERSON}
    one = count_both_sides(facts, begun_on=BEGUN, today=TODAY)
    two = count_both_sides([Fact(other[f.side], f.outcome, f.settled_on) for f in facts], begun_on=BEGUN, today=TODAY)
    assert (one is None) is (two is None)
    if one and two:
        assert (one.whole.person, one.whole.practitioner) == (two.whole.practitioner, two.whole.person)


@given(FACTS)
def test_nothing_is_counted_twice_and_no_promise_of_the_time_is_left_out(facts):
    found = count_both_sides(facts, begun_on=BEGUN, today=TODAY)
    counted = 0 if found is None else sum(
        t.kept + t.late + t.broken + t.let_go + t.open for t in (found.whole.person, found.whole.practitioner)
    )  # fmt: skip
    assert counted == len(facts)


def test_the_practitioner_stands_first():
    assert IN_ORDER == (Side.PRACTITIONER, Side.PERSON)


@pytest.mark.parametrize(
    ("tally", "english", "welsh"),
    [
        (Tally(), "Nothing yet.", "Dim byd eto."),
        (Tally(kept=3, broken=1, open=2), "Kept: 3. Not done: 1. Still to do: 2.",
         "Wedi'u cadw: 3. Heb eu gwneud: 1. Ar ôl i'w gwneud: 2."),
        (Tally(late=1, let_go=1), "Kept late: 1. Let go: 1.",
         "Wedi'u cadw'n hwyr: 1. Wedi'u gadael: 1."),
    ],
)  # fmt: skip
def test_a_count_is_a_word_and_a_number(tally, english, welsh):
    assert say_tally(tally) == english
    assert say_tally(tally, language=Language.WELSH.value) == welsh


def test_there_is_no_share_no_mark_and_no_comparison():
    source = inspect.getsource(picture)
    assert not re.search(r"%|/|round|sorted|statistics", re.sub(r'""".*?"""|#.*', "", source, flags=re.DOTALL))
