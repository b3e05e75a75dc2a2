"""A sealed note: decided on before it is kept, opened by those named and by nobody else, and every opening told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.access import Item, Relation, table
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.sealed_notes import queries
from alongside.casework.sealed_notes.keeping import Reviewed, name_keeper, review_sealed_note
from alongside.casework.sealed_notes.operations import CannotBeNamed, ToSeal, correct_sealed_note, write_sealed_note
from alongside.casework.sealed_notes.queries import list_for_access_request
from alongside.domain.sealed_notes import Answer, CannotSeal, Concern, Decided, Review
from alongside.domain.sessions import Statement, StatementKind
from alongside.ledger.models import Entry
from alongside.records.models import (
    Exclusion,
    Note,
    Relationship,
    Restriction,
    RestrictionMember,
    SealedNote,
    SealedNoteOpening,
    SealedNoteVersion,
    Session,
    User,
)
from tests.cast import START, make_user
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
SECRET = "Somebody waits outside the school"
LATER = START + timedelta(days=1)
NO_TO_BOTH = {"harm": "no", "safeguarding": "no"}
IN_JUNE = {"review_on_day": "4", "review_on_month": "6", "review_on_year": "2026"}
SENT = {"kind-0": "noticed", "text-0": SECRET, "source-0": ""} | NO_TO_BOTH | IN_JUNE
BOTH_NO = {concern: Decided(Answer.NO) for concern in Concern}


def to_seal(words=SECRET, **decided) -> ToSeal:
    decisions = BOTH_NO | {Concern(name): one for name, one in decided.items()}
    return ToSeal((Statement(StatementKind.NOTICED, words),), decisions)


def write(cast, *named, **decided):
    return write_sealed_note(
        person_id=cast.person_id, to_seal=to_seal(**decided), named={user.id for user in named},
        review_on=START.date() + timedelta(days=30), by=actor_for(cast.practitioner), at=START,
    )  # fmt: skip


@pytest.fixture
def colleague(cast) -> User:
    """Somebody who works with the person too, and is not named."""
    user = make_user("Cara Owen", "practitioner", team=cast.team, supervisor=cast.supervisor)
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=user, kind="co_worker", starts_on=START.date(), created_at=START
    )
    return user


def page(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def path(note_id, rest=""):
    return f"/sealed-notes/{note_id}/{rest}"


def test_it_is_written_on_one_page_and_opened_by_those_named_only(cast, colleague, sign_in):
    ruth, address = sign_in(cast.practitioner), f"/people/{cast.person_id}/sealed-notes/write/"
    form = page(ruth.get(address))
    assert "An access request or a court may" in form
    assert "Marian Ellis" in form
    assert "Cara Owen" in form
    assert "Callum Price" not in form  # whoever stands in is never offered
    sealed = ruth.post(address, SENT | {"named": [str(cast.supervisor.id)]}, follow=True)
    assert SECRET in page(sealed)
    note = SealedNote.objects.get()
    assert SECRET in page(sign_in(cast.supervisor).get(path(note.id)))
    for other in (colleague, cast.cover, cast.excluded, cast.stranger, cast.privacy_officer, cast.safeguarding_lead):
        client = sign_in(other)
        refused, absent = client.get(path(note.id)), client.get(path(uuid4()))
        assert refused.status_code == 404
        assert page(refused) == page(absent)
    assert "No sealed note names you" in page(sign_in(colleague).get(f"/people/{cast.person_id}/sealed-notes/"))


@pytest.mark.parametrize("left_out", ["harm", "safeguarding", "review_on_day", "text-0"])
def test_nothing_is_kept_before_everything_is_decided_and_what_was_typed_stays(cast, sign_in, left_out):
    sent = SENT | {left_out: ""}
    answer = sign_in(cast.practitioner).post(f"/people/{cast.person_id}/sealed-notes/write/", sent)
    assert "There is a problem" in page(answer)
    assert left_out == "text-0" or SECRET in page(answer)
    assert not SealedNote.objects.exists()


def test_a_yes_and_not_sure_are_decisions_with_their_own_questions(cast, sign_in):
    ruth, address = sign_in(cast.practitioner), f"/people/{cast.person_id}/sealed-notes/write/"
    missing = page(ruth.post(address, SENT | {"harm": "yes", "safeguarding": "not_sure"}))
    assert "Say whom you told" in missing
    asked = {
        "safeguarding_told": "Seren Parry",
        "safeguarding_done": "Wait until Wednesday",
        "safeguarding": "not_sure",
    }
    for part, day in (("on", "4"), ("follow_up_on", "6")):
        asked |= {f"safeguarding_{part}_{p}": v for p, v in (("day", day), ("month", "5"), ("year", "2026"))}
    ruth.post(address, SENT | asked)
    note = SealedNote.objects.get()
    assert note.follow_up_on == START.date() + timedelta(days=2)
    assert "To be decided by 6 May 2026" in page(ruth.get(path(note.id)))
    with pytest.raises(CannotSeal):
        review_sealed_note(
            note_id=note.id, reviewed=Reviewed(Review.END, "Done"), by=actor_for(cast.practitioner), at=LATER
        )


def test_another_statement_can_be_added_and_nothing_is_complained_of(cast, sign_in):
    address = f"/people/{cast.person_id}/sealed-notes/write/"
    more = page(sign_in(cast.practitioner).post(address, {**SENT, "harm": "", "more": "on"}))
    assert "Statement 2" in more
    assert "There is a problem" not in more
    assert SECRET in more


def test_a_fact_without_a_source_is_said_at_its_place(cast, sign_in):
    address = f"/people/{cast.person_id}/sealed-notes/write/"
    said = page(sign_in(cast.practitioner).post(address, SENT | {"kind-0": "fact"}))
    assert said.count("Say where this fact comes from") == 2
    assert not SealedNote.objects.exists()


def told_of_opening(cast, note_id, sign_in) -> bool:
    """Let the supervisor open the note, and return whether its keeper is told: on Today, on the page and in the ledger."""
    sign_in(cast.supervisor).get(path(note_id))
    ruth = sign_in(cast.practitioner)
    quiet = "Somebody opened a sealed note that you keep" in page(ruth.get("/today/"))
    return quiet and "Marian Ellis, Today" in page(ruth.get(path(note_id)))


def test_every_opening_by_somebody_else_is_told_until_it_is_seen(cast, sign_in):
    note_id = write(cast, cast.supervisor)
    ruth = sign_in(cast.practitioner)
    assert "Nobody but you" in page(ruth.get(path(note_id)))
    assert "sealed note" not in page(ruth.get("/today/"))
    assert told_of_opening(cast, note_id, sign_in)
    assert "sealed note" not in page(ruth.get("/today/"))
    opened = Entry.objects.filter(object_type="sealed_note", object_id=note_id, actor_id=cast.supervisor.id)
    assert [entry.action for entry in opened] == ["opened"]


def test_an_opening_that_is_not_told_would_be_noticed(cast, sign_in, monkeypatch):
    """The broken variant: the check above fails when the one line is forgotten that tells the keeper."""
    note_id = write(cast, cast.supervisor)
    monkeypatch.setattr(queries, "tell_keeper", lambda *args, **kwargs: None)
    assert not told_of_opening(cast, note_id, sign_in)


def opens(user, note_id, sign_in) -> bool:
    return SECRET in page(sign_in(user).get(path(note_id)))


def test_a_policy_that_forgets_who_is_named_would_be_noticed(cast, colleague, sign_in, monkeypatch):
    note_id = write(cast)
    assert not opens(colleague, note_id, sign_in)
    monkeypatch.setitem(table.READING, Item.SEALED_NOTE, lambda r: table.WORKERS | {Relation.SUPERVISOR})
    assert opens(colleague, note_id, sign_in)


@pytest.mark.parametrize("how", ["left", "excluded", "restricted"])
def test_whoever_works_with_the_person_no_more_opens_nothing(cast, colleague, sign_in, how):
    note_id = write(cast, colleague)
    assert opens(colleague, note_id, sign_in)
    if how == "left":
        Relationship.objects.filter(practitioner=colleague).update(ended_at=START)
    elif how == "excluded":
        Exclusion.objects.create(person_id=cast.person_id, user=colleague, set_by=cast.supervisor, set_at=START)
    else:
        rule = Restriction.objects.create(person_id=cast.person_id, set_by=cast.supervisor, set_at=START)
        RestrictionMember.objects.create(restriction=rule, user=cast.practitioner)
    assert not opens(colleague, note_id, sign_in)
    assert "Not today" in page(sign_in(cast.practitioner).get(path(note_id)))


def test_nobody_is_named_whom_the_policy_would_not_let_open_it(cast):
    for user in (cast.cover, cast.stranger, cast.excluded, cast.safeguarding_lead):
        with pytest.raises(CannotBeNamed):
            write(cast, user)


def test_its_keeper_changes_who_can_open_it(cast, colleague, sign_in):
    note_id = write(cast, cast.supervisor)
    sign_in(cast.practitioner).post(path(note_id, "named/"), {"named": [str(colleague.id)]})
    assert opens(colleague, note_id, sign_in)
    assert not opens(cast.supervisor, note_id, sign_in)
    assert sign_in(colleague).get(path(note_id, "named/")).status_code == 404


def test_a_correction_stands_beside_what_it_corrects(cast, colleague, sign_in):
    note_id = write(cast, colleague)
    correct = {"note_id": note_id, "to_seal": to_seal("It was a delivery"), "by": actor_for(colleague), "at": LATER}
    correct_sealed_note(seen=1, **correct)
    correct_sealed_note(seen=1, **correct)
    shown = page(sign_in(cast.practitioner).get(path(note_id)))
    assert SECRET in shown
    assert "It was a delivery" in shown
    assert SealedNoteVersion.objects.count() == 2
    with pytest.raises(NotHere):
        correct_sealed_note(seen=1, **correct | {"to_seal": to_seal("Too late")})


def test_an_overdue_review_is_its_keepers_and_after_a_week_of_all_who_are_named(cast, sign_in, set_clock):
    note_id = write(cast, cast.supervisor)
    marian, ruth = cast.supervisor, cast.practitioner
    set_clock(START + timedelta(days=30))
    assert "was to be looked at again by 3 Jun" in page(sign_in(ruth).get("/today/"))
    assert "sealed note" not in page(sign_in(marian).get(reverse("supervised"))).lower()
    set_clock(START + timedelta(days=37))
    team = page(sign_in(marian).get(reverse("supervised")))
    assert "more than a week ago" in team
    assert path(note_id) in team
    assert SECRET not in team


def test_unsealed_it_is_an_ordinary_note_and_closed_nobody_opens_it(cast, sign_in):
    note_id, ruth = write(cast, cast.supervisor), actor_for(cast.practitioner)
    relationship = Relationship.objects.get(practitioner=cast.practitioner)
    session = Session.objects.create(
        person_id=cast.person_id, relationship=relationship, practitioner=cast.practitioner, planned_at=START,
        created_at=START,
    )  # fmt: skip
    review_sealed_note(
        note_id=note_id, reviewed=Reviewed(Review.UNSEAL, "It is known now", session_id=session.id), by=ruth, at=LATER
    )
    assert Note.objects.get().session == session
    other = write(cast)
    review_sealed_note(note_id=other, reviewed=Reviewed(Review.END, "It was nothing"), by=ruth, at=LATER)
    closed = page(sign_in(cast.practitioner).get(path(other)))
    assert "It was nothing" in closed
    assert SECRET not in closed
    assert sign_in(cast.practitioner).get(path(other, "review/")).status_code == 404


def test_when_its_keeper_is_gone_the_supervisor_learns_of_it_and_names_another_without_reading(
    cast, colleague, sign_in
):
    note_id, marian = write(cast), sign_in(cast.supervisor)
    assert marian.get(path(note_id, "keeper/")).status_code == 404
    User.objects.filter(id=cast.practitioner.id).update(is_active=False)
    team = page(marian.get(reverse("supervised")))
    assert path(note_id, "keeper/") in team
    assert SECRET not in page(marian.get(path(note_id, "keeper/")))
    with pytest.raises(CannotBeNamed):
        name_keeper(note_id=note_id, user_id=cast.supervisor.id, by=actor_for(cast.supervisor), at=START)
    marian.post(path(note_id, "keeper/"), {"keeper": str(colleague.id)})
    assert opens(colleague, note_id, sign_in)
    assert not opens(cast.supervisor, note_id, sign_in)
    assert "sealed note" not in page(marian.get(reverse("supervised"))).lower()


def test_nothing_of_it_is_found_anywhere_else(cast, sign_in):
    write(cast, cast.supervisor)
    ruth = sign_in(cast.practitioner)
    assert SECRET not in page(ruth.post(reverse("search_notes"), {"q": "outside the school"}))
    for name in ("person", "timeline", "notes"):
        assert SECRET not in page(ruth.get(reverse(name, args=[cast.person_id])))
    phone = open_own(give_door(cast))
    for address in ("/mine/", "/mine/looked/", "/mine/take/", "/mine/plan/"):
        own = page(phone.get(address))
        assert SECRET not in own
        assert "sealed" not in own.lower()


def test_a_note_stored_plain_is_refused_by_the_database(cast):
    """The broken variant of the seal: plain bytes, and no bytes at all."""
    write(cast)
    for plain in (SECRET.encode(), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            SealedNoteVersion.objects.update(sealed_body=plain)
    assert SECRET.encode() not in bytes(SealedNoteVersion.objects.get().sealed_body)


def test_an_access_request_finds_every_note_and_its_keeper_sees_that_it_did(cast):
    write(cast)
    found = list_for_access_request(person_id=cast.person_id, viewer=actor_for(cast.privacy_officer), at=START)
    assert [one.versions[0].written.statements[0].text for one in found] == [SECRET]
    assert SealedNoteOpening.objects.get().opened_by == cast.privacy_officer
    for other in (cast.practitioner, cast.supervisor, cast.administrator):
        with pytest.raises(NotHere):
            list_for_access_request(person_id=cast.person_id, viewer=actor_for(other), at=START)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.privacy_officer, set_by=cast.supervisor, set_at=START)
    with pytest.raises(NotHere):
        list_for_access_request(person_id=cast.person_id, viewer=actor_for(cast.privacy_officer), at=START)


def test_only_its_keeper_looks_at_it_again(cast, colleague, sign_in):
    note_id = write(cast, cast.supervisor, colleague)
    assert sign_in(cast.practitioner).get(path(note_id, "review/")).status_code == 200
    for other in (cast.supervisor, colleague):
        assert sign_in(other).get(path(note_id, "review/")).status_code == 404
