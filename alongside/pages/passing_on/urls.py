"""Addresses of this topic."""

from django.urls import path

from alongside.pages.passing_on import views

urlpatterns = [
    path("people/<uuid:person_id>/passed-on/", views.passed_on, name="passed_on"),
    path("people/<uuid:person_id>/passed-on/add/", views.add, name="add_passed_on"),
    path("people/<uuid:person_id>/passed-on/print/", views.on_paper, name="print_passed_on"),
    path("passed-on/<uuid:passed_id>/", views.line, name="passed_on_line"),
]
