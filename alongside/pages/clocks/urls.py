"""Addresses of this topic."""

from django.urls import path

from alongside.pages.clocks import views

urlpatterns = [path("clocks/", views.clocks, name="clocks")]
