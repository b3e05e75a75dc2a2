"""What is offered next, why, and what is kept back where somebody may be in danger at home."""

from itertools import product
from uuid import UUID

import pytest

from alongside.domain.assessment import Answer, Area, Said, questions_by_id
from alongside.domain.formulation import Formulation, Node, Place
from alongside.domain.formulation import Voice as MapVoice
from alongside.domain.skills import (
    Abuse,
    Because,
    Family,
    Knowing,
    Known,
    Path,
    abuse_from,
    look_at,
    make_library,
    what_next,
)
from tests.domain.skills.test_stages_and_practice import WHOLE, walk

LIBRARY = make_library()
CLEAR = Abuse(Knowing.NOTHING_FOUND, Knowing.NOTHING_FOUND)
INVOLVING = [module for module in LIBRARY.offered if module.involves_partner]
ANGRY = {"thinking.anger": Answer(person=Said(("significant",)))}


def answers(**more):
    return {name.replace("__", "."): answer for name, answer in more.items()}


def person(*options):
    return Answer(person=Said(options))


def practitioner(*options, **more):
    return Answer(practitioner=Said(options, **more))


def everything(choices):
    return (*choices.offers, *choices.more)


def ids(offers):
    return [offer.module.id for offer in offers]


def on_map(*nodes):
    return Formulation(tuple(Node(UUID(int=n), *node) for n, node in enumerate(nodes)))


# --- What is kept back ------------------------------------------------------------------------------------------------


def test_what_involves_somebody_close_is_used_only_when_both_ways_were_asked_and_nothing_was_found():
    for module, by, to in product(INVOLVING, Knowing, Knowing):
        verdict = look_at(module, Abuse(by, to))
        assert verdict.may_be_used == (Abuse(by, to) == CLEAR)
        assert verdict.caution if verdict.may_be_used else (verdict.why and verdict.route)


def test_the_reason_points_to_the_specialist_route_of_whoever_hurts_and_whoever_is_hurt():
    by = look_at(INVOLVING[0], Abuse(Knowing.SUSPECTED, Knowing.NOT_ASKED))
    to = look_at(INVOLVING[0], Abuse(Knowing.NOTHING_FOUND, Knowing.KNOWN))
    both = look_at(INVOLVING[0], Abuse(Knowing.KNOWN, Knowing.SUSPECTED))
    assert "It is suspected that the person hurts" in by.why
    assert "It is known that somebody close hurts" in to.why
    assert any("0808 802 4040" in line for line in by.route)
    assert any("0808 2000 247" in line for line in to.route)
    assert set(both.route) == {*by.route, *to.route}
    assert len(both.route) < len(by.route) + len(to.route), "what holds for both is said once"


@pytest.mark.parametrize("abuse", [Abuse(), CLEAR, Abuse(Knowing.KNOWN, Knowing.NOT_ASKED)])
def test_the_software_never_proposes_to_involve_somebody_close(abuse):
    said = {
        name: person(*options) for module in INVOLVING for name, options in module.suits.answers.items()
    }  # all that speaks for them
    choices = what_next(LIBRARY, Known(said, abuse=abuse))
    assert not {module.id for module in INVOLVING} & set(ids(everything(choices)))
    kept = {each.module.id for each in choices.kept_back}
    assert kept == (set() if abuse == CLEAR else {module.id for module in INVOLVING})


def test_what_two_people_have_begun_with_somebody_close_stops_when_abuse_is_suspected():
    begun = {INVOLVING[0].id: walk(WHOLE[0])}
    assert ids(what_next(LIBRARY, Known(begun=begun, abuse=CLEAR)).offers) == [INVOLVING[0].id]
    choices = what_next(LIBRARY, Known(begun=begun, abuse=Abuse(Knowing.NOTHING_FOUND, Knowing.SUSPECTED)))
    assert choices.offers == ()
    assert [each.module.id for each in choices.kept_back] == [INVOLVING[0].id]


