"""What each column holds, so that nothing is shown, exported or erased by mistake.

*Identifying* names somebody or leads to one. *Confidential* is what happened to them or was said. *Open* is neither.
A test refuses a column that is in none of the three.
"""

from alongside.records.classes_of_rights import OF_RIGHTS
from alongside.records.handling import FieldClass, of

_BY_MODEL: dict[str, dict[FieldClass, str]] = {
    **OF_RIGHTS,
    "Absence": of(
        identifying="person begun_by worried_by decided_by",
        confidential="session begun_at worried_at deadline_on decision decided_at",
    ),
    "AbsenceStep": of(
        identifying="person written_by",
        confidential="absence number kind sealed_body written_at",
    ),
    "Assessment": of(
        identifying="person begun_by signed_by second_by",
        confidential=(
            "number begun_at consent on_copy spoken_in interpreter stopped_at stopped_place completed_at person_says "
            "sealed_dissent person_said_at signed_at second_at sealed_second"
        ),
    ),
    "AssessmentAnswer": of(
        identifying="person saved_by other_by",
        confidential="assessment question voice sealed_body sealed_other revision carried saved_at",
    ),
    "AssessmentStep": of(identifying="done_by", confidential="assessment number kind place done_at"),
    "PersonLookUp": of(
        identifying="user",
        confidential="at",
    ),
    "Exclusion": of(
        identifying="person user set_by lifted_by",
        confidential="sealed_reason sealed_lift_reason set_at lifted_at",
    ),
    "Restriction": of(
        identifying="person set_by lifted_by",
        confidential="sealed_reason sealed_lift_reason set_at lifted_at",
    ),
    "RestrictionMember": of(identifying="user", confidential="restriction"),
    "Conflict": of(
        identifying="user person blind confirmed_by lifted_by",
        confidential="declared_at confirmed_at sealed_lift_reason lifted_at",
    ),
    "ProposedInspection": of(identifying="user proposed_by", confidential="team starts_on ends_on proposed_at"),
    "DatedAuthority": of(identifying="user granted_by", confidential="team starts_on ends_on granted_at"),
    "CheckIn": of(
        identifying="person offered_by",
        confidential=(
            "relationship session state audience language asked_in interpreter answers felt_off sealed_words "
            "offered_at completed_at first_read_at held_apart"
        ),
        public="id instrument instrument_version",
    ),
    "AnswerBack": of(
        identifying="person written_by",
        confidential="check_in sealed_words written_at read_at held_apart",
    ),
    "RingWish": of(identifying="person settled_by", confidential="asked_at settled_at"),
    "ReminderPlan": of(
        identifying="person route started_by ended_by",
        confidential="language started_at ended_at ended_because",
    ),
    "MapVersion": of(
        identifying="person made_by agreed_by",
        confidential="number sealed_body made_at agreed_at",
    ),
    "Message": of(
        identifying="person",
        confidential="plan session kind starts_at state tries made_at try_at settled_at",
    ),
    "SelfDescription": of(identifying="person", confidential="sealed_body said_at"),
    "SelfKnowledge": of(identifying="person", confidential="sealed_body written_at"),
    "AbuseNote": of(identifying="person noted_by", confidential="number sealed_body noted_at"),
    "Skill": of(identifying="person begun_by", confidential="module sealed_title begun_at"),
    "SkillEntry": of(
        identifying="person made_by",
        confidential="skill number kind sealed_body made_at",
    ),
    "SkillExercise": of(
        identifying="person saved_by",
        confidential="skill exercise number sealed_body saved_at",
    ),
    "SkillPractice": of(identifying="person written_by", confidential="skill sent_id sealed_body sent_at"),
    "Disclosure": of(
        identifying="person taken_up_by closed_by",
        confidential="session typed_sheet sealed_text told_at taken_up_at sealed_done closed_at",
    ),
    "PaperTypist": of(identifying="person user named_by ended_by", confidential="named_at ended_at"),
    "TypedSheet": of(
        identifying="person typed_by",
        confidential="session check_in written_on typed_at",
    ),
    "PractitionerRating": of(identifying="person author", confidential="session own guess rated_at"),
    "Episode": of(
        identifying="person",
        confidential=(
            "relationship check_in source reasons sealed_named opened_at talked_about_on tried_on "
            "closed_at outcome shared_at person_told_at held_apart"
        ),
        public="id rule_version",
    ),
    "EpisodeStep": of(
        identifying="done_by",
        confidential="episode kind outcome happened_on sealed_words done_at held_apart",
    ),
    "HelpAnswer": of(identifying="answered_by", confidential="episode side answer answered_at held_apart"),
    "Team": of(public="id name"),
    "FormerAccount": of(identifying="user supervisor", confidential="roles team is_active until"),
    "User": of(
        identifying="id email name supervisor administrator_by password_by second_step_by",
        confidential="team",
        public="password one_time_password_until last_login roles is_active created_at import_batch",
    ),
    "ImportBatch": of(
        identifying="uploaded_by",
        public=(
            "id kind state file_format uploaded_at rows_total rows_done refusal published_at undone_at shredded_at"
        ),
    ),
    "ImportFile": of(
        identifying="sealed_piece",
        confidential="batch",
        public="id position",
    ),
    "ImportRow": of(
        identifying="sealed_cells sealed_problems sealed_before blind",
        confidential="batch kind target_id",
        public="id number finding done",
    ),
    "CalendarFeed": of(
        identifying="user",
        public="id token_hash made_at ended_at",
    ),
    "Capability": of(
        identifying="person started_by",
        confidential="kind session episode door started_at expires_at ended_at sealed_progress",
        public="id secret_hash scopes",
    ),
    "Pin": of(identifying="person set_with", confidential="pin_hash set_at"),
    "PasskeyChallenge": of(public="challenge_hash expires_at"),
    "Door": of(
        identifying="person set_up_by",
        confidential="kind tries set_up_at expires_at closed_at closed_because",
        public="id token_hash code_hash public_key sign_count",
    ),
    "Person": of(
        identifying="id pseudonym sealed_name sealed_born_on",
        confidential="sealed_needs jurisdiction is_child contact_days",
        public="created_at import_batch",
    ),
    "Identifier": of(identifying="person sealed_scheme sealed_value blind", confidential="contested"),
    "BlindEntry": of(identifying="person blind"),
    "ContactRoute": of(
        identifying="person sealed_value sealed_shared_with",
        confidential=("kind safe_to_write safe_to_ring safe_to_text safe_to_leave_message last_confirmed_on ended_at"),
    ),
    "WhatMatters": of(
        identifying="person written_by",
        confidential="sealed_words said_on read_back_on written_at held_apart",
    ),
    "PowerEvent": of(
        identifying="person recorded_by",
        confidential=(
            "kind happened_on sealed_line explained_on sealed_explanation sealed_challenge contact_possible_from "
            "recorded_at absence replaces held_apart"
        ),
    ),
    "RepairConversation": of(
        identifying="person written_by",
        confidential="event number outcome on sealed_words written_at held_apart",
    ),
    "FirstContact": of(identifying="person begun_by", confidential="begun_at"),
    "FirstContactStep": of(
        identifying="person saved_by ticked_by",
        confidential="first_contact step sealed_body sealed_other revision saved_at ticked_at",
    ),
    "WorkingAgreement": of(
        identifying="person answered_by",
        confidential=(
            "first_contact number sealed_body language person_says sealed_person_words staff_says "
            "sealed_staff_reason answered_at"
        ),
    ),
    "PredictorHistory": of(identifying="person saved_by", confidential="sealed_facts revision saved_at"),
    "FormDraft": of(
        identifying="person author",
        confidential="of about sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "PredictorDraft": of(
        identifying="person author",
        confidential="of sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "Calculation": of(identifying="person made_by", confidential="number sealed_body signed made_at held_apart"),
    "Judgement": of(
        identifying="person written_by seconded_by",
        confidential="calculation number says sealed_words written_at seconded_at held_apart",
    ),
    "FigureOffer": of(
        identifying="person offered_by",
        confidential="calculation number what answer offered_at held_apart",
    ),
    "Promise": of(
        identifying="person made_by holder settled_by",
        confidential=(
            "relationship session goal_id step_id side sealed_words due_on made_at outcome settled_on "
            "sealed_explanation agreed taken_back_at held_apart"
        ),
    ),
    "PromiseStep": of(
        identifying="done_by",
        confidential="promise number kind outcome due_on sealed_words done_at held_apart",
    ),
    "Supervision": of(
        identifying="person",
        confidential="kind sealed_title starts_on ends_on",
        public="id import_batch",
    ),
    "Relationship": of(
        identifying="person practitioner",
        confidential="kind starts_on ends_on ended_at sealed_reason",
        public="id created_at import_batch",
    ),
    "Cover": of(
        identifying="practitioner covering person arranged_by",
        confidential="starts_on ends_on arranged_at ended_at",
    ),
    "SealedNote": of(
        identifying="person author keeper",
        confidential="written_at review_on follow_up_on state",
    ),
    "SealedNoteVersion": of(
        identifying="person written_by",
        confidential="note number sealed_body written_at",
    ),
    "SealedNoteReader": of(
        identifying="user named_by",
        confidential="note named_at ended_at",
    ),
    "SealedNoteOpening": of(
        identifying="opened_by",
        confidential="note opened_at seen_at",
    ),
    "SealedNoteReview": of(
        identifying="person decided_by",
        confidential="note number decision sealed_because review_on decided_at",
    ),
    "ThirdParty": of(
        identifying="pseudonym person keeper",
        confidential="added_at erased_at",
    ),
    "ThirdPartyReader": of(
        identifying="user named_by",
        confidential="third_party named_at ended_at",
    ),
    "ThirdPartyVersion": of(
        identifying="written_by",
        confidential="third_party number sealed_body written_at",
    ),
    "Session": of(
        identifying="person practitioner created_by",
        confidential=(
            "relationship planned_at minutes sealed_place attendance sealed_agenda sealed_absence "
            "started_at finished_at declined"
        ),
        public="id created_at import_batch",
    ),
    "Note": of(
        identifying="person author begun_by",
        confidential="session sealed_body written_at replaces held_apart",
    ),
    "Referral": of(identifying="person made_by", confidential="area sealed_to sealed_need made_at"),
    "ReferralStep": of(
        identifying="done_by",
        confidential="referral number kind on sealed_words done_at",
    ),
    "PlanVersion": of(
        identifying="person made_by",
        confidential=("number plan sealed_body made_at person_says sealed_person_words staff_says sealed_staff_reason"),
    ),
    "EndingVersion": of(identifying="person made_by", confidential="number ending sealed_body made_at"),
    "ReintegrationVersion": of(identifying="person made_by", confidential="number sealed_body made_at"),
    "Reflection": of(
        identifying="person author",
        confidential="session sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "SharedLine": of(identifying="person shared_with", confidential="reflection sealed_line shared_at"),
    "Draft": of(
        identifying="person author begun_by",
        confidential="session replaces sealed_body sealed_other saved_at held_apart",
        public="id revision",
    ),
    "CaseloadState": of(
        identifying="person",
        confidential=(
            "relationship last_session_at next_session_at next_session sessions_together points "
            "line_words open_episode strain"
        ),
        public="",
    ),
    "PooledSpread": of(public="until w people computed_at"),
}
CLASSES: dict[str, FieldClass] = {
    f"{model}.{column}": field_class
    for model, by_class in _BY_MODEL.items()
    for field_class, columns in by_class.items()
    for column in columns.split()
}
