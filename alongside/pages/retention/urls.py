"""Addresses of this topic."""

from django.urls import path

from alongside.pages.retention import erasing_views, hold_views, schedule_views, views

urlpatterns = [
    path("retention/", views.retention, name="retention"),
    path("retention/people/<uuid:person_id>/", views.one_person, name="retention_of"),
    path("retention/people/<uuid:person_id>/hold/", hold_views.place, name="place_hold"),
    path("retention/people/<uuid:person_id>/asked/", hold_views.write, name="write_erasure_request"),
    path("retention/people/<uuid:person_id>/propose/", erasing_views.propose, name="propose_erasure"),
    path("retention/people/<uuid:person_id>/withdraw/", erasing_views.withdraw, name="withdraw_erasure"),
    path("retention/people/<uuid:person_id>/erase/", erasing_views.confirm, name="confirm_erasure"),
    path("retention/holds/<uuid:hold_id>/", hold_views.change, name="change_hold"),
    path("retention/requests/<uuid:erasure_request_id>/", hold_views.decide, name="decide_erasure"),
    path("retention/certificates/", erasing_views.certificates, name="certificates"),
    path("retention/certificates/<uuid:certificate_id>/", erasing_views.certificate, name="certificate"),
    path("retention/schedules/", schedule_views.schedules, name="schedules"),
    path("retention/schedules/add/", schedule_views.add, name="add_schedule"),
]
