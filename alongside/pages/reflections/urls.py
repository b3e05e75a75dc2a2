"""Addresses of this topic."""

from django.urls import path

from alongside.pages.reflections import views

urlpatterns = [
    path("reflections/", views.reflections, name="reflections"),
    path("sessions/<uuid:session_id>/reflection/", views.reflection, name="reflection"),
    path("sessions/<uuid:session_id>/reflection/share/", views.share, name="share_line"),
    path("sessions/<uuid:session_id>/reflection/take-back/", views.take_back, name="take_back_line"),
]