def test_what_involves_somebody_close_is_never_on_the_turned_screen_so_that_nothing_comes_and_goes_there():
    begun = {INVOLVING[0].id: walk(WHOLE[0]), "anger-meter": walk(WHOLE[0])}
    for abuse in (CLEAR, Abuse(Knowing.KNOWN, Knowing.NOTHING_FOUND)):
        turned = what_next(LIBRARY, Known(begun=begun, abuse=abuse)).as_turned()
        assert ids(everything(turned)) == ["anger-meter"]


def test_an_answer_in_the_conversation_and_what_staff_noted_are_joined_with_care_first():
    said = answers(relationships__abuse=practitioner("no"))
    assert abuse_from(said).by_person is Knowing.NOTHING_FOUND
    assert abuse_from(said, by_person=Knowing.SUSPECTED).by_person is Knowing.SUSPECTED
    said = answers(relationships__abuse=practitioner("yes"))
    assert abuse_from(said, by_person=Knowing.NOTHING_FOUND).by_person is Knowing.KNOWN
    assert abuse_from({}) == Abuse()
    no = answers(relationships__abuse=practitioner("no"))
    assert abuse_from(no, is_whole=False).by_person is Knowing.NOT_ASKED
    assert abuse_from({}, by_person=Knowing.NOTHING_FOUND, is_whole=False).by_person is Knowing.NOT_ASKED
    assert abuse_from({}, by_person=Knowing.SUSPECTED, is_whole=False).by_person is Knowing.SUSPECTED
    assert abuse_from({}, to_person=Knowing.KNOWN).to_person is Knowing.KNOWN


def test_anger_and_talking_come_with_a_warning_where_abuse_is_possible_and_the_turned_screen_shows_none_of_it():
    by, to = (Abuse(Knowing.SUSPECTED, Knowing.NOT_ASKED), Abuse(Knowing.NOT_ASKED, Knowing.KNOWN))
    others = [module for module in LIBRARY.offered if not module.involves_partner]
    assert {module.family for module in others if look_at(module, by).caution} == {Family.ANGER, Family.COMMUNICATION}
    assert {module.family for module in others if look_at(module, to).caution} == {Family.COMMUNICATION}
    choices = what_next(LIBRARY, Known(ANGRY, abuse=by))
    assert choices.offers[0].caution
    turned = choices.as_turned()
    assert (turned.kept_back, ids(everything(turned))) == ((), ids(everything(choices)))
    assert not any("abuse" in str(offer.reasons) + offer.caution for offer in everything(turned))


# --- What is offered --------------------------------------------------------------------------------------------------


def test_nothing_known_offers_nothing():
    assert everything(what_next(LIBRARY, Known())) == ()


def test_an_answer_raises_a_module_with_the_words_that_were_said():
    offer = what_next(LIBRARY, Known(ANGRY)).offers[0]
    assert offer.module.id == "anger-meter"
    reason = "When you are angry, how well can you hold on to it? You said: “I often lose it.”"
    assert [each.words for each in offer.reasons] == [reason]


def test_where_two_differ_both_are_quoted():
    both = Answer(person=Said(("none",)), practitioner=Said(("significant",)))
    reason = what_next(LIBRARY, Known({"thinking.anger": both})).offers[0].reasons[0]
    assert reason.because is Because.PRACTITIONER_SAID
    assert "Your practitioner said: “I often lose it.” You said: “Mostly well.”" in reason.words


def test_what_the_practitioner_keeps_apart_is_no_reason_on_the_turned_screen_and_its_module_is_not_there():
    said = {"thinking.anger": practitioner("significant", apart=True), "money.enough": person("no")}
    said["thinking.ready"] = person("a_lot")
    choices = what_next(LIBRARY, Known(said))
    assert "anger-meter" in ids(everything(choices))
    turned = everything(choices.as_turned())
    assert "money-for-the-week" in ids(turned)
    assert "anger-meter" not in ids(turned)


