"""Addresses of this topic."""

from django.urls import path

from alongside.pages.plan import goal_views, promise_views, step_views, views, whole_views

urlpatterns = [
    path("people/<uuid:person_id>/plan/", views.plan, name="plan"),
    path("people/<uuid:person_id>/plan/print/", views.on_paper, name="print_plan"),
    path("people/<uuid:person_id>/plan/screen/", views.turned, name="turn_plan"),
    path("people/<uuid:person_id>/plan/history/", views.history, name="plan_history"),
    path("people/<uuid:person_id>/plan/versions/<int:number>/", views.version, name="plan_version"),
    path("people/<uuid:person_id>/plan/answers/", whole_views.answers, name="answer_plan"),
    path("people/<uuid:person_id>/plan/review/", whole_views.review, name="review_plan"),
    path("people/<uuid:person_id>/plan/again/", whole_views.again, name="start_plan_again"),
    path("people/<uuid:person_id>/plan/goals/add/", goal_views.add, name="add_goal"),
    path("people/<uuid:person_id>/plan/goals/<uuid:goal_id>/", goal_views.goal, name="goal"),
    path("people/<uuid:person_id>/plan/goals/<uuid:goal_id>/levels/", goal_views.levels, name="goal_levels"),
    path("people/<uuid:person_id>/plan/goals/<uuid:goal_id>/promise/", promise_views.promise, name="promise_for_goal"),
    path("people/<uuid:person_id>/plan/goals/<uuid:goal_id>/steps/add/", step_views.add, name="add_step"),
    path("people/<uuid:person_id>/plan/goals/<uuid:goal_id>/steps/<uuid:step_id>/", step_views.step, name="plan_step"),
]
