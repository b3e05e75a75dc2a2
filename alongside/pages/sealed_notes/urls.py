"""Addresses of this topic."""

from django.urls import path

from alongside.pages.sealed_notes import keeping_views, views

NOTE = "sealed-notes/<uuid:sealed_note_id>/"
urlpatterns = [
    path("people/<uuid:person_id>/sealed-notes/", views.sealed_notes, name="sealed_notes"),
    path("people/<uuid:person_id>/sealed-notes/write/", views.write, name="write_sealed_note"),
    path(NOTE, views.sealed_note, name="sealed_note"),
    path(f"{NOTE}correct/", views.correct, name="correct_sealed_note"),
    path(f"{NOTE}review/", keeping_views.review, name="review_sealed_note"),
    path(f"{NOTE}named/", keeping_views.named, name="name_for_sealed_note"),
    path(f"{NOTE}keeper/", keeping_views.keeper, name="keep_sealed_note"),
]
