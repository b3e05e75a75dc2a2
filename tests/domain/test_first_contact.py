"""The fourteen steps: whole, readable, in any order, never a gate, and an agreement made of what was said in them."""

import pytest
import textstat

from alongside.domain.first_contact import (
    CLOSE,
    LIMITS,
    LONGEST,
    YOURSELF,
    Known,
    NeedsReason,
    NothingToAgreeOn,
    Outcome,
    PersonAnswer,
    Said,
    StaffAnswer,
    Standing,
    State,
    StepsBroken,
    TooLong,
    check_answers,
    clean_said,
    draft_agreement,
    find_missing,
    find_unfinished,
    group_lines,
    is_agreed,
    list_promises,
    list_to_ask,
    load_script,
    put_together,
    read_script,
    say_progress,
    state_of,
)
from alongside.domain.limits import Limit, limit_text
from alongside.domain.promises import Side
from alongside.domain.speaking import Interpreter, SpokenIn
from tests.pages.test_help import NEVER_ON_SCREEN

SCRIPT = load_script()
STEPS = SCRIPT.steps
TICKED = Standing(Said(), is_ticked=True)
NEEDED = {3, 4, 5, 8, 10, 11}


def ticked(numbers, outcome=Outcome.NOT_SAID):
    return {step.key: Standing(Said(outcome=outcome), is_ticked=True) for step in STEPS if step.number in numbers}


def one_step(**more):
    lines = {"key": "a", "short": "A", "title": "A", "why": "Why."} | more
    body = "\n".join(f'{name} = "{value}"' for name, value in lines.items())
    return f'version = "1"\n[[step]]\n{body}\n[section.fixed]\nen = "a"\ncy = "b"\n'


def test_there_are_the_fourteen_steps_of_the_checklist_each_with_why_and_most_with_a_way_to_say_it():
    assert [step.number for step in STEPS] == list(range(1, 15))
    assert {step.number for step in STEPS if step.needed} == NEEDED
    assert all(step.why for step in STEPS)
    assert {step.key for step in STEPS if not step.say} == {"before", LIMITS, YOURSELF}
    assert all(step.boxes for step in STEPS if step.key != YOURSELF)
    assert [SCRIPT.after(step) for step in STEPS] == [*STEPS[1:], None]
    assert SCRIPT.find("no such step") is None


def test_what_is_said_to_the_person_can_be_read_at_eleven():
    limits = limit_text(Limit.FIRST_MEETING, language="en")
    said = {step.key: " ".join(step.say) for step in STEPS if step.say}
    said[LIMITS] = " ".join([limits.text, *(f"{e.told} {e.then}" for e in limits.examples)])
    assert {key: grade for key, text in said.items() if (grade := textstat.flesch_kincaid_grade(text)) > 6} == {}
    labels = ". ".join(box.label for step in STEPS for box in step.boxes if box.voice is Side.PERSON)
    assert textstat.flesch_kincaid_grade(labels) <= 6


def test_no_sentence_says_he_or_she_or_a_word_that_is_never_on_screen():
    for step in STEPS:
        asked = [step.outcome.question, step.outcome.ask] if step.outcome else []
        for text in [step.short, step.title, step.why, *step.say, *step.do, *asked, *(b.label for b in step.boxes)]:
            assert not NEVER_ON_SCREEN.search(text), text


def test_the_limits_have_three_real_examples_in_both_languages():
    english, welsh = (limit_text(Limit.FIRST_MEETING, language=code) for code in ("en", "cy"))
    assert len(english.examples) == len(welsh.examples) == 3
    assert all(a.told != b.told and a.then != b.then for a, b in zip(english.examples, welsh.examples, strict=True))
    assert not welsh.is_reviewed


def test_before_and_yourself_are_never_on_the_turned_screen():
    assert {step.key for step in STEPS if not step.for_person} == {"before", YOURSELF}
    jobs = SCRIPT.find("not_chosen")
    assert [box.key for box in jobs.person_boxes] == ["unfair"]


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(Said()), State.NOT_YET),
        (Standing(Said({"back": "You tell if a kid is hurt"})), State.STARTED),
        (Standing(Said(outcome=Outcome.YES)), State.STARTED),
        (TICKED, State.DONE),
        (Standing(Said(outcome=Outcome.LATER), is_ticked=True), State.STARTED),
    ],
)
def test_a_step_is_done_when_it_is_ticked_and_nobody_wants_to_come_back_to_it(standing, state):
    assert state_of(SCRIPT.find(LIMITS), {LIMITS: standing}) is state


def test_complete_means_the_six_steps_and_the_chance_to_put_the_record_right():
    standings = ticked(NEEDED)
    assert [step.key for step in find_missing(STEPS, standings)] == [CLOSE]
    standings[CLOSE] = Standing(Said(outcome=Outcome.YES))
    assert find_missing(STEPS, standings) == ()
    assert len(find_unfinished(STEPS, standings)) == 14 - len(NEEDED)


@pytest.mark.parametrize("number", sorted(NEEDED))
def test_none_of_the_six_may_be_left_out(number):
    standings = ticked(NEEDED - {number}) | {CLOSE: Standing(Said(outcome=Outcome.YES))}
    assert [step.number for step in find_missing(STEPS, standings)] == [number]


def test_ticking_the_last_step_alone_is_no_chance_to_put_the_record_right():
    standings = ticked(NEEDED | {13})
    assert [step.key for step in find_missing(STEPS, standings)] == [CLOSE]


