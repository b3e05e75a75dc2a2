"""Addresses of this topic."""

from django.urls import path

from alongside.pages.health import views

urlpatterns = [
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
]
