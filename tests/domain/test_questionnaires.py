import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.questionnaires import (
    CHECK_IN,
    PREFER_NOT_TO_SAY,
    AnswerOutOfRange,
    AnswersDoNotFit,
    DefinitionBroken,
    DefinitionNotFound,
    LanguageNotFound,
    TooFewAnswers,
    UnknownItem,
    load_definition,
    pack_answers,
    score_responses,
    unpack_answers,
)
from alongside.domain.questionnaires.definition import read_definition

CHECK = load_definition(CHECK_IN)
HEARD, FAIR, HONEST, MATTERS = CHECK.item_ids
answers = st.one_of(st.integers(0, 10), st.just(PREFER_NOT_TO_SAY))
completed = st.fixed_dictionaries(dict.fromkeys(CHECK.item_ids, answers))

MADE_UP = """
version = "1"
lowest = 0
highest = 4
minimum_answered = {minimum}
reliability = "not yet known"
licence = "CC0"
source = "this test"
author = "this test"
checker = "nobody"
next_review = 2030-01-01
titles = {{ en = "Made up", cy = "Dychmygol" }}
language_status = {{ en = "written" }}
[[items]]
id = "one"
construct = "one"
en = {{ question = "One?", lowest = "No", highest = "Yes" }}
{welsh}
"""
ITEM = MADE_UP[MADE_UP.index("[[items]]") :]
WELSH = 'cy = { question = "Un?", lowest = "Na", highest = "Ie" }'
TWICE = (MADE_UP + ITEM).format(minimum=1, welsh=WELSH)


def test_the_score_is_the_mean_of_the_four_answers():
    score = score_responses(CHECK, {HEARD: 8, FAIR: 6, HONEST: 2, MATTERS: 3})
    assert score.mean == 4.75
    assert score.answered == 4
    assert score.by_item[HONEST] == 2


def test_one_question_may_be_skipped_and_is_not_counted_as_nought():
    assert score_responses(CHECK, {HEARD: 8, FAIR: 6, HONEST: PREFER_NOT_TO_SAY, MATTERS: 7}).mean == 7


def test_two_skipped_questions_leave_no_score():
    with pytest.raises(TooFewAnswers):
        score_responses(CHECK, {HEARD: 8, FAIR: PREFER_NOT_TO_SAY, HONEST: PREFER_NOT_TO_SAY, MATTERS: 7})


def test_an_answer_to_a_question_that_does_not_exist_is_refused():
    with pytest.raises(UnknownItem):
        score_responses(CHECK, {HEARD: 8, FAIR: 6, HONEST: 2, "overall": 9})


@pytest.mark.parametrize("answer", [-1, 11, True, 7.5, "7", None])
def test_an_answer_that_the_form_cannot_give_is_refused(answer):
    with pytest.raises(AnswerOutOfRange):
        score_responses(CHECK, {HEARD: 8, FAIR: 6, HONEST: 2, MATTERS: answer})


@given(completed)
def test_stored_answers_come_back_as_they_were_given(responses):
    assert unpack_answers(CHECK, pack_answers(CHECK, responses)) == responses


def test_answers_are_stored_in_the_order_of_the_questions():
    assert pack_answers(CHECK, {MATTERS: 3, HONEST: PREFER_NOT_TO_SAY, HEARD: 8, FAIR: 6}) == [8, 6, None, 3]


@pytest.mark.parametrize("stored", [[], [1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3, 11], [1, 2, 3, "4"]])
def test_a_stored_array_of_another_shape_is_refused(stored):
    with pytest.raises(AnswersDoNotFit):
        unpack_answers(CHECK, stored)


@given(completed)
def test_a_score_stays_on_the_scale(responses):
    try:
        assert 0 <= score_responses(CHECK, responses).mean <= 10
    except TooFewAnswers:
        assert sum(answer is not PREFER_NOT_TO_SAY for answer in responses.values()) < CHECK.minimum_answered


def test_each_construct_has_one_question_in_both_languages():
    constructs = [item.construct for item in CHECK.items]
    assert constructs == ["heard and respected", "fair and explained", "could be honest", "working on what matters"]
    for item in CHECK.items:
        for code in ("en-gb", "cy"):
            wording = item.in_language(code)
            assert wording.question.endswith("?")
            assert wording.lowest
            assert wording.highest


def test_the_question_about_honesty_asks_whether_the_person_could_be_honest():
    assert CHECK.get_item(HONEST).in_language("en").ask_about("Ruth") == "Could you be honest with Ruth today?"


def test_every_question_says_the_practitioners_name_or_none():
    for item in CHECK.items:
        for code in ("en", "cy"):
            assert "{" not in item.in_language(code).ask_about("Ruth")


def test_the_welsh_says_that_nobody_fluent_has_read_it():
    assert CHECK.language_status["cy"] == "awaiting a fluent reviewer"


def test_the_check_in_claims_no_reliability_and_says_who_may_use_it():
    assert CHECK.reliability == "not yet known"
    assert CHECK.licence == "CC BY 4.0"


def test_an_eleven_year_old_can_read_the_questions():
    words = " ".join(item.in_language("en").ask_about("Ruth") for item in CHECK.items)
    assert len(words.split()) >= 30
    assert textstat.flesch_kincaid_grade(words) <= 6


def test_a_language_without_words_is_said_to_be_missing():
    with pytest.raises(LanguageNotFound):
        CHECK.items[0].in_language("fr")


@pytest.mark.parametrize("name", ["unknown", "../secrets", ""])
def test_only_packed_definitions_are_found(name):
    with pytest.raises(DefinitionNotFound):
        load_definition(name)


def test_a_sound_definition_is_read():
    assert read_definition("made_up", MADE_UP.format(minimum=1, welsh=WELSH)).item_ids == ("one",)


@pytest.mark.parametrize(
    "text",
    [
        MADE_UP.format(minimum=2, welsh=WELSH),
        MADE_UP.format(minimum=1, welsh=""),
        MADE_UP.format(minimum=1, welsh=WELSH).replace("highest = 4", "highest = 0"),
        MADE_UP.format(minimum=1, welsh=WELSH).replace('licence = "CC0"', ""),
        TWICE,
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(text):
    with pytest.raises(DefinitionBroken):
        read_definition("made_up", text)


def test_a_question_that_does_not_exist_cannot_be_shown():
    with pytest.raises(LookupError):
        CHECK.get_item("overall")


def test_a_question_not_yet_worded_in_welsh_is_never_shown_in_english_instead():
    english_only = MADE_UP.format(minimum=1, welsh="").replace(', cy = "Dychmygol"', "")
    with pytest.raises(LanguageNotFound):
        read_definition("made_up", english_only).items[0].in_language("cy")
