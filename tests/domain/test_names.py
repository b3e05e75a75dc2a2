from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.people.names import (
    IdentifierEmpty,
    NotBornYet,
    age_on,
    display_name,
    is_child_on,
    normalise_identifier,
    normalise_name,
    without_hidden_signs,
)


def test_spellings_of_one_name_are_equal():
    assert normalise_name("Siân-Louise", "O’Neill") == normalise_name("sian louise", "ONEILL")


def test_names_do_not_run_together():
    assert normalise_name("Ann", "Abell") != normalise_name("Anna", "Bell")


def test_an_identifier_ignores_spaces_and_case():
    assert normalise_identifier("crn", " x 123-456 ") == "CRN:X123456"


def test_the_preferred_name_is_shown():
    assert display_name("Deborah", "Nkansah", "Debs") == "Debs Nkansah"


def test_somebody_born_on_a_leap_day_is_older_on_the_first_of_march():
    assert age_on(date(2004, 2, 29), date(2026, 2, 28)) == 21
    assert age_on(date(2004, 2, 29), date(2026, 3, 1)) == 22


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_normalised_name_is_left_as_it_is(given_names, family_name):
    once = normalise_name(given_names, family_name)
    assert normalise_name(*once.split("|")) == once


def test_a_polish_l_is_found_by_either_spelling():
    assert normalise_name("Łukasz", "Wałęsa") == normalise_name("Lukasz", "Walesa")


def test_two_hindi_names_that_differ_in_a_vowel_stay_two():
    assert normalise_name("किरण", "") != normalise_name("करण", "")


def test_an_identifier_without_letters_or_numbers_is_refused():
    with pytest.raises(IdentifierEmpty):
        normalise_identifier("crn", " - ")


def test_nobody_has_an_age_before_birth():
    with pytest.raises(NotBornYet):
        age_on(date(2026, 5, 2), date(2026, 5, 1))


def test_somebody_is_a_child_until_the_eighteenth_birthday():
    assert is_child_on(date(2008, 5, 2), date(2026, 5, 1))
    assert not is_child_on(date(2008, 5, 2), date(2026, 5, 2))


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u200f", "\u00ad", "\ufeff", "\x1b", "\x00", "\n"])
def test_a_name_holds_no_sign_that_is_not_seen(hidden):
    assert without_hidden_signs(f"{hidden}To{hidden}mos Bevan{hidden}") == "Tomos Bevan"


@pytest.mark.parametrize("name", ["نیما\u200cپور", "O’Neill-Siân", "क्\u200dष", "李 小龍", "Nguyễn"])
def test_a_name_keeps_every_sign_it_is_spelt_with(name):
    assert without_hidden_signs(name) == name
