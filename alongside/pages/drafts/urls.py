"""Addresses of this topic."""

from django.urls import path

from alongside.pages.drafts import views

urlpatterns = [
    path("people/<uuid:person_id>/drafts/<slug:form>/<uuid:about>/", views.save, name="save_form_draft"),
]
