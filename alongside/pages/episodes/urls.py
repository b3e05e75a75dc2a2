"""Addresses of this topic."""

from django.urls import URLPattern, path

from alongside.pages.episodes import lists, sharing, steps, views

urlpatterns: list[URLPattern] = [
    path("strains/", lists.strains, name="strains"),
    path("strains/shared/", lists.shared_strains, name="shared_strains"),
    path("strains/<uuid:episode_id>/", views.strain, name="strain"),
    path("strains/<uuid:episode_id>/talked-about/", steps.talk_about, name="talk_about_strain"),
    path("strains/<uuid:episode_id>/tried/", steps.try_something, name="try_repair"),
    path("strains/<uuid:episode_id>/did-that-help/", views.did_that_help, name="answer_help"),
    path("strains/<uuid:episode_id>/close/", steps.close, name="close_strain"),
    path("strains/<uuid:episode_id>/not-a-strain/", steps.not_a_strain, name="not_a_strain"),
    path("strains/<uuid:episode_id>/reopen/", steps.reopen, name="reopen_strain"),
    path("strains/<uuid:episode_id>/share/", sharing.share, name="share_strain"),
    path("strains/<uuid:episode_id>/unshare/", sharing.unshare, name="unshare_strain"),
    path("people/<uuid:person_id>/strains/name/", steps.name, name="name_strain"),
]
