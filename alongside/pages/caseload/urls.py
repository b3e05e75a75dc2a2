"""Addresses of this topic."""

from django.urls import path

from alongside.pages.caseload import views

urlpatterns = [path("caseload/", views.caseload, name="caseload")]
