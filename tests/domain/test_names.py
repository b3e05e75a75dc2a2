from datetime import date

from alongside.domain.people.names import age_on, display_name, normalise_identifier, normalise_name


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
