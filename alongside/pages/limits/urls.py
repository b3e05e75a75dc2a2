"""Addresses of this topic."""

from django.urls import path

from alongside.pages.limits import views

urlpatterns = [path("people/<uuid:person_id>/limits/", views.limits, name="limits")]
