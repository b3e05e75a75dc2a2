"""Who works with whom, and who is kept out, in a real browser: axe, 320 px, the keyboard alone, and no script at all."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from alongside.access.actors import actor_for
from alongside.casework.access_rules.authority import propose_inspection
from alongside.casework.access_rules.operations import exclude_worker, restrict_record
from alongside.casework.relationships.operations import add_co_worker, move_person
from alongside.records.models import Cover
from tests.cast import START

TODAY = START.date()


@pytest.fixture
def busy(cast):
    """The cast with something in every list."""
    supervisor, person_id = actor_for(cast.supervisor), cast.person_id
    add_co_worker(
        person_id=person_id, practitioner_id=cast.colleague.id, on=TODAY, until=None, reason="Groups", by=supervisor,
        at=START,
    )  # fmt: skip
    move_person(
        person_id=person_id, to=cast.stranger.id, on=TODAY + timedelta(days=9), reason="Leave", by=supervisor, at=START
    )
    exclude_worker(person_id=person_id, user_id=cast.practitioner.id, reason="Cousins", by=supervisor, at=START)
    restrict_record(person_id=person_id, user_ids=[cast.colleague.id], reason="Press", by=supervisor, at=START)
    propose_inspection(
        user_id=cast.evaluator.id, team_id=cast.team.id, starts_on=TODAY, ends_on=TODAY, by=actor_for(cast.administrator),
        at=START,
    )  # fmt: skip
    return cast


def addresses(cast) -> list[tuple[str, str]]:
    person = f"/people/{cast.person_id}"
    return [
        ("supervisor", "/team/"), ("supervisor", "/cover/"), ("supervisor", f"{person}/workers/"),
        ("supervisor", f"{person}/workers/move/"), ("supervisor", f"{person}/workers/add/"),
        ("supervisor", f"{person}/workers/cover/"), ("supervisor", f"{person}/access/"),
        ("supervisor", f"{person}/access/exclude/"), ("supervisor", f"{person}/access/restrict/"),
        ("colleague", "/conflicts/"), ("administrator", "/inspections/"), ("stranger", "/team/"),
    ]  # fmt: skip


def test_each_page_and_each_error_is_fine_for_everybody(busy, new_page, sign_in_page, check_page):
    for part, address in addresses(busy):
        page = new_page()
        sign_in_page(page, busy.staff()[part])
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        check_page(page)
        send = page.locator("main form .govuk-button[type=submit]").last
        if address.split("/")[-2] in {"cover", "move", "add", "exclude", "restrict", "conflicts", "inspections"}:
            send.click()
            # Waits for the answer: a page that is still on its way has no title yet.
            expect(page, address).to_have_title(re.compile("^Error:"))
            check_page(page)
        page.context.close()


def test_a_caseload_is_covered_with_the_keyboard_alone(cast, new_page, sign_in_page):
    page = new_page()
    sign_in_page(page, cast.supervisor)
    page.goto("/cover/")
    page.locator("#id_practitioner").focus()
    page.keyboard.type("Ruth")
    page.keyboard.press("Tab")
    page.keyboard.type("Colin")
    for _ in range(4):
        page.keyboard.press("Tab")
    for part in (str(TODAY.day), str(TODAY.month), str(TODAY.year)):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("The cover is arranged.").wait_for()
    assert Cover.objects.filter(covering=cast.colleague, practitioner=cast.practitioner, person=None).exists()


def test_a_case_is_moved_without_a_script(cast, new_page, sign_in_page):
    page = new_page(java_script_enabled=False)
    sign_in_page(page, cast.supervisor)
    page.goto(f"/people/{cast.person_id}/workers/")
    page.get_by_role("button", name="Change practitioner").click()
    page.select_option("#id_to", label="Colin Ode, Cardiff East")
    page.fill("#id_reason", "Ruth moves to court work")
    page.get_by_role("button", name="Change practitioner").click()
    page.get_by_text("The change of practitioner is recorded.").wait_for()
    assert "Colin Ode" in page.content()
