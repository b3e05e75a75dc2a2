"""Addresses of this topic."""

from django.urls import path

from alongside.pages.assessment import end_views, views, writing_views

ABOUT = "people/<uuid:person_id>/assessment/"

urlpatterns = [
    path(ABOUT, views.overview, name="assessment"),
    path(f"{ABOUT}begin/", writing_views.begin, name="begin_assessment"),
    path(f"{ABOUT}save/", writing_views.save, name="save_assessment"),
    path(f"{ABOUT}choose/", writing_views.choose, name="choose_assessment_text"),
    path(f"{ABOUT}break/", writing_views.take_break, name="pause_assessment"),
    path(f"{ABOUT}what-happened-to-me/", views.adversity, name="assessment_adversity"),
    path(f"{ABOUT}consent/", writing_views.consent, name="assessment_consent"),
    path(f"{ABOUT}sign/", end_views.sign, name="sign_assessment"),
    path(f"{ABOUT}second-signature/", end_views.second, name="second_sign_assessment"),
    path(f"{ABOUT}changes/", end_views.changes, name="compare_assessment"),
    path(f"{ABOUT}copy/", end_views.on_paper, name="copy_assessment"),
    path(f"{ABOUT}area/<slug:area>/", views.area, name="assessment_area"),
    path(f"{ABOUT}turned/<slug:area>/", views.turned, name="turned_assessment"),
]
