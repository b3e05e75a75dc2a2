"""*Tell someone today*: what the person is told, who reads it and who never learns of it, and the lead's clock."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from alongside.ledger.models import Entry
from alongside.records.models import CheckIn, Cover, Disclosure, Exclusion, Relationship, Session, User
from alongside.vault import is_envelope
from tests.cast import START, make_user
from tests.pages.my_side import answer_all, make_session, send_to, take_device

pytestmark = pytest.mark.django_db
TEXT = "He waits outside the office <b>"
SHOWN = "He waits outside the office &lt;b&gt;"


@pytest.fixture
def session(cast) -> Session:
    return make_session(cast)


@pytest.fixture
def device(cast, session, sign_in) -> Client:
    return take_device(sign_in(cast.practitioner), session.id)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def tell(device: Client, audience: str = "worker", text: str = TEXT) -> Disclosure:
    answer_all(device)
    device.post("/check-in/who/", {"audience": audience})
    assert device.post("/check-in/tell/", {"words": text}).headers["Location"] == "/check-in/told/"
    return Disclosure.objects.get()


def remove_the_lead(cast) -> None:
    User.objects.filter(id=cast.safeguarding_lead.id).update(is_active=False)


@pytest.mark.parametrize("language", ["en-gb", "cy"])
@pytest.mark.parametrize("audience", ["worker", "supervisor", "totals"])
def test_the_person_is_told_who_reads_it_and_what_is_not_promised_before_they_press(device, audience, language):
    device.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer_all(device)
    device.post("/check-in/who/", {"audience": audience})
    said = {
        "en-gb": ["Seren", "within a day", "must act", "We do not tell Ruth", "999"],
        "cy": [
            "Seren",
            "o fewn diwrnod",
            "rhaid iddyn nhw weithredu",
            "Ni fyddwn ni'n dweud wrth eich gweithiwr, Ruth",
            "999",
        ],
    }
    page = words_of(device.get("/check-in/tell/"))
    assert [part for part in said[language] if part not in page] == []
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("audience", ["worker", "supervisor", "totals"])
def test_it_works_whoever_may_see_the_answers_and_leaves_them_alone(device, audience):
    row = tell(device, audience)
    assert is_envelope(bytes(row.sealed_text))
    page = words_of(device.get("/check-in/told/"))
    assert "Seren" in page
    assert "116" in page
    assert CheckIn.objects.get().state == "offered"
    send_to(device, audience)
    given = CheckIn.objects.get()
    assert (given.audience, given.sealed_words) == (audience, None)


def test_what_was_typed_comes_along_and_stays_where_it_was(device):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "worker"})
    assert device.post("/check-in/words/", {"words": TEXT, "tell": "1"}).headers["Location"] == "/check-in/tell/"
    assert SHOWN in words_of(device.get("/check-in/tell/"))
    device.post("/check-in/tell/", {"words": TEXT})
    assert "still there" in words_of(device.get("/check-in/told/"))
    assert SHOWN in words_of(device.get("/check-in/words/"))


def test_words_typed_for_the_worker_are_never_kept_beside_totals(device):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "totals"})
    device.post("/check-in/words/", {"words": TEXT, "tell": "1"})
    assert SHOWN not in words_of(device.get("/check-in/tell/"))


def test_nothing_written_says_what_to_do(device):
    answer_all(device)
    page = words_of(device.post("/check-in/tell/", {"words": "  "}))
    assert "Write what they should know." in page
    assert not Disclosure.objects.exists()
    assert device.get("/check-in/told/").headers["Location"] == "/check-in/tell/"


def test_pressing_twice_passes_it_on_once_and_other_words_again(device):
    tell(device)
    device.post("/check-in/tell/", {"words": TEXT})
    assert Disclosure.objects.count() == 1
    device.post("/check-in/tell/", {"words": "And he has my keys."})
    assert Disclosure.objects.count() == 2


def test_after_the_answers_were_sent_the_page_is_gone(device):
    answer_all(device)
    send_to(device, "worker")
    assert device.post("/check-in/tell/", {"words": TEXT}).headers["Location"] == "/check-in/thanks/"
    assert not Disclosure.objects.exists()


def test_without_the_ledger_nothing_is_passed_on_and_nobody_is_told_that_it_was(device, monkeypatch):
    answer_all(device)

    def no_room(self, *args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(Entry, "save", no_room)
    device.raise_request_exception = False
    assert device.post("/check-in/tell/", {"words": TEXT}).status_code == 503
    assert not Disclosure.objects.exists()


def test_with_no_lead_the_page_says_whom_to_ring_and_that_the_supervisor_hears_that_something_waits(
    cast, device, sign_in
):
    remove_the_lead(cast)
    answer_all(device)
    page = words_of(device.get("/check-in/tell/"))
    assert "Nobody here can read it today" in page
    assert "Marian, that a message waits" in page
    assert "Seren" not in page
    tell(device)
    assert "Nobody can read it today" in words_of(device.get("/check-in/told/"))
    team = words_of(sign_in(cast.supervisor).get("/team/"))
    assert "A message for a safeguarding lead waits, and nobody can read it." in team
    notice = team.split("A message for a safeguarding lead waits")[1].split("</div>")[0]
    assert not re.search("Tomos|Bevan|office", notice)


def test_the_supervisor_hears_nothing_while_a_lead_can_read_it(cast, device, sign_in):
    tell(device)
    assert "safeguarding lead waits" not in words_of(sign_in(cast.supervisor).get("/team/"))


def test_a_lead_who_is_excluded_is_as_good_as_none_and_sees_no_gap(cast, device, sign_in):
    lead = sign_in(cast.safeguarding_lead)
    empty = re.sub(r'value="[^"]+"', "", words_of(lead.get("/disclosures/")))
    Exclusion.objects.create(
        person_id=cast.person_id, user=cast.safeguarding_lead, set_by=cast.supervisor, set_at=START
    )
    row = tell(device)
    assert "Nobody can read it today" in words_of(device.get("/check-in/told/"))
    assert re.sub(r'value="[^"]+"', "", words_of(lead.get("/disclosures/"))) == empty
    nowhere = lead.get("/disclosures/00000000-0000-4000-8000-000000000000/")
    for response in [lead.get(f"/disclosures/{row.id}/"), lead.post(f"/disclosures/{row.id}/take-up/")]:
        assert response.status_code == 404
    assert lead.get(f"/disclosures/{row.id}/").content == nowhere.content
    assert "safeguarding lead waits" in words_of(sign_in(cast.supervisor).get("/team/"))
    assert Disclosure.objects.get().taken_up_at is None


@pytest.mark.parametrize("part", ["allocated", "co_worker", "cover", "cover_of_all"])
def test_a_lead_who_works_with_the_person_is_not_told_and_the_page_says_whom_to_ring(cast, device, sign_in, part):
    lead = cast.safeguarding_lead
    practitioner = Relationship.objects.get().practitioner
    if part == "allocated":
        Relationship.objects.update(practitioner=lead)
    elif part == "co_worker":
        Relationship.objects.create(
            person_id=cast.person_id, practitioner=lead, kind="co_worker", starts_on=START.date(), created_at=START
        )
    else:
        Cover.objects.create(
            practitioner=practitioner, covering=lead, person_id=cast.person_id if part == "cover" else None,
            starts_on=START.date(), ends_on=START.date(), arranged_by=cast.supervisor, arranged_at=START,
        )  # fmt: skip
    row = tell(device)
    assert "Nobody here can read it today" in words_of(device.get("/check-in/tell/"))
    worker = sign_in(lead)
    assert "Nothing waits for you" in words_of(worker.get("/disclosures/"))
    assert worker.get(f"/disclosures/{row.id}/").status_code == 404
    assert worker.post(f"/disclosures/{row.id}/take-up/").status_code == 404
    assert worker.post(f"/disclosures/{row.id}/", {"done": "Mine"}).status_code == 404
    if part != "allocated":
        assert "safeguarding lead waits" in words_of(sign_in(cast.supervisor).get("/team/"))
    make_user("Sol Vance", "safeguarding_lead")
    page = words_of(device.get("/check-in/tell/"))
    assert "Sol" in page
    assert "Seren" not in page


def test_nobody_but_the_lead_opens_the_inbox_or_what_is_in_it(cast, device, sign_in):
    row = tell(device)
    for name, user in cast.staff().items():
        client = sign_in(user)
        inbox, one = client.get("/disclosures/"), client.get(f"/disclosures/{row.id}/")
        if name == "safeguarding_lead":
            assert "Tomos" in words_of(inbox)
            assert SHOWN in words_of(one)
            continue
        assert (inbox.status_code, one.status_code) == (404, 404), name
        assert client.post(f"/disclosures/{row.id}/", {"done": "Mine now"}).status_code == 404
        assert client.post(f"/disclosures/{row.id}/take-up/").status_code == 404
        assert "To act on today" not in words_of(client.get("/accounts/password/change/")), name
    assert Disclosure.objects.get().taken_up_at is None


def test_the_lead_sees_what_the_disclosure_names_and_nothing_else_of_the_record(cast, device, sign_in):
    from alongside.access.actors import actor_for
    from alongside.casework.people.contact import RouteFacts, add_contact_route
    from alongside.casework.people.what_matters import say_what_matters
    from alongside.domain.people.contact import RouteKind, Safe

    ruth = actor_for(cast.practitioner)
    say_what_matters(person_id=cast.person_id, words="My daughter", said_on=START.date(), by=ruth, at=START)
    facts = RouteFacts(RouteKind.PHONE, "07700 900123", [Safe.TEXT], "Shared with a partner", is_confirmed_now=True)
    add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)
    row, lead = tell(device), sign_in(cast.safeguarding_lead)
    page = words_of(lead.get(f"/disclosures/{row.id}/"))
    for named in [
        "Tomos",
        SHOWN,
        "07700 900123",
        "Safe to text",
        "Shared with a partner",
        "Ruth Adeyemi, Cardiff East",
    ]:
        assert named in page, named
    for hidden in ["My daughter", "Large print", "Community order", "X123456"]:
        assert hidden not in page, hidden
    for path in [
        f"/people/{cast.person_id}/",
        f"/people/{cast.person_id}/contact/",
        f"/people/{cast.person_id}/timeline/",
    ]:
        assert lead.get(path).status_code == 404
    opened = Entry.objects.get(action="opened", object_type="disclosure")
    assert (opened.relation, opened.object_id) == ("safeguarding_lead", row.id)


def test_the_clock_runs_for_a_day_and_the_oldest_stands_first(cast, session, device, sign_in, set_clock):
    tell(device)
    set_clock(START + timedelta(hours=3))
    later = take_device(sign_in(cast.practitioner), session.id)
    answer_all(later)
    later.post("/check-in/tell/", {"words": "And he has my keys."})
    lead = sign_in(cast.safeguarding_lead)
    page = words_of(lead.get("/disclosures/"))
    assert page.index("Take up by tomorrow 10:30") < page.index("Take up by tomorrow 13:30")
    set_clock(START + timedelta(hours=24, minutes=1))
    lead = sign_in(cast.safeguarding_lead)
    page = words_of(lead.get("/disclosures/"))
    assert page.count("Waits since before") == 1
    assert "Take up by today 13:30" in page


def test_taking_it_up_stops_the_clock_and_closing_it_needs_words(cast, device, sign_in, set_clock):
    row, lead = tell(device), sign_in(cast.safeguarding_lead)
    lead.post(f"/disclosures/{row.id}/take-up/")
    other = make_user("Sol Vance", "safeguarding_lead")
    sign_in(other).post(f"/disclosures/{row.id}/take-up/")
    set_clock(START + timedelta(days=3))
    lead = sign_in(cast.safeguarding_lead)
    assert "Taken up by Seren Parry" in words_of(lead.get("/disclosures/"))
    assert "Waits since" not in words_of(lead.get("/disclosures/"))
    page = words_of(lead.post(f"/disclosures/{row.id}/", {"done": " "}))
    assert "Say what was done, or leave it open" in page
    assert lead.post(f"/disclosures/{row.id}/", {"done": "Moved the meetings."}).headers["Location"] == "/disclosures/"
    lead.post(f"/disclosures/{row.id}/", {"done": "Something else."})
    page = words_of(lead.get(f"/disclosures/{row.id}/"))
    assert "Moved the meetings." in page
    assert "Something else." not in page


def test_a_lead_lands_on_the_inbox_and_an_empty_one_says_what_will_come(cast, sign_in):
    lead = sign_in(cast.safeguarding_lead)
    assert lead.get("/").headers["Location"] == "/disclosures/"
    assert "Nothing waits for you" in words_of(lead.get("/disclosures/"))


def test_the_pages_ask_few_questions_of_the_database(cast, device, sign_in, django_assert_max_num_queries):
    row, lead = tell(device), sign_in(cast.safeguarding_lead)
    with django_assert_max_num_queries(8):
        lead.get("/disclosures/")
    Disclosure.objects.bulk_create(
        Disclosure(person_id=cast.person_id, sealed_text=row.sealed_text, told_at=START) for _ in range(20)
    )
    with django_assert_max_num_queries(8):
        lead.get("/disclosures/")
    with django_assert_max_num_queries(16):
        lead.get(f"/disclosures/{row.id}/")
