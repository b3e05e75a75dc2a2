"""Addresses of this topic."""

from django.urls import path

from alongside.pages.today import views

urlpatterns = [path("today/", views.today, name="today")]
