"""Every table, collected for Django. Import from the topic's own module."""

from alongside.records.absences import Absence, AbsenceStep
from alongside.records.access_rules import Conflict, DatedAuthority, Exclusion, Restriction, RestrictionMember
from alongside.records.calendar import CalendarFeed
from alongside.records.check_ins import AnswerBack, CheckIn, PractitionerRating
from alongside.records.disclosures import Disclosure
from alongside.records.episodes import Episode, EpisodeStep, HelpAnswer
from alongside.records.identity import Team, User
from alongside.records.imports import ImportBatch, ImportFile, ImportRow
from alongside.records.my_side import Capability, Door, Pin
from alongside.records.people import BlindEntry, ContactRoute, Identifier, Person, WhatMatters
from alongside.records.power_events import PowerEvent, RepairConversation
from alongside.records.promises import Promise, PromiseStep
from alongside.records.reflections import Reflection, SharedLine
from alongside.records.relationships import Cover, Relationship, Supervision
from alongside.records.ring_wishes import RingWish
from alongside.records.sessions import Draft, Note, Session
from alongside.records.state import CaseloadState, PooledSpread

__all__ = [
    "Absence", "AbsenceStep", "AnswerBack", "BlindEntry", "CalendarFeed", "Capability", "CaseloadState", "CheckIn",
    "Conflict", "ContactRoute", "Cover", "DatedAuthority", "Disclosure", "Door", "Draft", "Episode", "EpisodeStep",
    "Exclusion",
    "HelpAnswer", "Identifier", "ImportBatch", "ImportFile", "ImportRow", "Note", "Person", "Pin", "PooledSpread",
    "PowerEvent", "PractitionerRating", "Promise", "PromiseStep", "Reflection", "Relationship", "RepairConversation",
    "Restriction", "RestrictionMember", "RingWish", "Session", "SharedLine", "Supervision", "Team", "User",
    "WhatMatters",
]  # fmt: skip
