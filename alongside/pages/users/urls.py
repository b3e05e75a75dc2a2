"""Addresses of users and teams."""

from django.urls import path

from alongside.pages.users import team_views, views

urlpatterns = [
    path("users/", views.users, name="users"),
    path("users/add/", views.add_user, name="add_user"),
    path("users/teams/", team_views.teams, name="teams"),
    path("users/teams/<uuid:team_id>/", team_views.rename_team, name="rename_team"),
    path("users/<uuid:user_id>/", views.change_user, name="change_user"),
    path("users/<uuid:user_id>/close/", views.close_account, name="close_account"),
    path("users/<uuid:user_id>/open/", views.open_account, name="open_account"),
    path("users/<uuid:user_id>/new-password/", views.new_password, name="new_password"),
    path("users/<uuid:user_id>/reset-second-step/", views.reset_second_step, name="reset_second_step"),
]
