"""Addresses of this topic."""

from django.urls import path

from alongside.pages.people import adding, views

urlpatterns = [
    path("people/add/", adding.add, name="add_person"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/timeline/", views.timeline, name="timeline"),
    path("people/<uuid:person_id>/line/", views.alliance_line, name="alliance_line"),
]
