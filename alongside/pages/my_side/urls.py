"""Addresses of this topic. Those of the person's side say nothing about anybody."""

from django.urls import path

from alongside.pages.my_side import hand_over, mine, opening, own_pages, own_promises, own_words, setup, views, words

urlpatterns = [
    path("sessions/<uuid:session_id>/hand-over/", hand_over.hand_over_device, name="hand_over"),
    path("people/<uuid:person_id>/my-side/", setup.set_up, name="my_side_setup"),
    path("people/<uuid:person_id>/my-side/pin/", setup.hand_over_pin, name="hand_over_for_pin"),
    path("people/<uuid:person_id>/my-side/card/", setup.card, name="make_card"),
    path("people/<uuid:person_id>/my-side/link/", setup.link, name="make_link"),
    path("my-side/<uuid:door_id>/close/", setup.close, name="close_door"),
    path("door/", opening.open_card, name="open_card"),
    path("door/<str:token>/", opening.open_link, name="open_link"),
    path("mine/", mine.home, name="my_side"),
    path("mine/pin/", mine.choose, name="choose_pin"),
    path("mine/pin/chosen/", mine.chosen, name="pin_chosen"),
    path("mine/promises/", own_promises.promises, name="mine_promises"),
    path("mine/next/", own_pages.next_session, name="mine_next"),
    path("mine/what-matters/", own_words.what_matters, name="mine_matters"),
    path("mine/who-looked/", own_pages.who_looked, name="mine_looked"),
    path("mine/what-happens/", own_pages.what_happens, name="mine_what_happens"),
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
