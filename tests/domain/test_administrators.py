"""Two administrators are two only when nobody made both of them."""

from uuid import UUID, uuid4

import pytest

from alongside.domain.administrators import are_two

FIRST, SECOND, MADE, MADE_TOO, BY_MADE = (UUID(int=number) for number in range(1, 6))
MADE_BY = {FIRST: None, SECOND: None, MADE: FIRST, MADE_TOO: FIRST, BY_MADE: MADE}


@pytest.mark.parametrize("pair", [(FIRST, SECOND), (MADE, SECOND), (BY_MADE, SECOND)])
def test_those_whom_nobody_made_both_are_two(pair):
    assert are_two(*pair, MADE_BY)
    assert are_two(*reversed(pair), MADE_BY)


@pytest.mark.parametrize(
    "pair", [(FIRST, FIRST), (FIRST, MADE), (FIRST, BY_MADE), (MADE, MADE_TOO), (BY_MADE, MADE_TOO)]
)
def test_nobody_is_two_with_somebody_of_their_own_making(pair):
    assert not are_two(*pair, MADE_BY)
    assert not are_two(*reversed(pair), MADE_BY)


def test_those_who_made_each_other_are_one_and_it_comes_to_an_end():
    one, other = uuid4(), uuid4()
    assert not are_two(one, other, {one: other, other: one})
