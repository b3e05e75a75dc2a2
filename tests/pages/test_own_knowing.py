"""What I know about me: written, changed, taken away and read by the person, and by nobody else."""

from dataclasses import replace
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.casework.people.operations import add_person
from alongside.domain import self_knowledge
from alongside.ledger.models import Entry
from alongside.records.models import SelfKnowledge
from alongside.vault import ENVELOPE_VERSION
from tests.cast import START, TOMOS
from tests.pages.own_door import give_door, open_own

OF_ANOTHER = bytes((ENVELOPE_VERSION,)) + b"of another"

pytestmark = pytest.mark.django_db
MINE = "/mine/what-i-know/"
QUIET = {"do": "keep", "about": "noticed", "now": "I go quiet before I get angry.", "before": "It came from nowhere."}
SISTER = {"do": "keep", "about": "can_call", "now": "My sister, any time"}


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def write(phone, **sent):
    return words_of(phone.post(MINE, sent, follow=True))


def test_it_is_kept_and_read_with_before_and_now_under_what_it_is_about(phone):
    assert "One short line is a good start." in words_of(phone.get(MINE))
    assert "It is kept." in write(phone, **QUIET)
    page = write(phone, **SISTER)
    assert page.index("It came from nowhere.") < page.index("I go quiet before I get angry.") < page.index("My sister")
    assert page.index('id="noticed"') < page.index("I go quiet before I get angry.") < page.index('id="can_call"')
    assert "You wrote this on" in page


def test_sent_twice_it_is_kept_once(phone):
    write(phone, **QUIET)
    write(phone, **QUIET)
    assert SelfKnowledge.objects.count() == 1


def test_it_is_written_over_and_nothing_of_the_old_words_is_left(phone):
    write(phone, **QUIET)
    which = str(SelfKnowledge.objects.get().id)
    assert "It came from nowhere." in words_of(phone.get(f"{MINE}?which={which}"))
    page = write(phone, **SISTER, which=which)
    assert "It now says that." in page
    assert "I go quiet before" not in page.split('id="write"')[0]
    assert SelfKnowledge.objects.count() == 1


def test_it_is_taken_away_without_a_trace_and_the_ledger_knows_that_it_was_the_person(phone):
    write(phone, **QUIET)
    which = str(SelfKnowledge.objects.get().id)
    assert "Nothing of it is left." in write(phone, do="take_away", which=which)
    assert not SelfKnowledge.objects.exists()
    entries = Entry.objects.filter(object_type="self_knowledge").exclude(action="opened")
    assert sorted((e.kind, e.action, e.relation) for e in entries) == [
        ("collection", "added", "self"), ("erasure", "taken_back", "self"),
    ]  # fmt: skip
    assert phone.post(MINE, {"do": "take_away", "which": which}).status_code == 404


def test_what_is_missing_or_too_long_is_said_at_its_place_and_what_was_typed_stays(phone):
    page = write(phone, do="keep", now="Half a thought")
    assert "Choose what it is about." in page
    assert "Half a thought" in page
    assert "A few words will do." in write(phone, do="keep", about="helps", now=" ")
    page = write(phone, **(QUIET | {"now": "x" * 1001}))
    assert "Use fewer words." in page
    assert "It came from nowhere." in page
    assert write(phone, **(SISTER | {"about": "martians"})).count("Choose what it is about.") == 2
    assert not SelfKnowledge.objects.exists()


def test_a_full_page_says_so_and_keeps_what_was_typed(phone, monkeypatch):
    monkeypatch.setattr("alongside.casework.my_side.knowing.MOST", 1)
    write(phone, **QUIET)
    page = write(phone, **SISTER)
    assert "This page is full." in page
    assert "My sister, any time" in page
    assert SelfKnowledge.objects.count() == 1


@pytest.mark.parametrize("which", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_one_that_is_not_there_is_not_there(phone, which):
    assert phone.get(f"{MINE}?which={which}").status_code == 404
    assert phone.post(MINE, QUIET | {"which": which}).status_code == 404


def test_what_somebody_else_wrote_is_neither_opened_nor_changed_nor_taken_away(phone, cast):
    other = add_person(facts=replace(TOMOS, identifiers=[]), by=actor_for(cast.practitioner), at=START)
    row = SelfKnowledge.objects.create(id=uuid4(), person_id=other, written_at=START, sealed_body=OF_ANOTHER)
    assert phone.get(f"{MINE}?which={row.id}").status_code == 404
    for sent in (QUIET, {"do": "take_away"}):
        assert phone.post(MINE, sent | {"which": str(row.id)}).status_code == 404
    assert bytes(SelfKnowledge.objects.get().sealed_body) == OF_ANOTHER


def test_no_row_says_it_in_the_open(phone):
    write(phone, **QUIET)
    body = bytes(SelfKnowledge.objects.get().sealed_body)
    assert b"quiet" not in body
    assert b"noticed" not in body


def test_an_insight_comes_out_as_it_went_in():
    said = self_knowledge.Insight(self_knowledge.About.HELPS, "A walk. 🚶 \u202eabc", "Nothing")
    assert self_knowledge.unpack(self_knowledge.pack(said)) == said