def test_no_gap_on_the_turned_screen_tells_of_what_is_kept_apart():
    said = {
        "thinking.anger": practitioner("some", apart=True),
        "health.coping": person("some"),
        "money.debts": person("much"),
    }
    choices = what_next(LIBRARY, Known(said))
    assert "anger-meter" in ids(choices.offers)
    assert len(choices.as_turned().offers) == 4


def test_a_node_of_the_map_raises_what_suits_its_place_and_area():
    map_ = on_map(
        (Place.SETS_OFF, "Payday", MapVoice.PERSON, Area.MONEY), (Place.SHAPED, "Care", MapVoice.PERSON, Area.MONEY)
    )
    found = {offer.module.id: offer.reasons for offer in everything(what_next(LIBRARY, Known(map_=map_)))}
    assert [each.words for each in found["money-for-the-week"]] == ["On your map, under “What sets it off”: “Payday”"]
    assert "anger-meter" not in found
    assert "Care" not in str(found)


def test_who_wants_no_change_is_offered_only_what_asks_for_none():
    said = ANGRY | {"thinking.ready": person("not_now")}
    choices = what_next(LIBRARY, Known(said))
    assert ids(everything(choices)) == ["what-i-want"]
    assert "You said “Not now” here: Thinking, behaviour and attitudes." in choices.offers[0].reasons[0].words
    assert choices.kept_back == ()


def test_readiness_adds_to_a_reason_and_is_none_by_itself():
    ready = {"thinking.ready": person("a_lot")}
    assert everything(what_next(LIBRARY, Known(ready))) == ()
    reasons = what_next(LIBRARY, Known(ANGRY | ready)).offers[0].reasons
    assert [each.because for each in reasons] == [Because.PERSON_SAID, Because.READINESS]


def test_what_was_begun_comes_first_and_names_its_next_stage_and_what_is_finished_is_not_offered_again():
    begun = {"worry": walk(*WHOLE[:2]), "anger-meter": walk(*WHOLE)}
    choices = what_next(LIBRARY, Known(ANGRY, begun=begun))
    assert choices.offers[0].module.id == "worry"
    assert choices.offers[0].reasons[0].words.endswith("tried here, with feedback.")
    assert "anger-meter" not in ids(everything(choices))


def test_a_withdrawn_module_goes_on_for_whoever_began_it_and_is_offered_to_nobody_else():
    library = make_library(hidden={"anger-meter"})
    assert "anger-meter" not in ids(everything(what_next(library, Known(ANGRY))))
    begun = {"anger-meter": walk(WHOLE[0]), "gone": Path()}
    assert ids(what_next(library, Known(begun=begun)).offers) == ["anger-meter"]


def test_there_are_at_most_four_at_once_each_of_another_family_however_many_reasons_one_has():
    said = {name: person(next(iter(opts))) for m in LIBRARY.offered for name, opts in m.suits.answers.items()}
    choices = what_next(LIBRARY, Known(said, abuse=CLEAR))
    first = [next(m.id for m in LIBRARY.offered if m.family is f and m.suits.answers) for f in list(Family)[:4]]
    assert ids(choices.offers) == first
    raised = {module.id for module in LIBRARY.offered if module.suits.answers and not module.involves_partner}
    assert sorted(ids(everything(choices))) == sorted(raised)


def test_who_does_not_know_yet_is_not_asked_to_weigh_both_sides():
    said = {"thinking.what_follows": person("no")}
    assert "decision-balance" in ids(everything(what_next(LIBRARY, Known(said))))
    unsure = ids(everything(what_next(LIBRARY, Known(said | {"thinking.ready": person("unsure")}))))
    assert set(unsure) == {"what-i-want", "stop-think-choose"}


def test_no_question_that_raises_a_module_has_a_name_to_fill_in():
    asked = {name for module in LIBRARY.offered for name in module.suits.answers}
    assert [name for name in asked if "{" in questions_by_id()[name].ask] == []
