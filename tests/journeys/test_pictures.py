"""The picture of the README, made by walking to the page. ALONGSIDE_PICTURES=1 puts it into docs/images."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from alongside.casework.demo.operations import load_demo
from alongside.records.models import CaseloadState, User
from tests.cast import START
from tests.journeys.conftest import DESKTOP

IMAGES = Path(__file__).parents[2] / "docs" / "images"


@pytest.fixture
def made_up_people(transactional_db: None) -> None:
    list(load_demo(at=START, people=24))


def test_the_picture_of_the_readme_shows_a_strain_with_its_reason(
    made_up_people, new_page, sign_in_page, check_page, tmp_path
):
    state = _longest()
    page = new_page(DESKTOP)
    sign_in_page(page, User.objects.get(id=state.relationship.practitioner_id))
    page.goto(f"/people/{state.person_id}/")
    expect(page.get_by_text("It is a question to ask, not a finding.")).to_be_visible()
    check_page(page)
    folder = IMAGES if os.environ.get("ALONGSIDE_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / "person.png", clip={"x": 0, "y": 0, "width": 1280, "height": 1640}, full_page=True)
    assert (folder / "person.png").stat().st_size > 20_000


def _longest() -> CaseloadState:
    """The open strain with the most meetings behind it: its line has something to show."""
    rows = CaseloadState.objects.filter(strain="open").select_related("relationship")
    return max(rows, key=lambda row: row.sessions_together)
