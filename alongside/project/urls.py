"""Every address. A topic lists its own in its urls.py."""

from django.urls import include, path
from django.views.i18n import set_language

from alongside.pages.policy import public

TOPICS = [
    "sign_in", "users", "caseload",
    "today", "help", "people", "sessions", "absences", "power_events", "episodes", "relationships", "access_rules",
    "who_has_looked", "imports", "my_side", "reflections", "promises", "corrections", "complaints", "retention", "disclosures",
    "subject_access",
    "check_ins", "paper", "messages", "calendar", "first_contact", "limits", "assessment", "formulation", "referrals",
    "agreements",
    "passing_on", "plan", "skills", "risk",
    "reintegration", "endings", "drafts", "sealed_notes", "third_parties", "health", "clocks", "break_glass", "ledger_reading",
    "incidents",
    "held_apart",
]  # fmt: skip

urlpatterns = [
    *(path("", include(f"alongside.pages.{topic}.urls")) for topic in TOPICS),
    path("language/", public(set_language), name="set_language"),
]

handler400 = "alongside.pages.layout.errors.bad_request"
handler403 = "alongside.pages.layout.errors.permission_denied"
handler404 = "alongside.pages.layout.errors.page_not_found"
handler500 = "alongside.pages.layout.errors.server_error"
