"""What is held apart is on no page of staff: as if the row were not there, in every list, figure, print and form.

Each table that can be held apart is tried on every page, for everybody who reads the record, in three ways: a token in its
words, every page against the same page without the row, and every question to the database against the condition.
"""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.casework.caseload.state import refresh_state
from alongside.casework.held_apart.marking import all_that_goes_along, hold_rows, lift_rows
from alongside.casework.held_apart.tables import CHOSEN, HELD, table_of
from alongside.casework.people.sealing import open_field, seal_field
from alongside.casework.subject_access.gathering import _table
from alongside.records import models
from alongside.records.held_apart import HoldApart, InUseManager
from alongside.records.retention import Erasure
from alongside.vault import open_keys
from tests.access.browsers import ask, comparable, nothing_stays, path_of
from tests.access.canaries import CANARY, put_canaries
from tests.access.pages_for_whom import DEVICE, PAGES, SIGN_IN
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.cast import START
from tests.pages.conftest import cast, set_clock  # noqa: F401  fixtures
from tests.pages.test_nobody_can_tell import ALWAYS_NEW
from tests.signed_in import client_with_session, signed_in_client

pytestmark = [pytest.mark.django_db, pytest.mark.every_page]
READERS = ("practitioner", "co_worker", "cover", "supervisor", "inspector", "breaker")
# Where it is right to say that something is held apart, or to read it: the person's copy, and the pages of the hold itself.
SAY_SO = {
    "held_apart", "held_apart_request", "print_held_apart", "open_held_apart", "held_apart_of", "access_request", "access_item",
    "extend_access_request",
}  # fmt: skip
PRODUCT = [
    a for a in every_address() if a.name in PAGES and PAGES[a.name] not in (SIGN_IN,) and PAGES[a.name].get != DEVICE
]
# Where one sentence stands in its place.
SENTENCE = {"Note": "session"}
NO_WORDS = {"HelpAnswer", "FigureOffer"}


@pytest.fixture
def world(cast) -> World:  # noqa: F811
    made = make_world(cast)
    put_canaries(made)
    # A draft goes with the note that it corrects, and with no other.
    models.Draft.objects.update(replaces=models.Note.objects.first())
    # The page of whoever confirms an erasure asks for a new sign-in each time.
    Erasure.objects.all().delete()
    return made


def rows_of(name: str) -> list[Any]:
    return list(table_of(name).everything.all())


def heron(name: str) -> str:
    return f"Heron{name}9183"


def put_a_heron(name: str, person_id: Any) -> None:
    """Write a token of its own instead of the first into what the rows of one table say."""
    keys = open_keys([person_id])
    for row in rows_of(name):
        for column in [f.name for f in row._meta.concrete_fields if f.name.startswith("sealed_")]:
            said = open_field(keys, person_id, _table(name), row.id, column, getattr(row, column))
            said = said.replace(CANARY, heron(name))
            setattr(row, column, seal_field(keys, person_id, _table(name), row.id, column, said))
        row.save()


def hold_all_of(names: Iterable[str], world: World) -> HoldApart:
    hold = HoldApart.objects.get()
    HoldApart.objects.update(state="held", decided_by=world.cast.privacy_officer, decided_at=START)
    hold_rows(hold, [(name, row.id) for name in names for row in rows_of(name)], at=START)
    return hold


def pages(world: World, part: str) -> dict[str, Any]:
    """Return every page of staff as this part of the world gets it. Nothing that looking changes stays."""
    answers = {}
    session = signed_in_client(world.staff()[part]).cookies["sessionid"].value
    for address in PRODUCT:
        if address.name not in SAY_SO:
            with nothing_stays():
                answers[address.name] = ask(client_with_session(session), "get", path_of(address, world))
    return answers


def said_of(names: Iterable[str], world: World, parts: Iterable[str]) -> set[str]:
    """Return of which of these tables any of them reads a word on any page."""
    wanted = list(names)
    found = set()
    for part in parts:
        for answer in pages(world, part).values():
            said = answer.content.decode(errors="replace").lower()
            found |= {name for name in wanted if heron(name).lower() in said}
    return found


def in_words(world: World, part: str) -> dict[str, Any]:
    found = {name: comparable(answer) for name, answer in pages(world, part).items()}
    return {name: (status, ALWAYS_NEW.sub(b"", body)) for name, (status, _, body) in found.items()}


def words_are_left(world: World, before: Iterable[str], after: Iterable[str]) -> set[str]:
    """Return of which tables somebody still reads a word once all is held apart. Each was read by somebody before."""
    with_words = [name for name in HELD if name not in NO_WORDS]
    for name in with_words:
        put_a_heron(name, world.cast.person_id)
    assert said_of(with_words, world, before) == set(with_words), "the test could not fail"
    hold_all_of(CHOSEN, world)
    return said_of(with_words, world, after)


def test_no_page_of_staff_says_a_word_of_it(world):
    assert words_are_left(world, ["practitioner"], ["practitioner", "supervisor"]) == set()


@pytest.mark.nightly
def test_nobody_reads_past_the_condition(world):
    assert read_past(world, READERS) == set()


@pytest.mark.nightly
def test_nobody_on_the_staff_reads_a_word_of_it(world):
    assert words_are_left(world, READERS, world.staff()) == set()


