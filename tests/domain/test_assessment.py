"""The conversation about risks, needs and strengths: what is asked, two voices, and what the predictors get of it."""

import re
from dataclasses import fields, replace

import pytest
import textstat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.domain.assessment import (
    LONGEST,
    NOTHING,
    Answer,
    Area,
    Kind,
    NeedsAReason,
    Part,
    PersonSays,
    Progress,
    Said,
    Standing,
    TooLong,
    Topic,
    Voice,
    Who,
    all_questions,
    carry_over,
    changes_between,
    check_person_says,
    clean_said,
    input_names,
    is_answered,
    is_asked,
    load_adversity,
    load_area,
    needs_said,
    predictor_inputs,
    progress_of,
    questions_by_id,
    say_need,
    shown_questions,
    sources_of,
)

ASKED = questions_by_id()
# Section 2.2 of the specification, and those of sections 8 to 11 that are neither dates, counts nor other results.
DYNAMIC = set(
    re.findall(
        r"\w+",
        """accommodation_suitability unemployed relationship_status partner_relationship_quality
    domestic_abuse_perpetrator activities_encourage_offending drug_motivation uses_heroin uses_methadone
    uses_other_opiate uses_crack uses_powder_cocaine uses_prescription_drugs uses_benzodiazepines uses_cannabis
    uses_steroids uses_other_drugs uses_ketamine uses_spice uses_hallucinogens uses_solvents current_alcohol_use
    binge_drinking impulsivity temper_control pro_criminal_attitudes""",
    )
)
SCREENS = set(
    re.findall(
        r"\w+",
        """no_fixed_abode work_skills reading_writing_numeracy reading_problems numeracy_problems
    learning_difficulties qualifications peer_group_influences influence_of_criminal_associates recklessness
    difficulties_coping attitudes_to_self problem_solving awareness_of_consequences understands_others_views
    violence_in_offence excessive_violence_in_offence recognises_impact_on_others financial_over_reliance
    manipulative_or_predatory childhood_behaviour_problems controlling_or_aggressive childhood_experience
    psychological_problems psychiatric_problems past_psychiatric_treatment mental_health_medication
    secure_hospital_history current_psychiatric_treatment obsessive_behaviour self_harm_or_suicide_attempt
    attitude_to_supervision assaulted_or_threatened_staff escaped_or_absconded control_issues arson_in_offence
    emotional_state_motive offence_analysis_linked_to_risk accommodation_linked_to_risk relationships_linked_to_risk
    emotional_issues_linked_to_risk thinking_linked_to_risk domestic_abuse_against_partner
    domestic_abuse_against_family overall_risk highest_risk_ever sara_risk_to_partner sara_risk_to_others
    custodial_sentence mappa_eligible sexual_preoccupation offence_related_sexual_interests
    emotional_congruence_with_children risk_of_sexual_harm hostile_orientation family_relationships
    previous_close_relationships easily_influenced""",
    )
)
# Of section 2.1, but asked where two people talk about what happened.
OFFENCE = {"weapon_in_offence"}

# On a busy machine the answers are made slowly, which says nothing of the rules.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

questions = st.sampled_from(list(ASKED.values()))


@st.composite
def said(draw, question=None):
    ids = [option.id for option in question.options] if question else ["yes", "no", "made_up"]
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else []
    return Said(
        options=tuple(chosen),
        words=draw(st.sampled_from(["", " ", "Aye", "مرحبا 🙂", "Long " * 20])),
        source=draw(st.sampled_from(["", "Session 3"])),
        standing=draw(st.none() | st.sampled_from(list(Standing))),
    )


@st.composite
def answers(draw):
    some = draw(st.lists(questions, max_size=12, unique_by=lambda question: question.id))
    return {
        question.id: Answer(
            clean_said(question, Voice.PERSON, draw(said(question))),
            clean_said(question, Voice.PRACTITIONER, draw(said(question))),
        )
        for question in some
    }


def both(person="", practitioner="", **more):
    one = Said((person,) if person else (), **more)
    return Answer(one, Said((practitioner,) if practitioner else ()))


