"""Addresses of this topic."""

from django.urls import path

from alongside.pages.risk import views, writing_views

urlpatterns = [
    path("people/<uuid:person_id>/risk/", views.predictors, name="predictors"),
    path("people/<uuid:person_id>/risk/history/", writing_views.history, name="predictor_history"),
    path("people/<uuid:person_id>/risk/draft/<slug:draft_of>/", writing_views.draft, name="save_predictor_draft"),
    path("people/<uuid:person_id>/risk/work-out/", views.work_out, name="work_out_predictors"),
    path("people/<uuid:person_id>/risk/judgement/", writing_views.judgement, name="judge_predictors"),
    path("people/<uuid:person_id>/risk/judgement/second/", views.second, name="second_judgement"),
    path("people/<uuid:person_id>/risk/offer/", views.offer, name="offer_figures"),
    path("people/<uuid:person_id>/risk/together/", views.together, name="figures_together"),
    path("people/<uuid:person_id>/risk/together/wrong/<slug:mark>/", views.say_wrong, name="say_line_wrong"),
    path("people/<uuid:person_id>/risk/together/others/", views.others, name="other_figures_together"),
]
