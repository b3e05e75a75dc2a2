"""Addresses of this topic."""

from django.urls import path

from alongside.pages.disclosures import views

urlpatterns = [
    path("disclosures/", views.disclosures, name="disclosures"),
    path("disclosures/<uuid:disclosure_id>/", views.disclosure, name="disclosure"),
    path("disclosures/<uuid:disclosure_id>/take-up/", views.take_up, name="take_up_disclosure"),
]
