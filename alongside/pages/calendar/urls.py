"""Addresses of this topic."""

from django.urls import path

from alongside.pages.calendar import views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/end/", views.end_calendar, name="end_calendar"),
    path("calendar/<str:feed_token>.ics", views.calendar_feed, name="calendar_feed"),
]
