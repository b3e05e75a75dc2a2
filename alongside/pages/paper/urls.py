"""Addresses of this topic."""

from django.urls import path

from alongside.pages.paper import naming, printing, typing

urlpatterns = [
    path("sheets/", typing.desk, name="type_sheet"),
    path("sessions/<uuid:session_id>/sheet/", printing.sheet, name="print_sheet"),
    path("people/<uuid:person_id>/check-in-from-paper/", typing.paper_check_in, name="paper_check_in"),
    path("people/<uuid:person_id>/paper/", naming.typists, name="paper_typists"),
    path("people/<uuid:person_id>/paper/<uuid:typist_id>/end/", naming.end, name="end_paper_typist"),
]
