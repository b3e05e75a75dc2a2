"""Who is handed on from whom to whom, lately and soon."""

from datetime import date, timedelta
from uuid import UUID

from alongside.domain.continuity import Handover, RelationshipSpan, find_handovers

RUTH, GWEN, CALLUM = UUID(int=1), UUID(int=2), UUID(int=3)
TODAY = date(2026, 5, 20)


def span(who, from_on, to_on=None):
    return RelationshipSpan(who, from_on, to_on)


def test_a_handover_that_is_planned_and_one_of_last_week_are_both_found_in_order():
    spans = [
        span(CALLUM, TODAY + timedelta(days=9)),
        span(RUTH, date(2025, 1, 1), TODAY - timedelta(days=8)),
        span(GWEN, TODAY - timedelta(days=7), TODAY + timedelta(days=8)),
    ]
    found = find_handovers(spans, on=TODAY)
    assert found == [
        Handover(RUTH, GWEN, TODAY - timedelta(days=7)),
        Handover(GWEN, CALLUM, TODAY + timedelta(days=9)),
    ]
    assert [change.is_planned(on=TODAY) for change in found] == [False, True]


def test_it_is_watched_for_28_days_and_no_longer():
    spans = [span(RUTH, date(2025, 1, 1), date(2026, 4, 21)), span(GWEN, date(2026, 4, 22))]
    assert len(find_handovers(spans, on=TODAY)) == 1
    assert find_handovers(spans, on=TODAY + timedelta(days=1)) == []


def test_beginning_again_with_the_same_practitioner_is_no_handover():
    spans = [span(RUTH, date(2026, 1, 1), TODAY - timedelta(days=3)), span(RUTH, TODAY)]
    assert find_handovers(spans, on=TODAY) == []


def test_a_first_practitioner_is_no_handover():
    assert find_handovers([span(RUTH, TODAY)], on=TODAY) == []
