"""The person's side of a test: a session to talk about, a device that changes hands, answers that are given."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.records.models import Relationship, Session, User
from tests.cast import START, Cast

QUESTIONS = len(load_definition(CHECK_IN).items)


def make_session(cast: Cast, *, at: datetime = START, by: User | None = None) -> Session:
    """Make a meeting that was held half an hour before `at`."""
    return Session.objects.create(
        person_id=cast.person_id, relationship=Relationship.objects.get(person=cast.person_id, kind="allocated", ends_on__isnull=True),
        practitioner=by or cast.practitioner, planned_at=at - timedelta(minutes=30), created_at=at, attendance="attended",
    )  # fmt: skip


def take_device(client: Client, session_id: UUID) -> Client:
    """Hand the signed-in client over to the person and return it."""
    response = client.post(f"/sessions/{session_id}/hand-over/")
    assert response.headers["Location"] == "/check-in/"
    return client


def answer_all(client: Client, mark: int | None = 7, *, felt_off: bool = False) -> None:
    """Answer every question with the same mark, or skip them all, up to the choice of an audience."""
    for number in range(1, QUESTIONS + 1):
        client.post(f"/check-in/{number}/", {"skip": "1"} if mark is None else {"answer": mark})
    client.post("/check-in/last/", {"felt_off": "on"} if felt_off else {})


def send_to(client: Client, audience: str, words: str = "") -> HttpResponse:
    """Choose who sees the answers and send them, with these words."""
    client.post("/check-in/who/", {"audience": audience})
    return client.post("/check-in/words/", {"words": words})
