"""Addresses of this topic."""

from django.urls import path

from alongside.pages.people import adding, contact, details, supervision, views, words

urlpatterns = [
    path("people/add/", adding.add, name="add_person"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/timeline/", views.timeline, name="timeline"),
    path("people/<uuid:person_id>/line/", views.alliance_line, name="alliance_line"),
    path("people/<uuid:person_id>/details/", details.details, name="change_details"),
    path("people/<uuid:person_id>/what-matters/", words.what_matters, name="what_matters"),
    path("people/<uuid:person_id>/contact/", contact.contact_routes, name="contact_routes"),
    path("people/<uuid:person_id>/supervisions/", supervision.supervisions, name="supervisions"),
]
