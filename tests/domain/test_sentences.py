from dataclasses import replace
from datetime import date, timedelta

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.change.own_range import OwnRange
from alongside.domain.strains import (
    PowerEvent,
    PowerEventKind,
    Strain,
    StrainReason,
    describe_power_events,
    explain_chance,
    explain_comparison,
    explain_strain,
    score_words,
    sentence_for_cover,
)
from tests.domain.made_up_check_ins import detect_last, one, week, weekly

DAY = date(2026, 11, 19)
# On paper: 6.95 less and plus 2 * 0.725 is 5.5 to 8.4, the figures of the picture.
TOMOS = OwnRange(mean=6.95, spread=0.725, count=13)


def strain(score=4.75, before=TOMOS, *, felt_off=False) -> Strain:
    found = detect_last([one(None, at=DAY, felt_off=True)])
    assert found is not None
    reasons = [StrainReason.FELT_OFF] if felt_off else []
    if before is not None and before.is_below(score):
        reasons.append(StrainReason.BELOW_OWN_RANGE)
    return replace(found, score=score, own_range=before, reasons=tuple(reasons))


def test_a_drop_is_said_with_the_persons_own_numbers():
    assert explain_strain(strain(), person_name="Tomos") == (
        "Tomos's last check-in was 4.8. With you they have usually answered between 5.5 and 8.4."
    )


def test_somebody_else_reads_the_practitioners_name():
    assert "With Ruth they have usually" in explain_strain(strain(), person_name="Tomos", practitioner="Ruth")


def test_a_check_in_that_is_no_longer_the_last_is_named_by_its_date():
    said = explain_strain(strain(), person_name="Tomos", is_last=False)
    assert said.startswith("Tomos's check-in on 19 November 2026 was 4.8.")


def test_the_persons_own_tick_is_said_without_any_number():
    assert explain_strain(strain(None, None, felt_off=True), person_name="Tomos") == (
        "In Tomos's last check-in, they marked that something was off. There are too few check-ins to compare it with."
    )


def test_a_tick_inside_the_own_range_says_both():
    assert explain_strain(strain(7, felt_off=True), person_name="Tomos") == (
        "In Tomos's last check-in, they marked that something was off. "
        "Tomos's last check-in was 7. With you they have usually answered between 5.5 and 8.4."
    )


def test_a_score_just_under_the_range_is_told_apart_from_it():
    close = OwnRange(mean=7.13, spread=0.8, count=8)  # from 5.53
    assert explain_strain(strain(5.5, close), person_name="Tomos").startswith(
        "Tomos's last check-in was 5.5. With you they have usually answered between 5.53"
    )


@given(st.floats(0, 10), st.floats(0, 10), st.floats(0.1, 4))
def test_what_is_said_to_be_below_never_looks_equal(score, mean, spread):
    before = OwnRange(mean=mean, spread=spread, count=5)
    said = explain_strain(strain(score, before, felt_off=True), person_name="Tomos")
    if before.low - score > 0.001:
        first = said.split(" was ")[-1].split(". ")[0]
        low = said.split("between ")[1].split(" and ")[0]
        assert float(first) < float(low)


@pytest.mark.parametrize(("score", "words"), [(4.75, "4.8"), (4.25, "4.3"), (10.0, "10"), (0.0, "0"), (22 / 3, "7.3")])
def test_scores_are_rounded_as_at_school(score, words):
    assert score_words(score) == words


def test_the_comparison_says_how_often_chance_looks_like_this():
    assert explain_comparison(strain()) == (
        "Compared with their own 13 check-ins with you, and nobody else's. "
        "About 3 in 100 ordinary check-ins look like this by chance. "
        "It can be up to 6 in 100 for somebody whose answers move a lot."
    )


def test_chance_is_not_spoken_of_when_the_person_marked_it():
    assert explain_comparison(strain(7, felt_off=True)) == ""


def test_a_power_event_near_it_is_said_with_its_distance():
    events = (
        PowerEvent(PowerEventKind.WARNING, DAY - timedelta(days=3)),
        PowerEvent(PowerEventKind.DRUG_TEST, DAY),
        PowerEvent(PowerEventKind.BREACH, DAY + timedelta(days=1)),
    )
    assert describe_power_events(events, around=DAY) == (
        "Three days before it, a warning was given. On the same day, a drug test was done. "
        "One day after it, breach action was started."
    )


@pytest.mark.parametrize("kind", PowerEventKind)
def test_every_kind_of_power_event_can_be_said(kind):
    assert kind.label
    assert describe_power_events((PowerEvent(kind, DAY),), around=DAY) == f"On the same day, {kind.happened}."


def test_a_covering_worker_reads_one_sentence_without_a_score_or_a_check_in():
    said = sentence_for_cover(person_name="Tomos", practitioner_name="Ruth", since=DAY)
    assert said.count(".") == 1
    assert "19 November 2026" in said
    assert "check-in" not in said
    assert not any(word in said for word in ("score", "answer", "mark", "usual"))


def test_no_sentence_calls_anybody_he_or_she_or_uses_a_word_of_alarm():
    said = " ".join(all_sentences()).lower()
    for word in (" he ", " she ", " his ", " her ", "alert", "risk", "offender", "non-compliance", "!", ";"):
        assert word not in said


def test_a_twelve_year_old_can_read_the_sentences():
    said = " ".join(all_sentences())
    assert len(said.split()) >= 30
    assert textstat.flesch_kincaid_grade(said) <= 7


def all_sentences() -> list[str]:
    found = detect_last([*weekly([7, 7, 7, 7]), one(3, at=week(4), felt_off=True)])
    assert found is not None
    events = tuple(PowerEvent(kind, DAY) for kind in PowerEventKind)
    return [
        explain_strain(found, person_name="Tomos"),
        explain_strain(strain(None, None, felt_off=True), person_name="Tomos"),
        explain_comparison(found),
        explain_chance(),
        describe_power_events(events, around=DAY),
        sentence_for_cover(person_name="Tomos", practitioner_name="Ruth", since=DAY),
    ]
