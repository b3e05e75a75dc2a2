"""Reminders: only by a way that is safe and confirmed, once, in the hours, and by the leave of whoever began them."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.urls import reverse

from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.agreements.loading import Answered
from alongside.casework.agreements.operations import ask_agreement
from alongside.casework.agreements.own_side import take_back
from alongside.casework.messages import sending
from alongside.casework.messages.channels import Console, Letter, NeverSent, Notify, NotSentYet, Smtp
from alongside.casework.messages.plans import NotByThisWay, start_reminders, stop_own_reminders, stop_reminders
from alongside.casework.messages.sending import send_due_reminders
from alongside.casework.my_side.capabilities import find_capability
from alongside.casework.my_side.opening import open_with_token
from alongside.casework.people.contact import RouteFacts, add_contact_route, end_contact_route
from alongside.casework.sessions.operations import Plan, cancel_session, change_session, plan_session
from alongside.domain.agreements import Answer, How, Matter
from alongside.domain.people.contact import RouteKind, Safe
from alongside.ledger.models import Entry
from alongside.records.models import Door, Exclusion, Message, ReminderPlan, Session
from tests.cast import START, make_cast
from tests.pages.own_door import PIN, give_door

pytestmark = pytest.mark.django_db
NUMBER = "07700 900123"
NEXT = START + timedelta(days=1, hours=3, minutes=30)  # two in the afternoon


class Postbox:
    """A channel that keeps what it is given, or refuses as told."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.refusal: type[Exception] | None = None

    def carries(self, kind):
        return kind is not RouteKind.ADDRESS

    def send(self, letter):
        if self.refusal:
            raise self.refusal
        self.letters.append(letter)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def ruth(cast):
    return actor_for(cast.practitioner)


@pytest.fixture(autouse=True)
def box(monkeypatch):
    made = Postbox()
    for module in ("plans", "sending", "queries"):
        monkeypatch.setattr(f"alongside.casework.messages.{module}.open_channel", lambda: made)
    return made


@pytest.fixture
def route_id(cast, ruth):
    facts = RouteFacts(RouteKind.PHONE, NUMBER, {Safe.TEXT}, is_confirmed_now=True)
    return add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)


@pytest.fixture
def plan_id(cast, ruth, route_id):
    return start_reminders(person_id=cast.person_id, route_id=route_id, language="en", by=ruth, at=START)


@pytest.fixture
def session_id(cast, ruth):
    return plan_session(person_id=cast.person_id, plan=Plan(NEXT, 45, "12 Mill Lane"), by=ruth, at=START)


def texts(box) -> list[str]:
    return [letter.text for letter in box.letters]


def test_the_day_before_is_told_once_however_often_the_worker_looks(plan_id, session_id, box):
    for minute in range(3):
        send_due_reminders(at=START + timedelta(minutes=minute))
    assert texts(box) == ["A reminder: tomorrow at 2pm."]
    assert box.letters[0].to == NUMBER
    assert Message.objects.get().state == "sent"


def test_a_move_and_a_call_off_are_told_to_whom_the_first_time_was_told(plan_id, session_id, ruth, box):
    send_due_reminders(at=START)
    change_session(session_id=session_id, plan=Plan(NEXT + timedelta(days=7), 45), by=ruth, at=START)
    send_due_reminders(at=START)
    cancel_session(session_id=session_id, words="", by=ruth, at=START)
    send_due_reminders(at=START)
    assert [text.split(".")[0] for text in texts(box)[1:]] == [
        "The time has changed", "What was on Tuesday 12 May at 2pm is called off",
    ]  # fmt: skip


def test_the_link_of_a_check_in_opens_with_the_pin_and_is_kept_nowhere(cast, plan_id, session_id, box, caplog):
    give_door(cast)
    Session.objects.filter(id=session_id).update(attendance="attended")
    after = NEXT + timedelta(hours=3)
    send_due_reminders(at=after)
    token = texts(box)[0].rstrip("/").rsplit("/", 1)[1]
    assert texts(box)[0].endswith(reverse("open_link", kwargs={"token": token}))
    assert open_with_token(token=token, pin=PIN, at=after) is not None
    assert token not in caplog.text
    assert Door.objects.filter(kind="link").latest("set_up_at").token_hash != token.encode()


def test_without_a_pin_no_link_is_sent(plan_id, session_id, box):
    Session.objects.filter(id=session_id).update(attendance="attended")
    send_due_reminders(at=NEXT + timedelta(hours=3))
    assert box.letters == []


