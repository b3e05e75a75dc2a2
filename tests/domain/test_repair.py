from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.change.own_range import OwnRange
from alongside.domain.strains import RULE_2026_1, Help, RepairState, assess_repair
from alongside.domain.strains.repair import combine_help
from tests.domain.made_up_check_ins import NEIL, RUTH, one, week

REPAIRED, PARTLY, OPEN = RepairState.REPAIRED, RepairState.PARTLY, RepairState.OPEN
BEFORE = OwnRange(mean=7, spread=0.8, count=6)  # repaired from 7 - 0.25 * 0.8 = 6.8, in the own range from 5.4


def assess(later, *, weeks_on=None, every=1, dropped_from=BEFORE, relationship=RUTH, **said):
    """The strain of week 0, with later scores one a week or one every few weeks."""
    history = [one(score, at=week(n * every)) for n, score in enumerate(later, 1)]
    return assess_repair(
        history,
        relationship_id=relationship,
        fell_on=week(0),
        dropped_from=dropped_from,
        rule=RULE_2026_1,
        on=week(len(later) * every if weeks_on is None else weeks_on),
        **said,
    )


@pytest.mark.parametrize(("score", "state"), [(6.8, REPAIRED), (6.75, PARTLY), (5.4, PARTLY), (5.25, OPEN)])
def test_the_next_score_says_how_far_back_it_came(score, state):
    assert assess([score]).state is state


def test_the_best_of_three_further_scores_counts():
    assert assess([5, 7, 6]).state is REPAIRED


def test_a_fourth_score_counts_while_six_weeks_are_not_over():
    assert assess([5, 5, 5, 7]).state is REPAIRED


def test_a_score_that_is_neither_among_the_first_three_nor_within_six_weeks_comes_too_late():
    assert assess([5, 5, 5, 5, 5, 5, 7]).state is OPEN


def test_somebody_seen_once_a_month_still_has_three_scores():
    assert assess([5, 5, 7], every=4).state is REPAIRED


def test_supervision_is_asked_about_after_three_scores_or_six_weeks_and_not_before():
    assert not assess([5, 5]).ask_about_supervision
    assert assess([5, 5, 5]).ask_about_supervision
    assert not assess([], weeks_on=5).ask_about_supervision
    assert assess([], weeks_on=6).ask_about_supervision


def test_supervision_is_not_asked_about_when_it_came_back_in_part():
    assert not assess([5, 6, 5]).ask_about_supervision


def test_scores_with_another_practitioner_and_later_than_today_say_nothing():
    assert assess([7], relationship=NEIL).state is OPEN
    assert assess([5, 7], weeks_on=1).state is OPEN


def test_a_strain_that_only_the_person_marked_is_not_repaired_by_scores():
    assert assess([9, 9, 9], dropped_from=None).state is OPEN
    both = assess([], dropped_from=None, weeks_on=1, person_says=Help.HELPED, practitioner_says=Help.HELPED)
    assert both.state is REPAIRED


@given(st.lists(st.integers(0, 40).map(lambda n: n / 4), max_size=6))
def test_what_both_say_counts_whatever_the_scores_did(later):
    helped = assess(later, person_says=Help.HELPED, practitioner_says=Help.HELPED)
    assert helped.state is REPAIRED
    assert helped.is_said_by_both
    worse = assess(later, person_says=Help.WORSE, practitioner_says=Help.HELPED)
    assert worse.state is OPEN
    assert worse.ask_about_supervision


@pytest.mark.parametrize("side", ["person_says", "practitioner_says"])
@pytest.mark.parametrize("answer", Help)
def test_one_answer_alone_gives_nothing_away(side, answer):
    assert assess([6], **{side: answer}) == assess([6])


def test_every_pair_of_answers_has_its_meaning():
    table = {
        Help.HELPED: [REPAIRED, PARTLY, PARTLY, OPEN],
        Help.HELPED_A_BIT: [PARTLY, PARTLY, PARTLY, OPEN],
        Help.NOT_REALLY: [OPEN, OPEN, OPEN, OPEN],
        Help.WORSE: [OPEN, OPEN, OPEN, OPEN],
    }
    for person, (place, practitioner) in product(Help, enumerate(Help)):
        assert combine_help(person, practitioner) is table[person][place]
