"""A person without any phone: a sheet printed, filled in, typed by the named colleague, and there for their worker."""

import os
import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from alongside.records.models import CheckIn, Disclosure, TypedSheet
from tests.cast import START, make_user
from tests.pages.my_side import QUESTIONS, make_session

MARK = "From paper, typed by Tess Gould on 6 May 2026"


def look(page: Page, check_page, name: str) -> None:
    """Check a page, and save a picture where SCREENSHOTS says."""
    page.wait_for_load_state()
    check_page(page)
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/paper-{name}-{page.viewport_size['width']}.png", full_page=True)


def name_the_front_desk(page: Page, sign_in_page, cast, check_page) -> None:
    """The supervisor names somebody at the front desk on the person's page."""
    sign_in_page(page, cast.supervisor)
    page.goto(f"/people/{cast.person_id}/")
    page.get_by_role("link", name="Who else may type").click()
    expect(page.get_by_text("You alone can type a sheet.")).to_be_visible()
    look(page, check_page, "nobody-named")
    page.get_by_role("button", name="Let them type sheets").click()
    look(page, check_page, "naming-error")
    page.get_by_label("Who may type").select_option(label="Tess Gould, Cardiff East")
    page.get_by_role("button", name="Let them type sheets").click()
    expect(page.get_by_text("Named by Marian Ellis on 4 May 2026.")).to_be_visible()
    look(page, check_page, "named")


def print_the_sheet(page: Page, sign_in_page, cast, session, check_page) -> str:
    """The worker prints it where the check-in is offered. Returns the number at the top of the paper."""
    sign_in_page(page, cast.practitioner)
    page.goto(f"/sessions/{session.id}/hand-over/")
    page.get_by_role("link", name="Print a sheet of paper").click()
    look(page, check_page, "sheet")
    page.get_by_role("link", name="Welsh sheet").click()
    expect(page.locator(".app-paper")).to_have_attribute("lang", "cy")
    look(page, check_page, "sheet-welsh")
    page.get_by_role("link", name="English sheet").click()
    page.emulate_media(media="print")
    on_paper = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    assert "Give it to one of these people: Marian Ellis and Tess Gould." in on_paper
    for word in ("Tomos", "Bevan", "Alongside\n", "print command", "Back to the session"):
        assert word not in on_paper
    return re.search(r"Sheet (\w{4}-\w{4})", on_paper).group(1)


def type_it_in(page: Page, sign_in_page, desk, reference: str, check_page) -> None:
    """Two days later the front desk opens the envelope. First they forget something, then they check it, then they save."""
    sign_in_page(page, desk)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Type a sheet").click()
    look(page, check_page, "desk")
    page.get_by_label("Number of the sheet").fill("2222-2222")
    page.get_by_role("button", name="Continue").click()
    look(page, check_page, "desk-error")
    page.get_by_label("Number of the sheet").fill(reference.lower())
    page.get_by_role("button", name="Continue").click()
    assert not re.search("Tomos|Bevan", page.content())
    page.get_by_role("button", name="Check it").click()
    look(page, check_page, "typing-errors")
    for label, part in (("Day", "4"), ("Month", "5"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(part)
    page.get_by_label("Their worker, the first box").check()
    selects = page.locator("select[name^=answer_]")
    assert selects.count() == QUESTIONS
    for place, answer in enumerate(["6", "7", "none", "4"]):
        selects.nth(place).select_option(answer)
    page.get_by_label("In their own words").fill("Ring me before you change the day.")
    page.get_by_label("“Tell someone today” is ticked").check()
    page.get_by_label("What they should know").fill("My brother has found out where I live.")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check it against the paper")
    look(page, check_page, "check")
    page.get_by_role("button", name="Change something").click()
    expect(page.get_by_label("In their own words")).to_have_value("Ring me before you change the day.")
    look(page, check_page, "typing")
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("You cannot open it again. Now destroy the paper.")).to_be_visible()
    expect(page.get_by_text(reference)).to_be_visible()
    look(page, check_page, "typed")
    assert "Ring me before" not in page.content()


def test_a_person_without_any_phone_is_heard_on_paper(new_page, sign_in_page, cast, check_page, set_clock):
    session, desk = make_session(cast), make_user("Tess Gould", team=cast.team)
    name_the_front_desk(new_page(), sign_in_page, cast, check_page)
    laptop, counter = new_page(), new_page()
    reference = print_the_sheet(laptop, sign_in_page, cast, session, check_page)

    set_clock(START + timedelta(days=2))
    type_it_in(counter, sign_in_page, desk, reference, check_page)
    counter.goto(f"/people/{cast.person_id}/check-in-from-paper/?sheet={reference}")
    for label, part in (("Day", "4"), ("Month", "5"), ("Year", "2026")):
        counter.get_by_label(label, exact=True).fill(part)
    counter.get_by_label("“Not today” is ticked").check()
    counter.get_by_role("button", name="Check it").click()
    expect(counter.locator(".govuk-error-summary")).to_contain_text("has been typed already")
    row = CheckIn.objects.get()
    assert (row.answers, row.audience, row.completed_at.date()) == ([6, 7, None, 4], "worker", START.date())
    assert TypedSheet.objects.get().typed_by == desk

    sign_in_page(laptop, cast.practitioner)
    laptop.goto(f"/sessions/{session.id}/")
    assert MARK not in laptop.content(), "their own rating comes first"
    laptop.get_by_role("link", name="Rate it").click()
    laptop.get_by_role("main").get_by_role("button", name=re.compile("^7")).click()
    laptop.get_by_role("main").get_by_role("button", name=re.compile("^6")).click()
    expect(laptop.get_by_text(MARK)).to_be_visible()
    expect(laptop.get_by_text("Ring me before you change the day.")).to_be_visible()
    look(laptop, check_page, "session")
    assert "My brother" not in laptop.content()

    lead = new_page()
    sign_in_page(lead, cast.safeguarding_lead)
    lead.goto(f"/disclosures/{Disclosure.objects.get().id}/")
    expect(lead.get_by_text("My brother has found out where I live.")).to_be_visible()
    expect(lead.get_by_text("written on paper on 4 May 2026 and typed in by Tess Gould")).to_be_visible()
    assert "Ring me before" not in lead.content()


def test_a_sheet_is_two_sides_of_a4_in_both_languages(page, sign_in_page, cast):
    session = make_session(cast)
    sign_in_page(page, cast.practitioner)
    for language in ("en", "cy"):
        page.goto(f"/sessions/{session.id}/sheet/?language={language}")
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2, language
