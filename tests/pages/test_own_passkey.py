"""A passkey of the person's own device: made behind the door, opens it, answers once, and names nobody."""

import json
import re
from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from django.test import Client

from alongside.access.actors import actor_for, actor_for_capability
from alongside.casework.my_side.capabilities import find_capability
from alongside.casework.my_side.doors import choose_pin, close_door, hand_over_for_pin, make_link
from alongside.casework.my_side.passkeys import forget_old_challenges
from alongside.ledger.models import Entry
from alongside.records.models import Capability, Door, PasskeyChallenge
from tests.access.browsers import comparable
from tests.cast import START
from tests.pages.device import Device
from tests.pages.own_door import PIN, WRONG, give_door, open_own

pytestmark = pytest.mark.django_db
MINE, BEGIN, USE, ASK = "/mine/passkey/", "/mine/passkey/begin/", "/door/passkey/", "/door/passkey/begin/"
PROBLEM = "/door/?passkey=problem"


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def phone(cast):
    return open_own(give_door(cast))


@pytest.fixture
def device(phone) -> Device:
    """A device whose passkey opens this person's side."""
    made = Device()
    assert add(phone, made).headers["Location"] == f"{MINE}?said=added"
    return made


def add(phone, device):
    return phone.post(MINE, {"credential": device.create(phone.post(BEGIN, secure=True).json())}, secure=True)


def knock(device, client=None):
    client = client or Client()
    return client.post(USE, {"credential": device.get(client.post(ASK, secure=True).json())}, secure=True)


def test_it_is_made_once_and_opens_the_door_from_then_on(cast, phone, device):
    assert "Made on Monday 4 May 2026" in words_of(phone.get(MINE))
    browser = Client()
    assert knock(device, browser).headers["Location"] == "/mine/"
    assert browser.get("/mine/", secure=True).status_code == 200
    assert Capability.objects.filter(door__kind="passkey", person=cast.person_id).count() == 1
    assert {e.action for e in Entry.objects.filter(object_type="passkey")} == {"made"}


def test_nothing_about_the_person_goes_to_the_device(cast, phone):
    one, two = phone.post(BEGIN, secure=True).json()["publicKey"], phone.post(BEGIN, secure=True).json()["publicKey"]
    assert one["user"]["name"] == one["user"]["displayName"] == one["rp"]["name"] == "My page"
    assert one["user"]["id"] != two["user"]["id"]
    assert str(cast.person_id) not in str(one)
    assert one["authenticatorSelection"] == {
        "residentKey": "required",
        "userVerification": "required",
        "requireResidentKey": True,
    }


def test_each_question_is_answered_once_and_only_in_time(phone, device, set_clock):
    client = Client()
    answer = device.get(client.post(ASK, secure=True).json())
    assert client.post(USE, {"credential": answer}, secure=True).headers["Location"] == "/mine/"
    assert Client().post(USE, {"credential": answer}, secure=True).headers["Location"] == PROBLEM
    late = device.get(client.post(ASK, secure=True).json())
    set_clock(START + timedelta(minutes=6))
    assert Client().post(USE, {"credential": late}, secure=True).headers["Location"] == PROBLEM
    assert forget_old_challenges(at=START + timedelta(minutes=6)) == 1
    assert not PasskeyChallenge.objects.exists()


def test_an_unknown_a_closed_and_a_foreign_passkey_get_one_answer(cast, phone, device):
    answers = [knock(Device()), knock(Device(origin="https://elsewhere.example"))]
    silent = Device(knows_owner=False)
    silent.id, silent._key = device.id, device._key
    answers.append(knock(silent))
    other = Device()
    other.id = device.id  # the id of somebody's passkey, signed with another key
    answers.append(knock(other))
    close_door(door_id=Door.objects.get(kind="passkey").id, by=actor_for(cast.practitioner), at=START)
    answers.append(knock(device))
    assert {answer.headers["Location"] for answer in answers} == {PROBLEM}
    first = comparable(answers[0])
    assert all(comparable(answer) == first for answer in answers)


@pytest.mark.parametrize("sent", ["", "{}", "[]", "7", '{"id": "x"}', '{"rawId": "AA", "response": {}}', "not json"])
def test_what_is_no_answer_at_all_is_refused_like_a_wrong_one(phone, sent):
    assert Client().post(USE, {"credential": sent}, secure=True).headers["Location"] == PROBLEM
    assert phone.post(MINE, {"credential": sent}, secure=True).headers["Location"] == f"{MINE}?said=problem"
    assert not Door.objects.filter(kind="passkey").exists()


def test_a_device_that_does_not_count_on_may_be_a_copy_and_is_closed(cast, phone, sign_in):
    device = Device(counter=5)
    add(phone, device)
    device.counter, inside = 6, Client()
    assert knock(device, inside).headers["Location"] == "/mine/"
    device.counter = 6
    assert knock(device).headers["Location"] == PROBLEM
    assert Door.objects.get(kind="passkey").closed_because == "copy"
    assert inside.get("/mine/", secure=True).headers["Location"] == "/check-in/closed/", "either may be the copy"
    assert Entry.objects.filter(object_type="passkey", action="closed", role="nobody known").count() == 1
    person = words_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/"))
    assert "somebody may have a copy of it" in person
    device.counter = 7
    assert knock(device).headers["Location"] == PROBLEM


