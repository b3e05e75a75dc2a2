"""Addresses of this topic."""

from django.urls import path

from alongside.pages.absences import views

urlpatterns = [path("sessions/<uuid:session_id>/absence/", views.absence, name="absence")]
