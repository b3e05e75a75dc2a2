"""Who has looked: for those who work with the person, by role and team, and every visit is itself written down."""

from datetime import timedelta

import pytest

from alongside.ledger.models import Entry
from tests.cast import START
from tests.pages.on_screen import on_screen

pytestmark = pytest.mark.django_db


def address(cast) -> str:
    return f"/people/{cast.person_id}/who-has-looked/"


def test_a_visit_is_shown_to_the_next_one_by_role_and_team_without_a_name(cast, sign_in, set_clock):
    browser = sign_in(cast.practitioner)
    assert "Nobody has opened" in browser.get(address(cast)).content.decode()
    set_clock(START + timedelta(minutes=14))
    page = browser.get(address(cast)).content.decode()
    assert "Their practitioner (you)" in page
    assert "Cardiff East" in page
    assert cast.practitioner.name not in on_screen(page)


@pytest.mark.parametrize(
    "part", ["supervisor", "cover", "colleague", "excluded", "stranger", "privacy_officer", "administrator"]
)
def test_nobody_else_may_see_it_and_their_attempt_opens_nothing(cast, sign_in, part):
    assert sign_in(getattr(cast, part)).get(address(cast)).status_code == 404
    assert not Entry.objects.filter(object_type="who_has_looked").exists()


def test_the_number_of_queries_does_not_grow_with_the_visits(cast, sign_in, set_clock, django_assert_max_num_queries):
    browser = sign_in(cast.practitioner)
    for visit in range(12):
        set_clock(START + timedelta(minutes=11 * visit))
        browser.get(address(cast))
    with django_assert_max_num_queries(10):
        browser.get(address(cast))