def take_away(places: Iterable[tuple[str, Any]], person_id: Any) -> None:
    """Delete rows for good, each table before those it points at."""
    left = set(places)
    for name in ("Draft", "FigureOffer", "Judgement", "AnswerBack", "EpisodeStep", "HelpAnswer", "PromiseStep",
                 "RepairConversation", "Episode", "Note", "PowerEvent", "Calculation", "Promise", "WhatMatters"):  # fmt: skip
        rows = table_of(name)._base_manager.filter(pk__in=[row for source, row in left if source == name])
        models.Capability.objects.filter(episode__in=rows if name == "Episode" else []).update(episode=None)
        rows._raw_delete(rows.db)
    refresh_state(person_id, at=START)


def as_if_they_were_not_there(world: World, names: Iterable[str], part: str) -> None:
    """Compare every page with what is held apart to the same page without it, and to the one after it is taken up again."""
    person_id = world.cast.person_id
    refresh_state(person_id, at=START)
    with nothing_stays():
        before = in_words(world, part)
        hold = hold_all_of(names, world)
        held = in_words(world, part)
        lift_rows(hold, at=START)
        HoldApart.objects.update(state="asked", decided_by=None, decided_at=None)
        after = in_words(world, part)
    with nothing_stays():
        take_away(all_that_goes_along([(name, row.id) for name in names for row in rows_of(name)]), person_id)
        gone = in_words(world, part)
    assert {page for page in gone if gone[page] != held[page]} == {SENTENCE[name] for name in names if name in SENTENCE}
    assert {page for page in before if before[page] != after[page]} == set()
    assert part != "practitioner" or held != before


# What is asked again when answers are taken away is not asked when they are held apart: see the tests of casework.
COMPARED = [name for name in CHOSEN if name != "CheckIn"]


def test_every_page_is_as_if_nothing_of_it_were_there_and_afterwards_as_it_was(world):
    as_if_they_were_not_there(world, COMPARED, "practitioner")


@pytest.mark.nightly
@pytest.mark.parametrize("part", READERS)
@pytest.mark.parametrize("name", COMPARED)
def test_the_same_for_each_table_and_everybody_who_reads_the_record(world, name, part):
    as_if_they_were_not_there(world, [name], part)


TABLES = {table_of(name)._meta.db_table: name for name in HELD}
READ = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: ([TUVW]\d+)\b)?')
# A join that needs no condition of its own: from which table, which has it or is made anew, to which, and why.
GOES_ALONG = "goes along with the row it is joined to"
BY_WAY_OF = {
    ("records_episode", "records_checkin"): GOES_ALONG,
    ("records_answerback", "records_checkin"): GOES_ALONG,
    ("records_checkin", "records_answerback"): GOES_ALONG,
    ("records_promisestep", "records_promise"): GOES_ALONG,
    ("records_judgement", "records_calculation"): GOES_ALONG,
    ("records_figureoffer", "records_calculation"): GOES_ALONG,
    ("records_draft", "records_note"): GOES_ALONG,
    ("records_note", "records_note"): "all wordings of a note go together",
    ("records_powerevent", "records_powerevent"): "all wordings of an event go together",
    ("records_caseloadstate", "records_episode"): "made anew whenever something is held apart or taken up",
    ("records_caseloadstate", "records_checkin"): "by way of that strain, which goes with its answers",
    ("records_helditem", "records_note"): "the sentence that a note is held apart",
    ("records_session", "records_checkin"): "nobody is asked again what they answered",
}


def past_the_condition(sql: str) -> set[str]:
    """Return the tables that one question reads without leaving out what is held apart."""
    reads = [(table, alias or table) for table, alias in READ.findall(sql)]
    safe = [table for table, name in reads if table not in TABLES or re.search(rf'NOT "?{name}"?\."held_apart"', sql)]
    return {
        table
        for table, name in reads
        if not re.search(rf'NOT "?{name}"?\."held_apart"', sql) and table in TABLES
        and not any((other, table) in BY_WAY_OF for other in safe)
    }  # fmt: skip


def read_past(world: World, parts: Iterable[str]) -> set[tuple[str, str]]:
    """Return which pages ask for something that can be held apart without the condition, and of which table."""
    found = set()
    for part in parts:
        session = signed_in_client(world.staff()[part]).cookies["sessionid"].value
        for address in PRODUCT:
            if address.name in SAY_SO:
                continue
            with (
                nothing_stays(),
                CaptureQueriesContext(
                    connection,
                ) as asked,
            ):
                ask(client_with_session(session), "get", path_of(address, world))
            for query in asked.captured_queries:
                if query["sql"].startswith("SELECT"):
                    found |= {(address.name, table) for table in past_the_condition(query["sql"])}
    return found


def test_no_page_reads_past_the_condition(world):
    assert read_past(world, ["practitioner"]) == set()


def test_broken_on_purpose_a_list_that_reads_past_it_is_noticed(world, monkeypatch):
    everything = InUseManager.__mro__[1].get_queryset
    monkeypatch.setattr(InUseManager, "get_queryset", everything)
    assert {table for _, table in read_past(world, ["practitioner"])} >= {
        "records_note",
        "records_promise",
        "records_checkin",
    }
    put_a_heron("Note", world.cast.person_id)
    hold_all_of(["Note"], world)
    assert said_of(["Note"], world, ["practitioner"])
