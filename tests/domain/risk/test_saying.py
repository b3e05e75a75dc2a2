"""The other seven results in whole sentences, for the person and for staff, over every published case and made-up ones."""

import json
import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest
import textstat
from hypothesis import given, settings

from alongside.domain import risk
from alongside.domain.risk import saying
from alongside.domain.risk.saying import OTHERS, Reader, say_result, shared_limits
from tests.domain.risk.made_up import HISTORY, SEXUAL, TODAY, anything, score

CASES = json.loads((Path(__file__).parent / "cases.json").read_text())["cases"]
WORDS = tomllib.loads((Path(saying.__file__).parent / "words.toml").read_text())
RAW = re.compile(r"\w_\w|\{|\}|: (yes|no)\b|\bTrue\b|\bFalse\b|\bNone\b(?! of)|\d\.0\b")
WHOLE = re.compile(r"^[A-Z0-9].*\.$")
DECIDES = (
    "you must",
    "you will be",
    "has to be done",
    "is required",
    "will fall",
    "lower your",
    "are dangerous",
    "is dangerous",
)


@cache
def results():
    """Return every result of every case that is not refused, as it is kept."""
    found = {}
    for case in CASES:
        try:
            scored = risk.score_person(case["input"], today=TODAY)
        except risk.MalformedInput:
            continue
        kept = {name: json.loads(json.dumps(result.as_data())) for name, result in scored.items()}
        found[case["id"]] = {name: kept[name] for name in OTHERS}
    return found


def say_person(name, **answers):
    return say_result(name, score(HISTORY | answers)[name].as_data(), Reader.PERSON)


def say_staff(name, **answers):
    return say_result(name, score(HISTORY | answers)[name].as_data(), Reader.STAFF)


def said(found):
    return " ".join(found.all_sentences())


def expected_results():
    """Return the keys a case may carry for these results, which a sentence has to stand for."""
    return {key for case in CASES for name, keys in case["expected"].items() if name in OTHERS for key in keys}


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("name", OTHERS)
def test_every_result_of_every_case_is_said_in_whole_sentences_and_no_raw_key_among_them(name, reader):
    assert len(results()) > 770
    for case, found in results().items():
        spoken = say_result(name, found[name], reader)
        assert spoken.found, case
        for sentence in (*spoken.all_sentences(), *shared_limits(reader)):
            assert WHOLE.match(sentence), (case, sentence)
            assert not RAW.search(sentence), (case, sentence)
            assert not any(word in sentence.lower() for word in DECIDES), (case, sentence)


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("name", OTHERS)
def test_two_results_that_differ_are_not_said_alike(name, reader):
    """Whatever key a case carries, its value reaches the words: nothing is left out of them."""
    alike: dict[str, set[str]] = {}
    for found in results().values():
        kept = {key: found[name].get(key) for key in expected_results() & {
            "band", "variant", "points", "band_reduced", "flag", "applicable", "checked", "result", "override", "pathway",
        }}  # fmt: skip
        alike.setdefault(said(say_result(name, found[name], reader)), set()).add(json.dumps(kept, sort_keys=True))
    assert [values for values in alike.values() if len(values) > 1] == []


@pytest.mark.parametrize("name", OTHERS)
def test_what_the_person_reads_is_easy_to_read(name):
    for case, found in results().items():
        sentences = list(say_result(name, found[name], Reader.PERSON).all_sentences())
        assert textstat.flesch_kincaid_grade(" ".join(sentences)) <= 6, (case, sentences)
        for sentence in sentences[:-1]:  # the last is the note, the same on every page of figures
            assert textstat.flesch_kincaid_grade(sentence) <= 8, sentence


def test_what_stands_beneath_all_of_them_is_easy_to_read():
    assert textstat.flesch_kincaid_grade(" ".join(shared_limits(Reader.PERSON))) <= 5


@pytest.mark.parametrize("name", OTHERS)
def test_every_sentence_is_there_for_both_readers_with_the_same_places(name):
    person, staff = (WORDS[name][reader.value] for reader in Reader)
    assert person.keys() == staff.keys()
    for key in person.keys() - {"title", "about", "limits"}:
        places = [
            {place for _, place, _, _ in string.Formatter().parse(text[key]) if place} for text in (person, staff)
        ]
        assert places[0] == places[1], key


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("name", OTHERS)
def test_each_says_what_it_is_not_its_limits_and_that_it_is_no_official_score(name, reader):
    spoken = say_result(name, score(HISTORY)[name].as_data(), reader)
    assert any(" not " in sentence or " no " in sentence for sentence in spoken.about)
    assert spoken.limits
    assert spoken.note == "An independent calculation, not an official score."


@settings(max_examples=80)
@given(anything)
def test_whatever_was_answered_there_are_sentences_for_it(answers):
    scored = score(answers)
    for name in OTHERS:
        for reader in Reader:
            assert not RAW.search(said(say_result(name, scored[name].as_data(), reader)))


def test_points_are_said_one_by_one_and_add_up():
    spoken = say_staff("dc_srp", **SEXUAL, stranger_victim=True)
    given = [int(number) for part in spoken.parts for number in re.findall(r"(\d+) points?\.", part)]
    assert sum(given) == score(HISTORY | SEXUAL | {"stranger_victim": True})["dc_srp"].details["points"]
    assert "A victim who was a stranger gives 4 points." in spoken.parts
    assert f"The table gives {sum(given)} points of at most 64." in spoken.found


def test_a_band_that_was_lowered_says_so_and_that_the_points_stay():
    long_ago = {"date_of_birth": "1960-05-01", "conviction_date": "2013-02-14", "community_start_date": "2013-11-22",
                "contact_adult_sexual_sanctions": 2, "contact_child_sexual_sanctions": 1}  # fmt: skip
    spoken = say_person("dc_srp", **SEXUAL | long_ago)
    assert "one step lower" in said(spoken)
    assert "The points are the same." in said(spoken)
    assert "one step lower" not in said(say_person("dc_srp", **SEXUAL | long_ago | {"supervision_status": "custody"}))


@pytest.mark.parametrize(("changes", "words"), [({"sex": "female"}, "just for men"), ({}, "You have none there")])
def test_what_does_not_apply_draws_no_people_and_never_says_nobody(changes, words):
    none = {"sexual_offence_history": False, "supervision_status": "community"}
    spoken = say_person("dc_srp", **none | changes)
    assert spoken.figure is None
    assert words in said(spoken)
    assert "Think of" not in said(spoken)


def test_a_percentage_is_people_and_a_small_one_is_of_a_thousand():
    spoken = say_person("iic_srp", **SEXUAL | {"contact_child_sexual_sanctions": 2})
    assert (spoken.figure.count, spoken.figure.out_of) == (9, 1000)
    assert "Think of 1,000 men" in said(spoken)
    assert "two or more times on your record with a child" in said(spoken)


def test_what_is_missing_is_named_once_and_contradictions_are_not_called_missing():
    spoken = say_staff("dc_srp", sexual_offence_history=True)
    assert "supervision_status" in spoken.missing
    assert len(spoken.missing) == len(set(spoken.missing))
    wrong = say_staff("dc_srp", **SEXUAL | {"contact_adult_sexual_sanctions": 99})
    assert wrong.missing == ()
    assert any("contradicts" in sentence for sentence in wrong.wanting)
