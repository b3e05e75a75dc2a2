"""Three prompts, lines of them, and when a guess was far enough off to wonder about."""

import pytest

from alongside.domain.ratings import Gap, find_gap
from alongside.domain.reflections import NOTHING, ReflectionTooLong, both_answers, clean_answers, lines_of


@pytest.mark.parametrize(
    ("guess", "answers", "gap"),
    [
        (8, [4, 4, 4, 4], Gap(8, 4, is_exact=True)),
        (8, [4, 5, 4, 4], Gap(8, 4, is_exact=False)),
        (3, [8, 8, None, 8], Gap(3, 8, is_exact=True)),
        (8, [5, 5, 5, 5], Gap(8, 5, is_exact=True)),
        (8, [5, 5, 5, 6], None),
        (8, [0, 0, None, None], None),
        (8, [], None),
        (None, [0, 0, 0, 0], None),
    ],
)
def test_a_guess_three_points_from_three_answers_or_more_is_asked_about(guess, answers, gap):
    assert find_gap(guess, answers) == gap


def test_it_is_asked_in_plain_words_and_quotes_a_number_only_if_it_was_said():
    asked = "What might Tomos have seen that you did not?"
    assert Gap(8, 4, is_exact=True).ask_about("Tomos") == f"You guessed 8. Tomos said 4. {asked}"
    assert Gap(8, 4, is_exact=False).ask_about("Tomos") == f"You guessed 8. Tomos said about 4. {asked}"


def test_there_is_one_answer_to_each_prompt_whatever_is_sent():
    assert clean_answers(["a\r\nb ", "c"]) == ("a\nb", "c", "")
    assert clean_answers(["a", "b", "c", "d"]) == ("a", "b", "c")
    with pytest.raises(ReflectionTooLong):
        clean_answers(["x" * 5_001])


def test_every_line_that_says_something_can_be_shared_once():
    assert lines_of(("One\n\n  Two ", "One", "Three")) == ("One", "Two", "Three")
    assert lines_of(NOTHING) == ()


def test_two_tabs_are_put_together_prompt_by_prompt():
    assert both_answers(("a", "b", ""), ("a", "c", "d")) == ("a", "b\n\nc", "d")
