"""The map: its rules, what is kept, the order that keeps lines short, its list, and the questions it raises."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.domain.assessment import Area
from alongside.domain.formulation import (
    LONGEST,
    Formulation,
    LinkedAlready,
    LinkKind,
    LinkToItself,
    NeedsWords,
    NotOnTheMap,
    Place,
    Voice,
    WordsTooLong,
    change_node,
    differences,
    link_nodes,
    order_nodes,
    put_back,
    put_on,
    questions_from,
    say_as_list,
    say_link,
    take_off,
    unlink_nodes,
)
from alongside.domain.formulation.ordering import line_length
from alongside.domain.formulation.questions import find_circle
from tests.domain.made_up_maps import link, maps, node

# Maps take a while to make up when the machine is busy.
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ONE, TWO = UUID(int=1), UUID(int=2)
PAIR = Formulation((node(1), node(2)))


def test_a_node_is_put_on_once_with_its_words_in_one_paragraph():
    first = put_on(Formulation(), node(1, words="  I go quiet,\n it builds up  "))
    assert first.nodes[0].words == "I go quiet, it builds up"
    assert put_on(first, node(1, words="Other words")) == first


@pytest.mark.parametrize(
    ("words", "refusal"), [("", NeedsWords), (" \n ", NeedsWords), ("x" * (LONGEST + 1), WordsTooLong)]
)
def test_words_that_nobody_could_read_on_a_map_are_refused(words, refusal):
    with pytest.raises(refusal):
        put_on(Formulation(), replace(node(1), words=words))
    with pytest.raises(refusal):
        change_node(PAIR, replace(node(1), words=words))


def test_a_link_has_two_ends_that_are_there_and_runs_once_in_a_direction():
    linked = link_nodes(PAIR, link(1, 2))
    assert link_nodes(linked, link(1, 2)) == linked
    with pytest.raises(LinkToItself):
        link_nodes(PAIR, link(1, 1))
    with pytest.raises(LinkedAlready):
        link_nodes(linked, link(1, 2, LinkKind.KEEPS_GOING))
    with pytest.raises(NotOnTheMap):
        link_nodes(PAIR, link(1, 3))
    assert len(link_nodes(linked, link(2, 1)).links) == 2, "circles are allowed"
    assert unlink_nodes(linked, ONE, TWO) == PAIR


def test_what_is_taken_off_is_kept_and_comes_back_with_its_links():
    linked = link_nodes(PAIR, link(1, 2))
    off = take_off(linked, TWO)
    assert list(off.shown) == [ONE]
    assert off.shown_links == ()
    assert [n.id for n in off.taken_off] == [TWO]
    assert take_off(off, TWO) == off
    assert put_back(off, TWO) == linked
    assert change_node(off, node(2)) == linked
    with pytest.raises(NotOnTheMap):
        change_node(off, node(9))
    with pytest.raises(NotOnTheMap):
        take_off(off, UUID(int=9))


@given(maps(), st.data())
@PATIENT
def test_no_change_loses_a_node(map_, data):
    if map_.shown:
        one = data.draw(st.sampled_from(list(map_.shown)))
        changed = change_node(map_, replace(node(1), id=one))
        for after in (take_off(map_, one), changed):
            assert {n.id for n in after.nodes} == {n.id for n in map_.nodes}
            assert set(after.links) == set(map_.links)


def test_the_story_of_a_version_is_worked_out_from_the_two():
    before = Formulation((node(1), node(2)), (link(1, 2),))
    changed = node(1, Place.SHAPED, "Other", voice=Voice.PRACTITIONER, area=Area.MONEY, session_id=ONE)
    after = Formulation((changed, replace(node(2), is_off=True), node(3)), (link(2, 1),))
    assert [(d.said, d.words, d.before) for d in differences(before, after)] == [
        ("New words", "Other", "Thing 1"),
        ("Moved from “What sets it off” to “What shaped me”", "Other", ""),
        ("Now said to be the practitioner’s words", "Other", ""),
        ("Belongs to “Money”", "Other", ""),
        ("Belongs to another session", "Other", ""),
        ("Taken off the map", "Thing 2", ""),
        ("Put on the map under “What sets it off”", "Thing 3", ""),
        ("Linked", "“Thing 2” leads to “Other”", ""),
        ("A link was taken away", "“Thing 1” leads to “Thing 2”", ""),
    ]


@given(maps(), maps())
@PATIENT
def test_two_versions_differ_exactly_when_something_is_said_of_it(before, after):
    assert differences(before, before) == ()
    if any(n not in before.nodes for n in after.nodes):
        assert differences(before, after)


@given(maps())
@PATIENT
def test_the_order_holds_every_node_once_and_never_makes_lines_longer(map_):
    order = order_nodes(map_)
    assert {place: sorted(ids) for place, ids in order.items()} == {
        place: sorted(n.id for n in map_.at(place)) for place in Place
    }
    as_they_came = {place: [n.id for n in map_.at(place)] for place in Place}
    assert line_length(map_, order) <= line_length(map_, as_they_came)
    assert order == order_nodes(Formulation(map_.nodes, map_.links))


def test_crossed_lines_are_untangled():
    nodes = (node(1, Place.SHAPED), node(2, Place.SHAPED), node(3), node(4))
    crossed = Formulation(nodes, (link(1, 4), link(2, 3)))
    order = order_nodes(crossed)
    assert line_length(crossed, order) == 0


@given(maps())
@PATIENT
def test_the_list_says_every_node_and_every_link_and_nothing_twice(map_):
    said = [one for _, found in say_as_list(map_) for one in found]
    assert sorted(one.node.id for one in said) == sorted(map_.shown)
    assert sorted((ln.from_id, ln.to_id) for one in said for ln, _ in one.links) == sorted(
        (ln.from_id, ln.to_id) for ln in map_.shown_links
    )


def test_a_link_is_a_sentence_with_both_ends():
    assert say_link(PAIR, link(1, 2, LinkKind.PROTECTS_FROM)) == "“Thing 1” protects from “Thing 2”"
    assert say_link(PAIR, link(2, 1, LinkKind.KEEPS_GOING)) == "“Thing 2” keeps “Thing 1” going"
    listed = dict(say_as_list(link_nodes(PAIR, link(1, 2, LinkKind.KEEPS_GOING))))[Place.SETS_OFF]
    assert [said for _, said in listed[0].links] == ["It keeps “Thing 2” going"]


def test_an_empty_map_raises_no_question():
    assert questions_from(Formulation()) == ()


def test_the_questions_come_from_what_is_drawn_and_say_why():
    nodes = (
        node(1, Place.SHAPED, area=Area.MONEY), node(2, Place.SETS_OFF, area=Area.MONEY), node(3, Place.KEEPS_GOING),
        node(4, Place.KEEPS_GOING), node(5, Place.PROTECTS), node(6, Place.WANTS),
    )  # fmt: skip
    links = (
        link(1, 3), link(2, 3), link(3, 4), link(4, 3, LinkKind.KEEPS_GOING), link(5, 2, LinkKind.PROTECTS_FROM),
    )  # fmt: skip
    whys = [question.because for question in questions_from(Formulation(nodes, links))]
    assert whys == [
        "Several arrows meet at “Thing 3”",
        "It goes round: “Thing 3”, then “Thing 4”, and back again",
        "“Thing 5” already protects from “Thing 2”",
        "Nothing on the map protects from “Thing 3” yet",
        "It is your map",
    ]
    assert questions_from(Formulation((node(1, area=Area.MONEY), node(2, area=Area.MONEY))))[0].because.startswith(
        "“Money” comes up more than once"
    )


@given(maps())
@PATIENT
def test_whatever_is_drawn_a_question_is_a_question_and_never_an_instruction(map_):
    for question in questions_from(map_):
        assert question.ask.endswith("?")
        assert "should" not in question.ask
        assert "must" not in question.ask
        assert all(n.id in map_.shown for n in question.about)
        assert not any(character.isdigit() for character in question.ask)


@given(maps(12))
@PATIENT
def test_a_circle_that_is_found_runs_along_links_and_closes(map_):
    circle = find_circle(map_)
    drives = {(ln.from_id, ln.to_id) for ln in map_.shown_links if ln.kind is not LinkKind.PROTECTS_FROM}
    around = zip(circle, [*circle[1:], *circle[:1]], strict=True)
    assert all((a.id, b.id) in drives for a, b in around)
