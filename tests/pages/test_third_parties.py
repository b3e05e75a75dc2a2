"""Details of a victim or somebody else: for those named, under a key of their own, and nowhere else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.access import Item, Relation, table
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.third_parties import loading
from alongside.casework.third_parties.operations import (
    CannotBeNamed,
    add_third_party,
    change_third_party,
    erase_third_party,
)
from alongside.casework.third_parties.queries import list_for_access_reviewer
from alongside.domain.third_parties import Kind, ThirdParty
from alongside.ledger.models import EntrySubject
from alongside.records.models import (
    Exclusion,
    Person,
    Relationship,
    ThirdPartyVersion,
    User,
)
from alongside.records.models import (
    ThirdParty as Row,
)
from alongside.vault import KeyMissing, KeyShredded, create_key, open_keys
from tests.cast import START, make_user
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
MOVED_TO = "12 Heron Row"
ANA = ThirdParty(Kind.VICTIM, "Ana", "Moved in March", MOVED_TO, "Never write")
SENT = {"kind": "victim", "name": "Ana", "about": "", "reach": MOVED_TO, "safe": "Never write", "may_be_said": ""}


def add(cast, *named):
    return add_third_party(
        person_id=cast.person_id, said=ANA, named={user.id for user in named}, by=actor_for(cast.practitioner), at=START
    )


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


def path(third_party_id, rest=""):
    return f"/other-people/{third_party_id}/{rest}"


def opens(user, third_party_id, sign_in) -> bool:
    return MOVED_TO in page(sign_in(user).get(path(third_party_id)))


def test_it_is_added_on_one_page_and_opened_by_those_named_only(cast, colleague, sign_in):
    address = reverse("add_third_party", args=[cast.person_id])
    sign_in(cast.practitioner).post(address, SENT | {"named": [str(cast.supervisor.id)]})
    row = Row.objects.get()
    assert opens(cast.practitioner, row.id, sign_in)
    assert opens(cast.supervisor, row.id, sign_in)
    for other in (colleague, cast.cover, cast.excluded, cast.stranger, cast.privacy_officer, cast.safeguarding_lead):
        client = sign_in(other)
        assert page(client.get(path(row.id))) == page(client.get(path(uuid4())))
    listed = reverse("third_parties", args=[cast.person_id])
    assert "Ana" in page(sign_in(cast.practitioner).get(listed))
    assert "Nothing here names you" in page(sign_in(colleague).get(listed))


def test_nothing_may_be_told_unless_somebody_wrote_it(cast, sign_in):
    assert "<strong>Nothing</strong>" in page(sign_in(cast.practitioner).get(path(add(cast))))


def test_what_is_missing_is_said_at_its_place_and_what_was_typed_stays(cast, sign_in):
    address = reverse("add_third_party", args=[cast.person_id])
    answer = page(sign_in(cast.practitioner).post(address, SENT | {"safe": ""}))
    assert "Say when and how it is safe" in answer
    assert MOVED_TO in answer
    assert not Row.objects.exists()


def test_nobody_is_named_whom_the_policy_would_not_let_open_it(cast):
    for user in (cast.cover, cast.stranger, cast.excluded, cast.safeguarding_lead):
        with pytest.raises(CannotBeNamed):
            add(cast, user)
    assert not Row.objects.exists()


@pytest.mark.parametrize("how", ["left", "excluded"])
def test_whoever_works_with_the_person_no_more_opens_nothing(cast, colleague, sign_in, how):
    third_party_id = add(cast, colleague)
    assert opens(colleague, third_party_id, sign_in)
    if how == "left":
        Relationship.objects.filter(practitioner=colleague).update(ended_at=START)
    else:
        Exclusion.objects.create(person_id=cast.person_id, user=colleague, set_by=cast.supervisor, set_at=START)
    assert not opens(colleague, third_party_id, sign_in)


def test_a_policy_that_forgets_who_is_named_would_be_noticed(cast, colleague, sign_in, monkeypatch):
    third_party_id = add(cast)
    assert not opens(colleague, third_party_id, sign_in)
    monkeypatch.setitem(table.READING, Item.THIRD_PARTY, lambda r: table.WORKERS | {Relation.SUPERVISOR})
    assert opens(colleague, third_party_id, sign_in)


def test_a_change_stands_beside_what_was_known(cast, colleague, sign_in):
    third_party_id = add(cast)
    new = ThirdParty(Kind.VICTIM, "Ana", "", "3 Quay Street", "Ring before noon")
    change = {"third_party_id": third_party_id, "said": new, "by": actor_for(cast.practitioner), "at": START}
    change_third_party(seen=1, **change)
    change_third_party(seen=1, **change)
    shown = page(sign_in(cast.practitioner).get(path(third_party_id)))
    assert "3 Quay Street" in shown
    assert MOVED_TO in shown
    assert ThirdPartyVersion.objects.count() == 2
    with pytest.raises(NotHere):
        change_third_party(seen=1, **change | {"said": ANA})


def test_every_look_is_written_down_for_the_person_and_for_the_third_party(cast, sign_in):
    third_party_id = add(cast, cast.supervisor)
    both = {Row.objects.get().pseudonym, Person.objects.get().pseudonym}
    sign_in(cast.supervisor).get(path(third_party_id))
    looks = EntrySubject.objects.filter(entry__actor_id=cast.supervisor.id, entry__object_type="third_party")
    assert set(looks.values_list("pseudonym", flat=True)) == both
    added = EntrySubject.objects.filter(entry__action="added", entry__object_type="third_party")
    assert set(added.values_list("pseudonym", flat=True)) == both


def under_a_key_of_its_own(cast) -> bool:
    """Return whether the person's own key does not open what is kept of somebody else."""
    row = ThirdPartyVersion.objects.get()
    try:
        loading.open_third_party(open_keys([cast.person_id]), row)
    except KeyMissing:
        return True
    return False


