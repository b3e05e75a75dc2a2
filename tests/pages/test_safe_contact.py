"""Safe contact from end to end: each place that shows or uses a way to reach somebody says the rule beside it or refuses."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.absences.words import list_safe_ways
from alongside.casework.messages import sending
from alongside.casework.messages.plans import NotByThisWay, start_reminders
from alongside.casework.messages.sending import send_due_reminders
from alongside.casework.messages.stopping import (
    list_own_routes,
    stop_all_contact,
    stop_own_contact,
    stop_own_route,
)
from alongside.casework.my_side.capabilities import find_capability
from alongside.casework.my_side.opening import open_with_token
from alongside.casework.people import contact
from alongside.casework.people.contact import RouteFacts, add_contact_route, end_contact_route, load_routes
from alongside.casework.sessions.operations import Plan, plan_session
from alongside.domain.people.contact import FITTING, RouteKind, Safe, mask, usable
from alongside.ledger.models import Entry
from alongside.records.models import ContactRoute, Disclosure, Door, Message, ReminderPlan, RingWish, Session
from alongside.vault import open_keys
from tests.cast import START, make_cast
from tests.pages.own_door import PIN, give_door, open_own

pytestmark = pytest.mark.django_db
NUMBER, DAY = "07700 900123", timedelta(days=1)
EVERYTHING = FITTING[RouteKind.PHONE]


class Postbox:
    """A channel that keeps what it is given, and does something before each."""

    def __init__(self):
        self.letters, self.before = [], lambda: None

    def carries(self, kind):
        return True

    def send(self, letter):
        self.letters.append(letter)
        self.before()


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture
def box(monkeypatch):
    made = Postbox()
    for module in ("plans", "sending", "queries"):
        monkeypatch.setattr(f"alongside.casework.messages.{module}.open_channel", lambda: made)
    return made


@pytest.fixture
def own(cast):
    door = give_door(cast)
    opened = open_with_token(token=door.token, pin=PIN, at=START)
    return find_capability(secret=opened, at=START)


def add(cast, ruth, *, safe=EVERYTHING, shared="A partner", confirmed=True):
    facts = RouteFacts(RouteKind.PHONE, NUMBER, safe, shared, confirmed)
    return add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)


def age(days):
    ContactRoute.objects.update(last_confirmed_on=START.date() - timedelta(days=days))


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_nothing_may_be_done_with_a_way_that_is_not_confirmed_or_was_ended():
    on = START.date()
    assert usable(EVERYTHING, on - timedelta(days=90), ended=False, on=on) == EVERYTHING
    for confirmed, ended in ((None, False), (on - timedelta(days=91), False), (on, True)):
        assert usable(EVERYTHING, confirmed, ended=ended, on=on) == frozenset()


def test_who_reads_over_a_shoulder_learns_no_number_and_no_address():
    assert mask(RouteKind.PHONE, NUMBER) == "… 123"
    assert mask(RouteKind.EMAIL, "tomos@example.org") == "t…"
    assert mask(RouteKind.ADDRESS, "14 Heol Fawr") == ""


# ---- Every page that shows a way, with what it says when it may be used and when it may not ----


def _overview(cast):
    RingWish.objects.get_or_create(person_id=cast.person_id, settled_at=None, defaults={"asked_at": START})
    return reverse("person", args=[cast.person_id]), cast.practitioner


def _contact(cast):
    return reverse("contact_routes", args=[cast.person_id]), cast.practitioner


def _first_contact(cast):
    return reverse("first_contact_step", args=[cast.person_id, "before"]), cast.practitioner


def _disclosure(cast):
    row = Disclosure.objects.first() or Disclosure.objects.create(person_id=cast.person_id, told_at=START)
    return reverse("disclosure", args=[row.id]), cast.safeguarding_lead


PAGES = [_overview, _contact, _first_contact, _disclosure]


@pytest.fixture
def client_of(sign_in):
    return sign_in


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__.strip("_"))
def test_a_page_that_shows_a_number_says_what_is_safe_and_who_shares_it_and_else_not_to_use_it(
    cast, ruth, sign_in, page
):
    add(cast, ruth)
    address, who = page(cast)
    client = sign_in(who)
    shown = text_of(client.get(address))
    assert NUMBER in shown
    assert "A partner" in shown
    assert "o not use it:" not in shown.replace("safe to", "")
    assert re.search(r"[Ss]afe to", shown)
    age(91)
    late = text_of(client.get(address))
    assert "o not use it" in late
    assert not re.search(r"[Ss]afe to (ring|text|leave)", late)


def test_the_check_sees_a_page_that_forgets_how_long_ago_it_was_confirmed(cast, ruth, sign_in, monkeypatch):
    """A broken variant: what was marked once is safe for ever. Each page above would say so."""
    add(cast, ruth)
    age(91)
    monkeypatch.setattr(contact, "usable", lambda safe, confirmed, *, ended, on: frozenset(safe))
    for page in (_overview, _first_contact, _disclosure):
        address, who = page(cast)
        assert re.search(r"[Ss]afe to (ring|text|leave)", text_of(sign_in(who).get(address)))


def test_an_absence_offers_no_way_that_is_not_confirmed_and_says_who_shares_the_others(cast, ruth):
    add(cast, ruth)
    keys = open_keys([cast.person_id])
    ways = list_safe_ways(cast.person_id, keys, on=START.date())
    assert {way.shared_with for way in ways if way.route_id} == {"A partner"}
    age(91)
    assert not [way for way in list_safe_ways(cast.person_id, keys, on=START.date()) if way.route_id]


@pytest.mark.parametrize("name", ["today", "caseload", "promises", "referrals", "print_referrals", "timeline", "plan", "agreements",
                                  "passed_on", "print_passed_on", "workers", "first_contact"])  # fmt: skip
def test_no_other_page_shows_a_number_at_all(cast, ruth, sign_in, name):
    add(cast, ruth)
    args = [] if name in ("today", "caseload") else [cast.person_id]
    assert NUMBER not in sign_in(cast.practitioner).get(reverse(name, args=args)).content.decode()


# ---- Nothing is sent ----


def _begin(cast, ruth, sessions=1):
    route = add(cast, ruth)
    start_reminders(person_id=cast.person_id, route_id=route, language="en", by=ruth, at=START)
    for number in range(sessions):
        starts = START + DAY + timedelta(hours=number)
        plan_session(
            plan=Plan(starts, 30, "Room 2"), person_id=cast.person_id, by=ruth, at=START + timedelta(minutes=1)
        )
    return route


def test_nothing_is_sent_by_a_way_that_nobody_confirmed_for_ninety_days(cast, ruth, box):
    _begin(cast, ruth)
    age(91)
    send_due_reminders(at=START + timedelta(minutes=2))
    assert box.letters == []
    assert ReminderPlan.objects.get().ended_because == "route"


def test_the_check_sees_a_way_that_is_used_though_it_is_not_confirmed(cast, ruth, box, monkeypatch):
    """A broken variant: the question at the moment of sending says yes to anything."""
    _begin(cast, ruth)
    age(91)
    monkeypatch.setattr(sending, "is_safe_and_confirmed", lambda route, at: True)
    send_due_reminders(at=START + timedelta(minutes=2))
    assert box.letters


def test_who_says_stop_while_others_are_sent_gets_no_more(cast, ruth, box):
    """Two are due. The person stops everything after the first has left: the second is not sent."""
    _begin(cast, ruth, sessions=2)
    box.before = lambda: stop_all_contact(person_id=cast.person_id, by=ruth, at=START)
    send_due_reminders(at=START + timedelta(minutes=2))
    assert len(box.letters) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == ["failed", "sent"]


# ---- Somebody else reads the phone: all of it stops at once ----


def everything_is_stopped(cast, at=START):
    keys = open_keys([cast.person_id])
    routes = load_routes(cast.person_id, keys, at=at)
    return (
        not any(route.usable or route.safe for route in routes)
        and not ReminderPlan.objects.filter(ended_at__isnull=True).exists()
        and not Door.objects.filter(kind="link", closed_at__isnull=True).exists()
    )


def test_whoever_stands_in_stops_everything_in_one_tap(cast, ruth, box):
    route = _begin(cast, ruth)
    give_door(cast)
    stop_all_contact(person_id=cast.person_id, by=actor_for(cast.cover), at=START)
    assert everything_is_stopped(cast)
    assert Door.objects.filter(kind="card", closed_at__isnull=True).exists(), "the card in their pocket still opens"
    with pytest.raises(NotByThisWay):
        start_reminders(person_id=cast.person_id, route_id=route, language="en", by=ruth, at=START)
    send_due_reminders(at=START + timedelta(minutes=2))
    assert box.letters == []
    assert Entry.objects.filter(action="stopped", object_type="contact_route").count() == 1


def test_the_person_stops_everything_and_their_worker_is_told(cast, ruth, box, own, sign_in):
    _begin(cast, ruth)
    stop_own_contact(capability=own, by=actor_for_capability(own), at=START)
    assert everything_is_stopped(cast)
    assert ReminderPlan.objects.get().ended_because == "route"
    assert "do not use it" in text_of(sign_in(cast.practitioner).get(reverse("contact_routes", args=[cast.person_id])))


def test_the_person_stops_one_way_and_keeps_the_other(cast, ruth, box, own):
    first = _begin(cast, ruth)
    other = add(cast, ruth, shared="")
    stop_own_route(capability=own, route_id=first, by=actor_for_capability(own), at=START)
    assert [route.id for route in list_own_routes(capability=own, at=START)] == [other]
    assert ReminderPlan.objects.get().ended_because == "route"


def test_nobody_widens_anything_from_the_persons_side(cast, ruth, own):
    """Whoever holds the phone could. So there is no operation of that side that adds, marks or confirms."""
    add(cast, ruth, safe=())
    with pytest.raises(NotHere):
        add_contact_route(
            person_id=cast.person_id,
            facts=RouteFacts(RouteKind.PHONE, "1", EVERYTHING),
            by=actor_for_capability(own),
            at=START,
        )
    assert [route.usable for route in list_own_routes(capability=own, at=START)] == [frozenset()]


@pytest.mark.parametrize("part", ["colleague", "excluded", "stranger", "supervisor", "privacy_officer"])
def test_who_does_not_work_with_the_person_stops_nothing(cast, ruth, part):
    add(cast, ruth)
    with pytest.raises(NotHere):
        stop_all_contact(person_id=cast.person_id, by=actor_for(getattr(cast, part)), at=START)
    assert not everything_is_stopped(cast)


def test_the_persons_page_shows_no_number_and_stops_in_one_tap(cast, ruth):
    add(cast, ruth)
    phone = open_own(give_door(cast))
    shown = phone.get(reverse("mine_reach")).content.decode()
    assert NUMBER not in shown
    assert "… 123" in shown
    assert "It is stopped" in text_of(phone.post(reverse("mine_reach"), {"all": "1"}, follow=True))
    assert everything_is_stopped(cast)
    assert phone.post(reverse("mine_reach"), {"route": "x"}).status_code == 404


def test_a_way_that_was_ended_is_never_used_or_confirmed_again(cast, ruth, box):
    route = _begin(cast, ruth)
    end_contact_route(person_id=cast.person_id, route_id=route, by=ruth, at=START)
    send_due_reminders(at=START + timedelta(minutes=2))
    assert box.letters == []
    assert Session.objects.exists()
    assert Safe.TEXT not in load_routes(cast.person_id, open_keys([cast.person_id]), at=START)[0].usable