def test_the_questions_yield_every_input_that_a_conversation_can():
    assert input_names() == DYNAMIC | SCREENS | OFFENCE


def test_every_level_and_value_is_one_of_the_specifications():
    allowed = {
        "relationship_status": {"living_together", "not_living_together", "not_in_relationship"},
        "drug_motivation": {"full", "partial", "none"},
        "awareness_of_consequences": {"yes", "sometimes", "no"},
        "qualifications": {"any", "none"},
    }
    ranks = {"low", "medium", "high", "very_high", "not_applicable"}
    for question in all_questions():
        for option in question.options:
            for name, value in option.gives.items():
                if name in allowed:
                    assert value in allowed[name]
                elif name.startswith("sara_") or name in {"overall_risk", "highest_risk_ever"}:
                    assert value in ranks
                else:
                    assert isinstance(value, bool) or value in {"none", "some", "significant"}


@pytest.mark.parametrize("area", Area)
def test_every_area_asks_for_strengths_readiness_and_two_judgements(area):
    asked = load_area(area).questions
    assert load_area(area).opening
    assert [q for q in asked if q.part is Part.STRENGTH and q.who is Who.BOTH]
    assert [q.who for q in asked if q.part is Part.READINESS] == [Who.PERSON]
    links = [question for question in asked if question.part is Part.LINK]
    assert [question.id for question in links] == [f"{area.value}.harm", f"{area.value}.reoffending"]
    assert {question.who for question in links} == {Who.PRACTITIONER}


def test_no_two_questions_or_options_share_an_id_and_conditions_name_earlier_options():
    seen = {}
    for question in all_questions():
        assert question.id not in seen
        ids = [option.id for option in question.options]
        assert len(ids) == len(set(ids))
        assert bool(ids) is (question.kind is not Kind.WORDS)
        if question.shown_if:
            before = seen[question.shown_if.question]
            assert question.shown_if.any <= {option.id for option in before.options}
        seen[question.id] = question


def test_readiness_is_asked_of_the_person_only_and_yields_no_input():
    for question in all_questions():
        if question.part is Part.READINESS:
            assert not question.inputs
            assert clean_said(question, Voice.PRACTITIONER, Said(("a_lot",), "Very ready")) == Said()


def test_what_happened_to_somebody_is_no_count_and_no_input():
    adversity = load_adversity()
    assert {field.name for field in fields(Topic)} == {"id", "ask"}
    assert not {topic.id for topic in adversity.topics} & set(ASKED)
    # Mistrust and not belonging have a place of their own.
    assert {"adversity.mistrust", "adversity.belonging"} <= {topic.id for topic in adversity.topics}
    told = {topic.id: Answer(Said(words="A lot of it")) for topic in adversity.topics}
    assert predictor_inputs(told) == predictor_inputs({})


def test_a_question_with_a_condition_is_asked_when_either_voice_opens_it():
    def ids(given):
        return {question.id for question in shown_questions(Area.ALCOHOL, given)}

    assert "alcohol.week" not in ids({})
    assert "alcohol.week" in ids({"alcohol.drinks": both(person="yes")})
    assert "alcohol.week" in ids({"alcohol.drinks": both(person="never", practitioner="yes")})


def test_the_predictors_get_the_practitioners_choice_and_none_where_nobody_said():
    given = {"alcohol.drinks": both("yes", "yes"), "alcohol.trouble": both("none", "significant")}
    found = predictor_inputs(given)
    assert found["current_alcohol_use"] == "significant"
    assert found["binge_drinking"] is None
    assert predictor_inputs({"alcohol.drinks": both("never")})["current_alcohol_use"] is None


def test_naming_some_drugs_says_of_the_others_that_they_are_not_used():
    which = Answer(practitioner=Said(("heroin", "crack")))
    found = predictor_inputs({"drugs.uses": both("", "now"), "drugs.which": which})
    assert (found["uses_heroin"], found["uses_crack"], found["uses_cannabis"]) == (True, True, False)
    assert found["drug_motivation"] is None
    assert predictor_inputs({"drugs.uses": both("", "never")})["drug_motivation"] == "full"


