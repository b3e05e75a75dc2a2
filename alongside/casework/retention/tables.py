"""Every table of the record: where in it a person is, and what becomes of it when they are erased.

A test walks all models and fails when one is in none of the three lists, so that a new table cannot be forgotten.
"""

from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter

from django.apps import apps
from django.db.models import Model, QuerySet

# By which columns the rows of a person are found.
ERASED: Mapping[str, str] = {
    "Absence": "person",
    "AbsenceStep": "person",
    "AbuseNote": "person",
    "AccessDecision": "person",
    "AccessRequest": "person",
    "Agreement": "person",
    "AgreementAnswer": "agreement__person",
    "AnswerBack": "person",
    "Assessment": "person",
    "AssessmentAnswer": "person",
    "AssessmentStep": "assessment__person",
    "BlindEntry": "person",
    "BrokenGlass": "person",
    "Calculation": "person",
    "Capability": "person",
    "CaseloadState": "person",
    "CheckIn": "person",
    "Complaint": "person",
    "ComplaintStep": "complaint__person",
    "Conflict": "person",
    "ContactRoute": "person",
    "Correction": "person",
    "CorrectionStep": "correction__person",
    "Cover": "person",
    "Disclosure": "person",
    "Door": "person",
    "Draft": "person",
    "EndingVersion": "person",
    "Episode": "person",
    "EpisodeStep": "episode__person",
    "ErasureRequest": "person",
    "Exclusion": "person",
    "FigureOffer": "person",
    "FirstContact": "person",
    "FirstContactStep": "person",
    "FormDraft": "person",
    "LimitsTold": "person",
    "HeldItem": "hold__person",
    "HelpAnswer": "episode__person",
    "HoldApart": "person",
    "HoldOpening": "hold__person",
    "Identifier": "person",
    "IncidentPerson": "person",
    "Judgement": "person",
    "LedgerReading": "person",
    "LegalHold": "person",
    "LegalHoldStep": "hold__person",
    "MapVersion": "person",
    "Message": "person",
    "Note": "person",
    "PaperTypist": "person",
    "PassedOn": "person",
    "PassedOnStep": "passed_on__person",
    "Pin": "person",
    "PlanVersion": "person",
    "PowerEvent": "person",
    "PractitionerRating": "person",
    "PredictorDraft": "person",
    "PredictorHistory": "person",
    "Promise": "person",
    "PromiseStep": "promise__person",
    "ReachQuery": "person",
    "Referral": "person",
    "ReferralStep": "referral__person",
    "Reflection": "person",
    "ReintegrationVersion": "person",
    "Relationship": "person",
    "ReminderPlan": "person",
    "RepairConversation": "person",
    "Restriction": "person",
    "RestrictionMember": "restriction__person",
    "RingWish": "person",
    "SealedNote": "person",
    "SealedNoteOpening": "note__person",
    "SealedNoteReader": "note__person",
    "SealedNoteReview": "person",
    "SealedNoteVersion": "person",
    "SelfDescription": "person",
    "SelfKnowledge": "person",
    "Session": "person",
    "SharedLine": "person",
    "Skill": "person",
    "SkillEntry": "person",
    "SkillExercise": "person",
    "SkillPractice": "person",
    "Supervision": "person",
    "ThirdParty": "person",
    "ThirdPartyReader": "third_party__person",
    "ThirdPartyVersion": "third_party__person",
    "TypedSheet": "person",
    "WhatMatters": "person",
    "WorkingAgreement": "person",
}
# The id of a row is the subject of a key of its own, which is destroyed before the row goes.
WITH_KEYS_OF_THEIR_OWN = frozenset({"ThirdParty"})
# Erased in another way than by their rows being looked up by a person, and how.
OTHERWISE: Mapping[str, str] = {
    "Person": "the last row to go, in one transaction with the certificate",
    "Erasure": "the proposal and its work, gone with the person",
    "ImportRow": "a line of a file that became a row of the person goes with that row",
    "WrappedKey": "the key is destroyed by the vault, and with it every copy of what it sealed",
}
# Kept, and why.
KEPT: Mapping[str, str] = {
    "Entry": "the ledger says what was done, under a pseudonym that leads to nobody once the person's row is gone",
    "EntrySubject": "finds entries of the ledger by the same pseudonym",
    "Checkpoint": "signs the ledger and holds nothing about anybody",
    "TreeHead": "where the ledger grows on",
    "KekInUse": "which key-encryption key is in use, and nothing about anybody",
    "ShreddedKey": "says that a key was destroyed, under an id that leads to nobody, so that a restored copy is erased again",
    "ErasureCertificate": "says that an erasure was carried out and nothing about whose",
    "RetentionSchedule": "a decision of the service about a kind of record",
    "ImportFile": "a piece of a file under the batch's own key, which is destroyed after 30 days. While a file is at work "
    "nobody in it is erased",
    "ImportBatch": "that a file was brought in: how many rows, and by whom",
    "Incident": "what was done about an incident, which the law has written down. Whom it was about goes, and a count stays",
    "IncidentStep": "words about an incident under a key of its own. They name people by mistake only: a page asks for no names",
    "IncidentDraft": "words of an officer about an incident, until it is saved, under a key of that officer's",
    "User": "somebody on the staff",
    "FormerAccount": "which role and team somebody on the staff had until a moment",
    "Team": "a team of the staff",
    "DatedAuthority": "what somebody may inspect, by team",
    "ProposedInspection": "what somebody may be asked to inspect, by team",
    "PersonLookUp": "that somebody on the staff asked for a name, counted for an hour, of nobody",
    "CalendarFeed": "a feed of somebody on the staff, made of sessions at the moment it is asked for",
    "PasskeyChallenge": "a question to a device for some minutes, with nothing about whose it is",
    "PooledSpread": "one figure over everybody",
    "Session (sessions)": "a sign-in of the staff. The person's own side has none: it opens by a capability, which is gone",
    "UserSession": "a sign-in of the staff",
    "EmailAddress": "an address of the staff",
    "EmailConfirmation": "an address of the staff",
    "Authenticator": "a second factor of the staff",
    "Permission": "made by Django, about nobody",
    "Group": "made by Django, about nobody",
    "ContentType": "made by Django, about nobody",
}
# Who is kept away from a record stays kept away until nothing of it is left.
LAST = ("RestrictionMember", "Restriction", "Exclusion", "Conflict")


@cache
def tables_in_order() -> tuple[type[Model], ...]:
    """Return the tables whose rows are taken away, each before those it points at."""
    models = {name: apps.get_model("records", name) for name in ERASED}
    graph = {name: {other for other, model in models.items() if _points_at(model, name)} for name in models}
    ordered = [name for name in TopologicalSorter(graph).static_order() if name not in LAST]
    return tuple(models[name] for name in (*ordered, *LAST) if name in models)


def rows_of(model: type[Model], person_id: object) -> "QuerySet[Model]":
    """Return what this table holds of a person, staged rows of an import too."""
    return model._base_manager.filter(**{ERASED[model.__name__]: person_id})


def points_at_itself(model: type[Model]) -> list[str]:
    """Return the columns by which a row follows another of its own table, such as a corrected note."""
    return [f.name for f in model._meta.concrete_fields if f.is_relation and f.related_model is model]


def _points_at(model: type[Model], name: str) -> bool:
    """Return whether rows of this table point at rows of another, so that they have to go first."""
    targets = {f.related_model.__name__ for f in model._meta.concrete_fields if f.is_relation and f.related_model}
    return name in targets and model.__name__ != name
