"""Addresses of this topic."""

from django.urls import path

from alongside.pages.sessions import beside_views, note_views, views, words_out_views

urlpatterns = [
    path("people/<uuid:person_id>/sessions/plan/", views.plan, name="plan_session"),
    path("sessions/<uuid:session_id>/", views.session, name="session"),
    path("sessions/<uuid:session_id>/screen/", views.turn_screen, name="turn_screen"),
    path("sessions/<uuid:session_id>/change/", views.change, name="change_session"),
    path("sessions/<uuid:session_id>/cancel/", views.cancel, name="cancel_session"),
    path("sessions/<uuid:session_id>/start/", views.start, name="start_session"),
    path("sessions/<uuid:session_id>/attendance/", views.attendance, name="record_attendance"),
    path("sessions/<uuid:session_id>/draft/", note_views.save, name="save_draft"),
    path("sessions/<uuid:session_id>/draft/choose/", note_views.choose, name="choose_text"),
    path("sessions/<uuid:session_id>/note/finish/", note_views.finish, name="finish_note"),
    path("sessions/<uuid:session_id>/note/undo/", note_views.undo, name="undo_finish"),
    path("sessions/<uuid:session_id>/note/correct/", note_views.correct, name="correct_note"),
    path("sessions/<uuid:session_id>/note/leave/", note_views.leave_correction, name="leave_correction"),
    path("sessions/<uuid:session_id>/contact-entry/", words_out_views.copy_contact_entry, name="copy_contact_entry"),
    path("notes/", words_out_views.search, name="search_notes"),
    path("people/<uuid:person_id>/notes/", note_views.notes, name="notes"),
    path("sessions/<uuid:session_id>/rating/", beside_views.rate, name="rate_session"),
    path("form-token/", note_views.form_token, name="form_token"),
]
