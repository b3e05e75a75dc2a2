"""A figure in words that a child of ten reads: people and not percentages, compared and never promised."""

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.domain import risk
from alongside.domain.risk.explaining import OUTCOMES, explain_figure, figure_of
from alongside.domain.risk.what_ifs import CHANGES
from tests.domain.risk.made_up import CALM, HISTORY, TODAY, complete, score

HARD = {
    "accommodation_suitability": "significant", "unemployed": True, "relationship_status": "not_in_relationship",
    "partner_relationship_quality": "some", "activities_encourage_offending": "some", "drug_motivation": "none",
    "current_alcohol_use": "significant", "binge_drinking": "some", "impulsivity": "significant", "temper_control": "some",
    "pro_criminal_attitudes": "some", "domestic_abuse_perpetrator": True, "weapon_in_offence": True,
    "previous_convictions": ["arson"],
} | {name: True for change in CHANGES for name in change.reference if name.startswith("uses_")}  # fmt: skip
PROMISES = ("you will", "will fall", "will drop", "goes down", "reduce", "lower your", "if you ")


def explain(answers, name="arp"):
    read = risk.read_answers(answers, today=TODAY)
    return explain_figure(read, risk.score_answers(read)[name])


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (43.21, "about 43 of 100"), (43.5, "about 44 of 100"), (1.0, "about 1 of 100"), (0.99, "about 10 of 1,000"),
        (0.44, "about 4 of 1,000"), (0.05, "about 1 of 1,000"), (0.04, "fewer than 1 of 1,000"),
        (0.0, "fewer than 1 of 1,000"), (99.99, "about 99 of 100"),
    ],
)  # fmt: skip
def test_a_figure_is_said_of_a_hundred_people_and_a_small_one_of_a_thousand(percent, words):
    assert figure_of(percent).words == words


def test_what_it_is_compared_with_stays_on_the_same_scale():
    assert figure_of(0.4, out_of=100).words == "fewer than 1 of 100"
    assert figure_of(2.4, out_of=1000).words == "about 24 of 1,000"


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize(
    "answers", [HISTORY, HISTORY | CALM, HISTORY | HARD, HISTORY | HARD | {"sex": "female"}], ids=range(4)
)
def test_every_sentence_is_easy_to_read(answers, name):
    sentences = list(explain(answers, name).all_sentences())
    assert textstat.flesch_kincaid_grade(" ".join(sentences)) <= 5
    assert [said for said in sentences if textstat.flesch_kincaid_grade(said) > 8] == []


@settings(max_examples=60)
@given(complete(), st.sampled_from(sorted(OUTCOMES)))
def test_no_sentence_promises_that_a_figure_falls_and_each_explanation_says_what_it_is_not(answers, name):
    if score(answers)[name].score is None:
        return
    explanation = explain(answers, name)
    said = " ".join(explanation.all_sentences()).casefold()
    assert [words for words in PROMISES if words in said] == []
    assert "we know of nothing published on how far this figure may be off" in said
    assert explanation.note == "An independent calculation, not an official score."
    for line in explanation.can_change:
        assert line.sentence.startswith("People who") or line.sentence.startswith("People whose")


def test_a_changeable_answer_is_compared_with_people_who_have_the_other_one_and_nothing_else():
    answers = HISTORY | CALM | {"unemployed": True}
    line = {line.topic: line for line in explain(answers).can_change}["Work"]
    assert line.other == figure_of(score(HISTORY | CALM)["arp"].score)
    assert line.sentence.startswith("People who have work, with all else the same: about ")
    assert [line.topic for line in explain(answers).can_change] == ["Work"]


def test_each_changeable_answer_has_its_line_and_nothing_that_stays_is_among_them():
    topics = {line.topic for name in OUTCOMES for line in explain(HISTORY | HARD, name).can_change}
    assert topics == {change.topic for change in CHANGES}
    changed = {name for change in CHANGES for name in change.reference}
    assert not changed & {"sex", "offence_code", "date_of_birth", "weapon_in_offence", "previous_convictions"}
    assert "domestic_abuse_perpetrator" not in changed
    assert not explain(HISTORY | CALM).can_change


def test_the_record_is_one_block_beside_people_for_whom_it_is_the_first_time():
    answers = HISTORY | HARD
    record = explain(answers, "svrp").cannot_change[0]
    first = answers | {
        "sanction_count": 1, "violent_sanction_count": 1, "age_at_first_sanction": 33, "previous_convictions": [],
    }  # fmt: skip
    figure = explain(answers, "svrp").figure
    assert record.other == figure_of(score(first)["svrp"].score, out_of=figure.out_of)
    assert "for whom this is the first time" in record.sentence
    assert "first time on your record" in explain(first, "svrp").cannot_change[0].sentence


def test_time_is_shown_by_moving_the_day_and_only_as_far_as_the_rule_counts():
    lines = explain(HISTORY).changes_with_time
    assert [line.sentence[:21] for line in lines] == ["People with 12 more m", "People with 24 more m"]
    assert lines[0].other == figure_of(score(HISTORY | {"assessment_date": "2026-10-03"})["arp"].score)
    before = explain(HISTORY | {"community_start_date": "2026-01-01"}).changes_with_time
    assert "starts when you are outside" in before[0].sentence
    after = explain(HISTORY | {"assessment_date": "2029-01-01"}).changes_with_time
    assert "36 months" in after[0].sentence


def test_a_figure_from_history_alone_says_so_in_place_of_comparisons():
    assert [line.sentence[:37] for line in explain(HISTORY).can_change] == ["This figure looks at the past alone. "]


def test_a_result_without_a_score_and_another_predictor_are_not_explained():
    read = risk.read_answers({}, today=TODAY)
    results = risk.score_answers(read)
    with pytest.raises(ValueError, match="no score"):
        explain_figure(read, results["arp"])
    with pytest.raises(LookupError):
        explain_figure(read, results["lds"])