def test_an_answer_to_a_question_no_longer_asked_says_nothing():
    before = {"drugs.uses": both("", "now"), "drugs.steps_seen": both("", "some")}
    assert predictor_inputs(before)["drug_motivation"] == "partial"
    after = before | {"drugs.uses": both("", "never")}
    assert predictor_inputs(after)["drug_motivation"] == "full"


def test_a_missing_input_can_be_led_back_to_its_question():
    assert [question.id for question in sources_of("temper_control")] == ["thinking.anger"]
    assert all(sources_of(name) for name in input_names())


def test_linked_to_harm_is_a_judgement_that_needs_its_reason_and_feeds_the_screen():
    question = ASKED["thinking.harm"]
    bare = Answer(practitioner=Said(("yes",)))
    assert not is_answered(question, bare)
    assert is_answered(question, Answer(practitioner=Said(("no",), "Nothing points to it.")))
    assert predictor_inputs({"thinking.harm": bare})["thinking_linked_to_risk"] is True
    assert predictor_inputs({"thinking.harm": both("", "unclear")})["thinking_linked_to_risk"] is None


def test_two_different_choices_are_a_difference_whatever_was_ticked():
    answer = Answer(Said(("none",), "It was not the cans", standing=Standing.AGREE), Said(("large",), "Both times"))
    assert answer.standing is Standing.DIFFER
    assert (answer.person.words, answer.practitioner.words) == ("It was not the cans", "Both times")


def test_the_same_choice_is_agreement_unless_somebody_says_otherwise():
    assert both("some", "some").standing is Standing.AGREE
    assert both("some", "some", standing=Standing.DIFFER).standing is Standing.DIFFER
    assert Answer(Said(words="One"), Said(words="Two")).standing is None


@pytest.mark.parametrize("why", [s for s in Standing if s.is_without_the_person])
def test_a_missing_answer_says_why_and_words_of_the_person_outweigh_it(why):
    question = ASKED["alcohol.helps"]
    missing = Answer(Said(standing=why), Said(words="He tells me first"))
    assert missing.standing is why
    assert is_answered(question, missing)
    assert replace(missing, person=Said(words="Ella", standing=why)).standing is None


@unhurried
@given(answers())
def test_the_order_of_answers_changes_nothing(given):
    backwards = dict(reversed(given.items()))
    assert predictor_inputs(given) == predictor_inputs(backwards)
    assert [progress_of(a, given) for a in Area] == [progress_of(a, backwards) for a in Area]


@unhurried
@given(answers())
def test_the_persons_words_never_move_a_figure(given):
    """Only which questions are asked may hang on what the person chose, never what is answered."""
    quiet = {i: replace(a, person=replace(a.person, words="", standing=None)) for i, a in given.items()}
    assert predictor_inputs(quiet) == predictor_inputs(given)


@unhurried
@given(answers())
def test_progress_never_claims_more_than_was_asked(given):
    for area in Area:
        found = progress_of(area, given)
        assert 0 <= found.answered <= found.asked
        assert len(found.open) == found.asked - found.answered
        assert (found.progress is Progress.DONE) is (not found.open)


@unhurried
@given(answers())
def test_nothing_changes_between_a_version_and_itself_and_a_review_starts_with_the_answers(given):
    assert changes_between(given, given) == []
    for change in changes_between(given, carry_over(given)):
        absent = change.before.person.standing
        assert change.question.part is Part.READINESS or (absent and absent.is_without_the_person)
        assert change.after.practitioner == change.before.practitioner or change.question.part is Part.READINESS


@unhurried
@given(answers(), answers())
def test_a_change_is_seen_from_both_ends(first, second):
    there = {c.question.id: (c.before, c.after, c.voices) for c in changes_between(first, second)}
    back = {c.question.id: (c.after, c.before, c.voices) for c in changes_between(second, first)}
    assert there == back


def test_what_changed_names_the_voice_that_said_something_else():
    before = {"alcohol.trouble": both("some", "significant")}
    after = {"alcohol.trouble": both("some", "some")}
    (change,) = changes_between(before, after)
    assert change.voices == (Voice.PRACTITIONER,)
    assert change.has_new_standing
    assert change.after.standing is Standing.AGREE


