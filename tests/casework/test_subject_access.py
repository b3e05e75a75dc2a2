"""From the letter to the copy: who may, item by item, never on the word of one person, and nothing open afterwards."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest

from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.subject_access import operations
from alongside.casework.subject_access.asking import (
    Asked,
    NobodyFound,
    NothingSaid,
    TooLate,
    agree_that_they_asked,
    confirm_identity,
    extend_request,
    log_request,
)
from alongside.casework.subject_access.gathering import gather_all
from alongside.casework.subject_access.operations import (
    NotNow,
    Said,
    agree_to_the_copy,
    ask_for_a_second_look,
    decide_item,
    give_all_of,
    give_the_copy,
    send_back,
    take_back_decision,
)
from alongside.casework.subject_access.queries import get_bundle, get_item, get_request, list_requests
from alongside.casework.who_has_looked.queries import get_who_has_looked
from alongside.domain.subject_access import (
    CameBy,
    Decision,
    GivenBy,
    Ground,
    Identity,
    Law,
    RequestState,
    SamePerson,
    TextChanged,
)
from alongside.ledger.models import Entry
from alongside.records import models as records
from tests.cast import START, TOMOS, make_cast, make_user

pytestmark = pytest.mark.django_db
BORN = TOMOS.born_on


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def petra(cast):
    return actor_for(cast.privacy_officer)


@pytest.fixture
def paul(cast):
    return actor_for(make_user("Paul Reed", "privacy_officer"))


def asked(**changes) -> Asked:
    said = {
        "given_names": "Tomos", "family_name": "Bevan", "born_on": BORN, "scope": "All of it, from last year.",
        "asked_on": START.date(), "came_by": CameBy.LETTER, "law": Law.LAW_ENFORCEMENT, "identity": Identity.DOCUMENT,
    }  # fmt: skip
    return Asked(**(said | changes))


def log_and_see(by, second, **changes):
    """Write a request down, and have a second officer say that they did ask."""
    made = log_request(asked=asked(**changes), by=by, at=START)
    agree_that_they_asked(request_id=made, by=second, at=START)
    return made


@pytest.fixture
def request_id(petra, paul):
    return log_and_see(petra, paul)


def gathers(request_id, by) -> bool:
    """Return whether an officer comes to anything of the record by this request."""
    try:
        give_all_of(request_id=request_id, source="Identifier", by=by, at=START)
    except NotHere:
        return bool(get_request(request_id=request_id, viewer=by, at=START).pairs)
    return True


def test_nothing_is_gathered_on_the_word_of_one_officer(petra, paul):
    made = log_request(asked=asked(), by=petra, at=START)
    assert not gathers(made, petra)
    assert not gathers(made, paul)
    with pytest.raises(NotHere):
        get_item(request_id=made, source="Person", row="x", viewer=petra, at=START)
    with pytest.raises(SamePerson):
        agree_that_they_asked(request_id=made, by=petra, at=START)
    found = get_request(request_id=made, viewer=petra, at=START)
    assert (found.waits_to_be_seen, found.logged_here, found.row.line.due_on) == (True, True, date(2026, 6, 4))
    agree_that_they_asked(request_id=made, by=paul, at=START)
    agree_that_they_asked(request_id=made, by=paul, at=START)
    assert gathers(made, petra)
    assert kinds().count(("alteration", "seen")) == 1


def test_broken_on_purpose_a_request_on_the_word_of_one_is_found(petra):
    made = log_request(asked=asked(), by=petra, at=START)
    with patch("alongside.access.subject_access.is_beyond_one", lambda **who: True):
        assert gathers(made, petra)


@pytest.mark.parametrize("who", ["practitioner", "supervisor", "safeguarding_lead", "administrator"])
def test_nobody_but_an_officer_says_that_they_asked(cast, petra, who):
    made = log_request(asked=asked(), by=petra, at=START)
    with pytest.raises(NotHere):
        agree_that_they_asked(request_id=made, by=actor_for(getattr(cast, who)), at=START)


def decide_everything(request_id, person_id, by) -> None:
    for item in gather_all(person_id):
        said = Said(Decision.GIVE)
        if item.source == "Exclusion":
            said = Said(Decision.WITHHOLD, Ground.SAFETY, "It names a worker")
        if item.source == "Person":
            said = Said(Decision.REDACT, Ground.OTHERS, "Asked to", item.text.replace("Large print", "[[Large print]]"))
        decide_item(request_id=request_id, source=item.source, row=item.row, said=said, by=by, at=START)


def make_the_copy(request_id, cast, petra, paul) -> None:
    decide_everything(request_id, cast.person_id, petra)
    ask_for_a_second_look(request_id=request_id, by=petra, at=START)
    agree_to_the_copy(request_id=request_id, by=paul, at=START)


def kinds() -> list[tuple[str, str]]:
    return list(Entry.objects.filter(relation="access_request").order_by("recorded_at").values_list("kind", "action"))


def test_a_request_is_written_down_with_its_words_and_its_clock(petra, request_id):
    (row,) = list_requests(viewer=petra, at=START).open
    assert (row.name.display, row.line.scope) == ("Tomos Bevan", "All of it, from last year.")
    assert row.line.due_on == date(2026, 6, 4)
    late = list_requests(viewer=petra, at=START + timedelta(days=32)).open[0].line
    assert late.is_late
    assert records.AccessRequest.objects.get().sealed_scope.find(b"last year") < 0


def test_the_month_begins_when_it_is_known_who_asks_and_more_time_is_taken_once_with_a_reason(petra):
    request_id = log_request(asked=asked(identity=None), by=petra, at=START)
    with pytest.raises(TooLate):
        extend_request(request_id=request_id, because="Many notes", by=petra, at=START)
    on = START.date() + timedelta(days=2)
    confirm_identity(request_id=request_id, identity=Identity.KNOWN, on=on, by=petra, at=START)
    assert get_request(request_id=request_id, viewer=petra, at=START).row.line.due_on == date(2026, 6, 6)
    with pytest.raises(NothingSaid):
        extend_request(request_id=request_id, because=" ", by=petra, at=START)
    with pytest.raises(TooLate):
        extend_request(request_id=request_id, because="Many notes", by=petra, at=START + timedelta(days=40))
    extend_request(request_id=request_id, because="Many notes", by=petra, at=START)
    line = get_request(request_id=request_id, viewer=petra, at=START).row.line
    assert (line.due_on, line.extended_because) == (date(2026, 8, 6), "Many notes")
    with pytest.raises(TooLate):
        extend_request(request_id=request_id, because="More", by=petra, at=START)


@pytest.mark.parametrize("wrong", [{"given_names": "Tom"}, {"family_name": "Bowen"}, {"born_on": date(1999, 3, 2)}])
def test_nobody_is_found_by_half_of_what_is_known(petra, wrong):
    with pytest.raises(NobodyFound):
        log_request(asked=asked(**wrong), by=petra, at=START)
    assert Entry.objects.filter(action="looked_up", subjects=[]).exists()


@pytest.mark.parametrize("rule", ["excluded", "conflict", "restricted", "works with them"])
def test_an_officer_who_is_kept_out_sees_no_gap_and_is_answered_as_if_nobody_were_there(cast, petra, request_id, rule):
    user, person = cast.privacy_officer, cast.person_id
    if rule == "excluded":
        records.Exclusion.objects.create(person_id=person, user=user, set_by=cast.supervisor, set_at=START)
    elif rule == "conflict":
        records.Conflict.objects.create(person_id=person, user=user, blind=b"x" * 32, declared_at=START)
    elif rule == "restricted":
        records.Restriction.objects.create(person_id=person, set_by=cast.supervisor, set_at=START)
    else:
        records.Relationship.objects.create(
            person_id=person, practitioner=user, kind="co_worker", starts_on=START.date(), created_at=START
        )
    assert list_requests(viewer=petra, at=START).open == []
    with pytest.raises(NobodyFound):
        log_request(asked=asked(), by=petra, at=START)
    with pytest.raises(NotHere):
        get_request(request_id=request_id, viewer=petra, at=START)
    with pytest.raises(NotHere):
        give_all_of(request_id=request_id, source="Person", by=petra, at=START)


def test_nobody_else_on_the_staff_has_any_part_in_it(cast, request_id):
    for user in cast.staff().values():
        if "privacy_officer" not in user.roles:
            for ask in (list_requests, lambda **who: get_request(request_id=request_id, **who)):
                with pytest.raises(NotHere):
                    ask(viewer=actor_for(user), at=START)
            with pytest.raises(NotHere):
                log_request(asked=asked(), by=actor_for(user), at=START)


def test_each_decision_is_kept_by_itself_and_can_be_taken_back(cast, petra, request_id):
    page = get_request(request_id=request_id, viewer=petra, at=START)
    assert page.decided == 0
    item = page.pairs[0][0]
    which = {"request_id": request_id, "source": item.source, "row": item.row, "by": petra, "at": START}
    decide_item(**which, said=Said(Decision.GIVE))
    decide_item(**which, said=Said(Decision.WITHHOLD, Ground.COURT, "Read out"))
    found = get_item(request_id=request_id, source=item.source, row=item.row, viewer=petra, at=START)
    assert (found.decided.decision, found.decided.reason, found.request.decided) == (Decision.WITHHOLD, "Read out", 1)
    take_back_decision(**which)
    take_back_decision(**which)
    assert get_request(request_id=request_id, viewer=petra, at=START).decided == 0


def test_giving_all_of_a_kind_leaves_what_is_not_suggested_and_what_was_decided(cast, petra, request_id):
    assert give_all_of(request_id=request_id, source="Exclusion", by=petra, at=START) == 0
    assert give_all_of(request_id=request_id, source="Identifier", by=petra, at=START) == 1
    assert give_all_of(request_id=request_id, source="Identifier", by=petra, at=START) == 0


def test_an_item_that_changed_since_waits_again(cast, petra, paul, request_id):
    decide_everything(request_id, cast.person_id, petra)
    ask_for_a_second_look(request_id=request_id, by=petra, at=START)
    records.Supervision.objects.update(ends_on=date(2028, 1, 1))
    with pytest.raises(NotNow, match="1 of"):
        agree_to_the_copy(request_id=request_id, by=paul, at=START)
    assert get_request(request_id=request_id, viewer=paul, at=START).decided < len(gather_all(cast.person_id))


def test_the_record_is_not_changed_by_a_redaction_and_no_word_can_be_put_in(cast, petra, request_id):
    before = records.Person.objects.get().sealed_needs
    item = next(item for item in gather_all(cast.person_id) if item.source == "Person")
    which = {"request_id": request_id, "source": "Person", "row": item.row, "by": petra, "at": START}
    with pytest.raises(TextChanged):
        decide_item(**which, said=Said(Decision.REDACT, Ground.OTHERS, "So", "[[Tomos]] is a liar"))
    marked = item.text.replace("Large print", "[[Large print]]")
    decide_item(**which, said=Said(Decision.REDACT, Ground.OTHERS, "So", marked))
    kept = get_item(request_id=request_id, source="Person", row=item.row, viewer=petra, at=START).decided.kept
    assert "Large print" not in kept
    assert records.Person.objects.get().sealed_needs == before


def test_nobody_agrees_to_what_they_decided_themselves(cast, petra, paul, request_id):
    decide_everything(request_id, cast.person_id, petra)
    with pytest.raises(NotNow):
        agree_to_the_copy(request_id=request_id, by=paul, at=START)
    ask_for_a_second_look(request_id=request_id, by=petra, at=START)
    with pytest.raises(SamePerson):
        agree_to_the_copy(request_id=request_id, by=petra, at=START)
    agree_to_the_copy(request_id=request_id, by=paul, at=START)
    assert records.AccessRequest.objects.get().state == RequestState.AGREED


def the_same_person_agrees(cast, by, request_id) -> bool:
    """Return whether somebody gets away with being the second to look at their own decisions."""
    decide_everything(request_id, cast.person_id, by)
    ask_for_a_second_look(request_id=request_id, by=by, at=START)
    try:
        agree_to_the_copy(request_id=request_id, by=by, at=START)
    except SamePerson:
        return False
    return True


def test_broken_on_purpose_a_second_review_by_the_same_person_is_found(cast, petra, request_id):
    with patch.object(operations, "check_reviewer", lambda reviewer, deciders: None):
        assert the_same_person_agrees(cast, petra, request_id)


def test_the_check_that_finds_it_holds_as_it_is(cast, petra, request_id):
    assert not the_same_person_agrees(cast, petra, request_id)


def test_one_who_decided_a_single_item_is_not_the_second_person(cast, petra, paul, request_id):
    decide_everything(request_id, cast.person_id, petra)
    item = gather_all(cast.person_id)[-1]
    decide_item(request_id=request_id, source=item.source, row=item.row, said=Said(Decision.GIVE), by=paul, at=START)
    ask_for_a_second_look(request_id=request_id, by=petra, at=START)
    with pytest.raises(SamePerson):
        agree_to_the_copy(request_id=request_id, by=paul, at=START)


def test_nothing_is_agreed_while_it_is_not_known_who_asks(cast, petra, paul):
    request_id = log_and_see(petra, paul, identity=None)
    with pytest.raises(NotNow, match="who ask"):
        make_the_copy(request_id, cast, petra, paul)


def test_what_was_sent_back_is_decided_again_with_the_reason_in_sight(cast, petra, paul, request_id):
    make_the_copy(request_id, cast, petra, paul)
    send_back(request_id=request_id, because="A name in the second note", by=paul, at=START)
    row = records.AccessRequest.objects.get()
    assert (row.state, row.sealed_bundle, row.agreed_by) == ("open", None, None)
    line = get_request(request_id=request_id, viewer=petra, at=START).row.line
    assert line.sent_back_because == "A name in the second note"


def test_the_copy_is_what_was_agreed_on_and_giving_it_is_a_disclosure_that_ends_the_purpose(
    cast, petra, paul, request_id
):
    make_the_copy(request_id, cast, petra, paul)
    records.Supervision.objects.update(ends_on=date(2029, 1, 1))
    _, bundle = get_bundle(request_id=request_id, viewer=petra, at=START)
    assert "Community order" in bundle.pack()
    assert "2029" not in bundle.pack()
    assert "Large print" not in bundle.pack()
    assert "Somebody who may not see your record" not in bundle.pack()
    assert bundle.grounds == [Ground.OTHERS.label]
    give_the_copy(request_id=request_id, given_by=GivenBy.HAND, on=START.date(), by=petra, at=START)
    assert kinds()[-1] == ("disclosure", "given")
    assert get_request(request_id=request_id, viewer=petra, at=START).pairs == []
    for ask in (get_bundle, lambda **who: get_item(source="Person", row=str(cast.person_id), **who)):
        with pytest.raises(NotHere):
            ask(request_id=request_id, viewer=petra, at=START)
    with pytest.raises(NotHere):
        send_back(request_id=request_id, because="x", by=petra, at=START)


def test_an_item_of_somebody_else_is_not_there(cast, petra, request_id):
    other = records.Person.objects.create(jurisdiction="scotland", created_at=START)
    for source, row in (
        ("Person", str(other.id)),
        ("Team", str(cast.team.id)),
        ("Nothing", "x"),
        ("Person", "not an id"),
    ):
        with pytest.raises(NotHere):
            decide_item(request_id=request_id, source=source, row=row, said=Said(Decision.GIVE), by=petra, at=START)
        with pytest.raises(NotHere):
            get_item(request_id=request_id, source=source, row=row, viewer=petra, at=START)


def test_those_who_work_with_the_person_do_not_see_that_somebody_looked_for_a_copy(cast, petra, request_id):
    get_request(request_id=request_id, viewer=petra, at=START)
    ruth = actor_for(cast.practitioner)
    looked = get_who_has_looked(person_id=cast.person_id, viewer=ruth, at=START)
    assert all(line.seen_as != "Somebody else" for line in looked.lines)


def test_if_the_ledger_fails_nothing_is_decided(cast, petra, request_id):
    item = gather_all(cast.person_id)[0]
    with patch.object(operations, "record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        decide_item(
            request_id=request_id, source=item.source, row=item.row, said=Said(Decision.GIVE), by=petra, at=START
        )
    assert not records.AccessDecision.objects.exists()
