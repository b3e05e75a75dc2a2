"""The modules that come with the software: six families, two sides, exercises that are done, words that can be read."""

import re

import pytest
import textstat

from alongside.domain.assessment import Voice
from alongside.domain.skills import Family, Kind, begin, shipped_modules, still_open

MODULES = shipped_modules()
EXERCISES = [(module, exercise) for module in MODULES for exercise in module.exercises]
PERSON_GRADE, PARAGRAPH_GRADE, FEWEST_WORDS, STAFF_GRADE = 6, 8, 8, 11
NEVER_ON_SCREEN = re.compile(
    r"\b(alert|reactance|ceiling|withdrawal|non-compliance|drop-out|he|she|his|her|him|hers|offender|client)\b|[;!]",
    re.I,
)
# A card may be found by anybody: its title says nothing of anger, drink, drugs, court or supervision.
TELLS = re.compile(r"\b(anger|angry|drink|drugs?|urges?|probation|court|offen[cs]e|licence|violen\w+|abuse)\b", re.I)
# What was asked for by name, each as a module and the exercise in which it is done.
NAMED = {
    "anger meter": ("anger-meter", "meter"), "early signs": ("anger-meter", "signs"), "my plan": ("anger-meter", "plan"),
    "time-out agreed with the other person": ("time-out-together", "terms"), "thought check": ("thought-check", "check"),
    "request builder": ("asking-for-what-i-need", "builder"), "saying no": ("saying-no", "rehearse"),
    "repair after a row": ("repair-after-a-row", "words"), "what the problem is": ("five-steps", "what"),
    "all the ideas": ("five-steps", "ideas"), "choosing one": ("five-steps", "choose"),
    "doing it and looking back": ("five-steps", "do-and-look"),
    "me and others": ("decision-balance", "me-and-others"), "short and long": ("decision-balance", "short-and-long"),
    "if-then plans": ("if-then-plans", "make-then"), "riding out an urge": ("riding-out-an-urge", "ride"),
    "rehearsal of a risky moment": ("risky-moment", "play-it"),
}  # fmt: skip


def grade(text):
    return textstat.flesch_kincaid_grade(text)


def as_sentences(texts):
    return " ".join(text if text[-1] in ".?:”" else f"{text}." for text in texts if text)


def test_each_family_has_four_modules_or_more_each_with_two_to_four_exercises():
    for family in Family:
        found = [module for module in MODULES if module.family is family]
        assert len(found) >= 4, family
        assert all(2 <= len(module.exercises) <= 4 for module in found)


@pytest.mark.parametrize("name", NAMED)
def test_what_was_asked_for_by_name_is_there_and_is_done(name):
    module_id, exercise_id = NAMED[name]
    module = next(module for module in MODULES if module.id == module_id)
    exercise = module.find(exercise_id)
    assert exercise is not None
    assert still_open(exercise, begin(module, exercise)), "nothing in it has to be done"


def test_what_is_rehearsed_asks_for_the_feedback_that_was_given():
    for module_id, exercise_id in [("risky-moment", "play-it"), ("saying-no", "rehearse"), ("phone-calls", "try-it")]:
        module = next(module for module in MODULES if module.id == module_id)
        feedback = module.find(exercise_id).find("feedback")
        assert feedback.needed
        assert feedback.voice is Voice.PRACTITIONER


def test_the_person_can_read_each_module_at_eleven():
    hard = {m.id: grade(as_sentences(m.said_to_person())) for m in MODULES}
    assert {name: found for name, found in hard.items() if found > PERSON_GRADE} == {}
    long = {text for m in MODULES for text in m.said_to_person() if len(text.split()) >= FEWEST_WORDS}
    assert len(long) > 500
    assert [text for text in long if grade(text) > PARAGRAPH_GRADE] == []


def test_the_practitioner_reads_plain_english_too():
    assert [text for m in MODULES for text in m.said_to_practitioner() if grade(text) > STAFF_GRADE] == []


def test_no_sentence_says_he_or_she_or_a_word_that_is_never_on_screen():
    said = [text for m in MODULES for text in (*m.said_to_person(), *m.said_to_practitioner())]
    assert [text for text in said if NEVER_ON_SCREEN.search(text)] == []


def test_every_module_names_what_it_is_built_on_and_that_the_words_are_ours():
    for module in MODULES:
        assert re.search(r"\b(19|20)\d\d\b", module.source), module.id
        assert module.source.endswith("All wording is our own."), module.id


def test_what_the_person_takes_away_fits_on_a_card_and_gives_nothing_away():
    for module, exercise in EXERCISES:
        assert not TELLS.search(exercise.card_title), (module.id, exercise.id)
        assert all(exercise.find(key).voice is Voice.PERSON for key in exercise.card)
        assert len(exercise.card_title) <= 30


def test_what_involves_somebody_close_says_so_and_asks_about_abuse_before_anything_is_kept():
    involving = {module.id for module in MODULES if module.involves_partner}
    assert involving == {"time-out-together", "repair-after-a-row"}
    for module in MODULES:
        if module.involves_partner:
            assert any("abuse" in text.lower() for text in module.guidance.not_when)
            safe = module.exercises[0].find("safe")
            assert safe.needed
            assert safe.apart
            assert any(o.stops for e in module.exercises for each in e.fields for o in each.options)


def test_nothing_tells_a_practitioner_or_a_person_to_bring_a_partner():
    """Nobody is invited, rung or written to by the practitioner, and no task for the week is with a partner."""
    for module, exercise in EXERCISES:
        assert not re.search(r"\b(partner|wife|husband|girlfriend|boyfriend)\b", exercise.practise, re.I), module.id


def test_nothing_is_shipped_that_weighs_both_sides_for_somebody_who_does_not_want_change():
    assert {module.id for module in MODULES if module.for_unsure} == {"what-i-want"}


def test_all_ways_to_answer_are_used_so_that_each_is_drawn_somewhere():
    assert {each.kind for _, exercise in EXERCISES for each in exercise.fields} == set(Kind)
