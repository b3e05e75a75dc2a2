"""Addresses of this topic."""

from django.urls import path

from alongside.pages.incidents import reach_views, views, writing_views

urlpatterns = [
    path("incidents/", views.incidents, name="incidents"),
    path("incidents/add/", writing_views.add, name="add_incident"),
    path("incidents/draft/", writing_views.draft, name="save_incident_draft"),
    path("incidents/reach/", reach_views.ask, name="ask_reach"),
    path("incidents/reach/<uuid:reach_id>/", reach_views.reach, name="reach"),
    path("incidents/reach/<uuid:reach_id>/print/", reach_views.on_paper, name="print_reach"),
    path("incidents/reach/<uuid:reach_id>/file/", reach_views.as_file, name="reach_file"),
    path("incidents/reach/<uuid:reach_id>/people/", reach_views.take_over, name="name_reached"),
    path("incidents/<uuid:incident_id>/", views.incident, name="incident"),
    path("incidents/<uuid:incident_id>/print/", views.on_paper, name="print_incident"),
    path("incidents/<uuid:incident_id>/known/", writing_views.known, name="incident_known"),
    path("incidents/<uuid:incident_id>/people/", writing_views.people, name="incident_people"),
    path("incidents/<uuid:incident_id>/people/<uuid:named_id>/off/", writing_views.off, name="take_off_incident"),
    path("incidents/<uuid:incident_id>/write/<slug:incident_step>/", writing_views.step, name="incident_step"),
]