def test_it_is_sealed_under_a_key_of_its_own_and_never_plain(cast):
    add(cast)
    assert under_a_key_of_its_own(cast)
    assert MOVED_TO.encode() not in bytes(ThirdPartyVersion.objects.get().sealed_body)
    for plain in (MOVED_TO.encode(), None):
        with pytest.raises(IntegrityError), transaction.atomic():
            ThirdPartyVersion.objects.update(sealed_body=plain)


def test_they_are_erased_apart_and_the_person_stays(cast, sign_in):
    third_party_id, officer = add(cast), actor_for(cast.privacy_officer)
    with pytest.raises(NotHere):
        erase_third_party(third_party_id=third_party_id, by=actor_for(cast.practitioner), at=START)
    erase_third_party(third_party_id=third_party_id, by=officer, at=START)
    erase_third_party(third_party_id=third_party_id, by=officer, at=START + timedelta(days=1))
    with pytest.raises(KeyMissing):
        loading.open_third_party(open_keys([third_party_id]), ThirdPartyVersion.objects.get())
    with pytest.raises(KeyShredded):
        create_key(third_party_id)
    ruth = sign_in(cast.practitioner)
    assert ruth.get(path(third_party_id)).status_code == 404
    assert "Nothing here names you" in page(ruth.get(reverse("third_parties", args=[cast.person_id])))
    assert "Tomos" in page(ruth.get(reverse("person", args=[cast.person_id])))


def test_when_its_keeper_is_gone_the_supervisor_names_another_without_reading(cast, colleague, sign_in):
    third_party_id, marian = add(cast), sign_in(cast.supervisor)
    assert marian.get(path(third_party_id, "keeper/")).status_code == 404
    User.objects.filter(id=cast.practitioner.id).update(is_active=False)
    assert path(third_party_id, "keeper/") in page(marian.get(reverse("supervised")))
    assert MOVED_TO not in page(marian.get(path(third_party_id, "keeper/")))
    marian.post(path(third_party_id, "keeper/"), {"keeper": str(cast.supervisor.id)})
    assert not opens(cast.supervisor, third_party_id, sign_in)
    marian.post(path(third_party_id, "keeper/"), {"keeper": str(colleague.id)})
    assert opens(colleague, third_party_id, sign_in)


def test_the_reviewer_of_an_access_request_finds_it_and_nobody_else(cast):
    add(cast)
    found = list_for_access_reviewer(person_id=cast.person_id, viewer=actor_for(cast.privacy_officer), at=START)
    assert [one.said for _, one in found] == [ANA]
    with pytest.raises(NotHere):
        list_for_access_reviewer(person_id=cast.person_id, viewer=actor_for(cast.supervisor), at=START)


def test_nothing_of_it_is_on_the_persons_own_side_or_on_the_persons_pages(cast, sign_in):
    add(cast, cast.supervisor)
    phone = open_own(give_door(cast))
    for address in ("/mine/", "/mine/looked/", "/mine/take/", "/mine/plan/"):
        assert MOVED_TO not in page(phone.get(address))
    ruth = sign_in(cast.practitioner)
    for name in ("person", "timeline", "notes", "contact_routes", "print_plan", "print_referrals"):
        assert MOVED_TO not in page(ruth.get(reverse(name, args=[cast.person_id])))
    assert MOVED_TO not in page(ruth.post(reverse("search_notes"), {"q": "Heron"}))
