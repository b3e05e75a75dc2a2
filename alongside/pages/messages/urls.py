"""Addresses of this topic."""

from django.urls import path

from alongside.pages.messages import views

urlpatterns = [
    path("people/<uuid:person_id>/reminders/", views.reminders, name="reminders"),
    path("people/<uuid:person_id>/reminders/stop/", views.stop, name="stop_reminders"),
]
