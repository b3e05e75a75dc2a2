"""The four pages that are measured ask as many queries in a service of one practitioner as in one of several, key store included."""

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.records.models import Session, User
from benchmarks.service import PEOPLE_EACH, make, this_morning
from tests.pages.my_side import take_device
from tests.signed_in import signed_in_client

PAGES = ["/caseload/", "/people/{person}/", "/today/", "/check-in/", "/check-in/1/"]


@pytest.fixture
def first(db, set_clock) -> User:
    """The first practitioner of a service of forty people."""
    set_clock(this_morning())
    make(PEOPLE_EACH)
    return User.objects.get(roles=["practitioner"])


def asked_for(page: str, session: Session) -> list[str]:
    """Return the queries of a page that was looked at before, as somebody meets it on any other day."""
    client = signed_in_client(session.practitioner)
    if page.startswith("/check-in/"):
        take_device(client, session.id)
    address = page.format(person=session.person_id)
    assert client.get(address).status_code == 200
    return queries_of(client, address)


def queries_of(client: Client, address: str) -> list[str]:
    """Return what is asked of the record and of the key store."""
    said = {name: CaptureQueriesContext(connections[name]) for name in settings.DATABASES}
    with said["default"], said["keys"]:
        assert client.get(address).status_code == 200
    return [query["sql"] for context in said.values() for query in context.captured_queries]


def last_session_of(user: User) -> Session:
    """Return the last meeting of this practitioner."""
    return Session.objects.filter(practitioner=user, attendance="attended").latest("planned_at")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_much_in_a_service_four_times_as_large(first, page):
    small = asked_for(page, last_session_of(first))
    assert small
    make(4 * PEOPLE_EACH)
    other = User.objects.filter(roles=["practitioner"]).order_by("email").last()
    assert len(asked_for(page, last_session_of(other))) == len(small)


@pytest.mark.parametrize("page", ["/check-in/", "/check-in/1/"])
def test_a_check_in_asks_as_much_of_somebody_who_answered_often(first, page):
    often, never = Session.objects.filter(practitioner=first, attendance="attended").order_by("-planned_at")[:2]
    never.person.check_ins.all().delete()
    assert len(asked_for(page, often)) == len(asked_for(page, never))
