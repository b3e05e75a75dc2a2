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


def _of(*, identifying: str = "", confidential: str = "", public: str = "id") -> dict[FieldClass, str]:
    """Return the columns of one table by class, each a line of names. Nearly always only the key is open."""
    return {FieldClass.IDENTIFYING: identifying, FieldClass.CONFIDENTIAL: confidential, FieldClass.OPEN: public}


_BY_MODEL: dict[str, dict[FieldClass, str]] = {
    "Absence": _of(
        identifying="person begun_by worried_by decided_by",
        confidential="session begun_at worried_at deadline_on decision decided_at",
    ),
    "AbsenceStep": _of(
        identifying="person written_by",
        confidential="absence number kind sealed_body written_at",
    ),
    "Agreement": _of(identifying="person", confidential="matter sealed_about asked_at"),
    "AgreementAnswer": _of(
        identifying="asked_by",
        confidential="agreement number answer wording language how on until sealed_words answered_at",
    ),
    "Assessment": _of(
        identifying="person begun_by signed_by second_by",
        confidential=(
            "number begun_at consent on_copy spoken_in interpreter stopped_at stopped_place completed_at person_says "
            "sealed_dissent person_said_at signed_at second_at sealed_second"
        ),
    ),
    "AssessmentAnswer": _of(
        identifying="person saved_by other_by",
        confidential="assessment question voice sealed_body sealed_other revision carried saved_at",
    ),
    "AssessmentStep": _of(identifying="done_by", confidential="assessment number kind place done_at"),
    "AccessRequest": _of(
        identifying="person logged_by agreed_by closed_by",
        confidential=(
            "law came_by sealed_scope asked_on logged_at identity identity_on extended_on sealed_extended state "
            "sealed_sent_back sealed_bundle agreed_at given_by given_on closed_at"
        ),
    ),
    "AccessDecision": _of(
        identifying="person decided_by",
        confidential="request source row decision ground sealed_body decided_at",
    ),
    "Exclusion": _of(
        identifying="person user set_by lifted_by",
        confidential="sealed_reason sealed_lift_reason set_at lifted_at",
    ),
    "Restriction": _of(
        identifying="person set_by lifted_by",
        confidential="sealed_reason sealed_lift_reason set_at lifted_at",
    ),
    "RestrictionMember": _of(identifying="user", confidential="restriction"),
    "Conflict": _of(
        identifying="user person blind confirmed_by lifted_by",
        confidential="declared_at confirmed_at sealed_lift_reason lifted_at",
    ),
    "DatedAuthority": _of(identifying="user granted_by", confidential="team starts_on ends_on granted_at"),
    "CheckIn": _of(
        identifying="person offered_by",
        confidential=(
            "relationship session state audience language asked_in interpreter answers felt_off sealed_words "
            "offered_at completed_at first_read_at"
        ),
        public="id instrument instrument_version",
    ),
    "AnswerBack": _of(
        identifying="person written_by",
        confidential="check_in sealed_words written_at read_at",
    ),
    "RingWish": _of(identifying="person settled_by", confidential="asked_at settled_at"),
    "ReminderPlan": _of(
        identifying="person route started_by ended_by",
        confidential="language started_at ended_at ended_because",
    ),
    "MapVersion": _of(
        identifying="person made_by agreed_by",
        confidential="number sealed_body made_at agreed_at",
    ),
    "Message": _of(
        identifying="person",
        confidential="plan session kind starts_at state tries made_at try_at settled_at",
    ),
    "SelfDescription": _of(identifying="person", confidential="sealed_body said_at"),
    "SelfKnowledge": _of(identifying="person", confidential="sealed_body written_at"),
    "AbuseNote": _of(identifying="person noted_by", confidential="number sealed_body noted_at"),
    "Skill": _of(identifying="person begun_by", confidential="module sealed_title begun_at"),
    "SkillEntry": _of(
        identifying="person made_by",
        confidential="skill number kind sealed_body made_at",
    ),
    "SkillExercise": _of(
        identifying="person saved_by",
        confidential="skill exercise number sealed_body saved_at",
    ),
    "SkillPractice": _of(identifying="person written_by", confidential="skill sent_id sealed_body sent_at"),
    "Complaint": _of(
        identifying="person",
        confidential="receiver sealed_words sent_at acknowledge_on state",
    ),
    "ComplaintStep": _of(
        identifying="done_by",
        confidential="complaint number kind sealed_words done_at",
    ),
    "Correction": _of(
        identifying="person",
        confidential="about sealed_wrong sealed_should sealed_line asked_at due_on state",
    ),
    "CorrectionStep": _of(
        identifying="done_by",
        confidential="correction number kind sealed_words done_at",
    ),
    "Disclosure": _of(
        identifying="person taken_up_by closed_by",
        confidential="session typed_sheet sealed_text told_at taken_up_at sealed_done closed_at",
    ),
    "PaperTypist": _of(identifying="person user named_by ended_by", confidential="named_at ended_at"),
    "TypedSheet": _of(
        identifying="person typed_by",
        confidential="session check_in written_on typed_at",
    ),
    "PractitionerRating": _of(identifying="person author", confidential="session own guess rated_at"),
    "Episode": _of(
        identifying="person",
        confidential=(
            "relationship check_in source reasons sealed_named opened_at talked_about_on tried_on "
            "closed_at outcome shared_at person_told_at"
        ),
        public="id rule_version",
    ),
    "EpisodeStep": _of(
        identifying="done_by",
        confidential="episode kind outcome happened_on sealed_words done_at",
    ),
    "HelpAnswer": _of(identifying="answered_by", confidential="episode side answer answered_at"),
    "Team": _of(public="id name"),
    "User": _of(
        identifying="id email name supervisor",
        confidential="team",
        public="password one_time_password_until last_login roles is_active created_at import_batch",
    ),
    "ImportBatch": _of(
        identifying="uploaded_by",
        public=(
            "id kind state file_format uploaded_at rows_total rows_done refusal published_at undone_at shredded_at"
        ),
    ),
    "ImportFile": _of(
        identifying="sealed_piece",
        confidential="batch",
        public="id position",
    ),
    "ImportRow": _of(
        identifying="sealed_cells sealed_problems sealed_before blind",
        confidential="batch kind target_id",
        public="id number finding done",
    ),
    "CalendarFeed": _of(
        identifying="user",
        public="id token_hash made_at ended_at",
    ),
    "Capability": _of(
        identifying="person started_by",
        confidential="kind session episode door started_at expires_at ended_at sealed_progress",
        public="id secret_hash scopes",
    ),
    "Pin": _of(identifying="person set_with", confidential="pin_hash set_at"),
    "PasskeyChallenge": _of(public="challenge_hash expires_at"),
    "Door": _of(
        identifying="person set_up_by",
        confidential="kind tries set_up_at expires_at closed_at closed_because",
        public="id token_hash code_hash public_key sign_count",
    ),
    "Person": _of(
        identifying="id pseudonym sealed_name sealed_born_on",
        confidential="sealed_needs jurisdiction is_child contact_days",
        public="created_at import_batch",
    ),
    "Identifier": _of(identifying="person sealed_scheme sealed_value blind", confidential="contested"),
    "BlindEntry": _of(identifying="person blind"),
    "ContactRoute": _of(
        identifying="person sealed_value sealed_shared_with",
        confidential=("kind safe_to_write safe_to_ring safe_to_text safe_to_leave_message last_confirmed_on ended_at"),
    ),
    "WhatMatters": _of(
        identifying="person written_by",
        confidential="sealed_words said_on read_back_on written_at",
    ),
    "PowerEvent": _of(
        identifying="person recorded_by",
        confidential=(
            "kind happened_on sealed_line explained_on sealed_explanation sealed_challenge contact_possible_from "
            "recorded_at absence replaces"
        ),
    ),
    "RepairConversation": _of(
        identifying="person written_by",
        confidential="event number outcome on sealed_words written_at",
    ),
    "FirstContact": _of(identifying="person begun_by", confidential="begun_at"),
    "FirstContactStep": _of(
        identifying="person saved_by ticked_by",
        confidential="first_contact step sealed_body sealed_other revision saved_at ticked_at",
    ),
    "WorkingAgreement": _of(
        identifying="person answered_by",
        confidential=(
            "first_contact number sealed_body language person_says sealed_person_words staff_says "
            "sealed_staff_reason answered_at"
        ),
    ),
    "PredictorHistory": _of(identifying="person saved_by", confidential="sealed_facts revision saved_at"),
    "FormDraft": _of(
        identifying="person author",
        confidential="of about sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "PredictorDraft": _of(
        identifying="person author",
        confidential="of sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "Calculation": _of(identifying="person made_by", confidential="number sealed_body signed made_at"),
    "Judgement": _of(
        identifying="person written_by seconded_by",
        confidential="calculation number says sealed_words written_at seconded_at",
    ),
    "FigureOffer": _of(
        identifying="person offered_by",
        confidential="calculation number what answer offered_at",
    ),
    "Promise": _of(
        identifying="person made_by holder settled_by",
        confidential=(
            "relationship session goal_id step_id side sealed_words due_on made_at outcome settled_on "
            "sealed_explanation agreed taken_back_at"
        ),
    ),
    "PromiseStep": _of(
        identifying="done_by",
        confidential="promise number kind outcome due_on sealed_words done_at",
    ),
    "Supervision": _of(
        identifying="person",
        confidential="kind sealed_title starts_on ends_on",
        public="id import_batch",
    ),
    "Relationship": _of(
        identifying="person practitioner",
        confidential="kind starts_on ends_on ended_at sealed_reason",
        public="id created_at import_batch",
    ),
    "Cover": _of(
        identifying="practitioner covering person arranged_by",
        confidential="starts_on ends_on arranged_at ended_at",
    ),
    "SealedNote": _of(
        identifying="person author keeper",
        confidential="written_at review_on follow_up_on state",
    ),
    "SealedNoteVersion": _of(
        identifying="person written_by",
        confidential="note number sealed_body written_at",
    ),
    "SealedNoteReader": _of(
        identifying="user named_by",
        confidential="note named_at ended_at",
    ),
    "SealedNoteOpening": _of(
        identifying="opened_by",
        confidential="note opened_at seen_at",
    ),
    "SealedNoteReview": _of(
        identifying="person decided_by",
        confidential="note number decision sealed_because review_on decided_at",
    ),
    "ThirdParty": _of(
        identifying="pseudonym person keeper",
        confidential="added_at erased_at",
    ),
    "ThirdPartyReader": _of(
        identifying="user named_by",
        confidential="third_party named_at ended_at",
    ),
    "ThirdPartyVersion": _of(
        identifying="written_by",
        confidential="third_party number sealed_body written_at",
    ),
    "Session": _of(
        identifying="person practitioner created_by",
        confidential=(
            "relationship planned_at minutes sealed_place attendance sealed_agenda sealed_absence "
            "started_at finished_at declined"
        ),
        public="id created_at import_batch",
    ),
    "Note": _of(
        identifying="person author begun_by",
        confidential="session sealed_body written_at replaces",
    ),
    "LimitsTold": _of(
        identifying="person told_by",
        confidential="version language spoken_in interpreter sealed_body told_at",
    ),
    "PassedOn": _of(
        identifying="person made_by",
        confidential="on ground agreement sealed_body told_on review_on made_at",
    ),
    "PassedOnStep": _of(
        identifying="done_by",
        confidential="passed_on number kind on review_on sealed_words done_at",
    ),
    "Referral": _of(identifying="person made_by", confidential="area sealed_to sealed_need made_at"),
    "ReferralStep": _of(
        identifying="done_by",
        confidential="referral number kind on sealed_words done_at",
    ),
    "PlanVersion": _of(
        identifying="person made_by",
        confidential=("number plan sealed_body made_at person_says sealed_person_words staff_says sealed_staff_reason"),
    ),
    "EndingVersion": _of(identifying="person made_by", confidential="number ending sealed_body made_at"),
    "ReintegrationVersion": _of(identifying="person made_by", confidential="number sealed_body made_at"),
    "Reflection": _of(
        identifying="person author",
        confidential="session sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "SharedLine": _of(identifying="person shared_with", confidential="reflection sealed_line shared_at"),
    "Draft": _of(
        identifying="person author begun_by",
        confidential="session replaces sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "RetentionSchedule": _of(
        identifying="written_by",
        public=("id case_type number starts_on counted_from months controller ground source approved_by written_at"),
    ),
    "LegalHold": _of(
        identifying="person",
        confidential="ground review_on placed_at lifted_at",
    ),
    "LegalHoldStep": _of(
        identifying="done_by",
        confidential="hold number kind sealed_words done_at",
    ),
    "ErasureRequest": _of(
        identifying="person decided_by",
        confidential="sealed_words asked_at due_on state sealed_answer decided_at",
    ),
    "Erasure": _of(
        identifying="person proposed_by confirmed_by",
        confidential="because proposed_at confirmed_at counts",
        public="id schedule",
    ),
    "ErasureCertificate": _of(
        identifying="proposed_by confirmed_by",
        public="id number because schedule erased_on counts ledger_entry",
    ),
    "CaseloadState": _of(
        identifying="person",
        confidential=(
            "relationship last_session_at next_session_at next_session sessions_together points "
            "line_words open_episode strain"
        ),
        public="",
    ),
    "PooledSpread": _of(public="until w people computed_at"),
}
CLASSES: dict[str, FieldClass] = {
    f"{model}.{column}": field_class
    for model, by_class in _BY_MODEL.items()
    for field_class, columns in by_class.items()
    for column in columns.split()
}
