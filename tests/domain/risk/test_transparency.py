"""What is published about each predictor is true of it."""

import pytest
from hypothesis import given

from alongside.domain import risk
from alongside.domain.risk.transparency import load_record
from alongside.domain.risk.transparency.reading import inputs_of
from tests.domain.risk.made_up import VALUES, anything, score


@given(anything, anything)
def test_no_input_outside_its_record_changes_a_result(answers, others):
    for name in risk.PREDICTORS:
        read = set(inputs_of(name))
        own = {key: value for key, value in answers.items() if key in read}
        foreign = {key: value for key, value in others.items() if key not in read}
        assert score(own | foreign)[name] == score(own)[name]


def test_every_input_is_read_by_some_predictor_but_the_two_that_nothing_uses():
    read = {name for predictor in risk.PREDICTORS for name in inputs_of(predictor)}
    assert set(risk.INPUT_NAMES) - read == {"current_drug_misuse", "sexually_motivated_offence"}
    assert set(VALUES) == set(risk.INPUT_NAMES)


@pytest.mark.parametrize("name", risk.PREDICTORS)
def test_a_record_says_what_it_is_for_what_it_is_not_and_what_is_not_known(name):
    text = load_record(name).as_text()
    for part in (
        "An independent calculation, not an official score.", "What it is for", "About whom", "Who made it", "Version 1.0",
        "What it is not", "Known limits", "No interval is published", "sex or by ethnic group", "Crown copyright",
        "Alongside has not checked it", f"`{inputs_of(name)[0]}`",
    ):  # fmt: skip
        assert part.casefold() in text.casefold().replace("model version", "version")
    assert "\\" not in text


def test_there_is_no_record_of_anything_else():
    with pytest.raises(KeyError):
        load_record("all")