def test_nothing_is_sent_at_night_or_where_nothing_is_sent_at_all(plan_id, session_id, box, monkeypatch):
    send_due_reminders(at=START.replace(hour=20))
    monkeypatch.setattr(sending, "open_channel", lambda: None)
    send_due_reminders(at=START)
    assert box.letters == []
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        RouteFacts(RouteKind.PHONE, NUMBER, {Safe.RING}, is_confirmed_now=True),
        RouteFacts(RouteKind.PHONE, NUMBER, {Safe.TEXT}),
        RouteFacts(RouteKind.ADDRESS, "12 Mill Lane", {Safe.WRITE}, is_confirmed_now=True),
    ],
)
def test_a_way_that_is_not_safe_and_confirmed_for_a_message_is_refused(cast, ruth, facts):
    route = add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)
    with pytest.raises(NotByThisWay):
        start_reminders(person_id=cast.person_id, route_id=route, language="en", by=ruth, at=START)


def test_a_way_that_is_ended_or_was_confirmed_too_long_ago_is_not_used_and_the_plan_ends(
    cast, ruth, route_id, plan_id, session_id, box
):
    end_contact_route(person_id=cast.person_id, route_id=route_id, by=ruth, at=START)
    send_due_reminders(at=START)
    assert box.letters == []
    assert ReminderPlan.objects.get().ended_because == "route"


def test_somebody_who_may_not_any_more_sends_nothing_more(cast, plan_id, session_id, box):
    Exclusion.objects.create(person_id=cast.person_id, user=cast.practitioner, set_by=cast.supervisor, set_at=START)
    send_due_reminders(at=START)
    assert box.letters == []
    assert ReminderPlan.objects.get().ended_because == "worker_left"


def test_what_cannot_be_sent_now_is_tried_again_and_given_up_and_only_a_bad_address_ends_the_plan(
    plan_id, session_id, box
):
    box.refusal = NotSentYet
    at = START
    for _ in range(6):
        send_due_reminders(at=at)
        at += timedelta(hours=1, minutes=5)
    message = Message.objects.get()
    assert (message.state, message.tries) == ("failed", 4)
    assert ReminderPlan.objects.get().ended_at is None
    box.refusal = None
    send_due_reminders(at=at)
    assert box.letters == [], "a reminder that was given up is not sent later"


def test_a_way_that_does_not_work_stops_everything(plan_id, session_id, box):
    box.refusal = NeverSent
    send_due_reminders(at=START)
    assert Message.objects.get().state == "failed"
    assert ReminderPlan.objects.get().ended_because == "failed"


def test_the_person_and_their_worker_can_stop_them_at_any_time(cast, ruth, route_id, plan_id, session_id, box):
    own = find_capability(secret=open_with_token(token=give_door(cast).token, pin=PIN, at=START), at=START)
    stop_own_reminders(capability=own, by=actor_for_capability(own), at=START)
    assert ReminderPlan.objects.get().ended_because == "person"
    start_reminders(person_id=cast.person_id, route_id=route_id, language="cy", by=ruth, at=START)
    stop_reminders(person_id=cast.person_id, by=ruth, at=START)
    send_due_reminders(at=START)
    assert box.letters == []


def answer_texts(cast, ruth, answer):
    said = Answered(answer, START.date(), "1", "en", How.SPOKEN)
    return ask_agreement(person_id=cast.person_id, matter=Matter.TEXT, said=said, by=ruth, at=START)


@pytest.mark.parametrize("who", ["worker", "person"])
def test_a_yes_to_texts_that_is_taken_back_ends_them(cast, ruth, plan_id, session_id, box, who):
    asked = answer_texts(cast, ruth, Answer.YES)
    assert ReminderPlan.objects.get().ended_at is None, "a yes ends nothing"
    if who == "worker":
        answer_texts(cast, ruth, Answer.WITHDRAWN)
    else:
        own = find_capability(secret=open_with_token(token=give_door(cast).token, pin=PIN, at=START), at=START)
        by = actor_for_capability(own)
        take_back(capability=own, agreement_id=asked, language="en", by=by, at=START)
    assert ReminderPlan.objects.get().ended_because == "agreement"
    assert Entry.objects.filter(object_type="reminder_plan", action="ended").count() == 1
    send_due_reminders(at=START)
    assert box.letters == []


def test_a_no_to_texts_ends_what_goes_by_text_and_not_what_goes_by_email(cast, ruth, box):
    facts = RouteFacts(RouteKind.EMAIL, "tomos@example.org", {Safe.WRITE}, is_confirmed_now=True)
    by_email = add_contact_route(person_id=cast.person_id, facts=facts, by=ruth, at=START)
    start_reminders(person_id=cast.person_id, route_id=by_email, language="en", by=ruth, at=START)
    answer_texts(cast, ruth, Answer.NO)
    assert ReminderPlan.objects.get().ended_at is None


def test_only_those_who_may_set_up_the_door_begin_and_stop_them(cast, route_id, plan_id):
    for who in (cast.supervisor, cast.colleague, cast.excluded, cast.administrator):
        with pytest.raises(NotHere):
            start_reminders(person_id=cast.person_id, route_id=route_id, language="en", by=actor_for(who), at=START)
        with pytest.raises(NotHere):
            stop_reminders(person_id=cast.person_id, by=actor_for(who), at=START)


