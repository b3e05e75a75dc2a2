"""Addresses of this topic."""

from django.urls import path

from alongside.pages.check_ins import views

urlpatterns = [
    path("check-ins/<uuid:check_in_id>/answer/", views.write_answer_back, name="answer_back"),
    path("people/<uuid:person_id>/rung/", views.settle_ring, name="settle_ring"),
]
