"""Addresses of this topic."""

from django.urls import path

from alongside.pages.imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/add/", views.add_import, name="add_import"),
    path("imports/template/<slug:kind>.csv", views.import_template, name="import_template"),
    path("imports/<uuid:batch_id>/", views.import_batch, name="import_batch"),
    path("imports/<uuid:batch_id>/problems.csv", views.import_problems, name="import_problems"),
    path("imports/<uuid:batch_id>/publish/", views.publish_import, name="publish_import"),
    path("imports/<uuid:batch_id>/cancel/", views.cancel_import, name="cancel_import"),
    path("imports/<uuid:batch_id>/undo/", views.undo_import, name="undo_import"),
]