def test_its_owner_takes_it_away_and_what_it_had_opened_closes(phone, device):
    browser = Client()
    knock(device, browser)
    phone.post(MINE, {"passkey": Door.objects.get(kind="passkey").id}, secure=True)
    assert browser.get("/mine/", secure=True).headers["Location"] == "/check-in/closed/"
    assert knock(device).headers["Location"] == PROBLEM
    assert "You have none yet." in words_of(phone.get(MINE))


def test_a_new_pin_ends_it_because_somebody_else_may_have_got_in(cast, phone, device):
    capability = find_capability(
        secret=hand_over_for_pin(person_id=cast.person_id, by=actor_for(cast.practitioner), at=START), at=START
    )
    choose_pin(capability=capability, pin="918273", by=actor_for_capability(capability), at=START)
    assert knock(device).headers["Location"] == PROBLEM


def test_staff_see_that_there_is_one_and_not_since_when_and_can_close_it(cast, phone, device, sign_in):
    page = words_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/my-side/"))
    row = page.split("<strong>Passkey</strong>")[1].split("</li>")[0]
    assert "Added by the person themselves" in row
    assert "May" not in row
    sign_in(cast.practitioner).post(f"/my-side/{Door.objects.get(kind='passkey').id}/close/")
    assert knock(device).headers["Location"] == PROBLEM


def test_five_are_enough_and_the_same_twice_is_one(phone):
    device = Device()
    add(phone, device)
    assert add(phone, device).headers["Location"] == f"{MINE}?said=problem"
    for _ in range(4):
        add(phone, Device())
    assert add(phone, Device()).headers["Location"] == f"{MINE}?said=problem"
    assert Door.objects.filter(kind="passkey").count() == 5


def test_a_phone_that_was_lent_for_a_minute_lets_in_no_other(phone, device):
    lent = Client()
    knock(device, lent)
    page = words_of(lent.get(MINE, secure=True))
    assert "open your page with your card and your PIN first." in page
    assert 'id="own-passkey"' not in page
    assert lent.post(BEGIN, secure=True).status_code == 403
    answer = Device().create(phone.post(BEGIN, secure=True).json())
    assert lent.post(MINE, {"credential": answer}, secure=True).headers["Location"] == f"{MINE}?said=problem"
    assert Door.objects.filter(kind="passkey").count() == 1


def test_no_number_of_links_pushes_a_passkey_off_the_page_of_staff(cast, phone, device, sign_in):
    for number in range(25):
        at = START + timedelta(minutes=number)
        make_link(person_id=cast.person_id, by=actor_for(cast.practitioner), at=at)
    page = words_of(sign_in(cast.practitioner).get(f"/people/{cast.person_id}/my-side/"))
    assert "<strong>Passkey</strong>" in page


def test_wrong_ones_count_as_wrong_pins_do(phone, device, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"my_side_door": "2/m/key"}
    for _ in range(2):
        knock(Device())
    assert Client().post(ASK, secure=True).status_code == 429


def test_without_scripts_the_pages_say_what_still_works(phone):
    page = words_of(phone.get(MINE))
    assert "Your card and your PIN work as before." in page
    assert "<div data-passkey hidden>" in page
    assert "<div data-passkey hidden>" in words_of(Client().get("/door/"))


@pytest.mark.parametrize(
    "sent", ["[" * 15_000, "9" * 5_000, '{"a":' * 3_000, "x" * 30_000], ids=["lists", "number", "maps", "length"]
)
def test_json_that_breaks_a_reader_is_one_no_at_the_door_and_behind_it(phone, sent):
    assert Client().post(USE, {"credential": sent}, secure=True).headers["Location"] == PROBLEM
    assert phone.post(MINE, {"credential": sent}, secure=True).headers["Location"] == f"{MINE}?said=problem"


@pytest.mark.parametrize("broken", [b"", b"\x81" * 5_000, b"\x1b", bytes(32) + b"\x85" + bytes(4), b"[" * 5_000])
@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "attestationObject"])
def test_bytes_that_break_a_reader_are_one_no_too(phone, device, part, broken):
    text = urlsafe_b64encode(broken).rstrip(b"=").decode()
    client = Client()
    used = json.loads(device.get(client.post(ASK, secure=True).json()))
    used["response"][part] = text
    answer = client.post(USE, {"credential": json.dumps(used)}, secure=True)
    if part != "attestationObject":
        assert answer.headers["Location"] == PROBLEM
    made = json.loads(Device().create(phone.post(BEGIN, secure=True).json()))
    made["response"][part] = text
    if part != "authenticatorData":
        kept = phone.post(MINE, {"credential": json.dumps(made)}, secure=True)
        assert kept.headers["Location"] == f"{MINE}?said=problem"


def test_a_passkey_does_not_hush_what_staff_are_told_about_wrong_pins(cast, sign_in, set_clock):
    """It would say when the person was on their own side, and hide that somebody tried five PINs."""
    door = give_door(cast)
    for _ in range(5):
        Client().post(f"/door/{door.token}/", {"pin": WRONG}, secure=True)
    staff = sign_in(cast.practitioner)
    notice = re.search(
        r"<strong>([^<]*wrong PINs[^<]*)</strong>", words_of(staff.get(f"/people/{cast.person_id}/my-side/"))
    )
    assert notice
    set_clock(START + timedelta(minutes=2))
    phone = Client()
    phone.post(f"/door/{door.link}/", {"pin": PIN}, secure=True)
    assert add(phone, Device()).headers["Location"] == f"{MINE}?said=added"
    assert notice[1] in words_of(staff.get(f"/people/{cast.person_id}/my-side/"))
