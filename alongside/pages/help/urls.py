"""Addresses of this topic."""

from django.urls import path

from alongside.pages.help import views

urlpatterns = [path("help/<slug:topic>/", views.help_page, name="help_page")]
