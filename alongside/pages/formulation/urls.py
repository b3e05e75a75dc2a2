"""Addresses of this topic."""

from django.urls import path

from alongside.pages.formulation import changes, views

urlpatterns = [
    path("people/<uuid:person_id>/map/", views.the_map, name="map"),
    path("people/<uuid:person_id>/map/print/", views.on_paper, name="print_map"),
    path("people/<uuid:person_id>/map/screen/", views.turned, name="turn_map"),
    path("people/<uuid:person_id>/map/history/", views.history, name="map_history"),
    path("people/<uuid:person_id>/map/versions/<int:number>/", views.version, name="map_version"),
    path("people/<uuid:person_id>/map/add/", changes.add, name="add_to_map"),
    path("people/<uuid:person_id>/map/said/", changes.said, name="map_said"),
    path("people/<uuid:person_id>/map/agree/", changes.agree, name="agree_on_map"),
    path("people/<uuid:person_id>/map/nodes/<uuid:node_id>/", changes.node, name="map_node"),
]
