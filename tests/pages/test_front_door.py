"""The front door: nobody gets in without signing in."""

import pytest

pytestmark = pytest.mark.django_db
LANDING = {
    "practitioner": "/today/", "supervisor": "/team/", "administrator": "/users/", "stranger": "/today/",
    "safeguarding_lead": "/disclosures/", "privacy_officer": "/complaints/",
}  # fmt: skip


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_each_role_lands_on_the_page_it_works_from(cast, sign_in):
    landed = {part: sign_in(getattr(cast, part)).get("/").headers["Location"] for part in LANDING}
    assert landed == LANDING


def test_a_role_without_a_page_is_told_so_plainly(cast, sign_in):
    page = sign_in(cast.evaluator).get("/").content.decode()
    assert "Your role is evaluator" in page
    assert "/caseload/" not in page


def test_somebody_without_a_role_is_told_whom_to_ask(cast, sign_in):
    cast.evaluator.roles = []
    cast.evaluator.save()
    assert "You have no role" in sign_in(cast.evaluator).get("/").content.decode()
