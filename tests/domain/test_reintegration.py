"""The seven pathways and the people to call: nothing taken away, and every change told from the two versions."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain import reintegration as going
from alongside.domain.reintegration import (
    LONGEST,
    SHORT,
    Milestone,
    NeedsWords,
    NotThere,
    Pathway,
    Pictures,
    Reintegration,
    State,
    Tie,
    WordsTooLong,
    differences,
)

TODAY, DAY = date(2026, 5, 4), timedelta(days=1)
BED, JOB, NAN = UUID(int=1), UUID(int=2), UUID(int=3)
EMPTY = Reintegration()


def whole():
    made = going.put_milestone(EMPTY, Milestone(BED, Pathway.HOME, "A tenancy of my own", TODAY, "The housing officer"))
    return going.put_tie(made, Tie(NAN, "Nan", "Landline", "When I cannot sleep"))


def said(before, after):
    return [(one.said, one.words, one.before) for one in differences(before, after)]


def test_there_are_seven_pathways_and_each_says_what_may_belong_to_it():
    assert [pathway.heading for pathway in Pathway] == [
        "Home", "Work and learning", "Money and papers", "Health", "Drugs and alcohol", "Family and people around me",
        "Thinking and identity",
    ]  # fmt: skip
    assert all(pathway.about for pathway in Pathway)


def test_each_picture_may_be_left_empty_and_all_three_taken_back():
    made = going.say_pictures(EMPTY, Pathway.HOME, Pictures(now="  On Dean’s\n sofa "))
    assert made.picture_of(Pathway.HOME) == Pictures(now="On Dean’s sofa")
    assert made.has_any
    assert going.say_pictures(made, Pathway.HOME, Pictures()) == EMPTY
    assert made.picture_of(Pathway.WORK) == going.NO_PICTURES


def test_a_milestone_may_have_a_day_that_has_gone_by_and_the_same_twice_is_one():
    made = whole()
    assert going.put_milestone(made, Milestone(BED, Pathway.HOME, "Another")) == made
    assert made.find(BED).is_late(today=TODAY + DAY)
    assert not made.find(BED).is_late(today=TODAY)
    assert not replace(made.find(BED), for_on=None).is_late(today=TODAY)


def test_what_comes_next_is_the_earliest_that_is_not_in_place():
    made = going.put_milestone(whole(), Milestone(JOB, Pathway.HOME, "A bed"))
    assert made.next_of(Pathway.HOME).id == BED
    made = going.mark_milestone(made, BED, State.IN_PLACE, "", today=TODAY)
    assert (made.next_of(Pathway.HOME).id, [one.id for one in made.of(Pathway.HOME, State.IN_PLACE)]) == (JOB, [BED])
    assert made.next_of(Pathway.WORK) is None


def test_what_is_not_needed_any_more_says_why_and_stays():
    with pytest.raises(NeedsWords):
        going.mark_milestone(whole(), BED, State.NOT_NEEDED, "  ", today=TODAY)
    made = going.mark_milestone(whole(), BED, State.NOT_NEEDED, "Moved in with Nan", today=TODAY)
    assert (made.find(BED).because, made.find(BED).state_on) == ("Moved in with Nan", TODAY)
    assert going.mark_milestone(made, BED, State.NOT_NEEDED, "Moved in with Nan", today=TODAY + DAY) == made


def test_changing_what_a_milestone_says_leaves_how_it_stands_and_where_it_belongs():
    made = going.mark_milestone(whole(), BED, State.IN_PLACE, "", today=TODAY)
    changed = going.change_milestone(made, Milestone(BED, Pathway.WORK, "A flat"))
    assert changed.find(BED) == Milestone(BED, Pathway.HOME, "A flat", state=State.IN_PLACE, state_on=TODAY)


def test_somebody_is_let_go_with_a_reason_and_can_come_back():
    with pytest.raises(NeedsWords):
        going.let_go(whole(), NAN, "")
    gone = going.let_go(whole(), NAN, "She died in March")
    assert (gone.kept_ties, gone.find_tie(NAN).who) == ((), "Nan")
    assert going.change_tie(gone, Tie(NAN, "Gran")).find_tie(NAN).let_go_because == "She died in March"
    assert going.take_up_again(gone, NAN) == whole()


def test_words_are_refused_when_missing_or_too_long():
    for act, error in (
        (lambda: going.put_milestone(EMPTY, Milestone(BED, Pathway.HOME, " ")), NeedsWords),
        (lambda: going.put_tie(EMPTY, Tie(NAN, "")), NeedsWords),
        (lambda: going.put_tie(EMPTY, Tie(NAN, "x" * (SHORT + 1))), WordsTooLong),
        (lambda: going.say_pictures(EMPTY, Pathway.HOME, Pictures("x" * (LONGEST + 1))), WordsTooLong),
        (lambda: going.change_milestone(EMPTY, Milestone(BED, Pathway.HOME, "A flat")), NotThere),
        (lambda: going.mark_milestone(EMPTY, BED, State.IN_PLACE, "", today=TODAY), NotThere),
        (lambda: going.take_up_again(EMPTY, NAN), NotThere),
    ):
        with pytest.raises(error):
            act()


def test_the_history_says_each_change_in_words():
    made = going.say_pictures(whole(), Pathway.HOME, Pictures(now="A sofa"))
    assert said(EMPTY, made) == [
        ("Home, how it is", "A sofa", ""),
        ("A milestone of Home", "A tenancy of my own", ""),
        ("Somebody to call", "Nan", ""),
    ]
    later = going.change_milestone(made, Milestone(BED, Pathway.HOME, "A flat", TODAY + DAY, ""))
    later = going.mark_milestone(later, BED, State.IN_PLACE, "Keys on Friday", today=TODAY)
    assert said(made, later) == [
        ("New words of a milestone", "A flat", "A tenancy of my own"),
        ("“A flat”", "In place: Keys on Friday", "not marked"),
        ("The day for “A flat”", "5 May 2026", "4 May 2026"),
        ("Who helps with “A flat”", "nobody named", "The housing officer"),
    ]
    gone = going.let_go(later, NAN, "She moved")
    assert said(later, gone) == [("Nan is off the list", "She moved", "")]
    assert said(gone, going.take_up_again(gone, NAN)) == [("Back on the list", "Nan", "")]
    assert said(later, going.change_tie(later, Tie(NAN, "Nan", "Mobile"))) == [
        ("Somebody to call", "Nan, Mobile", "Nan, Landline, When I cannot sleep")
    ]


@given(st.sampled_from(State), st.text(min_size=1).filter(lambda text: text.strip()))
def test_whatever_is_done_nobody_and_nothing_goes_away(state, why):
    why = why[:LONGEST]
    if not why.strip():
        return
    made = going.let_go(going.mark_milestone(whole(), BED, state, why, today=TODAY), NAN, why)
    assert made.find(BED) is not None
    assert made.find_tie(NAN) is not None
    assert differences(made, made) == ()
