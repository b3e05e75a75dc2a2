from datetime import timedelta
from itertools import product

import pytest
import textstat

from alongside.domain.strains import (
    PowerEvent,
    PowerEventKind,
    Repair,
    RepairState,
    StrainReason,
    explain_lowest,
    explain_repair,
    explain_without_answers,
    guide_repair,
    say_who_sees,
    suggest_next_step,
    suggest_openings,
)
from tests.domain.made_up_check_ins import detect_last, one, week, weekly

DAY = week(4)
STANDS = [Repair(state, both, ask) for state, both, ask in product(RepairState, [False, True], [False, True])]


def next_step(repair=STANDS[0], *, talked=False, tried=False, answered=False):
    return suggest_next_step(
        person_name="Tomos", is_talked_about=talked, is_tried=tried, is_answered_here=answered, repair=repair
    )


def test_hearing_it_comes_first_and_the_pattern_is_left_for_another_day():
    steps = guide_repair(person_name="Tomos")
    assert steps[0].title == "Hear it"
    assert steps[-1].title.startswith("Leave the bigger pattern")
    assert next_step().startswith("Make room to hear how it was for Tomos")


def test_the_next_step_follows_what_was_done():
    said = [next_step(), next_step(talked=True), next_step(talked=True, tried=True)]
    said.append(next_step(talked=True, tried=True, answered=True))
    assert len(set(said)) == 4


def test_supervision_is_asked_about_when_the_rule_says_so():
    waiting = Repair(RepairState.OPEN, is_said_by_both=False, ask_about_supervision=True)
    assert "supervision" in next_step(waiting, talked=True, tried=True, answered=True)


def test_the_latest_use_of_authority_before_it_opens_the_talk_and_a_later_one_does_not():
    events = [
        PowerEvent(PowerEventKind.BREACH, DAY - timedelta(days=9)),
        PowerEvent(PowerEventKind.WARNING, DAY - timedelta(days=2)),
        PowerEvent(PowerEventKind.RECALL, DAY + timedelta(days=1)),
    ]
    first = suggest_openings(power_events=events, began_on=DAY)[0]
    assert "warning" in first


def test_there_is_always_another_way_to_say_it():
    assert len(suggest_openings(began_on=DAY)) >= 2
    assert len(set(suggest_openings(reasons=[StrainReason.FELT_OFF], began_on=DAY))) >= 3


@pytest.mark.parametrize("kind", PowerEventKind)
def test_no_opening_names_a_mark_or_a_score(kind):
    said = " ".join(suggest_openings(power_events=[PowerEvent(kind, DAY)], began_on=DAY)).lower()
    assert not any(word in said for word in ("score", "check-in", "low", "number", "answer"))


def test_the_lowest_question_is_said_as_it_was_asked_and_only_after_a_drop():
    dropped = detect_last([*weekly([7, 7, 7, 7]), one(4, at=DAY, items={"a": 2, "b": 6})])
    assert dropped is not None
    said = explain_lowest(dropped, question="Could you be honest with Ruth today?")
    assert said == "The lowest answer was to “Could you be honest with Ruth today?” It was a 2."
    level = detect_last([*weekly([7, 7, 7, 7]), one(4, at=DAY, items={"a": 4, "b": 4})])
    assert level is not None
    assert explain_lowest(level, question="Whatever?") == ""


def test_who_can_see_it_is_said_by_name():
    assert say_who_sees([]) == "Only you can see this"
    assert say_who_sees(["Sana", "Marian"]) == "You, Sana and Marian can see this"


def test_everything_said_is_plain_and_calm():
    said = " ".join(everything_said())
    assert textstat.flesch_kincaid_grade(said) <= 7
    for word in (" he ", " she ", " his ", " her ", "alert", "risk", "warning sign", "non-compliance", "!", ";"):
        assert word not in said.lower()


def everything_said() -> list[str]:
    events = [PowerEvent(kind, DAY) for kind in PowerEventKind]
    openings = [line for event in events for line in suggest_openings(power_events=[event], began_on=DAY)]
    steps = [f"{step.title}. {step.how}" for step in guide_repair(person_name="Tomos")]
    stages = [(False, False, False), (True, False, False), (True, True, False), (True, True, True)]
    nexts = [next_step(r, talked=a, tried=b, answered=c) for r in STANDS for a, b, c in stages]
    repairs = [explain_repair(r, began_with_a_drop=drop) for r in STANDS for drop in (True, False)]
    why = [
        explain_without_answers(person_name="Tomos", practitioner="Ruth", at=DAY, is_named=named)
        for named in (True, False)
    ]
    return [*openings, *steps, *nexts, *repairs, *why]
