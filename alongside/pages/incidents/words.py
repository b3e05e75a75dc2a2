"""What somebody could read, and through what, in the words of the page."""

from collections.abc import Collection

WHAT = {
    "identity": "name, contact and what helps", "sessions": "meetings", "last_notes": "the last three notes",
    "all_notes": "every note", "offers": "that there was a check-in", "answers_for_worker": "answers meant for the worker",
    "answers_for_supervisor": "answers meant for the supervisor alone", "answers_back": "what was written back",
    "answers_back_of_supervisor": "what the supervisor wrote back", "strains": "every strain",
    "strain_sentences": "a sentence on a shared strain",
    "shared_strains": "strains that were shared", "promises": "promises", "plan": "the plan", "skills": "skills",
    "signed_assessment": "signed risks, needs, figures and map", "open_assessment": "those not signed yet",
    "first_contact": "the first meeting", "referrals": "referrals", "reintegration": "the pathways", "ending": "the ending",
    "abuse_notes": "notes of abuse", "agreements": "agreements", "passed_on": "what was passed on",
    "corrections": "what was asked to be put right", "who_has_looked": "who has looked", "access_rules": "who is kept out",
    "door": "the person’s cards and links", "complaints_to_supervisor": "complaints to the supervisor, if there were any",
    "disclosures": "what was told to the safeguarding lead, if there was anything", "complaints": "complaints, if there were any",
    "emergencies": "emergency openings, if there were any", "copy_requests": "requests for a copy, if there were any",
}  # fmt: skip
THROUGH = {
    "allocated": "allocated", "co_worker": "co-worker", "cover": "standing in", "supervisor": "supervisor",
    "inspector": "inspector", "broken_glass": "opened in an emergency", "privacy_officer": "role: privacy officer",
    "safeguarding_lead": "role: safeguarding lead",
}  # fmt: skip
# What takes in something else, so that only the wider one is said.
WIDER = {"all_notes": "last_notes", "strains": "strain_sentences", "answers_for_worker": "offers"}


def say_what(what: Collection[str]) -> str:
    """Return what could be read, in the order of the page, without what something wider takes in."""
    narrower = {WIDER[name] for name in what if name in WIDER} | ({"shared_strains"} if "strains" in what else set())
    return ", ".join(words for name, words in WHAT.items() if name in what and name not in narrower)


def say_through(through: Collection[str]) -> str:
    """Return what opened it."""
    return ", ".join(words for name, words in THROUGH.items() if name in through)
