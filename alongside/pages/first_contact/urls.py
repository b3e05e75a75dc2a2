"""Addresses of this topic."""

from django.urls import path

from alongside.pages.first_contact import agreement_views, step_views, views

ABOUT = "people/<uuid:person_id>/first-contact"

urlpatterns = [
    path(f"{ABOUT}/", views.first_contact, name="first_contact"),
    path(f"{ABOUT}/after/", views.after, name="after_first_contact"),
    path(f"{ABOUT}/history/", views.history, name="first_contact_history"),
    path(f"{ABOUT}/agreement/", agreement_views.agreement, name="working_agreement"),
    path(f"{ABOUT}/agreement/print/", agreement_views.on_paper, name="print_working_agreement"),
    path(f"{ABOUT}/steps/<str:step_key>/", step_views.step, name="first_contact_step"),
    path(f"{ABOUT}/steps/<str:step_key>/choose/", step_views.choose, name="choose_step_text"),
    path(f"{ABOUT}/steps/<str:step_key>/screen/", step_views.turn_screen, name="turn_first_contact"),
]
