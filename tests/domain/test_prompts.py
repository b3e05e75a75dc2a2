"""Rules 3 to 6: worked by hand, then as properties of any history."""

import re
from dataclasses import replace
from math import isclose, sqrt

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.strains import (
    RULE_2026_1,
    EpisodeSpan,
    Kept,
    Line,
    Sameness,
    StayingAway,
    describe_line_parts,
    detect_low_lines,
    detect_sameness,
    detect_slow_slide,
    detect_staying_away,
    detect_strain,
    explain_prompt,
    line_parts,
)
from benchmarks.chance_of_a_strain import simulate_slides
from tests.domain.made_up_check_ins import NEIL, RUTH, one, week, weekly

quarters = st.integers(0, 40).map(lambda n: n / 4)
series = st.lists(quarters, min_size=0, max_size=14)
TODAY = week(30)


def slide(scores, **more):
    return detect_slow_slide(weekly(scores), relationship_id=RUTH, rule=RULE_2026_1, on=TODAY, **more)


def low_lines(history, **more):
    return detect_low_lines(history, relationship_id=RUTH, rule=RULE_2026_1, on=TODAY, **more)


def marks(*answers, line=Line.TRUST):
    return [one(8.0, at=week(n), items={line.value: answer}) for n, answer in enumerate(answers)]


def kept(pattern, relationship=RUTH):
    """One letter a session, oldest first: c came, m missed, d came and said not today."""
    return [
        Kept(relationship, week(n), missed=letter == "m", declined=letter == "d") for n, letter in enumerate(pattern)
    ]


def away(pattern):
    return detect_staying_away(kept(pattern), relationship_id=RUTH)


def test_rule_3_by_hand():
    # mean of 7, 8, 7, 8 is 7.5, SD sqrt(1 / 3) = .577, so the pooled 0.8 counts: the limit is 6.7
    assert slide([7, 8, 7, 8, 6.5, 7, 6.75]) is None
    found = slide([7, 8, 7, 8, 6.5, 7, 6.5])
    assert found is not None
    assert found.scores == (6.5, 6.5)
    assert found.before.count == 4


def test_rule_3_takes_the_larger_of_the_own_and_the_pooled_spread():
    # mean of 5, 7, 6, 8 is 6.5 and SD 1.291: the limit is 5.209
    assert slide([5, 7, 6, 8, 5.25, 5.25, 5.25]) is None
    found = slide([5, 7, 6, 8, 5, 5, 5])
    assert found is not None
    assert isclose(found.before.spread, sqrt(5 / 3))
    assert len(found.scores) == 3


def test_a_score_that_equals_the_limit_is_no_slide():
    assert slide([7.6, 7.6, 7.6, 7.6, 6.8, 6.8, 6.8]) is None


def test_a_slide_needs_four_scores_before_the_last_three():
    assert slide([10, 10, 10, 1, 1, 1]) is None
    assert slide([10, 10, 10, 10, 1, 1, 1]) is not None


def test_a_strain_that_is_open_has_no_prompt_beside_it_and_one_that_was_looked_at_leaves_none_behind():
    scores = [8, 8, 8, 8, 6.5, 6.5, 6.5]
    assert slide(scores, episodes=[EpisodeSpan(RUTH, week(6))]) is None
    assert slide(scores, episodes=[EpisodeSpan(RUTH, week(4), week(6))]) is None
    assert slide(scores, episodes=[EpisodeSpan(NEIL, week(6))]) is not None


@given(series, st.integers(1, 8))
def test_a_slide_begins_afresh_with_another_worker(scores, number):
    history = weekly([10.0] * 4 + [1.0] * 3, relationship=NEIL) + weekly(scores[:6], from_week=8)
    assert detect_slow_slide(history, relationship_id=RUTH, rule=RULE_2026_1, on=TODAY) is None


@given(series, quarters)
def test_no_single_score_makes_a_slide(scores, last):
    assert slide([7.0] * 6 + [last]) is None
    assert slide([*scores[:3], last]) is None


@given(series)
def test_a_slide_always_has_two_low_scores_of_the_last_three_and_opens_nothing(scores):
    found = slide(scores)
    if found:
        assert 2 <= len(found.scores) <= 3
        assert all(score < found.before.mean - found.before.spread for score in found.scores)
        assert set(found.scores) <= set(scores[-3:])


@given(st.permutations(weekly([8, 8, 8, 8, 6.5, 7.5, 6])))
def test_the_order_in_which_rows_come_is_no_matter(history):
    found = detect_slow_slide(history, relationship_id=RUTH, rule=RULE_2026_1, on=TODAY)
    assert found is not None
    assert found.scores == (6.5, 6)


def test_rule_3_asks_by_chance_about_as_often_as_the_document_says():
    flags, courses = simulate_slides(spread=0.8, pooled_w=0.8, courses=1500)
    assert 7.6 <= flags <= 9.6
    assert 27 <= courses <= 33


def test_rule_4_by_hand_and_only_for_the_last_check_in():
    # 8, 8, 8, 8: the pooled 0.8 counts, the limit is 6.4
    assert low_lines(marks(8, 8, 8, 8, 7)) == ()
    (found,) = low_lines(marks(8, 8, 8, 8, 6))
    assert (found.line, found.answer, found.on) == (Line.TRUST, 6, week(4))
    assert low_lines([*marks(8, 8, 8, 8, 6), one(8.0, at=week(5), items={Line.TRUST.value: 8})]) == ()