@unhurried
@given(questions, st.sampled_from(list(Voice)), said())
def test_cleaning_keeps_the_words_and_only_known_options_and_is_safe_to_repeat(question, voice, given):
    kept = clean_said(question, voice, given)
    assert clean_said(question, voice, kept) == kept
    assert set(kept.options) <= {option.id for option in question.options}
    if is_asked(question, voice):
        assert kept.words == given.words.strip()
        assert question.kind is Kind.SEVERAL or len(kept.options) <= 1


def test_more_than_can_be_kept_is_refused_and_not_cut():
    with pytest.raises(TooLong):
        clean_said(ASKED["money.helps"], Voice.PERSON, Said(words="x" * (LONGEST + 1)))


def test_an_area_is_done_when_each_voice_has_spoken_or_it_is_said_why_not():
    given = {q.id: NOTHING for q in load_area(Area.MONEY).questions}
    assert progress_of(Area.MONEY, given).progress is Progress.NOT_STARTED
    done = {
        q.id: Answer(Said(standing=Standing.DECLINED), Said(tuple(o.id for o in q.options[:1]), "As seen"))
        for q in load_area(Area.MONEY).questions
    }
    assert progress_of(Area.MONEY, done).progress is Progress.DONE
    done["money.debts"] = Answer(Said(standing=Standing.DECLINED))
    assert [q.id for q in progress_of(Area.MONEY, done).open] == ["money.debts"]


def test_only_staff_give_a_reason_at_the_end():
    check_person_says(PersonSays.DOES_NOT, words="")
    check_person_says(PersonSays.AGREES, words="")
    with pytest.raises(NeedsAReason):
        check_person_says(PersonSays.COULD_NOT_ANSWER, words=" ")


def asked_of_the_person():
    for question in all_questions():
        if question.who is not Who.PRACTITIONER:
            yield question.id, question.ask
            yield from ((f"{question.id}.{option.id}", option.says) for option in question.options)
    yield from ((topic.id, topic.ask) for topic in load_adversity().topics)
    yield from (("adversity.opening", sentence) for sentence in load_adversity().opening)
    yield from ((area.value, load_area(area).opening) for area in Area)


def test_what_the_person_is_asked_can_be_read_at_eleven():
    texts = dict(asked_of_the_person())
    long = {k: textstat.flesch_kincaid_grade(t) for k, t in texts.items() if len(t.split()) >= 8}
    assert {key: grade for key, grade in long.items() if grade > 8} == {}
    everything = " ".join(text if text[-1] in ".?" else f"{text}." for text in texts.values())
    assert textstat.flesch_kincaid_grade(everything) <= 5


def test_no_question_blames_or_labels():
    for _, text in asked_of_the_person():
        assert not re.search(
            r"\b(offender|client|compl|criminal|denial|minimis|manipulat|he|she|his|her)\b", text, re.I
        )


def test_a_need_is_said_in_the_persons_words_before_any_others_and_words_before_what_was_chosen():
    debts = questions_by_id()["money.debts"]
    person, practitioner = Said(("much",)), Said(("some",), "Two letters seen")
    assert say_need(debts, Answer(Said(("much",), " I owe my nan "), practitioner)) == "I owe my nan"
    assert say_need(debts, Answer(person, practitioner)) == "Two letters seen"
    assert say_need(debts, Answer(person)) == f"{debts.ask} Yes, and I see no way to pay it"


def test_no_need_comes_from_what_is_for_staff_alone_or_kept_apart_or_is_no_need():
    by_id, said = questions_by_id(), Answer(practitioner=Said(("yes",), "None known"))
    assert say_need(by_id["relationships.abuse"], said) == ""
    assert say_need(by_id["money.debts"], Answer(practitioner=Said(("much",), "From a caller", apart=True))) == ""
    assert say_need(by_id["money.helps"], Answer(Said(words="My nan"))) == ""
    assert needs_said(Area.MONEY, {"money.pressed": Answer(Said(words="Jay"))}) == []
