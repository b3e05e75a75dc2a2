"""Addresses of this topic."""

from django.urls import path

from alongside.pages.reintegration import tie_views, views, writing_views

urlpatterns = [
    path("people/<uuid:person_id>/pathways/", views.pathways, name="pathways"),
    path("people/<uuid:person_id>/pathways/print/", views.on_paper, name="print_pathways"),
    path("people/<uuid:person_id>/pathways/screen/", views.turned, name="turn_pathways"),
    path("people/<uuid:person_id>/pathways/history/", views.history, name="pathways_history"),
    path("people/<uuid:person_id>/pathways/people/", tie_views.ties, name="ties"),
    path("people/<uuid:person_id>/pathways/people/print/", tie_views.on_paper, name="print_ties"),
    path("people/<uuid:person_id>/pathways/people/<uuid:tie_id>/", tie_views.tie, name="tie"),
    path("people/<uuid:person_id>/pathways/<slug:pathway>/", writing_views.pathway, name="pathway"),
    path(
        "people/<uuid:person_id>/pathways/<slug:pathway>/<uuid:milestone_id>/",
        writing_views.milestone,
        name="milestone",
    ),
]
