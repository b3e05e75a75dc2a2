"""What a seal may not hide, and when a sealed note is looked at again."""

from datetime import date, timedelta

import pytest

from alongside.domain.sealed_notes import (
    Answer,
    CannotSeal,
    Concern,
    Decided,
    check_decision,
    check_review_day,
    earliest_follow_up,
    is_asked_of_others,
)

TODAY = date(2026, 5, 4)
TOLD = Decided(Answer.YES, "Seren Parry", TODAY, "Rang the school")
ASKED = Decided(Answer.NOT_SURE, "The duty manager", TODAY, "Talk tomorrow", TODAY + timedelta(days=2))


def check(said: Decided) -> Decided:
    return check_decision(Concern.HARM, said, today=TODAY)


def without(said: Decided, **part: object) -> Decided:
    return Decided(**{f: getattr(said, f) for f in said.__slots__} | part)  # type: ignore[arg-type]


def test_a_no_needs_no_more_and_keeps_nothing_of_whom_was_told():
    assert check(without(TOLD, answer=Answer.NO)) == Decided(Answer.NO, done="Rang the school")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (without(TOLD, told=" "), "harm_told"),
        (without(TOLD, on=None), "harm_on"),
        (without(TOLD, on=TODAY + timedelta(days=1)), "harm_on"),
        (without(TOLD, done=""), "harm_done"),
        (without(ASKED, told=""), "harm_told"),
        (without(ASKED, follow_up_on=None), "harm_follow_up_on"),
        (without(ASKED, follow_up_on=TODAY - timedelta(days=1)), "harm_follow_up_on"),
        (without(ASKED, follow_up_on=TODAY + timedelta(days=8)), "harm_follow_up_on"),
    ],
)
def test_a_yes_says_who_was_told_and_not_sure_says_by_when_it_is_decided(said, field):
    with pytest.raises(CannotSeal) as refused:
        check(said)
    assert refused.value.field == field


def test_the_first_day_of_an_open_decision_is_the_one_that_counts():
    assert earliest_follow_up({Concern.HARM: TOLD, Concern.SAFEGUARDING: ASKED}) == TODAY + timedelta(days=2)
    assert earliest_follow_up({Concern.HARM: TOLD}) is None


@pytest.mark.parametrize("days", [0, -1, 184])
def test_a_note_is_looked_at_again_within_half_a_year(days):
    with pytest.raises(CannotSeal):
        check_review_day(TODAY + timedelta(days=days), today=TODAY)
    assert check_review_day(TODAY + timedelta(days=183), today=TODAY)


def test_others_are_asked_a_week_after_the_day():
    assert not is_asked_of_others(TODAY - timedelta(days=6), today=TODAY)
    assert is_asked_of_others(TODAY - timedelta(days=7), today=TODAY)
