"""Addresses of this topic."""

from django.urls import path

from alongside.pages.skills import exercise_views, offer_views, progress_views, safety_views, views

SKILL = "people/<uuid:person_id>/skills/<slug:module_id>/"
urlpatterns = [
    path("people/<uuid:person_id>/skills/", views.skills, name="skills"),
    path("people/<uuid:person_id>/skills-safety/", safety_views.safety, name="skills_safety"),
    path("people/<uuid:person_id>/skills-screen/", offer_views.turned, name="turn_skills"),
    path("people/<uuid:person_id>/skills-progress/<slug:module_id>/", progress_views.progress, name="skill_progress"),
    path(SKILL, views.skill, name="skill"),
    path(f"{SKILL}<slug:exercise_id>/", exercise_views.exercise, name="skill_exercise"),
    path(f"{SKILL}<slug:exercise_id>/screen/", exercise_views.turned, name="turn_exercise"),
    path(f"{SKILL}<slug:exercise_id>/print/", exercise_views.on_paper, name="print_exercise"),
]
