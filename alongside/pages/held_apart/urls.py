"""Addresses of this topic."""

from django.urls import path

from alongside.pages.held_apart import views, workers_views

urlpatterns = [
    path("held-apart/", views.held_apart, name="held_apart"),
    path("held-apart/<uuid:hold_apart_id>/", views.one, name="held_apart_request"),
    path("held-apart/<uuid:hold_apart_id>/print/", views.on_paper, name="print_held_apart"),
    path(
        "held-apart/<uuid:hold_apart_id>/open/<str:held_source>/<uuid:held_row>/",
        views.open_one,
        name="open_held_apart",
    ),
    path("people/<uuid:person_id>/held-apart/", workers_views.of_person, name="held_apart_of"),
    path("people/<uuid:person_id>/held-apart/ask/", workers_views.ask, name="ask_held_apart"),
]
