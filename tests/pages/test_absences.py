"""The page about somebody who did not come, as it is used at the desk."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.casework.power_events.operations import record_power_event
from alongside.casework.sessions.operations import Plan, plan_session, record_attendance
from alongside.domain.people.contact import RouteKind, Safe
from alongside.domain.sessions import Attendance
from alongside.domain.strains import PowerEventKind
from alongside.records.models import Absence, AbsenceStep, PowerEvent
from tests.cast import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def session_id(cast):
    by = actor_for(cast.practitioner)
    planned = plan_session(person_id=cast.person_id, plan=Plan(START), by=by, at=START)
    record_attendance(session_id=planned, attendance=Attendance.MISSED, by=by, at=START)
    return planned


@pytest.fixture
def address(session_id):
    return reverse("absence", args=[session_id])


def test_worried_comes_first_on_the_page_and_skips_everything_else(ruth, address, settings):
    settings.ALONGSIDE_DUTY_MANAGER = "Gwen Rees, 029 2018 0100"
    settings.ALONGSIDE_PROCEDURE = "Ring the duty manager.\n\nThen write to the desk."
    page = ruth.get(address).content.decode()
    assert page.index("I am worried about risk now") < page.index("Be curious first")
    assert "Gwen Rees" not in page
    page = ruth.post(address, {"worried": "yes"}, follow=True).content.decode()
    assert "Gwen Rees, 029 2018 0100" in page
    assert "Then write to the desk." in page
    assert "Ruth Adeyemi said so on 4 May 2026 at 10:30" in page
    assert page.index("ring 999") < page.index("Be curious first")


def test_without_a_procedure_the_page_says_so_and_still_says_whom_to_ring(ruth, address):
    page = ruth.post(address, {"worried": "yes"}, follow=True).content.decode()
    assert "Your service has not put its procedure here yet." in page
    assert "Ring your duty manager." in page


def test_it_is_saved_as_one_goes_and_gone_on_with(ruth, address):
    ruth.post(address, {"sought": "The bus did not come"})
    page = ruth.post(address, {"sought": "The bus did not come", "hard": "Two buses"}, follow=True).content.decode()
    assert "The bus did not come" in page
    assert "Two buses" in page
    assert AbsenceStep.objects.count() == 2


def test_a_decision_without_why_is_said_at_the_field_and_nothing_typed_is_lost(ruth, address):
    page = ruth.post(address, {"sought": "CANARY bus", "decision": "excused"}).content.decode()
    assert "Say why in a few words" in page
    assert "CANARY bus" in page
    assert "<title>Error: " in page
    assert not Absence.objects.exists()


def test_the_service_rule_is_always_in_sight_and_says_when_it_has_gone_by(
    cast, sign_in, ruth, address, settings, set_clock
):
    settings.ALONGSIDE_ABSENCE_WORKING_DAYS = 5
    assert "Monday 11 May 2026" in ruth.get(address).content.decode()
    ruth.post(address, {"deadline_day": "8", "deadline_month": "5", "deadline_year": "2026"})
    ruth.post(address, {"decision": "excused", "why": "No bus"})
    set_clock(START + timedelta(days=30))
    page = sign_in(cast.practitioner).get(address).content.decode()
    assert "Friday 8 May 2026" in page
    assert "Monday 11 May 2026" in page
    assert "which has gone by" in page


def test_only_ways_that_are_safe_are_on_the_page(cast, ruth, address):
    by = actor_for(cast.practitioner)
    safe = RouteFacts(RouteKind.PHONE, "07700 900123", {Safe.TEXT}, is_confirmed_now=True)
    add_contact_route(person_id=cast.person_id, facts=safe, by=by, at=START)
    add_contact_route(person_id=cast.person_id, facts=RouteFacts(RouteKind.EMAIL, "t@example.org"), by=by, at=START)
    page = ruth.get(address).content.decode()
    assert "Sent a text to 07700 900123" in page
    assert "Rang 07700" not in page
    assert "t@example.org" not in page


def test_a_supervisor_reads_it_and_has_no_button(cast, sign_in, ruth, address):
    ruth.post(address, {"hard": "Two buses", "decision": "excused", "why": "Two buses"})
    page = sign_in(cast.supervisor).get(address).content.decode()
    assert "Two buses" in page
    assert "Excused, Ruth Adeyemi" in page
    assert "<form" not in page.split("<main")[1]


@pytest.mark.parametrize("who", ["colleague", "excluded", "stranger", "privacy_officer", "evaluator"])
def test_nothing_of_it_is_in_a_refusal(cast, sign_in, ruth, address, who):
    ruth.post(address, {"hard": "CANARY buses"})
    client = sign_in(getattr(cast, who))
    for answer in (client.get(address), client.post(address, {"hard": "x"}), client.post(address, {"worried": "yes"})):
        assert answer.status_code == 404
        assert b"CANARY" not in answer.content
    assert AbsenceStep.objects.count() == 1


def test_nothing_about_the_relationship_is_on_the_page(ruth, address):
    page = ruth.get(address).content.decode().split("<main")[1].casefold()
    for word in ("check-in", "strain", "own range", "how it was between"):
        assert word not in page


def test_its_queries_do_not_grow_with_what_was_written(ruth, address):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert ruth.get(address).status_code == 200
        return len(caught)

    ruth.post(address, {"sought": "0"})
    few = count()
    for number in range(1, 7):
        ruth.post(address, {"sought": str(number), "hard": str(number)})
    assert count() == few


def on_way(page):
    """Return the parts of the way with the word of each."""
    way = page.split('id="way"')[1].split("</nav>")[0]
    return re.findall(r'app-meeting-steps__link"[^>]*>([^<]+)</a>.*?__word">([^<]+)<', way, flags=re.DOTALL)


CURIOUS = {"ways": ["in_person"], "tried": "Rang twice", "sought": "The bus", "hard": "Two buses", "offered": "A call"}
NOT_EXCUSED = {"decision": "not_excused", "why": "It is the third time"}
TOLD = {"told": "I said what the order says", "challenge": "Ask my manager within 14 days"}


def test_the_way_goes_from_curiosity_to_the_conversation_and_each_form_comes_back(cast, ruth, address, session_id):
    page = ruth.get(address).content.decode()
    assert [word for _, word in on_way(page)] == ["Next", "Not yet", "Not yet", "Not yet", "Not yet"]
    assert "Once you have saved your decision" in page
    page = ruth.post(address, CURIOUS | NOT_EXCUSED | TOLD, follow=True).content.decode()
    assert [word for _, word in on_way(page)] == ["Done", "Done", "Done", "Next", "Not yet"]
    add = f"{reverse('add_power_event', args=[cast.person_id])}?absence={session_id}"
    assert add in page
    day = {"on_day": 4, "on_month": 5, "on_year": 2026}
    explain = ruth.post(add, {"kind": "warning", "line": "First warning"} | day).url
    assert explain.endswith(f"?absence={session_id}")
    filled = ruth.get(explain).content.decode()
    assert "I said what the order says</textarea>" in filled
    assert "Ask my manager within 14 days</textarea>" in filled
    assert ruth.post(explain, {"words": "So", "challenge": "Ask"} | day).url == f"{address}#way"
    page = ruth.get(address).content.decode()
    assert [word for _, word in on_way(page)] == ["Done", "Done", "Done", "Done", "Next"]
    event = PowerEvent.objects.get(replaced_by__isnull=True)
    talk = f"{reverse('repair_conversation', args=[event.id])}?absence={session_id}"
    assert talk in page
    assert ruth.post(talk, {"outcome": "not_wanted"}).url == f"{address}#way"
    assert [word for _, word in on_way(ruth.get(address).content.decode())] == ["Done"] * 5
    person = ruth.get(reverse("person", args=[cast.person_id])).content.decode()
    assert "First warning" in person or "Warning" in person


def test_an_excused_absence_is_told_too_and_needs_nothing_more(ruth, address):
    page = ruth.post(address, CURIOUS | {"decision": "excused", "why": "Ill"}, follow=True).content.decode()
    assert [word for _, word in on_way(page)] == ["Done", "Done", "Next", "Not needed", "Not needed"]


def test_the_deadline_stands_before_the_way_and_nothing_on_it_moves_it(ruth, address):
    day = {"deadline_day": 6, "deadline_month": 5, "deadline_year": 2026}
    page = ruth.post(address, CURIOUS | NOT_EXCUSED | {"follows": "no"} | day, follow=True).content.decode()
    assert page.index("I am worried about risk now") < page.index("deadline-title") < page.index('id="way"')
    assert "Wednesday 6 May 2026" in page
    assert Absence.objects.get().deadline_on == date(2026, 5, 6)


def test_a_use_of_authority_stands_with_no_absence_of_somebody_else(cast, ruth, address):
    add = f"{reverse('add_power_event', args=[cast.person_id])}?absence={uuid4()}"
    day = {"on_day": 4, "on_month": 5, "on_year": 2026}
    assert ruth.post(add, {"kind": "warning", "line": "x"} | day).status_code == 404
    assert not PowerEvent.objects.exists()


def test_a_corrected_line_stays_with_its_absence(cast, ruth, address, session_id):
    ruth.post(address, CURIOUS | NOT_EXCUSED)
    by = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    said = {"kind": PowerEventKind.WARNING, "happened_on": START.date()}
    first = record_power_event(line="Wrong", after_session=session_id, **said, **by)
    record_power_event(line="Right", replaces=first, **said, **by)
    page = ruth.get(address).content.decode()
    assert "Right" in page
    assert "Wrong" not in page
