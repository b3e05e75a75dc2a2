"""Addresses of this topic."""

from django.urls import path

from alongside.pages.break_glass import review_views, views

urlpatterns = [
    path("emergency/", views.emergency, name="emergency"),
    path("emergency/open/", views.break_the_glass, name="break_glass"),
    path("emergency/<uuid:glass_id>/close/", views.close, name="close_emergency"),
    path("emergencies/", review_views.emergencies, name="emergencies"),
    path("emergencies/<uuid:glass_id>/", review_views.emergency_review, name="emergency_review"),
]
