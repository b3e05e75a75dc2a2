"""What a person says of themselves comes back as they said it."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.self_description import Disability, Ethnicity, SelfDescription, pack, unpack

WORDS = st.text(max_size=20)
DESCRIPTIONS = st.builds(
    SelfDescription,
    st.none() | st.sampled_from(Ethnicity), WORDS, st.none() | st.sampled_from(Disability), WORDS,
)  # fmt: skip


@given(DESCRIPTIONS)
def test_it_comes_back_as_it_was_said(description):
    assert unpack(pack(description)) == description


def test_only_saying_nothing_is_empty():
    assert SelfDescription().is_empty
    assert not SelfDescription(ethnicity=Ethnicity.RATHER_NOT).is_empty
    assert not SelfDescription(disability_words="My back").is_empty
