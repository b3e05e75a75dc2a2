"""G3 for imports: a record that the uploader may not know of behaves in every way like one that is not there."""

import pytest

from alongside.access.actors import actor_for
from alongside.access.standings import visible_people
from alongside.casework.imports.queries import get_batch, list_problems
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import PersonName
from alongside.records.models import Conflict, Exclusion, Identifier, Person, Restriction, Session
from tests.casework.imported import check, import_all, names_seen_by
from tests.cast import START, TOMOS, make_cast

pytestmark = pytest.mark.django_db
HEADER = "id_scheme,id_number,given_names,family_name,born_on,jurisdiction\n"
TOMOS_ROW = HEADER + "crn,x-123456,Thomas,Beven,01/03/1999,Scotland\n"
SESSION = "id_scheme,id_number,practitioner,date,time\nCRN,{},ruth@example.org,11/05/2026,10:00\n"


@pytest.fixture
def cast(db):
    return make_cast()


def exclude(cast, user) -> None:
    Exclusion.objects.create(person_id=cast.person_id, user=user, set_by=cast.supervisor, set_at=START)


def restrict(cast, user) -> None:
    Restriction.objects.create(person_id=cast.person_id, set_by=cast.supervisor, set_at=START)


def conflict(cast, user) -> None:
    blind = blind_name(TOMOS.name, TOMOS.born_on)
    Conflict.objects.create(person_id=cast.person_id, user=user, blind=blind, declared_at=START)


def outcome(content: str, actor, kind: str = "people") -> tuple[object, ...]:
    page = get_batch(batch_id=check(content, by=actor, kind=kind), viewer=actor, at=START)
    return (
        dict(page.batch.found), page.notices, [row.problems for row in page.problems], [row.changes for row in page.changed],
        [row.number for row in page.new],
    )  # fmt: skip


@pytest.mark.parametrize("keep_out", [exclude, restrict, conflict])
@pytest.mark.parametrize(("content", "kind"), [(TOMOS_ROW, "people"), (SESSION.format("X123456"), "sessions")])
def test_the_dry_run_of_an_administrator_is_that_of_a_number_nobody_has(cast, keep_out, content, kind):
    keep_out(cast, cast.administrator)
    adam = actor_for(cast.administrator)
    nobody = content.replace("x-123456", "N999").replace("X123456", "N999")
    assert outcome(content, adam, kind) == outcome(nobody, adam, kind)


def test_without_an_exclusion_the_administrators_file_finds_the_person(cast):
    assert outcome(TOMOS_ROW, actor_for(cast.administrator))[0] == {"changed": 1}


@pytest.mark.parametrize("part", ["excluded", "colleague", "stranger"])
def test_a_practitioner_cannot_ask_by_a_file_who_is_here(cast, part):
    actor = actor_for(cast.staff()[part])
    assert outcome(TOMOS_ROW, actor) == outcome(TOMOS_ROW.replace("x-123456", "N999"), actor)


def test_the_number_is_kept_as_contested_and_the_other_record_stays_as_it_was(cast):
    excluded = actor_for(cast.excluded)
    before = Person.objects.values().get(id=cast.person_id)
    import_all(TOMOS_ROW, by=excluded)
    assert names_seen_by(excluded) == {"Thomas Beven"}
    assert Person.objects.values().get(id=cast.person_id) == before
    assert sorted(Identifier.objects.values_list("contested", flat=True)) == [False, True]
    assert cast.person_id not in visible_people(excluded, START).values_list("id", flat=True)


def test_importing_it_again_finds_their_own_record_and_changes_nothing(cast):
    excluded = actor_for(cast.excluded)
    import_all(TOMOS_ROW, by=excluded)
    assert outcome(TOMOS_ROW, excluded)[0] == {"unchanged": 1}
    import_all(TOMOS_ROW, by=excluded)
    assert Person.objects.count() == 2


def test_a_session_is_never_brought_to_a_record_the_uploader_is_kept_out_of(cast):
    exclude(cast, cast.administrator)
    adam = actor_for(cast.administrator)
    batch = import_all(SESSION.format("X123456"), kind="sessions", by=adam)
    assert not Session.staged.exists()
    (cell,) = list_problems(batch_id=batch, viewer=adam, at=START)
    assert cell.says.startswith("There is nobody with this number")


def test_a_worker_who_said_they_know_somebody_is_kept_out_when_that_person_is_imported(cast):
    ruth = actor_for(cast.practitioner)
    blind = blind_name(PersonName("Jo", "Price"), TOMOS.born_on)
    Conflict.objects.create(user=cast.practitioner, blind=blind, declared_at=START)
    import_all(HEADER + "CRN,I3,JO,Price,01/03/1999,Scotland\nCRN,I4,Ann,Hill,01/03/1999,Scotland\n", by=ruth)
    assert names_seen_by(ruth) == {"Tomos Bevan", "Ann Hill"}


def test_a_number_given_by_hand_and_a_number_given_by_a_file_are_the_same_number(cast):
    content = HEADER + "CRN,X123456,Tomos,Bevan,01/03/1999,England and Wales\n"
    assert outcome(content, actor_for(cast.practitioner))[0] == {"unchanged": 1}
