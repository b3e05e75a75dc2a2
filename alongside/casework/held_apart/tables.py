"""Of every table with something about a person: whether its rows can be held apart, or the reason why not.

tests/architecture/test_held_apart.py fails on a table that stands in none of the lists, or in two.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps

# What can be chosen, and what staff call it.
CHOSEN: Mapping[str, str] = {
    "Note": "A note of a meeting",
    "CheckIn": "A check-in",
    "Promise": "A promise",
    "WhatMatters": "What matters to them",
    "Episode": "A strain",
    "PowerEvent": "A use of authority",
    "Calculation": "Their figures",
    "Judgement": "A judgement beside their figures",
}
# What goes with it, because it says the same or was made from it: the table, and the column that leads to what it goes with.
ALONG: Mapping[str, Mapping[str, str]] = {
    "Note": {"replaces": "Note"},
    "Draft": {"replaces": "Note"},
    "AnswerBack": {"check_in": "CheckIn"},
    "Episode": {"check_in": "CheckIn"},
    "EpisodeStep": {"episode": "Episode"},
    "HelpAnswer": {"episode": "Episode"},
    "PromiseStep": {"promise": "Promise"},
    "PowerEvent": {"replaces": "PowerEvent"},
    "RepairConversation": {"event": "PowerEvent"},
    "Judgement": {"calculation": "Calculation"},
    "FigureOffer": {"calculation": "Calculation"},
}
# Points at something that can be held apart and says nothing of what is in it.
POINTS_ONLY: Mapping[str, str] = {
    "TypedSheet.check_in": "that a sheet was typed, by whom and when: shown to whoever types, without an answer",
    "Capability.episode": "which strain the person is asked about on a device, for 30 minutes",
    "CaseloadState.open_episode": "made anew from what is in use whenever something is held apart or taken up",
}
HELD = tuple(dict.fromkeys([*CHOSEN, *ALONG]))

_WHOLE = "one version of a whole that two people write: what is wrong in it is put right by its next version"
_MEETING = "that there was a meeting. Its words are notes, which can be held apart"
_RIGHTS = "a right of the person and its answer: holding that apart would take the right away"
_DOOR = "how the person gets to their own page, and what they were sent"
_WHO = "who may open a record, or did: holding that apart would hide it from the person too"
_OWN = "read by the person, and by nobody on the staff"
_AUTHOR = "read by its author alone, and counted nowhere"
_NAMED = "read by those it names alone, in no list, figure or printed page: its keeper can seal it to fewer"
_FACT = "a fact of the service, put right where it stands, with the old one in its history"

NOT_HELD: Mapping[str, str] = {
    "Person": "name, birth and needs: without them nobody can be met safely. They are put right where they stand",
    "Identifier": _FACT,
    "BlindEntry": "a keyed hash, which finds a name and says nothing",
    "ContactRoute": "stopped at once on the page of routes, by anybody who works with the person",
    "Supervision": "the order or licence itself, which a court or another authority put right",
    "Relationship": _FACT,
    "Cover": _FACT,
    "Session": _MEETING,
    "Absence": _MEETING,
    "AbsenceStep": "what a decision about an absence rests on, for as long as the decision stands",
    "Assessment": _WHOLE,
    "AssessmentAnswer": _WHOLE,
    "AssessmentStep": _WHOLE,
    "PlanVersion": _WHOLE,
    "MapVersion": _WHOLE,
    "ReintegrationVersion": _WHOLE,
    "EndingVersion": _WHOLE,
    "FirstContact": _WHOLE,
    "FirstContactStep": _WHOLE,
    "WorkingAgreement": _WHOLE,
    "Skill": "made of exercises that the person can change themselves",
    "SkillEntry": "made of exercises that the person can change themselves",
    "SkillExercise": "made of exercises that the person can change themselves",
    "SkillPractice": "the person can change it themselves",
    "Referral": "what another service was asked to do, which goes on there: a referral is stopped, not held apart",
    "ReferralStep": "what another service was asked to do, which goes on there: a referral is stopped, not held apart",
    "PredictorHistory": "what figures are worked out from: the figures can be held apart, and this is put right",
    "PredictorDraft": _AUTHOR,
    "FormDraft": _AUTHOR,
    "PractitionerRating": _AUTHOR,
    "Reflection": _AUTHOR,
    "SharedLine": "a line a worker shared of themselves, and not of the person",
    "SealedNote": _NAMED,
    "SealedNoteVersion": _NAMED,
    "SealedNoteReview": _NAMED,
    "SealedNoteReader": _NAMED,
    "SealedNoteOpening": _NAMED,
    "ThirdParty": "somebody else, under a key of their own",
    "ThirdPartyVersion": "somebody else, under a key of their own",
    "ThirdPartyReader": "somebody else, under a key of their own",
    "AbuseNote": "keeps somebody from being offered what could put them in danger at home",
    "Disclosure": "somebody may be in danger, and a safeguarding lead has to be able to read it",
    "LimitsTold": "which limits of confidentiality were explained, and which words were shown",
    "Agreement": "a yes is taken back on the person's own page at any time",
    "AgreementAnswer": "a yes is taken back on the person's own page at any time",
    "PassedOn": "what another service was told: what stands there has to stay known, so that it can be put right there too",
    "PassedOnStep": "what another service was told: what stands there has to stay known, so that it can be put right there too",
    "SelfDescription": _OWN,
    "SelfKnowledge": _OWN,
    "RingWish": _DOOR,
    "ReminderPlan": _DOOR,
    "Message": _DOOR,
    "Door": _DOOR,
    "Pin": _DOOR,
    "Capability": _DOOR,
    "TypedSheet": _DOOR,
    "PaperTypist": _WHO,
    "Exclusion": _WHO,
    "Restriction": _WHO,
    "RestrictionMember": _WHO,
    "Conflict": _WHO,
    "BrokenGlass": _WHO,
    "LedgerReading": _WHO,
    "IncidentPerson": _WHO,
    "ReachQuery": _WHO,
    "CaseloadState": "made anew from what is in use whenever something is held apart or taken up",
    "AccessRequest": _RIGHTS,
    "AccessDecision": _RIGHTS,
    "Complaint": _RIGHTS,
    "ComplaintStep": _RIGHTS,
    "Correction": _RIGHTS,
    "CorrectionStep": _RIGHTS,
    "ErasureRequest": _RIGHTS,
    "LegalHold": _RIGHTS,
    "LegalHoldStep": _RIGHTS,
    "Erasure": _RIGHTS,
    "HoldApart": _RIGHTS,
    "HeldItem": _RIGHTS,
    "HoldOpening": _RIGHTS,
}


def table_of(source: str) -> Any:
    """Return the table of this name, which has a manager of everything beside its own."""
    return apps.get_model("records", source)
