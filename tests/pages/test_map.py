"""The pages of the map: what both people at the desk, and whoever stands in, would notice."""

import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import begin_assessment
from alongside.casework.assessment.saving import Sent, save_answers
from alongside.casework.formulation.operations import agree_on_map, change_on_map, link_on_map, put_on_map
from alongside.casework.people.what_matters import say_what_matters
from alongside.domain.assessment import Area, Said
from alongside.domain.assessment import Voice as Answered
from alongside.domain.formulation import LinkKind, Place
from alongside.records.models import MapVersion
from tests.cast import START
from tests.domain.made_up_maps import link, node

pytestmark = pytest.mark.django_db
ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def by(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def drawn(cast, by):
    for number, place, words in ((1, Place.SETS_OFF, "Being talked down to"), (2, Place.KEEPS_GOING, "I go quiet")):
        put_on_map(person_id=cast.person_id, node=node(number, place, words), by=by, at=START)
    link_on_map(person_id=cast.person_id, link=link(1, 2), by=by, at=START)


def address(cast, name="map", *parts):
    return reverse(name, args=[cast.person_id, *parts])


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def typed(words, node_id=None, **more):
    said = {"node": node_id or uuid4(), "place": "sets_off", "words": words, "voice": "person"}
    return said | more


def test_an_empty_map_says_what_it_is_for_and_how_to_begin(cast, ruth):
    page = text_of(ruth.get(address(cast)))
    assert "Nothing is on the map yet" in page
    assert address(cast, "add_to_map") in page
    assert '<svg class="app-map"' not in page


def test_something_is_put_on_and_stands_in_the_list_and_in_the_picture(cast, ruth):
    answer = ruth.post(address(cast, "add_to_map"), typed("A drink on a Friday", area="alcohol"))
    assert answer.headers["Location"] == address(cast)
    page = text_of(ruth.get(address(cast)))
    assert page.count("A drink on a Friday") >= 3
    assert "about “Alcohol”" in page
    assert "Tomos’s words" in page


def test_one_more_keeps_the_place(cast, ruth):
    answer = ruth.post(address(cast, "add_to_map"), typed("First", more="1"))
    assert answer.headers["Location"] == address(cast, "add_to_map") + "?place=sets_off"
    assert re.search(r'value="sets_off"[^>]*checked', text_of(ruth.get(answer.headers["Location"])))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "Write what it is, in a few words"),
        ({"words": "📝" * 30_000}, "Write 400 characters or fewer. Everything you wrote is still here"),
        ({"place": "nowhere"}, "Choose where it belongs"),
        ({"voice": ""}, "Say whose words these are"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_what_was_typed_is_still_there(cast, ruth, wrong, said):
    sent = typed("مرحبا 👋 I said") | wrong
    page = text_of(ruth.post(address(cast, "add_to_map"), sent))
    assert said in page
    assert "<title>Error:" in page
    assert sent["words"] in page
    assert not MapVersion.objects.exists()


def test_an_answer_goes_on_the_map_in_their_words_with_its_area_and_the_map_leads_back_to_it(cast, ruth, by):
    begin_assessment(person_id=cast.person_id, by=by, at=START)
    said = [
        Sent("money.debts", Answered.PERSON, Said(("much",), "I owe my nan")),
        Sent("money.debts", Answered.PRACTITIONER, Said(("much",), "Two letters seen")),
    ]
    save_answers(person_id=cast.person_id, sent=said, tab="", by=by, at=START)
    offered = text_of(ruth.get(address(cast, "map_said")))
    assert "I owe my nan" in offered
    assert "Two letters seen" not in offered
    picked = text_of(ruth.post(address(cast, "add_to_map"), {"pick": "1", "words": "I owe my nan", "area": "money"}))
    assert '<option value="money" selected>' in picked
    put_on_map(person_id=cast.person_id, node=node(1, words="I owe my nan", area=Area.MONEY), by=by, at=START)
    leads_to = reverse("assessment_area", args=[cast.person_id, "money"])
    assert f'href="{leads_to}"' in text_of(ruth.get(address(cast, "map")))
    assert f'href="{leads_to}"' not in text_of(ruth.get(address(cast, "turn_map")))


def test_the_same_form_sent_twice_is_one_thing(cast, ruth):
    sent = typed("Once")
    ruth.post(address(cast, "add_to_map"), sent), ruth.post(address(cast, "add_to_map"), sent)
    assert MapVersion.objects.count() == 1


def test_a_link_is_drawn_said_and_taken_away(cast, ruth, drawn):
    page = text_of(ruth.get(address(cast, "map_node", ONE)))
    assert "It leads to “I go quiet”" in page
    assert "“Being talked down to” leads to it" in text_of(ruth.get(address(cast, "map_node", TWO)))
    ruth.post(address(cast, "map_node", TWO), {"do": "link", "kind": "keeps_going", "to": ONE})
    assert 'aria-label="“I go quiet” keeps “Being talked down to” going"' in text_of(ruth.get(address(cast)))
    again = ruth.post(address(cast, "map_node", TWO), {"do": "link", "kind": "leads_to", "to": ONE})
    assert "These two are linked already" in text_of(again)
    ruth.post(address(cast, "map_node", TWO), {"do": "unlink", "start": TWO, "end": ONE})
    assert "keeps “Being talked down to” going" not in text_of(ruth.get(address(cast)))


def test_a_link_to_nowhere_or_to_itself_is_refused_at_its_place(cast, ruth, drawn):
    for end in (ONE, uuid4(), ""):
        answer = text_of(ruth.post(address(cast, "map_node", ONE), {"do": "link", "kind": "leads_to", "to": end}))
        assert "There is a problem" in answer
    assert MapVersion.objects.count() == 3


def test_of_two_who_change_the_same_thing_both_texts_are_offered(cast, ruth, by, drawn):
    change_on_map(person_id=cast.person_id, node=node(1, words="Theirs"), seen=3, by=by, at=START)
    page = text_of(ruth.post(address(cast, "map_node", ONE), typed("Mine", ONE, do="change", seen=3)))
    assert "Somebody else changed this meanwhile" in page
    assert "Theirs" in page
    assert "Mine" in page
    assert "Keep both" in page
    new_seen = re.search(r'name="seen" value="(\d+)"', page).group(1)
    ruth.post(address(cast, "map_node", ONE), typed("Mine", ONE, do="change", seen=new_seen))
    assert "Mine" in text_of(ruth.get(address(cast)))
    history = text_of(ruth.get(address(cast, "map_history")))
    assert "“Being talked down to” became “Theirs”" in history
    assert "“Theirs” became “Mine”" in history


def test_both_texts_can_be_kept_without_typing_again(cast, ruth, by, drawn):
    change_on_map(person_id=cast.person_id, node=node(1, words="Theirs"), seen=3, by=by, at=START)
    page = ruth.post(address(cast, "map_node", ONE), typed("Mine", ONE, do="change", seen=3)).content.decode()
    both = page.split(f'action="{address(cast, "add_to_map")}"', 1)[1].split("</form>", 1)[0]
    ruth.post(address(cast, "add_to_map"), dict(re.findall(r'name="(\w+)" value="([^"]*)"', both)))
    page = text_of(ruth.get(address(cast)))
    assert "Theirs" in page
    assert "Mine" in page


def test_what_is_taken_off_is_shown_and_put_back(cast, ruth, drawn):
    ruth.post(address(cast, "map_node", ONE), {"do": "off", "seen": 3})
    page = text_of(ruth.get(address(cast)))
    assert "Taken off the map" in page
    assert "It leads to" not in page
    ruth.post(address(cast, "map_node", ONE), {"do": "back"})
    assert "It leads to “I go quiet”" in text_of(ruth.get(address(cast)))


def test_what_somebody_changed_is_not_taken_off_unseen(cast, ruth, by, drawn):
    change_on_map(person_id=cast.person_id, node=node(1, words="Theirs"), seen=3, by=by, at=START)
    answer = ruth.post(address(cast, "map_node", ONE), {"do": "off", "seen": 3}, follow=True)
    assert "Somebody changed this since you opened it" in text_of(answer)
    assert MapVersion.objects.count() == 4


def test_words_are_picked_and_looked_at_before_they_are_kept(cast, ruth, by):
    say_what_matters(person_id=cast.person_id, words="Saturdays with Ella", said_on=START.date(), by=by, at=START)
    assert "Saturdays with Ella" in text_of(ruth.get(address(cast, "map_said")))
    page = text_of(ruth.post(address(cast, "add_to_map"), {"pick": "1", "words": "Saturdays with Ella", "session": ""}))
    assert ">Saturdays with Ella</textarea>" in page
    assert "There is a problem" not in page
    assert not MapVersion.objects.exists()


def test_whoever_stands_in_reads_what_was_agreed_on(cast, sign_in, ruth, by, drawn):
    cover = sign_in(cast.cover)
    assert "There is no map here that both have marked as right" in text_of(cover.get(address(cast)))
    ruth.post(address(cast, "agree_on_map"), {"number": "3"})
    put_on_map(person_id=cast.person_id, node=node(3, words="Still talked about"), by=by, at=START)
    for name in ("map", "turn_map", "print_map"):
        page = text_of(cover.get(address(cast, name)))
        assert "I go quiet" in page
        assert "Still talked about" not in page
    assert "Still talked about" in text_of(ruth.get(address(cast)))
    assert cover.get(address(cast, "map_history")).status_code == 404
    assert cover.get(address(cast, "map_version", 4)).status_code == 404
    assert cover.get(address(cast, "map_version", 3)).status_code == 200


def test_a_version_is_shown_as_it_was(cast, ruth, drawn):
    page = text_of(ruth.get(address(cast, "map_version", 1)))
    assert "Being talked down to" in page
    assert "I go quiet" not in page
    assert ruth.get(address(cast, "map_version", 99)).status_code == 404


def test_the_turned_screen_has_the_map_and_not_a_word_more(cast, ruth, by, drawn):
    agree_on_map(person_id=cast.person_id, number=3, by=by, at=START)
    page = text_of(ruth.get(address(cast, "turn_map")))
    assert "Being talked down to" in page
    for word in ("Tomos", "Bevan", "Ruth", "Large print", "Community order", "Alongside</", "map/nodes/"):
        assert word not in page


def test_the_picture_is_named_and_each_of_its_parts_says_what_it_is(cast, ruth, by, drawn):
    link_on_map(person_id=cast.person_id, link=link(2, 1, LinkKind.PROTECTS_FROM), by=by, at=START)
    page = text_of(ruth.get(address(cast)))
    assert '<title id="map-title">The map as a picture</title>' in page
    assert "Five places with 2 things on them and 2 links between" in page
    assert page.count('tabindex="0" role="img" aria-label="“') == 2
    assert f'href="{address(cast, "map_node", ONE)}" aria-label="Being talked down to. What sets it off' in page


def test_the_supervisor_reads_and_is_offered_no_change(cast, sign_in, drawn):
    page = text_of(sign_in(cast.supervisor).get(address(cast)))
    assert "I go quiet" in page
    for name in ("add_to_map", "map_said", "agree_on_map"):
        assert address(cast, name) not in page
    assert f"#node-{ONE}" in page


def test_the_page_of_the_person_leads_there(cast, ruth):
    assert f'href="{address(cast)}"' in text_of(ruth.get(reverse("person", args=[cast.person_id])))
