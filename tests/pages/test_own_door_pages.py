"""The person's own door over HTTP: G20 to G23, from the card that is set up to the phone that is closed again."""

import logging
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from alongside.ledger.models import Entry
from alongside.pages.my_side.door import COOKIE, OTHER_DOORS, OWN_PAGES, PERSON_PAGES, WAYS_OUT
from alongside.pages.my_side.mine import DESTINATIONS
from alongside.pages.my_side.qr import draw_qr
from alongside.project.logs import WithoutContent
from alongside.records.models import Capability, CheckIn, Door, Pin
from tests.access.browsers import FORM_TOKEN, comparable, nothing_stays
from tests.access.world import World, make_world
from tests.cast import START
from tests.pages.my_side import QUESTIONS, make_session, take_device
from tests.pages.own_door import PIN, WRONG, OwnDoor, give_door, open_own
from tests.pages.test_my_side_door import CANARIES, TabStops, paths, sign_in_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(cast) -> OwnDoor:
    return give_door(cast)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def kept_row() -> Door:
    return Door.objects.get(kind="card")


def without_tokens(response, path: str) -> tuple[int, bytes]:
    """Return an answer without the token of its form, and without its own address, which the switch of languages holds."""
    return response.status_code, FORM_TOKEN.sub(b"", response.content).replace(path.encode(), b"")


# --- set up face to face ---


def test_setting_up_takes_four_presses_from_the_page_of_the_person(cast, sign_in):
    ruth = sign_in(cast.practitioner)
    assert f"/people/{cast.person_id}/my-side/" in words_of(ruth.get(f"/people/{cast.person_id}/"))
    page = words_of(ruth.get(f"/people/{cast.person_id}/my-side/"))
    assert "No PIN is chosen yet." in page
    assert "Make a card" not in page
    handed = ruth.post(f"/people/{cast.person_id}/my-side/pin/")
    assert (handed.headers["Location"], ruth.cookies[settings.SESSION_COOKIE_NAME].value) == ("/mine/pin/", "")
    for path in (f"/people/{cast.person_id}/", "/mine/", "/check-in/", "/door/"):
        assert ruth.get(path).headers["Location"] == "/mine/pin/"
    done = ruth.post("/mine/pin/", {"pin": PIN, "again": PIN})
    assert (done.headers["Location"], done.cookies[COOKIE].value) == ("/mine/pin/chosen/", "")
    assert "Your PIN is saved" in words_of(ruth.get("/mine/pin/chosen/"))
    assert ruth.get("/mine/pin/").headers["Location"] == "/check-in/closed/"
    back = sign_in(cast.practitioner)
    card = words_of(back.post(f"/people/{cast.person_id}/my-side/card/"))
    assert re.search(r"[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}", card)
    page = words_of(back.get(f"/people/{cast.person_id}/my-side/"))
    assert "Chosen on 4 May 2026, with Ruth Adeyemi." in page
    assert "Set up by Ruth Adeyemi. Can be used with the PIN." in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, ["Choose six numbers.", "Type your PIN once more."]),
        ({"pin": "12345", "again": "12345"}, ["Choose six numbers."]),
        ({"pin": "123456", "again": "123456"}, ["Other people would soon guess that one."]),
        ({"pin": "199901", "again": "199901"}, ["Other people would soon guess that one."]),
        ({"pin": PIN, "again": WRONG}, ["The two are not the same."]),
    ],
)
def test_a_pin_that_is_not_taken_says_why_and_shows_nothing_that_was_typed_to_anybody(cast, sign_in, typed, said):
    device = sign_in(cast.practitioner)
    device.post(f"/people/{cast.person_id}/my-side/pin/")
    page = words_of(device.post("/mine/pin/", typed))
    assert "<title>Error: Choose a PIN" in page
    for sentence in said:
        assert sentence in page
    assert not [value for value in typed.values() if f'"{value}"' in page]
    assert not Pin.objects.exists()


def test_the_card_is_neutral_and_its_square_is_a_picture_the_page_policy_allows(cast, door, sign_in):
    response = sign_in(cast.practitioner).post(f"/people/{cast.person_id}/my-side/card/", {"language": "cy"})
    page = words_of(response)
    card = page.split('<div class="app-door-card"')[1].split('<p class="govuk-body app-no-print">')[0]
    assert "Eich tudalen eich hun" in card
    assert "testserver/door/" in card
    assert re.search(r'<path d="M[^"]{500,}"', card)
    assert "style=" not in card
    for word in ("Tomos", "Bevan", "Ruth", "Alongside", "probation", "supervis"):
        assert word.lower() not in card.lower()
    assert "Tomos" not in page


