"""G20 to G23 over HTTP: what a device can reach while it is handed over, and what is left when it comes back."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.signing import get_cookie_signer
from django.test import Client
from django.urls import reverse

from alongside.pages.my_side.door import COOKIE, PERSON_PAGES, SALT, WAYS_OUT
from alongside.records.models import Capability, CheckIn, User
from alongside.vault import is_envelope
from tests.access.world import World, make_world
from tests.addresses import every_address
from tests.cast import START
from tests.pages.my_side import answer_all, make_session, send_to, take_device
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
CANARIES = [b"Bevan", b"Tomos", b"X123456", b"Adeyemi", b"Ellis", b"Community order"]
ASKED = ["/check-in/", "/check-in/1/", "/check-in/2/", "/check-in/3/", "/check-in/4/", "/check-in/last/"]


@pytest.fixture
def world(cast) -> World:
    return make_world(cast)


@pytest.fixture
def device(cast, world, sign_in) -> Client:
    return take_device(sign_in(cast.practitioner), world.ids["session_id"])


def paths(world: World) -> dict[str, str]:
    return {a.name: reverse(a.name, kwargs={part: world.ids[part] for part in a.parts}) for a in every_address()}


def sign_in_on(device: Client, user: User) -> None:
    """Sign somebody in, with both factors, in the browser of this device."""
    name = settings.SESSION_COOKIE_NAME
    device.cookies[name] = signed_in_client(user).cookies[name].value


def with_secret(secret: str) -> Client:
    """Return a browser that holds this secret, properly signed, as if the signing key had leaked."""
    client = Client()
    client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(secret)
    return client


def test_only_the_pages_of_the_check_in_and_the_ways_out_answer(world, device):
    secret = device.cookies[COOKIE].value
    for name, path in paths(world).items():
        if name in PERSON_PAGES | WAYS_OUT:
            continue
        for ask in (device.get, device.post, device.head):
            response = ask(path)
            assert (response.status_code, response.headers.get("Location")) == (302, "/check-in/"), name
    for name in PERSON_PAGES - {"my_side_thanks"}:
        assert not [c for c in CANARIES if c in device.get(paths(world)[name]).content], name
    assert device.cookies[COOKIE].value == secret


def test_after_leaving_nothing_answers_with_the_same_cookie(world, device):
    kept = device.cookies[COOKIE].value
    answer_all(device, 2)
    response = device.post("/check-in/exit/")
    assert response.headers["Location"] == "/check-in/closed/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert device.cookies[COOKIE].value == ""
    device.cookies[COOKIE] = kept
    for name, path in paths(world).items():
        response = device.get(path)
        assert not [c for c in CANARIES if c in response.content], name
        if name in PERSON_PAGES:
            assert response.headers["Location"] == "/check-in/closed/"


@pytest.mark.parametrize("answered", [0, 2, 4])
def test_leaving_before_choosing_leaves_only_the_offer(world, device, answered):
    for number in range(1, answered + 1):
        device.post(f"/check-in/{number}/", {"answer": 1})
    device.post("/check-in/exit/")
    row = CheckIn.objects.get(session=world.ids["session_id"])
    assert (row.state, row.audience, row.answers, row.completed_at) == ("offered", "", [], None)
    assert Capability.objects.get().sealed_progress is None


def test_answers_on_the_device_are_sealed_until_they_are_sent(device):
    device.post("/check-in/1/", {"answer": 9})
    assert is_envelope(bytes(Capability.objects.get().sealed_progress))
    answer_all(device)
    send_to(device, "worker")
    assert Capability.objects.get().sealed_progress is None


def test_answers_on_a_device_that_never_said_it_left_are_thrown_away_at_the_next_hand_over(
    cast, world, device, sign_in, set_clock
):
    device.post("/check-in/1/", {"answer": 9})
    set_clock(START + timedelta(minutes=31))
    take_device(sign_in(cast.practitioner), make_session(cast, at=START + timedelta(minutes=31)).id)
    assert [c.sealed_progress for c in Capability.objects.order_by("started_at")] == [None, None]


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites_and_ends_with_the_browser(device, settings):
    cookie = device.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")


def test_the_cookie_is_secure_where_the_service_is(cast, world, sign_in, settings):
    settings.SESSION_COOKIE_SECURE = True
    client = sign_in(cast.practitioner)
    response = client.post(paths(world)["hand_over"], secure=True)
    assert response.cookies[COOKIE]["secure"]


def test_thirty_minutes_and_it_is_over(device, set_clock):
    set_clock(START + timedelta(minutes=29))
    assert device.get("/check-in/1/").status_code == 200
    set_clock(START + timedelta(minutes=30))
    for address in ASKED:
        assert device.get(address).headers["Location"] == "/check-in/closed/"


def test_another_device_gets_nothing_and_a_new_hand_over_ends_the_old_one(cast, world, device, sign_in):
    assert Client().get("/check-in/1/").headers["Location"] == "/check-in/closed/"
    second = take_device(sign_in(cast.practitioner), world.ids["session_id"])
    assert second.get("/check-in/1/").status_code == 200
    assert device.get("/check-in/1/").headers["Location"] == "/check-in/closed/"


def test_a_thousand_guesses_cost_no_look_up_betray_nothing_and_lock_nobody_out(
    device, django_assert_num_queries, monkeypatch
):
    seen = set()
    guesser = Client()
    with django_assert_num_queries(0):
        for number in range(1_000):
            guesser.cookies[COOKIE] = f"{number:043}:1tXyZa:{'x' * 43}"
            response = guesser.get("/check-in/1/")
            seen.add((response.status_code, response.headers["Location"], response.content))
    assert len(seen) == 1
    assert device.get("/check-in/1/").status_code == 200


def test_a_wrong_secret_looks_like_an_ended_one_even_with_the_right_signature(device):
    ended = device.cookies[COOKIE].value
    device.post("/check-in/exit/")
    wrong, old = with_secret("A" * 43), Client()
    old.cookies[COOKIE] = ended
    answers = [client.get("/check-in/1/") for client in (wrong, old)]
    assert len({(a.status_code, a.headers["Location"], a.content) for a in answers}) == 1


def test_the_secret_itself_is_nowhere_in_the_database(device):
    secret = device.cookies[COOKIE].value.split(":")[0]
    assert len(secret) == 43
    assert with_secret(secret).get("/check-in/1/").status_code == 200
    row = Capability.objects.values().get()
    assert secret not in str(row)
    assert secret.encode() not in bytes(row["secret_hash"])


def test_signing_in_again_ends_the_capability(cast, device):
    kept = device.cookies[COOKIE].value
    assert device.get("/accounts/login/").status_code == 200
    sign_in_on(device, cast.practitioner)
    device.get("/")
    assert Capability.objects.get().ended_at is not None
    assert device.cookies[COOKIE].value == ""
    thief = Client()
    thief.cookies[COOKIE] = kept
    assert thief.get("/check-in/1/").headers["Location"] == "/check-in/closed/"


def test_a_form_from_another_site_cannot_answer_or_hand_over(cast, world, device, sign_in):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[COOKIE] = device.cookies[COOKIE].value
    for address in ["/check-in/1/", "/check-in/exit/"]:
        assert strict.post(address, {"answer": 1}).status_code == 403
    assert Capability.objects.get().ended_at is None


def test_two_people_cannot_be_asked_on_one_device_at_once(cast, world, device):
    """The first capability ends with the sign-in that the second hand-over needs."""
    sign_in_on(device, cast.practitioner)
    take_device(device, make_session(cast).id)
    assert sorted(c.ended_at is None for c in Capability.objects.all()) == [False, True]


class TabStops(HTMLParser):
    """What the tab key reaches, in order, by its words."""

    def __init__(self) -> None:
        super().__init__()
        self.stops: list[str] = []
        self.is_open = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_stop = tag in {"button", "summary"} or (tag == "a" and "href" in given)
        is_stop = is_stop or (tag == "input" and given.get("type") != "hidden")
        if is_stop and "hidden" not in given:
            self.stops.append("")
            self.is_open = tag != "input"

    def handle_data(self, data):
        if self.is_open:
            self.stops[-1] += data

    def handle_endtag(self, tag):
        if tag in {"button", "a", "summary"}:
            self.is_open = False


@pytest.mark.parametrize(("language", "exit_words"), [("en-gb", "Exit this page"), ("cy", "Gadael y dudalen hon")])
def test_exit_is_the_first_tab_stop_on_every_screen_and_is_a_post(device, language, exit_words):
    device.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    pages = [device.get(address) for address in ASKED]
    pages.append(device.post("/check-in/1/", {}))
    answer_all(device)
    pages += [device.get("/check-in/who/"), device.post("/check-in/who/", {})]
    send_to(device, "supervisor")
    pages.append(device.get("/check-in/thanks/"))
    for page in pages:
        assert page.status_code == 200
        html = page.content.decode()
        found = TabStops()
        found.feed(html)
        assert found.stops[0].strip() == exit_words
        assert re.search(r'<form class="app-exit" method="post" autocomplete="off" action="/check-in/exit/">', html)


def test_leaving_is_never_a_get(device):
    assert device.get("/check-in/exit/").status_code == 405
    assert Capability.objects.get().ended_at is None
