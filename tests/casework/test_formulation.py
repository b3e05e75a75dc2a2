"""The map: every change a version, two who edit at once lose nothing, and whoever stands in reads what was agreed on."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.formulation.operations import (
    ChangedMeanwhile,
    agree_on_map,
    change_on_map,
    link_on_map,
    put_back_on_map,
    put_on_map,
    take_off_map,
    unlink_on_map,
)
from alongside.casework.formulation.queries import get_changing, get_history, get_map, get_turned_map
from alongside.casework.formulation.said import get_said
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.sessions.notes.finishing import finish_note
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.formulation import LinkToItself, Place, Voice, WordsTooLong
from alongside.domain.sessions import Statement, StatementKind
from alongside.ledger.models import Entry
from alongside.records.models import MapVersion
from tests.cast import START, Cast, make_cast
from tests.domain.made_up_maps import link, node
from tests.noted import noted

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
FULL_READERS = ["practitioner", "supervisor"]
NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def put(cast, ruth):
    def made(number=1, place=Place.SETS_OFF, words="", at=START, **more):
        return put_on_map(person_id=cast.person_id, node=node(number, place, words, **more), by=ruth, at=at)

    return made


@pytest.fixture
def see(cast):
    def seen(part="practitioner", at=START, number=None):
        viewer = actor_for(getattr(cast, part))
        return get_map(person_id=cast.person_id, number=number, viewer=viewer, at=at)

    return seen


def words_on(page):
    return [n.words for n in page.map_.shown.values()]


def test_every_change_is_a_version_that_says_who_and_when(cast, ruth, put, see):
    assert put(1) == 1
    assert put(2, at=START + MINUTE) == 2
    at = START + 2 * MINUTE
    link_on_map(person_id=cast.person_id, link=link(1, 2), by=ruth, at=at)
    link_on_map(person_id=cast.person_id, link=link(2, 1), by=ruth, at=at)
    unlink_on_map(person_id=cast.person_id, from_id=UUID(int=2), to_id=UUID(int=1), by=ruth, at=at)
    page = see()
    assert words_on(page) == ["Thing 1", "Thing 2"]
    assert page.map_.shown_links == (link(1, 2),)
    assert (page.version.number, page.version.made_by, page.version.made_at) == (5, "Ruth Adeyemi", at)
    history = get_history(person_id=cast.person_id, viewer=ruth, at=at)
    assert [[c.said for c in version.changes] for version in history.versions] == [
        ["A link was taken away"], ["Linked"], ["Linked"], ["Put on the map under “What sets it off”"],
        ["Put on the map under “What sets it off”"],
    ]  # fmt: skip
    assert words_on(see(number=1)) == ["Thing 1"]


def test_the_same_thing_sent_twice_is_done_once(cast, ruth, put):
    put(1), put(1), put(2)
    for _ in range(2):
        link_on_map(person_id=cast.person_id, link=link(1, 2), by=ruth, at=START)
        take_off_map(person_id=cast.person_id, node_id=UUID(int=1), seen=2, by=ruth, at=START)
        put_back_on_map(person_id=cast.person_id, node_id=UUID(int=1), by=ruth, at=START)
    assert MapVersion.objects.count() == 7


def test_what_is_taken_off_is_kept_with_who_and_when(cast, ruth, put, see):
    put(1, words="Dad shouted")
    take_off_map(person_id=cast.person_id, node_id=UUID(int=1), seen=1, by=ruth, at=START)
    page = see()
    assert words_on(page) == []
    assert [n.words for n in page.map_.taken_off] == ["Dad shouted"]
    put_back_on_map(person_id=cast.person_id, node_id=UUID(int=1), by=ruth, at=START)
    assert words_on(see()) == ["Dad shouted"]


def test_of_two_who_change_the_same_words_the_second_is_offered_both(cast, ruth, put, see):
    put(1, words="At first")
    first, second = node(1, words="Theirs"), node(1, words="Mine", voice=Voice.PRACTITIONER)
    change_on_map(person_id=cast.person_id, node=first, seen=1, by=ruth, at=START)
    with pytest.raises(ChangedMeanwhile) as met:
        change_on_map(person_id=cast.person_id, node=second, seen=1, by=ruth, at=START)
    assert met.value.theirs.words == "Theirs"
    assert words_on(see()) == ["Theirs"]
    change_on_map(person_id=cast.person_id, node=second, seen=met.value.number, by=ruth, at=START)
    assert words_on(see()) == ["Mine"]


def test_two_who_change_different_things_are_not_in_each_others_way(cast, ruth, put, see):
    put(1), put(2)
    change_on_map(person_id=cast.person_id, node=node(1, words="One"), seen=2, by=ruth, at=START)
    change_on_map(person_id=cast.person_id, node=node(2, words="Two"), seen=2, by=ruth, at=START)
    assert words_on(see()) == ["One", "Two"]


def test_what_was_changed_meanwhile_is_not_taken_off_and_what_was_taken_off_is_not_changed_unseen(cast, ruth, put):
    put(1)
    change_on_map(person_id=cast.person_id, node=node(1, words="New"), seen=1, by=ruth, at=START)
    with pytest.raises(ChangedMeanwhile):
        take_off_map(person_id=cast.person_id, node_id=UUID(int=1), seen=1, by=ruth, at=START)
    take_off_map(person_id=cast.person_id, node_id=UUID(int=1), seen=2, by=ruth, at=START)
    with pytest.raises(ChangedMeanwhile) as met:
        change_on_map(person_id=cast.person_id, node=node(1, words="Mine"), seen=2, by=ruth, at=START)
    assert met.value.theirs.is_off


def test_whoever_stands_in_reads_what_was_agreed_on_and_nothing_newer(cast, ruth, put, see):
    put(1, words="Agreed")
    assert words_on(see("cover")) == []
    agree_on_map(person_id=cast.person_id, number=1, by=ruth, at=START)
    agree_on_map(person_id=cast.person_id, number=1, by=ruth, at=START + MINUTE)
    put(2, words="Still talked about")
    page = see("cover")
    assert (words_on(page), page.only_agreed, page.may_write, page.newest) == (["Agreed"], True, False, 1)
    assert page.version.agreed_at == START
    assert [n.words for n in get_turned_map(
        person_id=cast.person_id, viewer=actor_for(cast.cover), at=START
    ).map_.shown.values()] == ["Agreed"]  # fmt: skip
    with pytest.raises(NotHere):
        see("cover", number=2)
    with pytest.raises(NotHere):
        get_history(person_id=cast.person_id, viewer=actor_for(cast.cover), at=START)


@pytest.mark.parametrize("part", FULL_READERS)
def test_readers_see_all_of_it(put, see, part):
    put(1)
    assert words_on(see(part)) == ["Thing 1"]


@pytest.mark.parametrize("part", [*NOBODY, "cover", "supervisor"])
def test_nobody_else_changes_it(cast, put, part):
    put(1)
    by, person_id = actor_for(getattr(cast, part)), cast.person_id
    one = UUID(int=1)
    for refused in (
        lambda: put_on_map(person_id=person_id, node=node(2), by=by, at=START),
        lambda: change_on_map(person_id=person_id, node=node(1), seen=1, by=by, at=START),
        lambda: take_off_map(person_id=person_id, node_id=one, seen=1, by=by, at=START),
        lambda: put_back_on_map(person_id=person_id, node_id=one, by=by, at=START),
        lambda: link_on_map(person_id=person_id, link=link(1, 2), by=by, at=START),
        lambda: unlink_on_map(person_id=person_id, from_id=one, to_id=one, by=by, at=START),
        lambda: agree_on_map(person_id=person_id, number=1, by=by, at=START),
        lambda: get_changing(person_id=person_id, viewer=by, at=START),
        lambda: get_said(person_id=person_id, viewer=by, at=START),
    ):
        with pytest.raises(NotHere):
            refused()
    assert MapVersion.objects.count() == 1


@pytest.mark.parametrize("part", NOBODY)
def test_nobody_else_reads_it(put, see, part):
    put(1)
    with pytest.raises(NotHere):
        see(part)


def test_refused_is_what_the_rules_refuse_and_nothing_of_it_is_kept(cast, ruth, put):
    put(1)
    with pytest.raises(WordsTooLong):
        put(2, words="x" * 30_000)
    with pytest.raises(LinkToItself):
        link_on_map(person_id=cast.person_id, link=link(1, 1), by=ruth, at=START)
    with pytest.raises(NotHere):
        put(2, session_id=uuid4())
    with pytest.raises(NotHere):
        agree_on_map(person_id=cast.person_id, number=9, by=ruth, at=START)
    assert MapVersion.objects.count() == 1


def test_words_of_the_map_are_sealed(put):
    put(1, words="Nobody talked after")
    assert b"Nobody" not in bytes(MapVersion.objects.get().sealed_body)


def test_each_look_and_each_change_is_in_the_ledger(cast, ruth, put, see):
    put(1)
    see("supervisor")
    change_on_map(person_id=cast.person_id, node=replace(node(1), place=Place.WANTS), seen=1, by=ruth, at=START)
    found = list(Entry.objects.filter(object_type="map").order_by("id").values_list("action", flat=True))
    assert sorted(found) == ["changed", "opened", "put_on"]


def test_what_can_be_picked_is_what_matters_and_what_was_said_in_notes_and_no_word_else(cast, ruth):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)
    said = Statement(StatementKind.SAID, "I go quiet, it builds up")
    thought = Statement(StatementKind.JUDGEMENT, "He avoids talking")
    typed = replace(noted(""), statements=(said, thought))
    finish_note(session_id=session_id, typed=typed, by=ruth, at=START)
    say_what_matters(person_id=cast.person_id, words="Saturdays with Ella", said_on=START.date(), by=ruth, at=START)
    page = get_said(person_id=cast.person_id, viewer=ruth, at=START)
    assert {(one.words, one.session_id) for one in page.said} == {
        ("I go quiet, it builds up", session_id), ("Saturdays with Ella", None),
    }  # fmt: skip
    assert Entry.objects.filter(object_type="notes", action="opened").exists()


def test_a_node_says_which_session_it_belongs_to(cast, ruth, put, see):
    session_id = plan_session(person_id=cast.person_id, plan=Plan(START), by=ruth, at=START)
    put(1, session_id=session_id)
    assert see().met_on == {session_id: START}
    assert get_changing(person_id=cast.person_id, viewer=ruth, at=START).sessions == [(session_id, START)]
