"""Addresses of this topic."""

from django.urls import path

from alongside.pages.agreements import views

urlpatterns = [
    path("people/<uuid:person_id>/agreements/", views.agreements, name="agreements"),
    path("people/<uuid:person_id>/agreements/<slug:matter>/", views.ask, name="ask_agreement"),
    path("agreements/<uuid:agreement_id>/", views.agreement, name="agreement"),
]
