"""Addresses of this topic."""

from django.urls import path

from alongside.pages.promises import views

urlpatterns = [
    path("people/<uuid:person_id>/promises/", views.promises, name="promises"),
    path("people/<uuid:person_id>/promises/add/", views.add, name="add_promise"),
    path("people/<uuid:person_id>/promises/print/", views.on_paper, name="print_promises"),
    path("promises/<uuid:promise_id>/", views.promise, name="promise"),
    path("promises/<uuid:promise_id>/settle/", views.settle, name="settle_promise"),
    path("promises/<uuid:promise_id>/undo/", views.undo, name="undo_promise"),
]
