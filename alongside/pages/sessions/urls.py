"""Addresses of this topic."""

from django.urls import path

from alongside.pages.sessions import views

urlpatterns = [
    path("people/<uuid:person_id>/sessions/plan/", views.plan, name="plan_session"),
    path("sessions/<uuid:session_id>/", views.session, name="session"),
    path("sessions/<uuid:session_id>/change/", views.change, name="change_session"),
    path("sessions/<uuid:session_id>/cancel/", views.cancel, name="cancel_session"),
    path("sessions/<uuid:session_id>/start/", views.start, name="start_session"),
    path("sessions/<uuid:session_id>/attendance/", views.attendance, name="record_attendance"),
]
