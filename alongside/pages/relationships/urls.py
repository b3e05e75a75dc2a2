"""Who works with whom, and who stands in."""

from django.urls import path

from alongside.pages.relationships import views, views_of_person

urlpatterns = [
    path("team/", views.supervised, name="supervised"),
    path("cover/", views.cover, name="cover"),
    path("cover/<uuid:cover_id>/end/", views.end_one_cover, name="end_cover"),
    path("people/<uuid:person_id>/workers/", views_of_person.workers, name="workers"),
    path("people/<uuid:person_id>/workers/move/", views_of_person.move, name="move_person"),
    path("people/<uuid:person_id>/workers/call-off/", views_of_person.call_off, name="call_off_move"),
    path("people/<uuid:person_id>/workers/add/", views_of_person.add, name="add_co_worker"),
    path("people/<uuid:person_id>/workers/cover/", views_of_person.cover, name="cover_person"),
    path("people/<uuid:person_id>/workers/<uuid:relationship_id>/end/", views_of_person.end, name="end_co_working"),
]