@pytest.mark.parametrize("line", list(Line))
def test_each_line_has_a_range_of_its_own(line):
    (found,) = low_lines(marks(9, 9, 9, 9, 3, line=line))
    assert found.line is line
    assert low_lines(marks(3, 3, 3, 3, 3, line=line)) == ()


def test_a_question_that_was_skipped_is_a_gap_and_says_nothing():
    history = [*marks(8, 8, 8, 8, 8), one(8.0, at=week(5), items={})]
    assert low_lines(history) == ()
    parts = line_parts(history, line=Line.TRUST, relationship_id=RUTH, rule=RULE_2026_1)
    assert [part.answer for part in parts] == [8, 8, 8, 8, 8]
    assert [part.own_range is None for part in parts] == [True] * 4 + [False]


def test_a_line_is_silent_beside_a_strain():
    assert low_lines(marks(8, 8, 8, 8, 2), episodes=[EpisodeSpan(RUTH, week(4))]) == ()
    assert low_lines(marks(8, 8, 8, 8, 2), episodes=[EpisodeSpan(RUTH, week(4), week(5))]) == ()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("cccmm", StayingAway(2, 0)),
        ("cccdd", StayingAway(0, 2)),
        ("cccmd", StayingAway(1, 1)),
        ("cccmmm", StayingAway(3, 0)),
        ("cccm", None),
        ("ccmm", None),
        ("cmcmm", None),
        ("cccmmc", None),
        ("mm", None),
        ("", None),
    ],
)
def test_rule_5_by_hand(pattern, expected):
    assert away(pattern) == expected


def test_rule_5_looks_at_one_relationship():
    assert detect_staying_away(kept("cccmm", NEIL), relationship_id=RUTH) is None
    assert detect_staying_away([*kept("ccc", NEIL), *kept("mm")], relationship_id=RUTH) is None


@given(st.text("cmd", max_size=12))
def test_somebody_who_came_last_time_is_not_staying_away(pattern):
    assert away(f"{pattern}c") is None


def test_rule_6_by_hand():
    same = [detect_sameness(weekly([10.0] * n), relationship_id=RUTH) for n in range(7)]
    assert same == [None] * 4 + [Sameness(4), Sameness(5), Sameness(6)]
    assert detect_sameness(weekly([10, 10, 10, 9.75, 10, 10, 10]), relationship_id=RUTH) is None
    assert detect_sameness(weekly([3, 10, 10, 10, 10]), relationship_id=RUTH) == Sameness(4)


@given(st.integers(4, 12), st.integers(0, 8))
def test_sameness_never_takes_the_place_of_rule_2(tens, mark):
    history = weekly([10.0] * tens + [float(mark)])
    assert detect_sameness(history[:-1], relationship_id=RUTH) is not None
    assert detect_strain(history, latest=history[-1], rule=RULE_2026_1) is not None


@given(quarters, st.integers(4, 9))
def test_the_same_lower_answer_again_and_again_is_not_asked_about(score, times):
    found = detect_sameness(weekly([score] * times), relationship_id=RUTH)
    assert (found is not None) == (score == 10)


def every_prompt():
    found = slide([8, 8, 8, 8, 6.5, 7.5, 6])
    assert found is not None
    (line,) = low_lines(marks(8, 8, 8, 8, 6))
    yield from (found, replace(found, scores=(6.5, 6.25, 6.0)), line)
    yield from (replace(line, line=other) for other in Line)
    yield from (StayingAway(2, 0), StayingAway(0, 2), StayingAway(1, 1), Sameness(4), Sameness(12))


def test_each_prompt_gives_its_reason_with_the_persons_own_numbers():
    said = [explain_prompt(prompt, person_name="Tomos").because for prompt in every_prompt()]
    assert said[0] == (
        "Two of Tomos's last three check-ins were lower than usual: 6.5 and 6. The middle of those before was 8."
    )
    assert said[2] == (
        "On 10 September 2026 Tomos's answer about “could be honest” was 6. They have usually answered 6.4 or more."
    )
    assert "Tomos missed the last two sessions. The three before were kept." in said
    assert any("missed one and said “not today” to the check-in in one" in words for words in said)
    assert any("last four check-ins were all tens" in words for words in said)


def test_no_prompt_says_a_word_that_it_may_not_and_all_are_easy_to_read():
    never = re.compile(r"ceiling|withdraw|satisf|alert|\brisk|warning|non-compl|drop-?out|\bhe\b|\bshe\b|;|!", re.I)
    for prompt in every_prompt():
        words = explain_prompt(prompt, person_name="Tomos")
        assert not never.search(f"{words.because} {words.ask}"), words
        assert textstat.flesch_reading_ease(f"{words.because} {words.ask}") > 60, words


def test_a_small_line_has_a_caption():
    assert describe_line_parts(Line.TRUST, 9, 1) == "Could be honest: nine answers, one below their own range."
    assert describe_line_parts(Line.GOALS, 1, 0) == "Working on what matters: one answer, none below their own range."


def test_a_slide_that_asks_is_not_a_strain():
    history = weekly([7, 8, 7, 8, 6.5, 7, 6.5])
    assert slide([7, 8, 7, 8, 6.5, 7, 6.5]) is not None
    assert detect_strain(history, latest=history[-1], rule=RULE_2026_1) is None
