import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.strains import (
    RULE_2026_1,
    EpisodeSpan,
    LineWords,
    StrainReason,
    describe_line,
    detect_strain,
    line_words,
    ranges_over_time,
)
from tests.domain.made_up_check_ins import NEIL, RUTH, one, week, weekly

NAMES = {RUTH: "you", NEIL: "Neil"}


def line(history, **more):
    return ranges_over_time(history, rule=RULE_2026_1, **more)


def test_the_range_is_drawn_from_the_fifth_score():
    assert [point.own_range is not None for point in line(weekly([7] * 6))] == [False] * 4 + [True] * 2


def test_the_range_starts_afresh_with_another_practitioner():
    history = weekly([7] * 6, relationship=NEIL) + weekly([5] * 5, from_week=6)
    assert [point.own_range is not None for point in line(history)] == [False] * 4 + [True] * 2 + [False] * 4 + [True]


def test_scores_of_an_open_episode_do_not_move_the_range():
    points = line(weekly([7, 7, 7, 7, 3, 3, 3]), episodes=[EpisodeSpan(RUTH, week(4))])
    assert [point.own_range and point.own_range.mean for point in points[4:]] == [7, 7, 7]


def test_a_check_in_without_a_score_is_no_point_of_the_line():
    assert [point.score for point in line(weekly([7, None, 6]))] == [7, 6]


def test_points_stand_in_the_order_of_their_days():
    assert [point.score for point in line(list(reversed(weekly([1, 2, 3]))))] == [1, 2, 3]


@given(st.lists(st.integers(0, 40).map(lambda n: n / 4), max_size=15))
def test_the_picture_and_the_flag_never_differ(scores):
    history = weekly(scores)
    for point in line(history):
        strain = detect_strain(history, latest=point.check_in, rule=RULE_2026_1)
        assert point.is_below == (strain is not None and StrainReason.BELOW_OWN_RANGE in strain.reasons)


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ([], LineWords.NONE),
        ([None], LineWords.NONE),
        ([7, 7, 7, 2], LineWords.TOO_FEW),
        ([7, 7, 7, 7, 6], LineWords.IN_OWN_RANGE),
        ([7, 7, 7, 7, 4], LineWords.BELOW_OWN_RANGE),
        ([7, 7, 7, 7, 9], LineWords.ABOVE_OWN_RANGE),
        ([10, 10, 10, 10, 10], LineWords.IN_OWN_RANGE),
    ],
)
def test_the_words_beside_the_sparkline_say_where_the_last_score_lies(scores, words):
    assert line_words(line(weekly(scores)), relationship_id=RUTH) == words


def test_the_words_are_about_the_relationship_asked_for():
    history = weekly([7, 7, 7, 7, 4], relationship=NEIL)
    assert line_words(line(history), relationship_id=RUTH) == "No check-ins to show"


def test_the_caption_without_check_ins_promises_nothing():
    assert describe_line([], person_name="Tomos", practitioners=NAMES) == "There are no check-ins to show yet."


def test_the_caption_of_one_check_in_says_when_there_will_be_a_range():
    assert describe_line(line([one(7, at=week(0))]), person_name="Tomos", practitioners=NAMES) == (
        "One check-in on 13 August 2026, with you. "
        "The last was 7. A range of their own is drawn from the fifth check-in."
    )


def test_the_caption_of_a_dip_gives_its_day_and_the_own_range():
    assert describe_line(line(weekly([7, 7, 7, 7, 4.75])), person_name="Tomos", practitioners=NAMES) == (
        "Five check-ins from 13 August 2026 to 10 September 2026, with you. "
        "One was below Tomos's own range: 10 September 2026. "
        "The last was 4.8, below their own range of 5.4 to 8.6."
    )


def test_the_caption_names_practitioners_in_the_order_they_came():
    history = weekly([7] * 6, relationship=NEIL) + weekly([6] * 5, from_week=6)
    assert describe_line(line(history), person_name="Tomos", practitioners=NAMES) == (
        "11 check-ins from 13 August 2026 to 22 October 2026, first with Neil, then with you. "
        "The last was 6, in their own range of 4.4 to 7.6."
    )


def test_the_caption_lists_several_dips():
    caption = describe_line(line(weekly([7, 7, 7, 7, 4, 7, 7, 7, 2])), person_name="Tomos", practitioners=NAMES)
    assert "Two were below Tomos's own range: 10 September 2026 and 8 October 2026." in caption