def test_the_square_holds_the_address_of_the_door():
    picture = draw_qr("https://example.org/door/abc/")
    expected = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    expected.add_data("https://example.org/door/abc/")
    dark = {(x, y) for y, row in enumerate(expected.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", picture.path)} == dark
    assert picture.size == len(expected.get_matrix())


def test_asking_for_a_card_without_a_pin_says_what_comes_first(cast, sign_in):
    ruth = sign_in(cast.practitioner)
    for what in ("card", "link"):
        response = ruth.post(f"/people/{cast.person_id}/my-side/{what}/", follow=True)
        assert "Choose a PIN together first." in words_of(response)
    assert not Door.objects.exists()


def test_closing_from_the_page_closes(cast, door, sign_in):
    ruth = sign_in(cast.practitioner)
    response = ruth.post(f"/my-side/{kept_row().id}/close/", follow=True)
    assert "It is closed. It opens nothing any more." in words_of(response)
    assert "Closed on 4 May 2026." in words_of(response)
    assert Client().post(f"/door/{door.token}/", {"pin": PIN}).status_code == 200


def test_an_excluded_colleague_gets_what_anybody_gets_who_asks_for_nobody(cast, door, sign_in):
    erin = sign_in(cast.excluded)
    absent = comparable(erin.get(f"/people/{uuid4()}/my-side/"))
    assert comparable(erin.get(f"/people/{cast.person_id}/my-side/")) == absent
    for what in ("pin", "card", "link"):
        assert comparable(erin.post(f"/people/{cast.person_id}/my-side/{what}/")) == absent
    assert comparable(erin.post(f"/my-side/{kept_row().id}/close/")) == absent


def test_the_way_to_the_page_is_shown_to_those_who_may_go_there(cast, sign_in):
    href = f'href="/people/{cast.person_id}/my-side/"'
    for part, shown in {"practitioner": True, "cover": True, "supervisor": False}.items():
        assert (href in words_of(sign_in(getattr(cast, part)).get(f"/people/{cast.person_id}/"))) is shown


def test_the_practitioner_reads_of_a_closed_card_on_the_page_of_the_person(cast, door, sign_in):
    for _ in range(5):
        Client().post(f"/door/{door.token}/", {"pin": WRONG})
    said = "The card of 4 May was closed after five wrong PINs. Set up a new one together."
    for path in (f"/people/{cast.person_id}/", f"/people/{cast.person_id}/my-side/"):
        assert said in words_of(sign_in(cast.practitioner).get(path))
    assert said not in words_of(sign_in(cast.supervisor).get(f"/people/{cast.person_id}/"))


def test_closing_a_link_that_went_astray_ends_what_it_opened_and_does_not_say_that_it_was_used(cast, door, sign_in):
    ruth, link = sign_in(cast.practitioner), Door.objects.get(kind="link")

    def closed() -> object:
        assert ruth.post(f"/my-side/{link.id}/close/").status_code == 302
        return comparable(ruth.get(f"/people/{cast.person_id}/my-side/"))

    with nothing_stays():
        unused = closed()
    phone = Client()
    phone.post(f"/door/{door.link}/", {"pin": PIN})
    assert phone.get("/mine/").status_code == 200
    assert closed() == unused
    assert phone.get("/mine/").headers["Location"] == "/check-in/closed/"


# --- the door from outside ---


def test_previews_use_nothing_up_look_nothing_up_and_leave_nothing_in_the_ledger(door, django_assert_num_queries):
    robot, before = Client(), Entry.objects.count()
    with django_assert_num_queries(0):
        for _ in range(25):
            assert robot.get(f"/door/{door.link}/").status_code == 200
            robot.head(f"/door/{door.link}/")
    assert Entry.objects.count() == before
    assert Client().post(f"/door/{door.link}/", {"pin": PIN}).headers["Location"] == "/mine/"
    assert Client().post(f"/door/{door.link}/", {"pin": PIN}).status_code == 200


def test_the_code_then_the_pin_and_the_code_is_in_no_address(door):
    phone = Client()
    page = words_of(phone.post("/door/", {"code": door.code.lower()}))
    assert f'name="code" value="{door.code.replace("-", "")}"' in page
    assert "Enter your PIN" in page
    response = phone.post("/door/", {"code": door.code, "pin": f"{PIN[:3]} {PIN[3:]}"})
    assert response.headers["Location"] == "/mine/"
    assert phone.get("/mine/").status_code == 200


def test_a_code_that_cannot_be_one_is_said_at_once_and_any_other_is_taken_to_the_pin(door):
    page = words_of(Client().post("/door/", {"code": "ABCD"}))
    assert "<title>Error: Enter your code" in page
    assert "Check the code on your card. It has 12 letters and numbers." in page
    known, unknown = (Client().post("/door/", {"code": code}) for code in (door.code, "2345-2345-2345"))
    same = [FORM_TOKEN.sub(b"", r.content).replace(c.replace("-", "").encode(), b"") for r, c in
            ((known, door.code), (unknown, "2345-2345-2345"))]  # fmt: skip
    assert same[0] == same[1]


def test_every_reason_not_to_open_is_one_answer(cast, door, sign_in, set_clock):
    closed = give_door(cast)
    sign_in(cast.practitioner).post(f"/my-side/{Door.objects.filter(kind='card').latest('set_up_at', 'id').id}/close/")
    doors = {d.token: d for d in (door, closed)}
    answers = set()
    for path, pin in [
        *((f"/door/{token}/", WRONG) for token in doors), (f"/door/{'x' * 43}/", PIN), ("/door/short/", PIN),
        (f"/door/{door.link}/", WRONG),
    ]:  # fmt: skip
        response = Client().post(path, {"pin": pin})
        answers.add(without_tokens(response, path))
    set_clock(START + timedelta(hours=73))
    late = Client().post(f"/door/{door.link}/", {"pin": PIN})
    answers.add(without_tokens(late, f"/door/{door.link}/"))
    assert len(answers) == 1
    ((status, body),) = answers
    assert status == 200
    assert b"That did not open. Check what you typed and try again." in body
    assert PIN.encode() not in body
    assert WRONG.encode() not in body


def test_five_wrong_pins_close_the_card_on_every_phone_and_leave_a_session_on_another_alone(door):
    phone = open_own(door)
    for _ in range(5):
        Client().post(f"/door/{door.token}/", {"pin": WRONG})
    assert Client().post("/door/", {"code": door.code, "pin": PIN}).status_code == 200
    assert phone.get("/mine/").status_code == 200


def test_too_many_wrong_ones_from_one_place_wait_and_another_place_does_not(door):
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    for number in range(60):
        assert Client(**elsewhere).post(f"/door/{number:043}/", {"pin": PIN}).status_code == 200
    waiting = Client(**elsewhere).post(f"/door/{door.token}/", {"pin": PIN})
    assert (waiting.status_code, "Wait a minute" in words_of(waiting)) == (429, True)
    assert kept_row().tries == 0
    assert open_own(door).get("/mine/").status_code == 200


def test_opening_often_and_rightly_is_never_too_often(door, monkeypatch):
    monkeypatch.setattr("alongside.casework.my_side.opening.is_pin", lambda *args: True)
    for _ in range(70):
        open_own(door, Client())


def test_no_secret_reaches_the_log_the_ledger_or_another_site(door, caplog, client):
    caplog.set_level("DEBUG")
    strict = Client(enforce_csrf_checks=True)
    strict.post(f"/door/{door.token}/", {"pin": PIN})
    open_own(door)
    written = [
        WithoutContent("%(message)s").format(record) for record in caplog.records if record.levelno >= logging.WARNING
    ]
    assert any("answered 403 at the page" in line for line in written), "the refused form is in the log, by its page"
    assert not any("/door/" in line for line in written)
    assert not [line for line in written if door.token in line]
    assert not [row for row in Entry.objects.values() if door.token in str(row) or door.code in str(row)]
    for path in (f"/door/{door.token}/", "/door/"):
        page = client.get(path)
        assert page.headers["Referrer-Policy"] == "strict-origin"
        assert '<meta name="referrer" content="strict-origin">' in words_of(page)
        assert page.headers["Cache-Control"] == "no-store, private"


# --- what is open then ---


@pytest.fixture
def world(cast) -> World:
    return make_world(cast)


def test_from_the_own_side_only_its_scopes_and_the_ways_out_answer(cast, world):
    Pin.objects.all().delete()
    phone = open_own(give_door(cast))
    secret = phone.cookies[COOKIE].value
    for name, path in paths(world).items():
        if name in PERSON_PAGES | WAYS_OUT | OTHER_DOORS | set(OWN_PAGES):
            continue
        for ask in (phone.get, phone.post, phone.head):
            response = ask(path)
            assert (response.status_code, response.headers.get("Location")) == (302, "/mine/"), name
    assert phone.cookies[COOKIE].value == secret


def test_no_browser_is_let_remember_what_was_typed_and_not_sent(cast, world, sign_in):
    """A browser writes its boxes to disk, to fill them again after a crash. It leaves a form alone that says so."""
    Pin.objects.all().delete()
    door, device = give_door(cast), take_device(sign_in(cast.practitioner), world.ids["session_id"])
    phone, forms = open_own(door), list[str]()
    for browser, names in ((phone, [*OWN_PAGES, "my_side"]), (device, PERSON_PAGES), (Client(), OTHER_DOORS)):
        for name in names:
            page = browser.get(paths(world)[name])
            forms += re.findall(
                "<form[^>]*>", words_of(page) if page.headers["Content-Type"].startswith("text/html") else ""
            )
    assert len(forms) > 60
    assert [form for form in forms if 'autocomplete="off"' not in form] == []


def test_each_destination_is_there_with_its_scope_and_its_page_is_opened_by_it():
    for to in DESTINATIONS:
        assert to.url_name in PERSON_PAGES or OWN_PAGES[to.url_name] is to.scope


def test_a_device_handed_over_opens_only_the_check_in_and_its_home(cast, sign_in):
    device = take_device(sign_in(cast.practitioner), make_session(cast).id)
    page = words_of(device.get("/mine/"))
    assert page.count("app-doors__link") == 1
    assert "Answer four short questions" in page
    for name in OWN_PAGES:
        assert device.get(f"/{name}/").status_code in {302, 404}
    assert device.get("/door/").headers["Location"] == "/check-in/"


def test_after_leaving_nothing_answers_with_the_same_cookie_and_the_language_is_gone(cast, world):
    Pin.objects.all().delete()
    phone = open_own(give_door(cast))
    kept = phone.cookies[COOKIE].value
    response = phone.post("/check-in/exit/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    phone.cookies[COOKIE] = kept
    for name, path in paths(world).items():
        answer = phone.get(path)
        assert not [c for c in CANARIES if c in answer.content], name
        if name in PERSON_PAGES | {"choose_pin"}:
            assert answer.headers["Location"] == "/check-in/closed/"


def test_the_secret_of_one_phone_is_no_use_after_it_closed_and_another_phone_has_its_own(door):
    one, two = open_own(door), open_own(door)
    one.post("/check-in/exit/")
    assert one.get("/mine/").headers["Location"] == "/check-in/closed/"
    assert two.get("/mine/").status_code == 200


def test_a_check_in_waits_and_is_sent_and_is_not_asked_for_again(cast, door):
    phone = open_own(door)
    assert 'href="/check-in/"' not in words_of(phone.get("/mine/"))
    assert phone.get("/check-in/").headers["Location"] == "/mine/"
    make_session(cast)
    phone = open_own(door, phone)
    assert 'href="/check-in/"' in words_of(phone.get("/mine/"))
    for number in range(1, QUESTIONS + 1):
        page = words_of(phone.get(f"/check-in/{number}/"))
        assert " checked" not in page
        phone.post(f"/check-in/{number}/", {"answer": 8})
    phone.post("/check-in/last/", {})
    phone.post("/check-in/who/", {"audience": "worker"})
    if not CheckIn.objects.filter(state="completed").exists():
        phone.post("/check-in/words/", {"words": ""})
    row = CheckIn.objects.get()
    assert (row.answers, row.audience, row.offered_by) == ([8] * 4, "worker", None)
    assert 'href="/mine/"' in words_of(phone.get("/check-in/thanks/"))
    assert 'href="/check-in/"' not in words_of(phone.get("/mine/"))
    assert 'href="/check-in/"' not in words_of(open_own(door).get("/mine/"))


def test_the_next_card_on_a_shared_phone_takes_the_place_of_what_is_open(cast, door):
    phone = open_own(door)
    before = Capability.objects.get(ended_at__isnull=True, kind="own").id
    assert "Enter your PIN" in words_of(phone.get(f"/door/{door.link}/"))
    phone.post(f"/door/{door.link}/", {"pin": PIN})
    now = Capability.objects.get(ended_at__isnull=True, kind="own")
    assert now.id != before
    assert now.door.kind == "link"


def test_opening_a_door_in_a_browser_of_the_staff_ends_the_staff_session(cast, door, sign_in):
    browser = open_own(door, sign_in(cast.practitioner))
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert browser.get(f"/people/{cast.person_id}/").headers["Location"] == "/mine/"


def test_signing_in_on_the_same_browser_ends_the_own_side(cast, door):
    phone = open_own(door)
    sign_in_on(phone, cast.practitioner)
    phone.get("/")
    assert not Capability.objects.filter(kind="own", ended_at__isnull=True).exists()


def test_thirty_minutes_and_it_is_over(door, set_clock):
    phone = open_own(door)
    set_clock(START + timedelta(minutes=30))
    assert phone.get("/mine/").headers["Location"] == "/check-in/closed/"


@pytest.mark.parametrize(("language", "exit_words"), [("en-gb", "Exit this page"), ("cy", "Gadael y dudalen hon")])
def test_exit_comes_first_and_titles_are_neutral_on_every_screen(cast, door, sign_in, language, exit_words):
    visitor, phone, device = Client(), open_own(door), sign_in(cast.practitioner)
    device.post(f"/people/{cast.person_id}/my-side/pin/")
    for browser in (visitor, phone, device):
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = [
        visitor.get("/door/"), visitor.get(f"/door/{door.token}/"), visitor.post(f"/door/{door.token}/", {"pin": ""}),
        visitor.post("/door/", {"code": door.code}), visitor.post("/door/", {"code": ""}), phone.get("/mine/"),
        device.get("/mine/pin/"), device.post("/mine/pin/", {}), visitor.get("/mine/pin/chosen/"),
    ]  # fmt: skip
    for page in pages:
        html = words_of(page)
        found = TabStops()
        found.feed(html)
        assert (page.status_code, found.stops[0].strip()) == (200, exit_words)
        for part in ("<title>", "<h1"):
            assert not re.search("Alongside|Tomos|Ruth|probation", html.split(part, 1)[1].split("</", 1)[0], re.I)
        assert page.headers["Cache-Control"] == "no-store, private"


def test_a_pin_box_is_one_covered_text_box_that_no_browser_fills_or_keeps(door):
    page = words_of(Client().get(f"/door/{door.token}/"))
    boxes = re.findall(r"<input(?![^>]*type=\"hidden\")[^>]*>", page)
    assert len(boxes) == 1
    for part in ('autocomplete="off"', 'inputmode="numeric"', 'type="text"', "app-pin"):
        assert part in boxes[0]
    assert "If a PIN does not work for you" in page
    for asked in ("birth", "name and"):
        assert asked not in page.split("<main")[1]


def test_the_cookies_of_a_phone_end_with_its_browser(door):
    phone = Client()
    phone.get(f"/door/{door.token}/")
    assert settings.CSRF_COOKIE_AGE is None
    assert COOKIE not in phone.cookies
    assert [name for name, cookie in phone.cookies.items() if cookie["max-age"]] == []
    phone.post(f"/door/{door.token}/", {"pin": PIN})
    assert phone.cookies[COOKIE].value
    assert (phone.cookies[COOKIE]["max-age"], phone.cookies[COOKIE]["expires"]) == ("", "")


def test_each_page_asks_few_questions_of_the_database_however_many_cards_there_are(
    cast, door, sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    ruth, phone = sign_in(cast.practitioner), open_own(door)
    with django_assert_max_num_queries(20) as few:
        ruth.get(f"/people/{cast.person_id}/my-side/")
    number = len(few)
    for _ in range(8):
        ruth.post(f"/people/{cast.person_id}/my-side/card/")
    with django_assert_num_queries(number):
        ruth.get(f"/people/{cast.person_id}/my-side/")
    with django_assert_max_num_queries(5):
        phone.get("/mine/")
