"""The front door. The sign-in pages themselves are allauth's, listed in project/urls.py."""

from django.urls import path

from alongside.pages.sign_in import views

urlpatterns = [path("", views.home, name="home")]
