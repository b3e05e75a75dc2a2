"""Every table, collected for Django. Import from the topic's own module."""

from alongside.records.absences import Absence, AbsenceStep
from alongside.records.access_rules import (
    Conflict,
    DatedAuthority,
    Exclusion,
    ProposedInspection,
    Restriction,
    RestrictionMember,
)
from alongside.records.agreements import Agreement, AgreementAnswer
from alongside.records.assessment import Assessment, AssessmentAnswer, AssessmentStep
from alongside.records.break_glass import BrokenGlass, PersonLookUp
from alongside.records.calendar import CalendarFeed
from alongside.records.check_ins import AnswerBack, CheckIn, PractitionerRating
from alongside.records.complaints import Complaint, ComplaintStep
from alongside.records.corrections import Correction, CorrectionStep
from alongside.records.disclosures import Disclosure
from alongside.records.drafts import FormDraft
from alongside.records.endings import EndingVersion
from alongside.records.episodes import Episode, EpisodeStep, HelpAnswer
from alongside.records.first_contact import FirstContact, FirstContactStep, WorkingAgreement
from alongside.records.formulation import MapVersion
from alongside.records.held_apart import HeldItem, HoldApart, HoldOpening
from alongside.records.identity import FormerAccount, Team, User
from alongside.records.imports import ImportBatch, ImportFile, ImportRow
from alongside.records.incidents import Incident, IncidentDraft, IncidentPerson, IncidentStep, ReachQuery
from alongside.records.ledger_reading import LedgerReading
from alongside.records.limits import LimitsTold
from alongside.records.messages import Message, ReminderPlan
from alongside.records.my_side import Capability, Door, PasskeyChallenge, Pin
from alongside.records.paper import PaperTypist, TypedSheet
from alongside.records.passing_on import PassedOn, PassedOnStep
from alongside.records.people import BlindEntry, ContactRoute, Identifier, Person, WhatMatters
from alongside.records.plan import PlanVersion
from alongside.records.power_events import PowerEvent, RepairConversation
from alongside.records.promises import Promise, PromiseStep
from alongside.records.referrals import Referral, ReferralStep
from alongside.records.reflections import Reflection, SharedLine
from alongside.records.reintegration import ReintegrationVersion
from alongside.records.relationships import Cover, Relationship, Supervision
from alongside.records.retention import (
    Erasure,
    ErasureCertificate,
    ErasureRequest,
    LegalHold,
    LegalHoldStep,
    RetentionSchedule,
)
from alongside.records.ring_wishes import RingWish
from alongside.records.risk import Calculation, FigureOffer, Judgement, PredictorDraft, PredictorHistory
from alongside.records.sealed_notes import (
    SealedNote,
    SealedNoteOpening,
    SealedNoteReader,
    SealedNoteReview,
    SealedNoteVersion,
)
from alongside.records.self_description import SelfDescription
from alongside.records.self_knowledge import SelfKnowledge
from alongside.records.sessions import Draft, Note, Session
from alongside.records.skills import AbuseNote, Skill, SkillEntry, SkillExercise, SkillPractice
from alongside.records.state import CaseloadState, PooledSpread
from alongside.records.subject_access import AccessDecision, AccessRequest
from alongside.records.third_parties import ThirdParty, ThirdPartyReader, ThirdPartyVersion

__all__ = [
    "Absence",
    "AbsenceStep",
    "AbuseNote",
    "AccessDecision",
    "AccessRequest",
    "Agreement",
    "AgreementAnswer",
    "AnswerBack",
    "Assessment",
    "AssessmentAnswer",
    "AssessmentStep",
    "BlindEntry",
    "BrokenGlass",
    "Calculation",
    "CalendarFeed",
    "Capability",
    "CaseloadState",
    "CheckIn",
    "Complaint",
    "ComplaintStep",
    "Conflict",
    "ContactRoute",
    "Correction",
    "CorrectionStep",
    "Cover",
    "DatedAuthority",
    "Disclosure",
    "Door",
    "Draft",
    "EndingVersion",
    "Episode",
    "EpisodeStep",
    "Erasure",
    "ErasureCertificate",
    "ErasureRequest",
    "Exclusion",
    "FigureOffer",
    "FirstContact",
    "FirstContactStep",
    "FormDraft",
    "FormerAccount",
    "HeldItem",
    "HelpAnswer",
    "HoldApart",
    "HoldOpening",
    "Identifier",
    "ImportBatch",
    "ImportFile",
    "ImportRow",
    "Incident",
    "IncidentDraft",
    "IncidentPerson",
    "IncidentStep",
    "Judgement",
    "LedgerReading",
    "LegalHold",
    "LegalHoldStep",
    "LimitsTold",
    "MapVersion",
    "Message",
    "Note",
    "PaperTypist",
    "PassedOn",
    "PassedOnStep",
    "PasskeyChallenge",
    "Person",
    "PersonLookUp",
    "Pin",
    "PlanVersion",
    "PooledSpread",
    "PowerEvent",
    "PractitionerRating",
    "PredictorDraft",
    "PredictorHistory",
    "Promise",
    "PromiseStep",
    "ProposedInspection",
    "ReachQuery",
    "Referral",
    "ReferralStep",
    "Reflection",
    "ReintegrationVersion",
    "Relationship",
    "ReminderPlan",
    "RepairConversation",
    "Restriction",
    "RestrictionMember",
    "RetentionSchedule",
    "RingWish",
    "SealedNote",
    "SealedNoteOpening",
    "SealedNoteReader",
    "SealedNoteReview",
    "SealedNoteVersion",
    "SelfDescription",
    "SelfKnowledge",
    "Session",
    "SharedLine",
    "Skill",
    "SkillEntry",
    "SkillExercise",
    "SkillPractice",
    "Supervision",
    "Team",
    "ThirdParty",
    "ThirdPartyReader",
    "ThirdPartyVersion",
    "TypedSheet",
    "User",
    "WhatMatters",
    "WorkingAgreement",
]
