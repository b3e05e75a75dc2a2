"""The clock of a request for a copy, what a decision must say, and what may be taken out of a text."""

from datetime import date
from uuid import uuid4

import pytest

from alongside.domain.subject_access import (
    Decision,
    Ground,
    GroundMissing,
    MarksBroken,
    ReasonMissing,
    SamePerson,
    Sort,
    TextChanged,
    answer_by,
    check_decision,
    check_reviewer,
    is_late,
    redact_text,
    start_of_clock,
    suggest_decision,
)


@pytest.mark.parametrize(
    ("starts_on", "due_on", "extended_to"),
    [
        (date(2026, 9, 3), date(2026, 10, 3), date(2026, 12, 3)),  # the Information Commissioner's own example
        (date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 30)),
        (date(2027, 1, 30), date(2027, 2, 28), date(2027, 4, 30)),
        (date(2027, 12, 31), date(2028, 1, 31), date(2028, 3, 31)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
    ],
)
def test_the_answer_comes_within_a_month_or_within_three(starts_on, due_on, extended_to):
    assert answer_by(starts_on) == due_on
    assert answer_by(starts_on, extended=True) == extended_to


def test_the_clock_begins_when_it_is_known_who_asks_and_never_before_they_asked():
    assert start_of_clock(date(2026, 5, 4), None) is None
    assert start_of_clock(date(2026, 5, 4), date(2026, 5, 9)) == date(2026, 5, 9)
    assert start_of_clock(date(2026, 5, 4), date(2026, 5, 1)) == date(2026, 5, 4)
    assert not is_late(None, today=date(2026, 5, 4))
    assert not is_late(date(2026, 5, 4), today=date(2026, 5, 4))
    assert is_late(date(2026, 5, 4), today=date(2026, 5, 5))


def test_what_is_kept_back_says_on_what_ground_and_why_and_what_is_given_says_nothing():
    check_decision(Decision.GIVE, None, "")
    for decision in (Decision.REDACT, Decision.WITHHOLD):
        with pytest.raises(GroundMissing):
            check_decision(decision, None, "Because")
        with pytest.raises(ReasonMissing):
            check_decision(decision, Ground.OTHERS, " ")
        check_decision(decision, Ground.OTHERS, "Because")


def test_a_ground_that_could_do_the_harm_it_prevents_is_never_told():
    assert not Ground.CRIME.may_be_told
    assert not Ground.SAFETY.may_be_told
    assert Ground.OTHERS.may_be_told


def test_what_is_suggested_follows_from_whose_words_it_is_and_working_notes_are_read():
    assert suggest_decision(Sort.OTHERS, has_source=False) is Decision.WITHHOLD
    assert suggest_decision(Sort.ABOUT, has_source=True) is Decision.REDACT
    assert suggest_decision(Sort.ABOUT, has_source=False) is Decision.GIVE
    assert suggest_decision(Sort.OWN, has_source=False) is Decision.GIVE
    assert suggest_decision(Sort.WORKING, has_source=False) is None
    assert suggest_decision(Sort.UNTOLD, has_source=False) is None


def test_only_what_is_marked_is_taken_out():
    assert redact_text("Nia said he drinks.", "[[Nia]] said he drinks.") == "[taken out] said he drinks."
    assert redact_text("a\nb\nc", "a\r\n[[b\r\nc]]\r\n") == "a\n[taken out]\n"


@pytest.mark.parametrize(
    "marked", ["Nia said so", "[[Nia said so", "Nia]] said so", "[[[[Nia]] said]] so", "[[]]Nia said so"]
)
def test_marks_that_do_not_pair_up_are_refused(marked):
    with pytest.raises(MarksBroken):
        redact_text("Nia said so", marked)


@pytest.mark.parametrize("marked", ["[[Nia]] said no", "[[Ni]] said so", "[[Nia]] said so, too"])
def test_nobody_puts_other_words_into_a_record(marked):
    with pytest.raises(TextChanged):
        redact_text("Nia said so", marked)


def test_the_second_person_is_not_among_those_who_decided():
    one, other = uuid4(), uuid4()
    check_reviewer(one, {other})
    with pytest.raises(SamePerson):
        check_reviewer(one, {one, other})
