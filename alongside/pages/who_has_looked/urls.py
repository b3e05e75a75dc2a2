"""Addresses of this topic."""

from django.urls import path

from alongside.pages.who_has_looked import views

urlpatterns = [path("people/<uuid:person_id>/who-has-looked/", views.who_has_looked, name="who_has_looked")]
