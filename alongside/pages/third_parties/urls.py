"""Addresses of this topic. None says what somebody is to the case."""

from django.urls import path

from alongside.pages.third_parties import views

ENTRY = "other-people/<uuid:third_party_id>/"
urlpatterns = [
    path("people/<uuid:person_id>/other-people/", views.third_parties, name="third_parties"),
    path("people/<uuid:person_id>/other-people/add/", views.add, name="add_third_party"),
    path(ENTRY, views.third_party, name="third_party"),
    path(f"{ENTRY}change/", views.change, name="change_third_party"),
    path(f"{ENTRY}named/", views.named, name="name_for_third_party"),
    path(f"{ENTRY}keeper/", views.keeper, name="keep_third_party"),
]