def test_no_table_and_no_entry_holds_the_words_or_the_number(cast, plan_id, session_id, box):
    send_due_reminders(at=START)
    columns = {f.name for f in Message._meta.fields} | {f.name for f in ReminderPlan._meta.fields}
    assert not columns & {"text", "to", "words", "value"}
    entry = Entry.objects.get(object_type="message")
    assert (entry.kind, entry.action) == ("disclosure", "reminded")
    assert NUMBER not in repr(box.letters[0])


def test_two_that_look_at_once_send_one(plan_id, session_id, box, monkeypatch):
    """The second looks while the first has found what is due and kept nothing yet."""
    claim, looked = sending._claim, []

    def claim_after_another(due, at):
        if not looked:
            looked.append(True)
            send_due_reminders(at=at)
        return claim(due, at)

    monkeypatch.setattr(sending, "_claim", claim_after_another)
    send_due_reminders(at=START)
    assert len(box.letters) == 1


# --- the channels ---

TEXT = Letter(RouteKind.PHONE, NUMBER, "A reminder", "A reminder: tomorrow at 2pm.")
EMAIL = Letter(RouteKind.EMAIL, "tomos@example.org", "A reminder", "A reminder: tomorrow at 2pm.")


def test_the_console_says_the_words_and_not_where_they_go(capsys):
    Console().send(TEXT)
    said = capsys.readouterr().out
    assert TEXT.text in said
    assert NUMBER not in said


def test_smtp_sends_an_email_and_nothing_else():
    Smtp().send(EMAIL)
    assert (mail.outbox[0].to, mail.outbox[0].subject, mail.outbox[0].body) == ([EMAIL.to], EMAIL.subject, EMAIL.text)
    assert not Smtp().carries(RouteKind.PHONE)


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (("SMTPRecipientsRefused", {"x": (550, b"no such user")}), NeverSent),
        (("SMTPRecipientsRefused", {"x": (451, b"later")}), NotSentYet),
        (("SMTPDataError", 554, b"refused"), NeverSent),
        (("SMTPServerDisconnected", "gone"), NotSentYet),
    ],
)
def test_what_a_mail_server_answers_is_for_now_or_for_good(monkeypatch, error, becomes):
    import smtplib

    name, *said = error

    def refuses(self, fail_silently=False):
        raise getattr(smtplib, name)(*said)

    monkeypatch.setattr("alongside.casework.messages.channels.EmailMessage.send", refuses)
    with pytest.raises(becomes):
        Smtp().send(EMAIL)


class NotifyServer(BaseHTTPRequestHandler):
    """Answers as GOV.UK Notify does."""

    status, seen = 201, []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        NotifyServer.seen.append((self.path, self.headers["Authorization"].split()[0], body))
        answer = (
            {"id": "1"}
            if self.status == 201
            else {"status_code": self.status, "errors": [{"error": "E", "message": "m"}]}
        )
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def notify(settings):
    server = HTTPServer(("127.0.0.1", 0), NotifyServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ALONGSIDE_NOTIFY_KEY = "made_up-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
    settings.ALONGSIDE_NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.ALONGSIDE_NOTIFY_TEXT_TEMPLATE, settings.ALONGSIDE_NOTIFY_EMAIL_TEMPLATE = "text-id", "email-id"
    NotifyServer.status, NotifyServer.seen = 201, []
    yield Notify
    server.shutdown()
    server.server_close()


def test_notify_is_given_the_words_the_number_and_the_template(notify):
    notify().send(TEXT)
    notify().send(EMAIL)
    (path, scheme, text), (mail_path, _, email) = NotifyServer.seen
    assert (path, mail_path, scheme) == ("/v2/notifications/sms", "/v2/notifications/email", "Bearer")
    assert text == {"phone_number": NUMBER, "template_id": "text-id", "personalisation": {"message": TEXT.text}}
    assert email["personalisation"] == {"subject": EMAIL.subject, "message": EMAIL.text}


@pytest.mark.parametrize(
    ("status", "becomes"), [(400, NeverSent), (403, NeverSent), (429, NotSentYet), (500, NotSentYet), (503, NotSentYet)]
)
def test_what_notify_answers_is_for_now_or_for_good(notify, status, becomes):
    NotifyServer.status = status
    with pytest.raises(becomes):
        notify().send(TEXT)


def test_without_its_template_notify_carries_nothing_that_way(notify, settings):
    settings.ALONGSIDE_NOTIFY_TEXT_TEMPLATE = ""
    assert not notify().carries(RouteKind.PHONE)
    assert notify().carries(RouteKind.EMAIL)


def test_the_address_in_a_reminder_is_that_of_the_door():
    made = django_settings.ALONGSIDE_DOOR_ADDRESS.format(token="abc")
    assert made.endswith(reverse("open_link", kwargs={"token": "abc"}))
