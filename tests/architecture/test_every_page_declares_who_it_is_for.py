"""G1: a view without a declared policy fails the build, and would be refused if it ever ran."""

import pytest
from django.http import HttpResponse
from django.urls import path, reverse

from alongside.pages.policy import declared_policy
from tests.addresses import every_address


def says_hello(request):
    return HttpResponse("hello")


urlpatterns = [path("forgotten/", says_hello, name="forgotten")]


def undeclared() -> list[str]:
    return [address.name for address in every_address() if declared_policy(address.view) is None]


def test_every_view_declares_who_it_is_for():
    assert undeclared() == [], "put @staff, @person or @public from alongside.pages.policy on these views"


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in every_address()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.urls(__name__)
def test_a_view_that_forgot_is_found():
    assert undeclared() == ["forgotten"]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_view_that_forgot_is_refused(client):
    response = client.get(reverse("forgotten"))
    assert response.status_code == 403
    assert b"hello" not in response.content
