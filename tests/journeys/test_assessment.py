"""Risks, needs and strengths on a phone without scripts. The whole of it is walked through in test_first_meetings."""

from alongside.access.actors import actor_for
from alongside.casework.assessment.operations import begin_assessment
from tests.cast import START
from tests.journeys.conftest import PHONE


def test_it_works_on_a_phone_without_javascript(new_page, cast, sign_in_page):
    begin_assessment(person_id=cast.person_id, by=actor_for(cast.practitioner), at=START)
    phone = new_page(PHONE, java_script_enabled=False)
    sign_in_page(phone, cast.practitioner)
    phone.goto(f"/people/{cast.person_id}/assessment/area/money/")
    debts = phone.locator('[data-question="money.debts"]')
    debts.get_by_label("Yes, and I have a way to pay it").first.check()
    assert not phone.locator('[data-question="money.pressed"]').is_visible()
    phone.get_by_role("button", name="Save").click()
    phone.locator('[data-question="money.pressed"]').wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
