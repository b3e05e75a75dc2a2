"""Addresses of this topic."""

from django.urls import path

from alongside.pages.endings import end_views, letter_views, step_views, views

urlpatterns = [
    path("people/<uuid:person_id>/ending/", views.ending, name="ending"),
    path("people/<uuid:person_id>/ending/print/", views.on_paper, name="print_ending"),
    path("people/<uuid:person_id>/ending/screen/", views.turned, name="turn_ending"),
    path("people/<uuid:person_id>/ending/history/", views.history, name="ending_history"),
    path("people/<uuid:person_id>/ending/begin/", end_views.begin, name="begin_ending"),
    path("people/<uuid:person_id>/ending/door/", end_views.door, name="ending_door"),
    path("people/<uuid:person_id>/ending/end/", end_views.end, name="end_as_planned"),
    path("people/<uuid:person_id>/ending/early/", end_views.early, name="end_early"),
    path("people/<uuid:person_id>/ending/steps/<slug:ending_step>/", step_views.step, name="ending_step"),
    path("people/<uuid:person_id>/ending/goodbye/", step_views.goodbye, name="ending_goodbye"),
    path("people/<uuid:person_id>/ending/letter/", letter_views.letter, name="ending_letter"),
    path("people/<uuid:person_id>/ending/letter/give/", letter_views.give, name="give_letter"),
    path("people/<uuid:person_id>/ending/letter/print/", letter_views.on_paper, name="print_letter"),
]
