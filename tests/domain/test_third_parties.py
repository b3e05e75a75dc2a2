"""What an entry about somebody else must say."""

from dataclasses import replace

import pytest

from alongside.domain.third_parties import CannotKeep, Kind, ThirdParty, check_third_party

ANA = ThirdParty(Kind.VICTIM, "Ana", "Moved in March", "12 Hill Row", "Never write")


def test_what_is_typed_is_kept_without_the_space_around_it():
    assert check_third_party(replace(ANA, name=" Ana ", may_be_said="\n")) == ANA
    assert ANA.may_be_said == ""


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(ANA, name="  "), "name"),
        (replace(ANA, safe=""), "safe"),
        (replace(ANA, about="x" * 2001), "about"),
        (replace(ANA, may_be_said="x" * 2001), "may_be_said"),
    ],
)
def test_a_way_to_reach_them_needs_a_rule_and_everybody_a_name(said, field):
    with pytest.raises(CannotKeep) as refused:
        check_third_party(said)
    assert refused.value.field == field
