"""Addresses of this topic. Those of the person's side say nothing about anybody."""

from django.urls import path

from alongside.pages.my_side import hand_over, views, words

urlpatterns = [
    path("sessions/<uuid:session_id>/hand-over/", hand_over.hand_over_device, name="hand_over"),
    path("check-in/", views.about, name="my_side_about"),
    path("check-in/first/", views.whether_it_helped, name="my_side_help"),
    path("check-in/<int:number>/", views.question, name="my_side_question"),
    path("check-in/last/", views.whether_off, name="my_side_off"),
    path("check-in/who/", views.audience, name="my_side_audience"),
    path("check-in/words/", words.open_question, name="my_side_words"),
    path("check-in/tell/", words.tell, name="my_side_tell"),
    path("check-in/told/", words.told, name="my_side_told"),
    path("check-in/thanks/", views.thanks, name="my_side_thanks"),
    path("check-in/exit/", views.leave, name="my_side_exit"),
    path("check-in/ring/", views.ask_to_ring, name="my_side_ring"),
    path("check-in/closed/", views.closed, name="my_side_closed"),
]