@pytest.mark.parametrize(
    ("standings", "said"),
    [
        ({}, "Nothing done yet"),
        (ticked({1, 2, 3, 6}) | {LIMITS: Standing(Said({"back": "x"}))}, "Four done, one started"),
        (ticked(set(range(1, 15))), "Fourteen done"),
        ({LIMITS: Standing(Said({"back": "x"}))}, "None done, one started"),
    ],
)
def test_how_far_it_is_is_said_in_words(standings, said):
    assert say_progress(STEPS, standings) == said


def test_words_are_kept_as_they_were_said_and_only_in_boxes_the_step_has():
    said = Said(
        {"back": "  So you’re not the police.\r\nمرحبا 🙂 ", "other": "x", "empty": " "}, Outcome.YES, SpokenIn.WELSH
    )
    cleaned = clean_said(said, boxes=("back", "empty"))
    assert cleaned == Said({"back": "So you’re not the police.\nمرحبا 🙂"}, Outcome.YES, SpokenIn.WELSH)
    with pytest.raises(TooLong) as wrong:
        clean_said(Said({"back": "a" * (LONGEST + 1)}), boxes=("back",))
    assert wrong.value.box == "back"


def test_two_texts_become_one_in_which_nothing_is_lost_or_said_twice():
    mine = Said({"a": "One", "b": "Same", "c": "Part of it"}, Outcome.NOT_SAID, SpokenIn.WELSH)
    other = Said(
        {"a": "Two", "b": "Same", "c": "Part of it and more", "d": "New"},
        Outcome.LATER,
        interpreter=Interpreter.KNOWN,
    )
    assert put_together(mine, other) == Said(
        {"a": "One\n\nTwo", "b": "Same", "c": "Part of it and more", "d": "New"},
        Outcome.LATER,
        SpokenIn.WELSH,
        Interpreter.KNOWN,
    )


def test_the_agreement_fills_itself_from_the_steps_in_both_voices():
    said = {
        "jobs": Said({"fixed": "Unpaid work, by the court", "expects": "Ring me back"}),
        "limits": Said({"back": "Not the police"}),
        "not_chosen": Said({"unfair": "All of it"}),
        "contact": Said({"late": "Ring reception"}),
    }
    lines = draft_agreement(SCRIPT, said)
    assert [(line.section, line.voice.value, line.text) for line in lines] == [
        ("fixed", "practitioner", "Unpaid work, by the court"),
        ("expects", "person", "Ring me back"),
        ("between", "person", "Not the police"),
        ("touch", "practitioner", "Ring reception"),
    ]
    english = group_lines(SCRIPT, lines, first="Nia", practitioner="Ruth")
    welsh = group_lines(SCRIPT, lines, first="Nia", practitioner="Ruth", language="cy")
    assert [s.heading for s in english] == [
        "What is fixed", "What Nia expects of Ruth", "What stays between us, said back", "How we keep in touch",
    ]  # fmt: skip
    assert not {s.heading for s in english} & {s.heading for s in welsh}
    assert [s.lines for s in english] == [s.lines for s in welsh]


LINES = draft_agreement(SCRIPT, {"jobs": Said({"fixed": "x"})})


@pytest.mark.parametrize("person", list(PersonAnswer))
@pytest.mark.parametrize("practitioner", list(StaffAnswer))
def test_every_answer_is_legitimate_and_only_staff_are_asked_for_a_reason(person, practitioner):
    check_answers(LINES, person=person, practitioner=practitioner, staff_reason="The interpreter did not come")
    needs_reason = practitioner is StaffAnswer.DOES_NOT or person is PersonAnswer.COULD_NOT
    if needs_reason:
        with pytest.raises(NeedsReason):
            check_answers(LINES, person=person, practitioner=practitioner, staff_reason=" ")
    else:
        check_answers(LINES, person=person, practitioner=practitioner, staff_reason="")
    assert is_agreed(person, practitioner) is (person.value == practitioner.value == "agrees")


def test_nobody_agrees_to_an_empty_page():
    with pytest.raises(NothingToAgreeOn):
        check_answers((), person=PersonAnswer.AGREES, practitioner=StaffAnswer.AGREES, staff_reason="")


def test_promises_are_the_lines_of_both_sides():
    said = {CLOSE: Said({"i_will": "Bring the letter\n\n Ring Gaz \nRing Gaz", "you_will": "Ring housing"})}
    assert list_promises(said) == [
        (Side.PERSON, "Bring the letter"), (Side.PERSON, "Ring Gaz"), (Side.PRACTITIONER, "Ring housing"),
    ]  # fmt: skip
    assert list_promises({}) == []


def test_only_what_nobody_wrote_down_is_asked():
    assert list_to_ask(Known(True, True, True, True, True, True)) == []
    questions = list_to_ask(Known(True, False, True, True, True, False))
    assert len(questions) == 2
    assert questions[0] == "Is reading, writing or hearing ever hard?"
    assert len(list_to_ask(Known(False, False, False, False, False, False))) == 6


@pytest.mark.parametrize(
    "text",
    [
        "", "not toml at all [", 'version = "1"', one_step().replace('why = "Why."', ""),
        one_step() + one_step().partition("\n")[2].replace("[section.fixed]", "[section.more]"),
        one_step().replace("[section", '[[step.box]]\nkey = "b"\nvoice = "nobody"\nlabel = "c"\n[section'),
        one_step().replace("[section", '[[step.box]]\nkey = "b"\nvoice = "person"\nlabel = "c"\nsection = "no"\n[section'),
        one_step().replace("[section", 2 * '[[step.box]]\nkey = "b"\nvoice = "person"\nlabel = "c"\n' + "[section"),
    ],
)  # fmt: skip
def test_a_file_that_says_too_little_or_something_twice_is_refused(text):
    with pytest.raises(StepsBroken):
        read_script(text)
