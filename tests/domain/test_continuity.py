from datetime import date
from uuid import uuid4

from alongside.domain.continuity import (
    HeldSession,
    RelationshipSpan,
    WorkedWith,
    count_sessions_together,
    weeks_between,
    worked_with,
)

NEIL, RUTH = uuid4(), uuid4()
MAY, AUGUST, NOVEMBER = date(2026, 5, 4), date(2026, 8, 10), date(2026, 11, 26)


def test_only_sessions_held_with_the_practitioner_up_to_the_day_are_counted():
    sessions = [HeldSession(NEIL, MAY), HeldSession(RUTH, AUGUST), HeldSession(RUTH, NOVEMBER)]
    assert count_sessions_together(sessions, practitioner_id=RUTH, until=NOVEMBER) == 2
    assert count_sessions_together(sessions, practitioner_id=RUTH, until=date(2026, 11, 25)) == 1


def test_fifteen_whole_weeks_lie_between_the_tenth_of_august_and_the_end_of_november():
    assert weeks_between(AUGUST, NOVEMBER) == 15
    assert weeks_between(NOVEMBER, AUGUST) == 0


def test_a_change_of_practitioner_begins_a_new_stretch():
    spans = [RelationshipSpan(RUTH, AUGUST), RelationshipSpan(NEIL, MAY, date(2026, 8, 9))]
    assert worked_with(spans) == (WorkedWith(NEIL, MAY, date(2026, 8, 9)), WorkedWith(RUTH, AUGUST, None))


def test_going_from_co_worker_to_allocated_is_one_stretch():
    spans = [RelationshipSpan(RUTH, MAY, date(2026, 8, 9)), RelationshipSpan(RUTH, AUGUST)]
    assert worked_with(spans) == (WorkedWith(RUTH, MAY, None),)


def test_a_relationship_inside_another_does_not_shorten_it():
    spans = [RelationshipSpan(RUTH, MAY, NOVEMBER), RelationshipSpan(RUTH, AUGUST, date(2026, 8, 20))]
    assert worked_with(spans) == (WorkedWith(RUTH, MAY, NOVEMBER),)


def test_coming_back_after_a_gap_is_a_second_stretch():
    spans = [RelationshipSpan(RUTH, MAY, date(2026, 6, 1)), RelationshipSpan(RUTH, AUGUST)]
    assert [stretch.from_on for stretch in worked_with(spans)] == [MAY, AUGUST]


def test_weeks_stop_at_the_end_of_a_stretch():
    assert WorkedWith(NEIL, MAY, date(2026, 5, 18)).weeks(on=NOVEMBER) == 2
    assert WorkedWith(RUTH, AUGUST, None).weeks(on=NOVEMBER) == 15
