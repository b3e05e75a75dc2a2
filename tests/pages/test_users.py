"""The pages an administrator works from."""

import re

import pytest
from django.test import Client

from alongside.records.models import Team, User
from tests.cast import make_user
from tests.signed_in import signed_in_client

pytestmark = pytest.mark.django_db
NEW = {"name": "Nia Fairclough", "email": "nia@example.org", "roles": ["practitioner"], "team": "", "supervisor": ""}


@pytest.fixture
def admin(cast) -> Client:
    return signed_in_client(cast.administrator)


def test_a_new_user_is_added_and_can_sign_in_with_the_password_on_the_page(cast, admin):
    page = admin.post("/users/add/", NEW).content.decode()
    password = re.search(r"(?:[a-z2-9]{4,5}-){3}[a-z2-9]{4,5}", page).group()
    response = Client().post("/accounts/login/", {"login": "nia@example.org", "password": password})
    assert response.status_code == 302
    assert password not in admin.get("/users/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Enter their first and last name"),
        ({"email": "nia"}, "Enter an email address like name@example.org"),
        ({"email": "ruth@example.org"}, "Somebody else has this address"),
        ({"roles": ["king"]}, "king"),
        ({"supervisor": "nobody"}, "nobody"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(cast, admin, wrong, said):
    page = admin.post("/users/add/", NEW | wrong).content.decode()
    assert "<title>Error: " in page
    assert said in page
    assert (NEW | wrong)["name"] in page
    assert not User.objects.filter(email="nia@example.org").exists()


def test_somebody_without_a_role_is_added_and_opens_nobodys_record(cast, admin, sign_in):
    assert admin.post("/users/add/", NEW | {"roles": []}).status_code == 200
    desk = User.objects.get(email="nia@example.org")
    assert desk.roles == []
    User.objects.filter(id=desk.id).update(one_time_password_until=None)
    browser = sign_in(desk)
    assert "You have no role" in browser.get("/").content.decode()
    for path in ("/caseload/", "/today/", f"/people/{cast.person_id}/", "/users/", "/team/"):
        assert browser.get(path).status_code == 404, path


def test_a_changed_role_counts_from_the_next_click(cast, admin, sign_in):
    browser = sign_in(cast.colleague)
    assert browser.get("/caseload/").status_code == 200
    sent = {"name": "Colin Ode", "email": "colin@example.org", "roles": ["evaluator"], "team": "", "supervisor": ""}
    assert admin.post(f"/users/{cast.colleague.id}/", sent).status_code == 302
    assert "Your role is evaluator" in browser.get("/").content.decode()


def test_closing_an_account_ends_its_session(cast, admin, sign_in):
    browser = sign_in(cast.colleague)
    browser.get("/")
    admin.post(f"/users/{cast.colleague.id}/close/")
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    assert "This account is closed" in admin.get(f"/users/{cast.colleague.id}/").content.decode()


def test_the_last_administrator_and_ones_own_account_are_explained_and_not_changed(cast, admin):
    own = f"/users/{cast.administrator.id}/"
    assert "Another administrator changes your roles" in admin.get(own).content.decode()
    page = admin.post(f"{own}close/", follow=True).content.decode()
    assert "Ask another administrator" in page
    assert User.objects.get(id=cast.administrator.id).is_active


def test_roles_are_changed_only_after_signing_in_again(cast):
    cast.administrator.set_password("seven lanterns over the estuary")
    cast.administrator.save()
    client = signed_in_client(cast.administrator)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert client.get("/users/").status_code == 200, "looking needs no more than being signed in"
    for path in ("/users/add/", f"/users/{cast.colleague.id}/", "/users/teams/"):
        assert client.get(path).headers["Location"].startswith("/accounts/reauthenticate/?next=%2Fusers%2F"), path
    client.post(f"/users/{cast.colleague.id}/close/")
    assert User.objects.get(id=cast.colleague.id).is_active
    sent = {"password": "seven lanterns over the estuary", "next": "/users/add/"}
    assert client.post("/accounts/reauthenticate/", sent).headers["Location"] == "/users/add/"
    assert client.get("/users/add/").status_code == 200


def test_nobody_else_learns_that_there_is_a_page_to_sign_in_again_for(cast):
    client = signed_in_client(cast.practitioner)
    assert client.get("/users/add/").status_code == client.get("/users/").status_code == 404


def test_a_demo_administrator_adds_users_without_a_password(cast, settings):
    settings.ALONGSIDE_DEMO = True
    client = Client()
    client.post("/demo/", {"user": cast.administrator.id})
    assert client.get("/users/add/").status_code == 200


def test_a_team_is_added_and_renamed(cast, admin):
    admin.post("/users/teams/", {"name": "Barry"})
    team = Team.objects.get(name="Barry")
    assert "Another team has this name" in admin.post("/users/teams/", {"name": "barry"}).content.decode()
    admin.post(f"/users/teams/{team.id}/", {"name": "Barry and Penarth"})
    assert "Barry and Penarth" in admin.get("/users/teams/").content.decode()


def test_the_list_costs_the_same_for_twelve_and_for_sixty_users(cast, admin, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as few:
        admin.get("/users/")
    for number in range(50):
        make_user(f"Extra{number} Person", "practitioner", team=cast.team, supervisor=cast.supervisor)
    with django_assert_max_num_queries(3) as many:
        admin.get("/users/")
    assert len(few) == len(many)
