"""Addresses of this topic."""

from django.urls import path

from alongside.pages.messages import stopping, views

urlpatterns = [
    path("people/<uuid:person_id>/contact/stop/", stopping.stop_contact, name="stop_contact"),
    path("people/<uuid:person_id>/reminders/", views.reminders, name="reminders"),
    path("people/<uuid:person_id>/reminders/stop/", views.stop, name="stop_reminders"),
]
