"""Which PINs are refused, and the code of a printed card."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.my_side import ALPHABET, CODE_LENGTH, PinProblem, find_pin_problem, group_code, read_code

BORN = date(1999, 3, 1)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "12 456", "١٢٣٤٥٦", "-12345"])
def test_anything_but_six_digits_is_refused(pin):
    assert find_pin_problem(pin, born_on=BORN) is PinProblem.NOT_SIX_DIGITS


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "890123", "210987", "000000", "111222", "121212", "123123", "112211", "199900", "001999",
            "010399", "030199", "990301"],
)  # fmt: skip
def test_what_somebody_else_would_guess_is_refused(pin):
    assert find_pin_problem(pin, born_on=BORN) is PinProblem.TOO_EASY


@pytest.mark.parametrize("pin", ["190704", "582013", "374829"])
def test_other_numbers_are_taken(pin):
    assert find_pin_problem(pin, born_on=BORN) is None


def test_without_a_date_of_birth_no_year_is_refused_and_nothing_fails():
    assert find_pin_problem("199908", born_on=None) is None


def test_few_pins_are_lost_to_the_rules():
    pins = [f"{number:06}" for number in range(0, 1_000_000, 97)]
    refused = sum(find_pin_problem(pin, born_on=BORN) is not None for pin in pins)
    assert refused / len(pins) < 0.01


def test_a_code_has_no_two_signs_that_look_alike_and_fifty_bits():
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("01OQDILUVSBZGAE")
    assert len(ALPHABET) ** CODE_LENGTH > 2**50


@given(st.text(ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_printed_code_reads_back_however_it_is_typed(code):
    printed = group_code(code)
    assert [len(part) for part in printed.split("-")] == [4, 4, 4]
    for typed in (printed, printed.lower(), printed.replace("-", " "), code, f" {code} "):
        assert read_code(typed) == code


def test_signs_that_are_read_wrongly_are_read_as_meant():
    assert read_code("SZGB-2345-CFHJ") == "52682345CFHJ"


@pytest.mark.parametrize("typed", ["", "2345", "2345-2345-234", "2345-2345-23451", "2345-2345-234O", "2345-2345-234É"])
def test_what_cannot_be_a_code_is_no_code(typed):
    assert read_code(typed) == ""
