"""The number on a sheet, and the days that can be on it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.my_side import ALPHABET
from alongside.domain.paper import is_possible_day, make_reference, read_reference


@given(st.binary(min_size=32, max_size=32))
def test_a_number_is_read_back_however_it_is_typed(digest):
    reference = make_reference(digest)
    assert len(reference) == 9
    assert set(reference) <= {*ALPHABET, "-"}
    assert read_reference(reference.lower().replace("-", " ")) == reference


def test_two_sheets_have_two_numbers():
    assert make_reference(b"a" * 32) != make_reference(b"b" * 32)


@pytest.mark.parametrize("typed", ["", "F7KM", "F7KM-R3T!", "F7KM-R3TWX", "AAAA-AAAA"])
def test_what_cannot_be_a_number_is_none(typed):
    assert read_reference(typed) == ""


def test_signs_that_look_alike_are_read_as_what_is_printed():
    assert read_reference("bgsz-2345") == "8652-2345"


@pytest.mark.parametrize(("day", "is_possible"), [(3, False), (4, True), (6, True), (7, True), (8, False)])
def test_a_sheet_is_filled_in_between_the_meeting_and_today(day, is_possible):
    met_on, today = date(2026, 5, 4), date(2026, 5, 7)
    assert is_possible_day(date(2026, 5, day), met_on=met_on, today=today) is is_possible
