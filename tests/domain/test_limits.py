"""The limits of confidentiality are there in both languages before anybody writes anything (G35, the text half)."""

import pytest
import textstat

from alongside.domain.limits import Limit, limit_text, list_limit_texts
from alongside.domain.questionnaires.definition import Language, LanguageNotFound


def test_every_limit_is_said_in_english_and_in_welsh():
    said = {(text.limit, text.language) for text in list_limit_texts()}
    assert said == {(limit, language) for limit in Limit for language in Language}
    assert all(text.sentences and text.version for text in list_limit_texts())


def test_welsh_says_as_much_as_english():
    for limit in Limit:
        english, welsh = (limit_text(limit, language=code) for code in ("en-gb", "cy"))
        assert len(english.sentences) == len(welsh.sentences)


def test_welsh_waits_for_a_fluent_reviewer_and_says_so():
    assert not limit_text(Limit.NOTE, language="cy").is_reviewed
    assert limit_text(Limit.NOTE, language="en-gb").is_reviewed


def test_a_check_in_promises_only_what_alongside_does_itself():
    text = limit_text(Limit.CHECK_IN, language="en-gb").text
    assert "Alongside never uses it to decide a warning, a recall or your risk." in text
    assert "A court can order us to show it" in text
    assert "confidential" not in text


@pytest.mark.parametrize("limit", list(Limit))
def test_a_twelve_year_old_can_read_the_english(limit):
    # Two-sentence texts are too short for a formula with syllables alone: the mark is a grade of seven at most.
    assert textstat.automated_readability_index(limit_text(limit, language="en-gb").text) <= 7


def test_another_language_is_refused_rather_than_shown_in_english():
    with pytest.raises(LanguageNotFound):
        limit_text(Limit.NOTE, language="fr")
