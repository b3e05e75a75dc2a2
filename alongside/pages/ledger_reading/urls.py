"""Addresses of this topic."""

from django.urls import path

from alongside.pages.ledger_reading import views

urlpatterns = [path("ledger/", views.ledger_reading, name="ledger_reading")]
