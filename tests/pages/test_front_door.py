"""The front door: nobody gets in without signing in."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_somebody_signed_in_gets_a_page(cast, sign_in):
    assert sign_in(cast.practitioner).get("/").status_code == 200
