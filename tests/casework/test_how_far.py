"""How far an incident reaches: who saw is what was done, numbered or not, and what no row keeps is said."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.access_rules.authority import withdraw_authority
from alongside.casework.audit import record_listed
from alongside.casework.incidents import reaching
from alongside.casework.incidents.gaps import INSPECTION, KNEW
from alongside.casework.incidents.reaching import Asked, NothingSaid, WrongSpan, ask_how_far, get_how_far
from alongside.casework.people.details import get_details
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.ledger import sequence_entries
from alongside.ledger.models import Entry
from alongside.records.models import Conflict, DatedAuthority, Exclusion, Person
from tests.cast import START, make_cast

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = START + timedelta(days=2)
BEGIN, END = START + HOUR, START + 11 * HOUR  # after the cast was made, which is in the ledger too
WITH_EVERYTHING = 1  # a seed whose looks are listed, without a number, and at the last moment
Look = tuple[UUID, UUID, str, object]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def petra(cast):
    return actor_for(cast.privacy_officer)


def ask(by, since=BEGIN, until=END, words="A stolen password", at=LATER, **about):
    return ask_how_far(asked=Asked(words, since, until, **about), by=by, at=at)


def saw(by, **asked) -> Counter[Look]:
    """Return who is said to have seen whom, how and when."""
    found = get_how_far(reach_id=ask(by, **asked), viewer=by, at=LATER)
    return Counter((one.line.actor_id, one.line.subject, one.line.action, one.line.first_at) for one in found.saw)


def look_around(cast, seed: int) -> list[Look]:
    """Have Ruth open and list three people at moments drawn by chance, a part of it numbered, and return what was done."""
    draw, ruth = random.Random(seed), actor_for(cast.practitioner)  # noqa: S311  it has to come out the same again
    names = [PersonName(f"Person {number}", "Made Up") for number in range(2)]
    facts = [PersonFacts(name, None, Jurisdiction.SCOTLAND) for name in names]
    added = [add_person(facts=one, by=ruth, at=START) for one in facts]
    people = list(Person.objects.filter(id__in=[cast.person_id, *added]))
    done: list[Look] = []
    for number in range(draw.randrange(4, 12)):
        at = draw.choice([BEGIN - MINUTE, BEGIN, BEGIN + MINUTE, END - MINUTE, END, END + HOUR])
        if draw.random() < 0.5:
            person = draw.choice(people)
            get_details(person_id=person.id, viewer=ruth, at=at)
            done.append((ruth.id, person.pseudonym, "opened", at))
        else:
            shown = [person.pseudonym for person in people]
            record_listed(shown, by=ruth, at=at, relation="allocated", object_type="caseload")
            done += [(ruth.id, pseudonym, "listed", at) for pseudonym in shown]
        if number == 3:
            sequence_entries(limit=draw.randrange(1, 5))
    return [look for look in done if BEGIN <= look[3] < END]


def differences(cast, petra, seed: int) -> list[Look]:
    """Return what the answer says too much or too little, by account and by person."""
    done = look_around(cast, seed)
    own = Person.objects.get(id=cast.person_id).pseudonym
    by_account, by_person = Counter(done), Counter(look for look in done if look[1] == own)
    asked_account, asked_person = saw(petra, account=cast.practitioner.id), saw(petra, person_id=cast.person_id)
    too_little = (by_account - asked_account) + (by_person - asked_person)
    return [*too_little, *(asked_account - by_account), *(asked_person - by_person)]


@pytest.mark.parametrize("seed", range(12))
def test_who_saw_is_what_was_done(cast, petra, seed):
    assert differences(cast, petra, seed) == []


def numbered() -> set:
    return set(Entry.objects.filter(leaf__isnull=False).values_list("recorded_at", flat=True))


def forgets_what_has_no_number(whole):
    return lambda **asked: [entry for entry in whole(**asked) if entry.at in numbered()]


def takes_the_last_moment_in(whole):
    return lambda until, **asked: whole(until=until + MINUTE, **asked)


def sees_only_the_first_of_a_list(whole):
    return lambda **asked: [replace(entry, subjects=entry.subjects[:1]) for entry in whole(**asked)]


@pytest.mark.parametrize(
    "mistake", [forgets_what_has_no_number, takes_the_last_moment_in, sees_only_the_first_of_a_list]
)
def test_broken_on_purpose_each_mistake_is_found(cast, petra, mistake):
    with patch.object(reaching, "list_entries", mistake(reaching.list_entries)):
        assert differences(cast, petra, WITH_EVERYTHING)


def test_asking_has_a_purpose_a_span_and_an_entry_of_its_own(cast, petra):
    with pytest.raises(NothingSaid):
        ask(petra, words=" ", person_id=cast.person_id)
    for since, until in ((START, START), (START, LATER + HOUR), (START - timedelta(days=100), START)):
        with pytest.raises(WrongSpan):
            ask(petra, since=since, until=until, person_id=cast.person_id)
    with pytest.raises(NotHere):
        ask(petra)
    get_how_far(reach_id=ask(petra, person_id=cast.person_id), viewer=petra, given_out=True, at=LATER)
    told = list(Entry.objects.filter(object_type=reaching.TABLE).order_by("recorded_at").values_list("kind", "action"))
    assert sorted(told) == [("consultation", "asked_how_far"), ("disclosure", "exported")]


@pytest.mark.parametrize("who", ["practitioner", "supervisor", "safeguarding_lead", "evaluator", "administrator"])
def test_nobody_but_a_privacy_officer_asks_or_reads_it(cast, petra, who):
    by, asked = actor_for(getattr(cast, who)), ask(petra, person_id=cast.person_id)
    for attempt in (
        lambda: ask(by, person_id=cast.person_id),
        lambda: get_how_far(reach_id=asked, viewer=by, at=LATER),
    ):
        with pytest.raises(NotHere):
            attempt()


def test_an_officer_who_knows_the_person_is_told_of_nobody(cast, petra):
    asked = ask(petra, person_id=cast.person_id)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.privacy_officer, set_by=cast.supervisor, set_at=START)
    with pytest.raises(NotHere):
        get_how_far(reach_id=asked, viewer=petra, at=LATER)
    with pytest.raises(NotHere):
        ask(petra, person_id=cast.person_id)
    get_details(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START + HOUR)
    assert not saw(petra, account=cast.practitioner.id)


def test_what_no_row_keeps_is_said(cast, petra):
    asked = ask(petra, person_id=cast.person_id)
    assert get_how_far(reach_id=asked, viewer=petra, at=LATER).gaps == []
    row = DatedAuthority.objects.create(
        user=cast.evaluator, team=cast.team, starts_on=START.date(), ends_on=START.date(), granted_by=cast.administrator,
        granted_at=START,
    )  # fmt: skip
    withdraw_authority(authority_id=row.id, by=actor_for(cast.administrator), at=START + HOUR)
    for person in (cast.person_id, None):
        Conflict.objects.create(person_id=person, user=cast.colleague, blind=b"x" * 32, declared_at=START)
    assert get_how_far(reach_id=asked, viewer=petra, at=LATER).gaps == [INSPECTION, KNEW]
