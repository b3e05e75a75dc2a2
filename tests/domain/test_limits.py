"""The limits of confidentiality are there in both languages before anybody writes anything (G35, the text half)."""

from hashlib import sha256

import pytest
import textstat

from alongside.domain.limits import (
    Limit,
    has_newer,
    limit_text,
    limit_text_as_shown,
    list_every_version,
    list_limit_texts,
)
from alongside.domain.questionnaires.definition import Language, LanguageNotFound

KEPT = {
    ("check_in", "1", "en"): "b49a117addc8",
    ("check_in", "1", "cy"): "1c1ffd21a69b",
    ("note", "1", "en"): "aed4c698c6b9",
    ("note", "1", "cy"): "22bc9164ad26",
    ("reflection", "1", "en"): "df98bcacb0f4",
    ("reflection", "1", "cy"): "9a97ea857445",
    ("first_meeting", "1", "en"): "4e441a76728d",
    ("first_meeting", "1", "cy"): "2c0ba9be188b",
    ("sealed_note", "1", "en"): "4d56a234967e",
    ("sealed_note", "1", "cy"): "a4a16186d17d",
}


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


def _digest(text):
    said = [*text.sentences, *(words for one in text.examples for words in (one.told, one.then))]
    return sha256("\n".join(said).encode()).hexdigest()[:12]


def test_no_wording_that_somebody_was_shown_is_changed_in_place():
    """A better wording is the next version, with a line of its own here. None of these lines ever changes."""
    found = {(t.limit.value, t.version, t.language.value): _digest(t) for t in list_every_version()}
    assert found == KEPT


def test_each_version_is_found_again_and_todays_is_not_older_than_itself():
    for text in list_every_version():
        shown = limit_text_as_shown(text.limit, language=text.language.value, version=text.version)
        assert shown == text
        assert limit_text_as_shown(text.limit, language=text.language.value, version="none") is None
    for limit in Limit:
        assert not has_newer(limit, version=limit_text(limit, language="en").version)
        assert has_newer(limit, version="0")
