"""Every table with something about a person, and what each is called in a copy of their record.

A table that stands neither here nor in NOT_GATHERED fails the build (tests/casework/test_subject_access_coverage.py). To
add one, say what a row of it is in the person's words, what sort of information it is and which column is its day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.domain.subject_access import Sort

OWN, ABOUT, WORKING, OTHERS, UNTOLD = Sort.OWN, Sort.ABOUT, Sort.WORKING, Sort.OTHERS, Sort.UNTOLD


@dataclass(frozen=True, slots=True)
class Source:
    """How the rows of one table are gathered. person is the way from a row to its person.

    left_out are columns that say nothing about anybody: codes, versions and hashes.
    """

    label: str
    sort: Sort
    day: str = ""
    person: str = "person"
    left_out: str = ""


SOURCES: Mapping[str, Source] = {
    "Person": Source("Name, birth and what helps", ABOUT, "created_at", person="id", left_out="pseudonym"),
    "Identifier": Source("A number you are known by", ABOUT, left_out="blind contested"),
    "ContactRoute": Source("A way to reach you", ABOUT, "last_confirmed_on"),
    "WhatMatters": Source("What matters to you", OWN, "said_on"),
    "Supervision": Source("An order, a licence or an agreement", ABOUT, "starts_on"),
    "Relationship": Source("Who worked with you", ABOUT, "starts_on"),
    "Cover": Source("Who stood in", ABOUT, "starts_on"),
    "Session": Source("A meeting", ABOUT, "planned_at"),
    "Note": Source("A note of a meeting", ABOUT, "written_at"),
    "Draft": Source("A note that is not finished", WORKING, "saved_at", left_out="revision"),
    "Absence": Source("A meeting you did not come to", ABOUT, "begun_at"),
    "AbsenceStep": Source("What was done when you did not come", ABOUT, "written_at"),
    "Assessment": Source("A talk about risks, needs and strengths", ABOUT, "begun_at"),
    "AssessmentAnswer": Source("An answer in that talk", ABOUT, "saved_at", left_out="revision"),
    "AssessmentStep": Source("Where that talk stopped and went on", ABOUT, "done_at", person="assessment__person"),
    "PredictorHistory": Source("What your figures were worked out from", ABOUT, "saved_at", left_out="revision"),
    "PredictorDraft": Source("Something typed about your figures and not saved", WORKING, "saved_at", left_out="revision"),
    "Calculation": Source("Your figures", ABOUT, "made_at"),
    "Judgement": Source("What was judged beside your figures", ABOUT, "written_at"),
    "FigureOffer": Source("When you were shown your figures", ABOUT, "offered_at"),
    "CheckIn": Source("A check-in", OWN, "offered_at", left_out="instrument instrument_version"),
    "AnswerBack": Source("What your worker wrote back", ABOUT, "written_at"),
    "PractitionerRating": Source("How your worker saw a meeting", WORKING, "rated_at"),
    "Episode": Source("Something that went wrong between you", ABOUT, "opened_at", left_out="rule_version"),
    "EpisodeStep": Source("What was done about it", ABOUT, "done_at", person="episode__person"),
    "HelpAnswer": Source("Whether that helped", OWN, "answered_at", person="episode__person"),
    "PowerEvent": Source("A use of authority", ABOUT, "happened_on"),
    "RepairConversation": Source("A talk after it", ABOUT, "on"),
    "Promise": Source("A promise", ABOUT, "made_at"),
    "PromiseStep": Source("What became of a promise", ABOUT, "done_at", person="promise__person"),
    "PlanVersion": Source("Your plan", ABOUT, "made_at"),
    "Skill": Source("A skill", ABOUT, "begun_at"),
    "SkillEntry": Source("What was said about a skill", ABOUT, "made_at"),
    "SkillExercise": Source("An exercise", OWN, "saved_at"),
    "SkillPractice": Source("A time you tried a skill", OWN, "sent_at", left_out="sent_id"),
    "AbuseNote": Source("A note about abuse or control", OTHERS, "noted_at"),
    "MapVersion": Source("The map of what lies beneath", ABOUT, "made_at"),
    "FirstContact": Source("Your first meeting", ABOUT, "begun_at"),
    "FirstContactStep": Source("What was said in your first meeting", ABOUT, "saved_at", left_out="revision"),
    "LimitsTold": Source("What stays between us, gone through with you", ABOUT, "told_at"),
    "WorkingAgreement": Source("What you agreed on working together", ABOUT, "answered_at"),
    "Referral": Source("Help from somebody else", ABOUT, "made_at"),
    "ReferralStep": Source("What became of that help", ABOUT, "on", person="referral__person"),
    "ReintegrationVersion": Source("Your way back, and people to call", ABOUT, "made_at"),
    "EndingVersion": Source("How working together ends", ABOUT, "made_at"),
    "Reflection": Source("A worker's own reflection", WORKING, "saved_at", left_out="revision"),
    "SharedLine": Source("A line of a reflection that was shared", WORKING, "shared_at"),
    "FormDraft": Source("Something typed and not saved", WORKING, "saved_at", left_out="revision about"),
    "Agreement": Source("Something you were asked to agree to", ABOUT, "asked_at"),
    "AgreementAnswer": Source("What you answered", OWN, "answered_at", person="agreement__person"),
    "PassedOn": Source("Something that was passed on to somebody", UNTOLD, "made_at"),
    "PassedOnStep": Source("What became of that", UNTOLD, "done_at", person="passed_on__person"),
    "Disclosure": Source("Something you asked to be passed on", OWN, "told_at"),
    "Complaint": Source("Something you said is wrong", OWN, "sent_at"),
    "ComplaintStep": Source("What was done about it", ABOUT, "done_at", person="complaint__person"),
    "Correction": Source("Something you asked to be put right", OWN, "asked_at"),
    "CorrectionStep": Source("What was done about that", ABOUT, "done_at", person="correction__person"),
    "HoldApart": Source("Something you asked to be held apart", OWN, "asked_at"),
    "HoldOpening": Source(
        "That something held apart was opened", OTHERS, "opened_at", person="hold__person", left_out="source row"
    ),
    "ErasureRequest": Source("Something you asked to be erased", OWN, "asked_at"),
    "LegalHold": Source("Why your record is kept for longer", ABOUT, "placed_at"),
    "LegalHoldStep": Source("What was done about that", ABOUT, "done_at", person="hold__person"),
    "Erasure": Source("That your record is to be erased", ABOUT, "proposed_at", left_out="counts"),
    "AccessRequest": Source(
        "A copy you asked for", OWN, "asked_on",
        # The copy itself, and what changes while it is made.
        left_out="sealed_bundle sealed_sent_back state identity identity_on agreed_at given_by given_on closed_at logged_at",
    ),
    "SealedNote": Source("A note that few may read", WORKING, "written_at"),
    "SealedNoteVersion": Source("What a note that few may read says", WORKING, "written_at"),
    "SealedNoteReview": Source("What became of a note that few may read", WORKING, "decided_at"),
    "SealedNoteReader": Source("That somebody may read such a note", OTHERS, "named_at", person="note__person"),
    "SealedNoteOpening": Source(
        "That somebody opened such a note", OTHERS, "opened_at", person="note__person", left_out="seen_at"
    ),
    "SelfDescription": Source("How you describe yourself", OWN, "said_at"),
    "SelfKnowledge": Source("What you know about yourself", OWN, "written_at"),
    "RingWish": Source("When you asked for a call", OWN, "asked_at"),
    "ReminderPlan": Source("Reminders you asked for", ABOUT, "started_at"),
    "Message": Source("A reminder that was sent", ABOUT, "made_at"),
    "Door": Source(
        "A card, link or passkey for your own page", ABOUT, "set_up_at",
        left_out="token_hash code_hash public_key sign_count",
    ),
    "Capability": Source("A time your own page was open", ABOUT, "started_at", left_out="secret_hash scopes sealed_progress"),
    "TypedSheet": Source("A check-in you filled in on paper", ABOUT, "typed_at"),
    "PaperTypist": Source("Who may type in your paper sheets", OTHERS, "named_at"),
    "Exclusion": Source("Somebody who may not see your record", OTHERS, "set_at"),
    "Restriction": Source("That only some may see your record", OTHERS, "set_at"),
    "RestrictionMember": Source("Somebody on that list", OTHERS, person="restriction__person"),
    "BrokenGlass": Source("When your record was opened in an emergency", OTHERS, "opened_at"),
    "LedgerReading": Source("When a privacy officer read who looked at your record", OTHERS, "read_at"),
    "ReachQuery": Source("When a privacy officer asked who could see your record", OTHERS, "asked_at"),
    "IncidentPerson": Source("That something went wrong with what is held about you", UNTOLD, "named_at"),
    "Conflict": Source("A worker who knows you", OTHERS, "declared_at", left_out="blind"),
}  # fmt: skip

NOT_GATHERED: Mapping[str, str] = {
    "records.BlindEntry": "a keyed hash of a name, which says nothing that Person does not",
    "records.Pin": "a hash of the PIN that the person chose: their secret, and useless to read",
    "records.PasskeyChallenge": "a random number of a minute, of nobody",
    "records.CaseloadState": "worked out again from the sessions and check-ins that are gathered themselves",
    "records.PooledSpread": "one figure over ten people or more",
    "records.ThirdParty": "somebody else, under a key of their own. The reviewer reads it with list_for_access_reviewer",
    "records.ThirdPartyVersion": "details of somebody else, under a key of their own, and nothing the person said",
    "records.ThirdPartyReader": "who may open the details of somebody else, which are not gathered either",
    "records.HeldItem": "which rows a hold keeps out of use. Each of them is gathered itself, and says that it is held apart",
    "records.AccessDecision": "what was decided about the items of a copy, which the copy itself shows",
    "records.ImportBatch": "an upload as a whole, about nobody in particular",
    "records.ImportFile": "the uploaded file, destroyed after 30 days, sealed with the upload's own key",
    "records.ImportRow": "a row of that file, destroyed with it. What came of it is in the record",
    "records.RetentionSchedule": "how long a kind of record is kept, whoever it is about",
    "records.ErasureCertificate": "how much was erased, of nobody that anybody could name",
    "records.Incident": "about several people and nobody in particular. That it is about somebody is in IncidentPerson",
    "records.IncidentStep": "words about several people at once, and nobody is named in them. Whoever it is about is told apart",
    "records.IncidentDraft": "words of an officer that are not saved yet, about nobody who is named",
    "records.User": "about who works here",
    "records.FormerAccount": "about who works here",
    "records.Team": "about who works here",
    "records.ProposedInspection": "would let an inspector read a team's records, and names nobody in them",
    "records.DatedAuthority": "lets an inspector read a team's records, and names nobody in them",
    "records.PersonLookUp": "that somebody on the staff asked for a name, counted for an hour, of nobody",
    "records.CalendarFeed": "an address for a worker's own calendar",
    "ledger.Entry": "who looked is on the person's own page, and is printed from there with the copy",
    "ledger.EntrySubject": "finds the entries about a person, see ledger.Entry",
    "ledger.TreeHead": "one hash over all entries",
    "ledger.Checkpoint": "a signature over all entries",
    "vault.WrappedKey": "a key, wrapped",
    "vault.KekInUse": "which key wraps the others",
    "vault.ShreddedKey": "that a key was destroyed: then nothing is left to gather",
}
# Tables of Django and of the sign-in, which know who works here and nobody else.
NOT_GATHERED_APPS = frozenset({
    "account", "admin", "auth", "contenttypes", "mfa", "sessions", "sites", "socialaccount", "usersessions",
})  # fmt: skip
