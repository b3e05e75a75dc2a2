"""Everything a person reads on their side is for readers of eleven or younger, and a Welsh page is Welsh throughout.

Measured with the Flesch-Kincaid grade of textstat, which counts words in a sentence and syllables in a word: grade 6 is
an eleven-year-old. It knows nothing of sense, layout or Welsh, and short texts make it jump, so pages under 30 words and
paragraphs under 8 are left out. Buttons and headings make a page easier than its paragraphs are, so a paragraph has a
limit of its own. It finds a page that has become hard, it does not show that a page is understood: people do.
"""

import re

import pytest
import textstat

from alongside.domain.my_side import list_catalogues, page_words
from alongside.domain.my_side.words import PAGES
from alongside.domain.questionnaires import Language
from alongside.pages.policy import Policy, declared_policy
from tests.access.browsers import nothing_stays
from tests.addresses import every_address
from tests.domain.test_my_side_words import NAMES
from tests.pages.person_pages import Reading, as_sentences, read_everything

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
GRADE, FEWEST_WORDS = 6, 30
PARAGRAPH_GRADE, FEWEST_IN_A_PARAGRAPH = 8, 8
# Pages of the person's side that somebody sees before a door is open, or after it is shut.
BEFORE_AND_AFTER = {"open_card", "open_link", "pin_chosen", "my_side_closed"}
WITHOUT_A_PAGE = {
    "my_side_ring": "takes down the wish and leads to the closed page",
    "begin_passkey": "answers a script, not a reader",
}
# What the person and their workers wrote in these tests, what they are called, and modules, which are in English so far.
TYPED = {
    "All of it.", "We read it all.",
    "My anger meter", "What each number feels like", "Putting worry in its place",
    "Twice a day, say your number. When you brush your teeth is a good time.",
    "A dry room", "A bike", "Ask housing", "Doctor", "Ring them", "It is so.", "That is what I say.",
    "Ring about the damp", "Bring it", "Ask Gaz", "My daughter.", "My dog.", "The bus was late.", "It says I was late.",
    "The log says ten past.", "I was there.", "My letters are read out.", "We moved the room.", "I am afraid.",
    "The waiting room is hard.", "I asked reception to call you in first.", "Cardiff East", "Ruth", "Marian",
    "A sofa.", "A room.", "A flat.", "The keys", "A bed", "Nan", "Ring her.", "A bed.", "It helps.", "So it is.",
    "You came back.", "Ring the desk.", "The flat is damp.",
}  # fmt: skip
PLACES_ALONE = re.compile(r"^(\{\w+\}|[\W\d])*$")


def grade_of(text: str) -> float:
    return round(textstat.flesch_kincaid_grade(text), 1)


def paragraphs(reading: Reading) -> set[str]:
    return {block for blocks in reading.pages.values() for block in blocks}


@pytest.fixture
def english(cast, sign_in) -> Reading:
    return read_everything(cast, sign_in, "en-gb")


def test_every_page_for_a_person_is_read_here_in_some_state(english):
    for_people = {a.name for a in every_address() if declared_policy(a.view) is Policy.PERSON}
    assert for_people | BEFORE_AND_AFTER == english.names | set(WITHOUT_A_PAGE), (
        "walk to the page in tests/pages/person_pages.py, empty, filled and with something missing"
    )


def test_each_page_and_each_paragraph_can_be_read_at_eleven(english):
    texts = {page: as_sentences(blocks) for page, blocks in english.pages.items()}
    hard = {page: grade_of(text) for page, text in texts.items() if len(text.split()) >= FEWEST_WORDS}
    assert len(hard) > 100
    assert {page: grade for page, grade in hard.items() if grade > GRADE} == {}
    long = {text: grade_of(text) for text in paragraphs(english) if len(text.split()) >= FEWEST_IN_A_PARAGRAPH}
    assert {text: grade for text, grade in long.items() if grade > PARAGRAPH_GRADE} == {}


@pytest.mark.parametrize("page", PAGES)
def test_words_that_no_walk_reaches_can_be_read_at_eleven_too(page):
    words = list(page_words(page, language="en", **NAMES).values())
    if len(" ".join(words).split()) >= FEWEST_WORDS:
        assert grade_of(as_sentences(words)) <= GRADE
    long = {text: grade_of(text) for text in words if len(text.split()) >= FEWEST_IN_A_PARAGRAPH}
    assert {text: grade for text, grade in long.items() if grade > PARAGRAPH_GRADE} == {}


def test_the_measure_finds_what_is_hard():
    hard = (
        "Practitioners may be required to disclose information where a statutory obligation necessitates communication "
        "with safeguarding authorities, notwithstanding any undertaking of confidentiality previously given to you."
    )
    assert grade_of(hard) > PARAGRAPH_GRADE


def test_a_welsh_page_says_nothing_in_english(cast, sign_in):
    with nothing_stays():
        english = read_everything(cast, sign_in, "en-gb")
    with nothing_stays():
        welsh = read_everything(cast, sign_in, "cy")
    assert welsh.pages.keys() == english.pages.keys()
    left = {}
    for page, blocks in welsh.pages.items():
        said = {text for text in blocks if text in english.pages[page] and any(c.isalpha() for c in text)}
        left[page] = said - TYPED
    assert {page: said for page, said in left.items() if said} == {}


def test_no_words_of_the_catalogue_are_left_in_english():
    by_language = {catalogue.language: catalogue.pages for catalogue in list_catalogues()}
    english, welsh = by_language[Language.ENGLISH], by_language[Language.WELSH]
    same = {
        (page, key): text
        for page, words in english.items()
        for key, text in words.items()
        if welsh[page][key] == text and not PLACES_ALONE.match(text)
    }
    assert same == {}
