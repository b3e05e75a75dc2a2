"""Addresses of this topic."""

from django.urls import path

from alongside.pages.complaints import views

urlpatterns = [
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/<uuid:complaint_id>/", views.complaint, name="complaint"),
    path("complaints/<uuid:complaint_id>/read/", views.acknowledge, name="acknowledge_complaint"),
]
