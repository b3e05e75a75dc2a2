"""Addresses of this topic."""

from django.urls import path

from alongside.pages.power_events import views

urlpatterns = [
    path("people/<uuid:person_id>/power-events/add/", views.add, name="add_power_event"),
    path("power-events/<uuid:event_id>/explanation/", views.explain, name="explain_power_event"),
    path("power-events/<uuid:event_id>/conversation/", views.conversation, name="repair_conversation"),
]
