"""Addresses of this topic."""

from django.urls import path

from alongside.pages.referrals import views

urlpatterns = [
    path("people/<uuid:person_id>/referrals/", views.referrals, name="referrals"),
    path("people/<uuid:person_id>/referrals/add/", views.add, name="add_referral"),
    path("people/<uuid:person_id>/referrals/print/", views.on_paper, name="print_referrals"),
    path("referrals/<uuid:referral_id>/", views.referral, name="referral"),
]
