"""What each column holds in the tables of rights: what was agreed, passed on, asked for, put right, kept and erased."""

from alongside.records.handling import FieldClass, of

OF_RIGHTS: dict[str, dict[FieldClass, str]] = {
    "Agreement": of(identifying="person", confidential="matter sealed_about asked_at"),
    "AgreementAnswer": of(
        identifying="asked_by",
        confidential="agreement number answer wording language how on until sealed_words answered_at",
    ),
    "LimitsTold": of(
        identifying="person told_by",
        confidential="version language spoken_in interpreter sealed_body told_at",
    ),
    "PassedOn": of(
        identifying="person made_by",
        confidential="on ground agreement sealed_body told_on review_on made_at",
    ),
    "PassedOnStep": of(
        identifying="done_by",
        confidential="passed_on number kind on review_on sealed_words done_at",
    ),
    "AccessRequest": of(
        identifying="person logged_by seen_by agreed_by closed_by",
        confidential=(
            "law came_by sealed_scope asked_on logged_at seen_at identity identity_on extended_on sealed_extended state "
            "sealed_sent_back sealed_bundle agreed_at given_by given_on closed_at"
        ),
    ),
    "AccessDecision": of(
        identifying="person decided_by",
        confidential="request source row decision ground sealed_body decided_at",
    ),
    "RetentionSchedule": of(
        identifying="written_by",
        public=("id case_type number starts_on counted_from months controller ground source approved_by written_at"),
    ),
    "LegalHold": of(
        identifying="person",
        confidential="ground review_on placed_at lifted_at",
    ),
    "LegalHoldStep": of(
        identifying="done_by",
        confidential="hold number kind sealed_words done_at",
    ),
    "ErasureRequest": of(
        identifying="person decided_by written_by",
        confidential="sealed_words asked_on asked_at due_on state sealed_answer decided_at",
    ),
    "Erasure": of(
        identifying="person proposed_by confirmed_by",
        confidential="because proposed_at confirmed_at counts",
        public="id schedule",
    ),
    "ErasureCertificate": of(
        identifying="proposed_by confirmed_by",
        public="id number because schedule erased_on counts ledger_entry",
    ),
    "BrokenGlass": of(
        identifying="person user reviewed_by",
        confidential="reason sealed_reason opened_at ends_at ended_at review_due_on sealed_outcome reviewed_at",
    ),
    "LedgerReading": of(
        identifying="read_by person member",
        confidential="purpose sealed_words starts_on ends_on read_at",
    ),
    "Incident": of(identifying="member", confidential="aware_at ico is_closed people_count recorded_at"),
    "IncidentStep": of(identifying="done_by", confidential="incident number kind sealed_body done_at"),
    "IncidentPerson": of(
        identifying="person named_by",
        confidential="incident named_at told_on taken_off_at",
    ),
    "IncidentDraft": of(
        identifying="author",
        confidential="sealed_body sealed_other saved_at",
        public="id revision",
    ),
    "ReachQuery": of(
        identifying="asked_by person member",
        confidential="incident asked_at own_doors since until sealed_words",
    ),
    "Correction": of(
        identifying="person",
        confidential="about sealed_wrong sealed_should sealed_line asked_at due_on state",
    ),
    "CorrectionStep": of(
        identifying="done_by",
        confidential="correction number kind sealed_words done_at",
    ),
    "HoldApart": of(
        identifying="person asked_by decided_by lifted_by",
        confidential=(
            "ground came_by sealed_words correction asked_at due_on state sealed_answer decided_at told_how told_on "
            "sealed_lifted lifted_at"
        ),
    ),
    "HeldItem": of(confidential="hold source row along"),
    "HoldOpening": of(identifying="opened_by", confidential="hold source row purpose sealed_reason opened_at"),
    "Complaint": of(
        identifying="person",
        confidential="receiver sealed_words sent_at acknowledge_on state",
    ),
    "ComplaintStep": of(
        identifying="done_by",
        confidential="complaint number kind sealed_words done_at",
    ),
}
