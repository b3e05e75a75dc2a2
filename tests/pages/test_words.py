"""What a person writes with their answers: who is asked for it, who reads it, and who never learns of it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from alongside.records.models import CheckIn, Relationship, Session
from alongside.vault import is_envelope
from tests.cast import START, Cast, make_user
from tests.pages.my_side import answer_all, make_session, send_to, take_device

pytestmark = pytest.mark.django_db
WORDS = "You read my letter out\nin the waiting room <b>"
SHOWN = "You read my letter out\nin the waiting room &lt;b&gt;"


@pytest.fixture
def session(cast) -> Session:
    return make_session(cast)


@pytest.fixture
def device(cast, session, sign_in) -> Client:
    return take_device(sign_in(cast.practitioner), session.id)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def write(device: Client, audience: str = "worker", words: str = WORDS) -> None:
    answer_all(device, 6)
    assert send_to(device, audience, words).headers["Location"] == "/check-in/thanks/"


def skip_rating(client: Client, session: Session) -> None:
    client.post(f"/sessions/{session.id}/rating/", {"skip": "1"})


def test_the_question_comes_after_the_audience_and_may_be_left_empty(device):
    answer_all(device)
    assert device.get("/check-in/words/").headers["Location"] == "/check-in/who/"
    assert device.post("/check-in/words/", {"words": WORDS}).headers["Location"] == "/check-in/who/"
    send_to(device, "worker")
    row = CheckIn.objects.get()
    assert (row.state, row.sealed_words) == ("completed", None)


@pytest.mark.parametrize(
    ("language", "one_of_its_words"), [("en-gb", "two working days"), ("cy", "ddau ddiwrnod gwaith")]
)
@pytest.mark.parametrize(("audience", "reader"), [("worker", "Ruth"), ("supervisor", "Marian")])
def test_the_page_says_who_reads_it_by_when_and_whom_to_call(device, audience, reader, language, one_of_its_words):
    device.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer_all(device)
    device.post("/check-in/who/", {"audience": audience})
    page = words_of(device.get("/check-in/words/"))
    for said in [reader, one_of_its_words, "999", "116"]:
        assert said in page
    assert "<textarea" in page


def test_with_only_totals_there_is_no_box_and_nothing_slipped_in_is_kept(device):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "totals"})
    page = words_of(device.get("/check-in/words/"))
    assert "<textarea" not in page
    assert "there is no box" in page
    device.post("/check-in/words/", {"words": WORDS})
    row = CheckIn.objects.get()
    assert (row.audience, row.sealed_words) == ("totals", None)


def test_words_typed_for_somebody_are_gone_when_nobody_is_chosen_after_all(device):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "worker"})
    device.post("/check-in/words/", {"words": "x" * 2_001})
    send_to(device, "totals", WORDS)
    assert CheckIn.objects.get().sealed_words is None


def test_words_that_are_too_long_are_kept_on_the_page_and_not_sent(device):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "worker"})
    page = words_of(device.post("/check-in/words/", {"words": "x" * 2_001}))
    assert "<title>Error: One more question" in page
    assert "x" * 2_001 in page
    assert CheckIn.objects.get().state == "offered"


def test_words_are_sealed_and_are_sent_once(cast, session, device, sign_in):
    write(device)
    assert is_envelope(bytes(CheckIn.objects.get().sealed_words))
    before = CheckIn.objects.values().get()
    write(take_device(sign_in(cast.practitioner), session.id), words="Something else")
    assert CheckIn.objects.values().get() == before


def test_nobody_is_left_to_read_it_so_the_choice_is_asked_again(cast, device):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "supervisor"})
    cast.practitioner.supervisor = None
    cast.practitioner.save()
    assert device.post("/check-in/words/", {"words": WORDS}).headers["Location"] == "/check-in/who/"
    assert CheckIn.objects.get().state == "offered"


def pages_about(cast: Cast, session: Session) -> list[str]:
    person = f"/people/{cast.person_id}"
    return [f"{person}/", f"{person}/timeline/", f"/sessions/{session.id}/", f"{person}/who-has-looked/", "/caseload/"]


def shown_to(client: Client, cast: Cast, session: Session) -> list[str]:
    return [path for path in pages_about(cast, session) if "waiting room" in words_of(client.get(path))]


def test_my_worker_reads_it_in_their_words_on_the_person_the_timeline_and_the_session(cast, session, device, sign_in):
    write(device)
    ruth = sign_in(cast.practitioner)
    skip_rating(ruth, session)
    person, timeline, meeting, *_ = pages_about(cast, session)
    assert shown_to(ruth, cast, session) == [person, timeline, meeting]
    for path in [person, timeline, meeting]:
        assert f'<blockquote class="app-voice">{SHOWN}</blockquote>' in words_of(ruth.get(path))


def test_it_waits_for_the_practitioners_own_rating_like_the_numbers(cast, session, device, sign_in):
    write(device)
    ruth = sign_in(cast.practitioner)
    assert shown_to(ruth, cast, session) == []
    assert CheckIn.objects.get().first_read_at is None
    skip_rating(ruth, session)
    assert len(shown_to(ruth, cast, session)) == 3
    assert CheckIn.objects.get().first_read_at == START


def test_a_co_worker_reads_what_is_for_my_worker_and_nobody_else_does(cast, session, device, sign_in, set_clock):
    write(device)
    co_worker = make_user("Cara Owen", "practitioner", team=cast.team, supervisor=cast.supervisor)
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=co_worker, kind="co_worker", starts_on=START.date(), created_at=START
    )
    for name, user in cast.staff().items():
        if name != "practitioner":
            assert shown_to(sign_in(user), cast, session) == [], name
    assert CheckIn.objects.get().first_read_at is None
    set_clock(START + timedelta(hours=1))
    assert len(shown_to(sign_in(co_worker), cast, session)) == 3
    assert CheckIn.objects.get().first_read_at == START + timedelta(hours=1)


def test_only_the_supervisor_reads_what_is_for_the_supervisor_on_the_persons_page_only(cast, session, device, sign_in):
    write(device, "supervisor")
    skip_rating(sign_in(cast.practitioner), session)
    for name, user in cast.staff().items():
        person, *_ = pages_about(cast, session)
        assert shown_to(sign_in(user), cast, session) == ([person] if name == "supervisor" else []), name
    assert CheckIn.objects.get().first_read_at == START


def test_an_excluded_supervisor_reads_nothing(cast, session, device, sign_in):
    from alongside.records.models import Exclusion

    write(device, "supervisor")
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.supervisor, set_at=START)
    assert shown_to(sign_in(cast.supervisor), cast, session) == []


def test_no_strain_comes_from_words(cast, session, device, sign_in):
    from alongside.records.models import CaseloadState, Episode

    send = "I hate coming here. Nothing is fair."
    answer_all(device, 8)
    state = CaseloadState.objects.values().get(person=cast.person_id)
    send_to(device, "worker", send)
    with_words = CaseloadState.objects.values().get(person=cast.person_id)
    assert with_words["strain"] == state["strain"] == ""
    assert [point[1] for point in with_words["points"]] == [8.0]
    assert not Episode.objects.exists()


def test_without_the_ledger_nothing_is_sent_and_what_was_typed_is_not_lost_from_the_browser(device, monkeypatch):
    from django.db import OperationalError

    from alongside.ledger.models import Entry

    answer_all(device)
    device.post("/check-in/who/", {"audience": "worker"})

    def no_room(self, *args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(Entry, "save", no_room)
    device.raise_request_exception = False
    response = device.post("/check-in/words/", {"words": WORDS})
    assert response.status_code == 503
    row = CheckIn.objects.get()
    assert (row.state, row.sealed_words) == ("offered", None)


def test_the_page_asks_few_questions_of_the_database(device, django_assert_max_num_queries):
    answer_all(device)
    device.post("/check-in/who/", {"audience": "worker"})
    with django_assert_max_num_queries(9):
        device.get("/check-in/words/")
