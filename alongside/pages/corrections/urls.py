"""Addresses of this topic."""

from django.urls import path

from alongside.pages.corrections import views

urlpatterns = [
    path("people/<uuid:person_id>/corrections/", views.corrections, name="corrections"),
    path("corrections/<uuid:correction_id>/", views.correction, name="correction"),
    path("corrections/<uuid:correction_id>/look/", views.look_into, name="look_into_correction"),
]
