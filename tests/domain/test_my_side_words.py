"""The words of the person's side: both languages say the same things, and say how far they were checked."""

import re

import pytest

from alongside.domain.my_side import list_catalogues, list_names, page_words
from alongside.domain.my_side.words import PAGES
from alongside.domain.questionnaires import Language, LanguageNotFound

NAMES = {
    **dict.fromkeys(("day", "time", "minutes", "place", "phone", "readers", "writer", "count", "month"), "1"),
    "practitioner": "Ruth",
    "workers": "Ruth",
    "supervisor": "Marian",
    "due": "Thursday 4 June 2026",
    **dict.fromkeys(("by", "given"), "Wednesday 3 June 2026"),
    "supervisors": "Marian",
    "officers": "Petra",
    "leads": "Seren",
    "number": "2",
    "total": "4",
    "reference": "ABCD-EFGH",
    "controller": "The service",
    **dict.fromkeys(("period", "years", "months"), "6 years"),
    "typists": "Marian",
}
NEVER_ON_SCREEN = re.compile(
    r"\b(alert|withdrawal|ceiling|reactance|non-compliance|he|she|his|her|him|hers)\b|[;!]", re.I
)


def test_every_language_is_there_with_its_status():
    found = {catalogue.language: catalogue.status for catalogue in list_catalogues()}
    assert set(found) == set(Language)
    assert found[Language.WELSH] == "awaiting a fluent reviewer"


@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_fills_in_every_name(page, language):
    for text in page_words(page, language=language, **NAMES).values():
        assert text
        assert "{" not in text


@pytest.mark.parametrize("page", PAGES)
def test_english_keeps_to_the_words_we_use(page):
    for text in page_words(page, language="en", **NAMES).values():
        assert not NEVER_ON_SCREEN.search(text), text


@pytest.mark.parametrize("page", PAGES)
def test_no_title_says_the_name_of_anybody_or_of_the_service(page):
    for language in Language:
        title = page_words(page, language=language.value, **NAMES).get("title", "")
        assert not {"Ruth", "Marian", "Alongside"} & set(re.findall(r"\w+", title))


def test_names_are_listed_as_each_language_does():
    assert list_names([], language="en") == ""
    assert list_names(["Ruth"], language="cy") == "Ruth"
    assert list_names(["Ruth", "Callum", "Sana"], language="en-gb") == "Ruth, Callum and Sana"
    assert list_names(["Ruth", "Callum"], language="cy") == "Ruth a Callum"
    assert list_names(["Ruth", "Elin"], language="cy") == "Ruth ac Elin"


def test_another_language_is_refused():
    with pytest.raises(LanguageNotFound):
        page_words("about", language="fr", **NAMES)
