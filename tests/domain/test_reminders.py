"""When a reminder is due, that each comes once, never at night, and that its words name nobody and nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.reminders import (
    GIVE_UP_AFTER,
    Meeting,
    Reminder,
    Told,
    find_due,
    is_within_hours,
    next_try,
    say_reminder,
    say_subject,
)

TEN = datetime(2026, 5, 4, 9, tzinfo=UTC)  # ten in London
START = TEN + timedelta(days=1, hours=4)


def planned(starts_at=START) -> Meeting:
    return Meeting(starts_at, starts_at + timedelta(minutes=45), is_planned=True, may_answer=False)


def held(ends_at) -> Meeting:
    return Meeting(ends_at - timedelta(minutes=45), ends_at, is_planned=False, may_answer=True)


def called_off() -> Meeting:
    return Meeting(START, START, is_planned=False, may_answer=False)


TOLD = [Told(Reminder.TOMORROW, START)]


def test_the_day_before_it_is_told_and_told_once():
    assert find_due(planned(), [], now=TEN) is Reminder.TOMORROW
    assert find_due(planned(), TOLD, now=TEN) is None
    assert find_due(planned(), [], now=TEN - timedelta(days=1)) is None
    assert find_due(planned(TEN + timedelta(hours=2)), [], now=TEN) is None, "today is too late to be told of tomorrow"


def test_only_somebody_who_was_told_another_time_hears_that_it_changed():
    later = planned(START + timedelta(days=7))
    assert find_due(later, [], now=TEN) is None
    assert find_due(later, TOLD, now=TEN) is Reminder.CHANGED
    again = [*TOLD, Told(Reminder.CHANGED, later.starts_at)]
    assert find_due(later, again, now=TEN) is None
    assert find_due(planned(), again, now=TEN) is None, "back to a time that they were told"


def test_only_somebody_who_was_told_hears_that_it_is_called_off():
    assert find_due(called_off(), [], now=TEN) is None
    assert find_due(called_off(), TOLD, now=TEN) is Reminder.CALLED_OFF
    assert find_due(called_off(), [*TOLD, Told(Reminder.CALLED_OFF, START)], now=TEN) is None


@pytest.mark.parametrize(("since", "due"), [(0.9, False), (1, True), (48, True), (48.1, False)])
def test_a_check_in_is_asked_for_once_from_an_hour_after_the_end_for_two_days(since, due):
    now = datetime(2026, 5, 6, 12, tzinfo=UTC)
    meeting = held(now - timedelta(hours=since))
    assert (find_due(meeting, [], now=now) is Reminder.CHECK_IN) == due
    assert find_due(meeting, [Told(Reminder.CHECK_IN, meeting.starts_at)], now=now) is None


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda since: TEN + since)


@given(
    now=MOMENTS,
    offset=st.timedeltas(timedelta(days=-3), timedelta(days=3)),
    planned_still=st.booleans(),
    may=st.booleans(),
)
def test_nothing_ever_comes_at_night_and_what_was_told_is_never_told_again(now, offset, planned_still, may):
    starts_at = now + offset
    meeting = Meeting(starts_at, starts_at + timedelta(minutes=30), is_planned=planned_still, may_answer=may)
    told: list[Told] = []
    while (due := find_due(meeting, told, now=now)) is not None:
        assert is_within_hours(now)
        told.append(Told(due, starts_at))
        assert len(told) < 2


@pytest.mark.parametrize(("hour", "may"), [(7, False), (8, True), (17, True), (18, False)])
def test_the_hours_are_those_of_london(hour, may):
    assert is_within_hours(datetime(2026, 7, 1, hour, tzinfo=UTC)) == may


def test_it_is_tried_again_later_and_later_and_then_no_more():
    waits = [next_try(tries, now=TEN) for tries in range(1, GIVE_UP_AFTER + 1)]
    assert waits[-1] is None
    assert waits[:-1] == sorted(waits[:-1])


@pytest.mark.parametrize("kind", Reminder)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_words_name_nobody_no_service_and_nothing_of_the_law(kind, language):
    link = "https://example.org/door/x/" if kind is Reminder.CHECK_IN else ""
    text = say_reminder(kind, starts_at=START, language=language, link=link)
    assert "{" not in text
    assert ("http" in text) == (kind is Reminder.CHECK_IN)
    assert len(text) <= 160 + len(link), "it is one text message"
    said = f"{text} {say_subject(language=language)}".casefold()
    assert not re.search(
        "alongside|probation|offend|court|licen|order|supervis|practitioner|appointment|session|ruth", said
    )


def test_the_time_is_that_of_london():
    assert say_reminder(Reminder.TOMORROW, starts_at=START, language="en") == "A reminder: tomorrow at 2pm."
    changed = say_reminder(Reminder.CHANGED, starts_at=START, language="en")
    assert changed == "The time has changed. It is now Tuesday 5 May at 2pm."
