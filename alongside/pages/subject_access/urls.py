"""Addresses of this topic."""

from django.urls import path

from alongside.pages.subject_access import copy_views, deciding_views, views

ONE = "access-requests/<uuid:request_id>/"

urlpatterns = [
    path("access-requests/", views.access_requests, name="access_requests"),
    path("access-requests/log/", views.log, name="log_access_request"),
    path(ONE, views.access_request, name="access_request"),
    path(f"{ONE}identity/", views.confirm, name="confirm_access_identity"),
    path(f"{ONE}seen/", views.seen, name="see_access_request"),
    path(f"{ONE}more-time/", views.more_time, name="extend_access_request"),
    path(f"{ONE}items/<slug:source>/<str:item_row>/", deciding_views.item, name="access_item"),
    path(f"{ONE}give-all/", deciding_views.give_all, name="give_access_items"),
    path(f"{ONE}decided/", deciding_views.decided, name="ask_for_second_look"),
    path(f"{ONE}second-look/", deciding_views.second_look, name="answer_second_look"),
    path(f"{ONE}copy/", copy_views.copy, name="access_copy"),
    path(f"{ONE}copy/<slug:file_kind>/", copy_views.copy_file, name="access_copy_file"),
    path(f"{ONE}given/", copy_views.given, name="give_access_copy"),
]
