"""What the conversation yields can be read by the predictors: no option gives a name or a value that they refuse."""

import pytest

from alongside.domain import risk
from alongside.domain.assessment import all_questions, input_names
from tests.domain.risk.made_up import CALM, TODAY

GIVEN = sorted(
    {
        (name, value)
        for question in all_questions()
        for option in question.options
        for name, value in option.gives.items()
    },
    key=str,
)


@pytest.mark.parametrize(("name", "value"), GIVEN, ids=str)
def test_each_value_that_an_answer_yields_is_read(name, value):
    assert not risk.read_answers({name: value}, today=TODAY).is_missing(name)


def test_the_conversation_yields_every_circumstance_but_earlier_convictions():
    assert set(CALM) - input_names() == {"previous_convictions"}
