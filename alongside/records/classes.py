"""What each column holds, so that nothing is shown, exported or erased by mistake.

*Identifying* names somebody or leads to one. *Confidential* is what happened to them or was said. *Open* is neither.
A test refuses a column that is in none of the three.
"""

from enum import StrEnum


class FieldClass(StrEnum):
    """How a column is to be handled."""

    IDENTIFYING = "identifying"
    CONFIDENTIAL = "confidential"
    OPEN = "open"


_BY_MODEL: dict[str, dict[FieldClass, str]] = {
    "Absence": {
        FieldClass.IDENTIFYING: "person begun_by worried_by decided_by",
        FieldClass.CONFIDENTIAL: "session begun_at worried_at deadline_on decision decided_at",
        FieldClass.OPEN: "id",
    },
    "AbsenceStep": {
        FieldClass.IDENTIFYING: "person written_by",
        FieldClass.CONFIDENTIAL: "absence number kind sealed_body written_at",
        FieldClass.OPEN: "id",
    },
    "Assessment": {
        FieldClass.IDENTIFYING: "person begun_by signed_by second_by",
        FieldClass.CONFIDENTIAL: (
            "number begun_at consent on_copy stopped_at stopped_place completed_at person_says sealed_dissent "
            "person_said_at signed_at second_at sealed_second"
        ),
        FieldClass.OPEN: "id",
    },
    "AssessmentAnswer": {
        FieldClass.IDENTIFYING: "person saved_by other_by",
        FieldClass.CONFIDENTIAL: "assessment question voice sealed_body sealed_other revision carried saved_at",
        FieldClass.OPEN: "id",
    },
    "AssessmentStep": {
        FieldClass.IDENTIFYING: "done_by",
        FieldClass.CONFIDENTIAL: "assessment number kind place done_at",
        FieldClass.OPEN: "id",
    },
    "Exclusion": {
        FieldClass.IDENTIFYING: "person user set_by lifted_by",
        FieldClass.CONFIDENTIAL: "sealed_reason sealed_lift_reason set_at lifted_at",
        FieldClass.OPEN: "id",
    },
    "Restriction": {
        FieldClass.IDENTIFYING: "person set_by lifted_by",
        FieldClass.CONFIDENTIAL: "sealed_reason sealed_lift_reason set_at lifted_at",
        FieldClass.OPEN: "id",
    },
    "RestrictionMember": {
        FieldClass.IDENTIFYING: "user",
        FieldClass.CONFIDENTIAL: "restriction",
        FieldClass.OPEN: "id",
    },
    "Conflict": {
        FieldClass.IDENTIFYING: "user person blind confirmed_by lifted_by",
        FieldClass.CONFIDENTIAL: "declared_at confirmed_at sealed_lift_reason lifted_at",
        FieldClass.OPEN: "id",
    },
    "DatedAuthority": {
        FieldClass.IDENTIFYING: "user granted_by",
        FieldClass.CONFIDENTIAL: "team starts_on ends_on granted_at",
        FieldClass.OPEN: "id",
    },
    "CheckIn": {
        FieldClass.IDENTIFYING: "person offered_by",
        FieldClass.CONFIDENTIAL: (
            "relationship session state audience language asked_in interpreter answers felt_off sealed_words "
            "offered_at completed_at first_read_at"
        ),
        FieldClass.OPEN: "id instrument instrument_version",
    },
    "AnswerBack": {
        FieldClass.IDENTIFYING: "person written_by",
        FieldClass.CONFIDENTIAL: "check_in sealed_words written_at read_at",
        FieldClass.OPEN: "id",
    },
    "RingWish": {
        FieldClass.IDENTIFYING: "person settled_by",
        FieldClass.CONFIDENTIAL: "asked_at settled_at",
        FieldClass.OPEN: "id",
    },
    "ReminderPlan": {
        FieldClass.IDENTIFYING: "person route started_by ended_by",
        FieldClass.CONFIDENTIAL: "language started_at ended_at ended_because",
        FieldClass.OPEN: "id",
    },
    "MapVersion": {
        FieldClass.IDENTIFYING: "person made_by agreed_by",
        FieldClass.CONFIDENTIAL: "number sealed_body made_at agreed_at",
        FieldClass.OPEN: "id",
    },
    "Message": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: "plan session kind starts_at state tries made_at try_at settled_at",
        FieldClass.OPEN: "id",
    },
    "SelfDescription": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: "sealed_body said_at",
        FieldClass.OPEN: "id",
    },
    "SelfKnowledge": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: "sealed_body written_at",
        FieldClass.OPEN: "id",
    },
    "Skill": {
        FieldClass.IDENTIFYING: "person begun_by",
        FieldClass.CONFIDENTIAL: "module sealed_title begun_at",
        FieldClass.OPEN: "id",
    },
    "SkillEntry": {
        FieldClass.IDENTIFYING: "person made_by",
        FieldClass.CONFIDENTIAL: "skill number kind sealed_body made_at",
        FieldClass.OPEN: "id",
    },
    "SkillExercise": {
        FieldClass.IDENTIFYING: "person saved_by",
        FieldClass.CONFIDENTIAL: "skill exercise number sealed_body saved_at",
        FieldClass.OPEN: "id",
    },
    "SkillPractice": {
        FieldClass.IDENTIFYING: "person written_by",
        FieldClass.CONFIDENTIAL: "skill sent_id sealed_body sent_at",
        FieldClass.OPEN: "id",
    },
    "Complaint": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: "receiver sealed_words sent_at acknowledge_on state",
        FieldClass.OPEN: "id",
    },
    "ComplaintStep": {
        FieldClass.IDENTIFYING: "done_by",
        FieldClass.CONFIDENTIAL: "complaint number kind sealed_words done_at",
        FieldClass.OPEN: "id",
    },
    "Correction": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: "about sealed_wrong sealed_should asked_at due_on state",
        FieldClass.OPEN: "id",
    },
    "CorrectionStep": {
        FieldClass.IDENTIFYING: "done_by",
        FieldClass.CONFIDENTIAL: "correction number kind sealed_words done_at",
        FieldClass.OPEN: "id",
    },
    "Disclosure": {
        FieldClass.IDENTIFYING: "person taken_up_by closed_by",
        FieldClass.CONFIDENTIAL: "session typed_sheet sealed_text told_at taken_up_at sealed_done closed_at",
        FieldClass.OPEN: "id",
    },
    "PaperTypist": {
        FieldClass.IDENTIFYING: "person user named_by ended_by",
        FieldClass.CONFIDENTIAL: "named_at ended_at",
        FieldClass.OPEN: "id",
    },
    "TypedSheet": {
        FieldClass.IDENTIFYING: "person typed_by",
        FieldClass.CONFIDENTIAL: "session check_in written_on typed_at",
        FieldClass.OPEN: "id",
    },
    "PractitionerRating": {
        FieldClass.IDENTIFYING: "person author",
        FieldClass.CONFIDENTIAL: "session own guess rated_at",
        FieldClass.OPEN: "id",
    },
    "Episode": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: (
            "relationship check_in source reasons sealed_named opened_at talked_about_on tried_on "
            "closed_at outcome shared_at person_told_at"
        ),
        FieldClass.OPEN: "id rule_version",
    },
    "EpisodeStep": {
        FieldClass.IDENTIFYING: "done_by",
        FieldClass.CONFIDENTIAL: "episode kind outcome happened_on sealed_words done_at",
        FieldClass.OPEN: "id",
    },
    "HelpAnswer": {
        FieldClass.IDENTIFYING: "answered_by",
        FieldClass.CONFIDENTIAL: "episode side answer answered_at",
        FieldClass.OPEN: "id",
    },
    "Team": {FieldClass.OPEN: "id name"},
    "User": {
        FieldClass.IDENTIFYING: "id email name supervisor",
        FieldClass.CONFIDENTIAL: "team",
        FieldClass.OPEN: "password one_time_password_until last_login roles is_active created_at import_batch",
    },
    "ImportBatch": {
        FieldClass.IDENTIFYING: "uploaded_by",
        FieldClass.OPEN: (
            "id kind state file_format uploaded_at rows_total rows_done refusal published_at undone_at shredded_at"
        ),
    },
    "ImportFile": {
        FieldClass.IDENTIFYING: "sealed_piece",
        FieldClass.CONFIDENTIAL: "batch",
        FieldClass.OPEN: "id position",
    },
    "ImportRow": {
        FieldClass.IDENTIFYING: "sealed_cells sealed_problems sealed_before blind",
        FieldClass.CONFIDENTIAL: "batch kind target_id",
        FieldClass.OPEN: "id number finding done",
    },
    "CalendarFeed": {FieldClass.IDENTIFYING: "user", FieldClass.OPEN: "id token_hash made_at ended_at"},
    "Capability": {
        FieldClass.IDENTIFYING: "person started_by",
        FieldClass.CONFIDENTIAL: "kind session episode door started_at expires_at ended_at sealed_progress",
        FieldClass.OPEN: "id secret_hash scopes",
    },
    "Pin": {
        FieldClass.IDENTIFYING: "person set_with",
        FieldClass.CONFIDENTIAL: "pin_hash set_at",
        FieldClass.OPEN: "id",
    },
    "PasskeyChallenge": {FieldClass.OPEN: "challenge_hash expires_at"},
    "Door": {
        FieldClass.IDENTIFYING: "person set_up_by",
        FieldClass.CONFIDENTIAL: "kind tries set_up_at expires_at closed_at closed_because",
        FieldClass.OPEN: "id token_hash code_hash public_key sign_count",
    },
    "Person": {
        FieldClass.IDENTIFYING: "id pseudonym sealed_name sealed_born_on",
        FieldClass.CONFIDENTIAL: "sealed_needs jurisdiction is_child contact_days",
        FieldClass.OPEN: "created_at import_batch",
    },
    "Identifier": {
        FieldClass.IDENTIFYING: "person sealed_scheme sealed_value blind",
        FieldClass.CONFIDENTIAL: "contested",
        FieldClass.OPEN: "id",
    },
    "BlindEntry": {FieldClass.IDENTIFYING: "person blind", FieldClass.OPEN: "id"},
    "ContactRoute": {
        FieldClass.IDENTIFYING: "person sealed_value sealed_shared_with",
        FieldClass.CONFIDENTIAL: (
            "kind safe_to_write safe_to_ring safe_to_text safe_to_leave_message last_confirmed_on ended_at"
        ),
        FieldClass.OPEN: "id",
    },
    "WhatMatters": {
        FieldClass.IDENTIFYING: "person written_by",
        FieldClass.CONFIDENTIAL: "sealed_words said_on read_back_on written_at",
        FieldClass.OPEN: "id",
    },
    "PowerEvent": {
        FieldClass.IDENTIFYING: "person recorded_by",
        FieldClass.CONFIDENTIAL: (
            "kind happened_on sealed_line explained_on sealed_explanation sealed_challenge contact_possible_from "
            "recorded_at replaces"
        ),
        FieldClass.OPEN: "id",
    },
    "RepairConversation": {
        FieldClass.IDENTIFYING: "person written_by",
        FieldClass.CONFIDENTIAL: "event number outcome on sealed_words written_at",
        FieldClass.OPEN: "id",
    },
    "FirstContact": {
        FieldClass.IDENTIFYING: "person begun_by",
        FieldClass.CONFIDENTIAL: "begun_at",
        FieldClass.OPEN: "id",
    },
    "FirstContactStep": {
        FieldClass.IDENTIFYING: "person saved_by ticked_by",
        FieldClass.CONFIDENTIAL: "first_contact step sealed_body sealed_other revision saved_at ticked_at",
        FieldClass.OPEN: "id",
    },
    "WorkingAgreement": {
        FieldClass.IDENTIFYING: "person answered_by",
        FieldClass.CONFIDENTIAL: (
            "first_contact number sealed_body language person_says sealed_person_words staff_says "
            "sealed_staff_reason answered_at"
        ),
        FieldClass.OPEN: "id",
    },
    "PredictorHistory": {
        FieldClass.IDENTIFYING: "person saved_by",
        FieldClass.CONFIDENTIAL: "sealed_facts revision saved_at",
        FieldClass.OPEN: "id",
    },
    "Calculation": {
        FieldClass.IDENTIFYING: "person made_by",
        FieldClass.CONFIDENTIAL: "number sealed_body signed made_at",
        FieldClass.OPEN: "id",
    },
    "Judgement": {
        FieldClass.IDENTIFYING: "person written_by seconded_by",
        FieldClass.CONFIDENTIAL: "calculation number says sealed_words written_at seconded_at",
        FieldClass.OPEN: "id",
    },
    "FigureOffer": {
        FieldClass.IDENTIFYING: "person offered_by",
        FieldClass.CONFIDENTIAL: "calculation number what answer offered_at",
        FieldClass.OPEN: "id",
    },
    "Promise": {
        FieldClass.IDENTIFYING: "person made_by holder settled_by",
        FieldClass.CONFIDENTIAL: (
            "relationship session side sealed_words due_on made_at outcome settled_on sealed_explanation agreed "
            "taken_back_at"
        ),
        FieldClass.OPEN: "id",
    },
    "PromiseStep": {
        FieldClass.IDENTIFYING: "done_by",
        FieldClass.CONFIDENTIAL: "promise number kind outcome due_on sealed_words done_at",
        FieldClass.OPEN: "id",
    },
    "Supervision": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: "kind sealed_title starts_on ends_on",
        FieldClass.OPEN: "id import_batch",
    },
    "Relationship": {
        FieldClass.IDENTIFYING: "person practitioner",
        FieldClass.CONFIDENTIAL: "kind starts_on ends_on ended_at sealed_reason",
        FieldClass.OPEN: "id created_at import_batch",
    },
    "Cover": {
        FieldClass.IDENTIFYING: "practitioner covering person arranged_by",
        FieldClass.CONFIDENTIAL: "starts_on ends_on arranged_at ended_at",
        FieldClass.OPEN: "id",
    },
    "Session": {
        FieldClass.IDENTIFYING: "person practitioner created_by",
        FieldClass.CONFIDENTIAL: (
            "relationship planned_at minutes sealed_place attendance sealed_agenda sealed_absence "
            "started_at finished_at declined"
        ),
        FieldClass.OPEN: "id created_at import_batch",
    },
    "Note": {
        FieldClass.IDENTIFYING: "person author begun_by",
        FieldClass.CONFIDENTIAL: "session sealed_body written_at replaces",
        FieldClass.OPEN: "id",
    },
    "Referral": {
        FieldClass.IDENTIFYING: "person made_by",
        FieldClass.CONFIDENTIAL: "area sealed_to sealed_need made_at",
        FieldClass.OPEN: "id",
    },
    "ReferralStep": {
        FieldClass.IDENTIFYING: "done_by",
        FieldClass.CONFIDENTIAL: "referral number kind on sealed_words done_at",
        FieldClass.OPEN: "id",
    },
    "PlanVersion": {
        FieldClass.IDENTIFYING: "person made_by",
        FieldClass.CONFIDENTIAL: (
            "number plan sealed_body made_at person_says sealed_person_words staff_says sealed_staff_reason"
        ),
        FieldClass.OPEN: "id",
    },
    "Reflection": {
        FieldClass.IDENTIFYING: "person author",
        FieldClass.CONFIDENTIAL: "session sealed_body sealed_other saved_at",
        FieldClass.OPEN: "id revision",
    },
    "SharedLine": {
        FieldClass.IDENTIFYING: "person shared_with",
        FieldClass.CONFIDENTIAL: "reflection sealed_line shared_at",
        FieldClass.OPEN: "id",
    },
    "Draft": {
        FieldClass.IDENTIFYING: "person author begun_by",
        FieldClass.CONFIDENTIAL: "session replaces sealed_body sealed_other saved_at",
        FieldClass.OPEN: "id revision",
    },
    "CaseloadState": {
        FieldClass.IDENTIFYING: "person",
        FieldClass.CONFIDENTIAL: (
            "relationship last_session_at next_session_at next_session sessions_together points "
            "line_words open_episode strain"
        ),
    },
    "PooledSpread": {FieldClass.OPEN: "until w people computed_at"},
}
CLASSES: dict[str, FieldClass] = {
    f"{model}.{column}": field_class
    for model, by_class in _BY_MODEL.items()
    for field_class, columns in by_class.items()
    for column in columns.split()
}
