"""For every page by its name: who of the world is let in. Everybody else is refused.

This is the table of confidentiality.md said once more, in addresses. Decide a new row by reading that table, not by
trying the page. A row is `"name": Row(get=WHO, post=WHO)`. Without post the page has no form: sending it one may be
refused or treated as asking for the page. NOBODY stands where a method must not be answered at all.
"""

from dataclasses import dataclass

Who = frozenset[str]

NOBODY: Who = frozenset()
WORKERS: Who = frozenset({"practitioner", "co_worker"})
WORKERS_AND_COVER = WORKERS | {"cover"}
READERS = WORKERS_AND_COVER | {"supervisor", "inspector", "breaker"}
SUPERVISOR: Who = frozenset({"supervisor"})
TYPISTS: Who = frozenset({"supervisor", "typist"})
SUPERVISORS: Who = frozenset({"supervisor", "stranger"})
ALLOCATED: Who = frozenset({"practitioner"})
SUPERVISOR_AND_ALLOCATED: Who = frozenset({"supervisor", "practitioner"})
PRACTITIONERS: Who = frozenset(
    {
        "practitioner",
        "co_worker",
        "cover",
        "colleague",
        "excluded",
        "stranger",
        "former",
        "conflicted",
        "inspector",
        "typist",
        "breaker",
    }
)
PRIVACY_OFFICER: Who = frozenset({"privacy_officer"})
SAFEGUARDING_LEAD: Who = frozenset({"safeguarding_lead"})
ADMINISTRATOR: Who = frozenset({"administrator"})
STAFF = PRACTITIONERS | {
    "supervisor", "privacy_officer", "safeguarding_lead", "evaluator", "administrator",
}  # fmt: skip
DEVICE: Who = frozenset({"device"})
EVERYBODY = STAFF | DEVICE | {"visitor"}


@dataclass(frozen=True)
class Row:
    """Who may ask for a page, and who may send it a form. An empty form may be answered with its errors.

    also_read are those who read words of a record on this page and on no page about a person.
    """

    get: Who
    post: Who | None = None
    also_read: Who = NOBODY

    def allowed(self, method: str) -> Who:
        """Return who is let in with this method."""
        return self.get if method == "get" or self.post is None else self.post


# allauth's own pages show nobody but the user who asks, and are tested by allauth. Ours is only who gets to them.
SIGN_IN = Row(get=EVERYBODY, post=EVERYBODY)

PAGES: dict[str, Row] = {
    "home": Row(get=STAFF),
    # the person
    "today": Row(get=PRACTITIONERS),
    "caseload": Row(get=PRACTITIONERS),
    "add_person": Row(get=PRACTITIONERS, post=PRACTITIONERS),
    "person": Row(get=READERS),
    "timeline": Row(get=READERS),
    "alliance_line": Row(get=WORKERS),
    "change_details": Row(get=WORKERS, post=WORKERS),
    "what_matters": Row(get=READERS, post=WORKERS),
    "contact_routes": Row(get=READERS, post=WORKERS),
    "stop_contact": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "supervisions": Row(get=READERS, post=WORKERS),
    # sessions
    "plan_session": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "add_power_event": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "explain_power_event": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "repair_conversation": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "absence": Row(get=READERS, post=WORKERS_AND_COVER),
    "session": Row(get=READERS),
    "change_session": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "cancel_session": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "start_session": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "record_attendance": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "choose_text": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "finish_note": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "undo_finish": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "correct_note": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "leave_correction": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "notes": Row(get=READERS, post=READERS),
    "copy_contact_entry": Row(get=WORKERS_AND_COVER),
    "search_notes": Row(get=PRACTITIONERS, post=PRACTITIONERS),
    # Whoever could be named finds a list, which may be empty. The note of this world names the supervisor, no co-worker.
    "sealed_notes": Row(get=WORKERS | SUPERVISOR),
    "write_sealed_note": Row(get=WORKERS, post=WORKERS),
    "sealed_note": Row(get=SUPERVISOR_AND_ALLOCATED),
    "correct_sealed_note": Row(get=ALLOCATED, post=ALLOCATED),
    "review_sealed_note": Row(get=ALLOCATED, post=ALLOCATED),
    "name_for_sealed_note": Row(get=ALLOCATED, post=ALLOCATED),
    "keep_sealed_note": Row(get=NOBODY, post=NOBODY),
    # The same for somebody else's details.
    "third_parties": Row(get=WORKERS | SUPERVISOR),
    "add_third_party": Row(get=WORKERS, post=WORKERS),
    "third_party": Row(get=SUPERVISOR_AND_ALLOCATED),
    "change_third_party": Row(get=ALLOCATED, post=ALLOCATED),
    "name_for_third_party": Row(get=ALLOCATED, post=ALLOCATED),
    "keep_third_party": Row(get=NOBODY, post=NOBODY),
    # Each opens their own, which may be empty. The one of this world is the practitioner's.
    "reflection": Row(get=WORKERS, post=WORKERS),
    "share_line": Row(get=NOBODY, post=WORKERS),
    "take_back_line": Row(get=NOBODY, post=WORKERS),
    "reflections": Row(get=PRACTITIONERS | SUPERVISOR),
    "form_token": Row(get=STAFF),
    "save_draft": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "turn_screen": Row(get=READERS),
    "rate_session": Row(get=WORKERS, post=WORKERS),
    "hand_over": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    # the first meeting: readers see what was said and agreed, and only those who meet the person write in a step
    "first_contact": Row(get=READERS),
    "first_contact_step": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "choose_step_text": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "turn_first_contact": Row(get=WORKERS_AND_COVER),
    "limits": Row(get=READERS, post=WORKERS_AND_COVER),
    "working_agreement": Row(get=READERS, post=WORKERS_AND_COVER),
    "print_working_agreement": Row(get=READERS),
    "after_first_contact": Row(get=READERS, post=WORKERS_AND_COVER),
    "first_contact_history": Row(get=READERS),
    # the predictors: whoever stands in reads what a signed conversation gave, and here it was signed
    "predictors": Row(get=READERS),
    "predictor_history": Row(get=WORKERS, post=WORKERS),
    "save_predictor_draft": Row(get=NOBODY, post=WORKERS),
    "work_out_predictors": Row(get=NOBODY, post=WORKERS),
    "judge_predictors": Row(get=WORKERS, post=WORKERS),
    "second_judgement": Row(get=NOBODY, post=SUPERVISOR),
    "offer_figures": Row(get=WORKERS, post=WORKERS),
    "figures_together": Row(get=WORKERS),
    "say_line_wrong": Row(get=WORKERS, post=WORKERS),
    # Nobody has shared these today.
    "other_figures_together": Row(get=NOBODY),
    # promises of both sides
    "promises": Row(get=READERS),
    "print_promises": Row(get=READERS),
    "add_promise": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "promise": Row(get=READERS, post=WORKERS_AND_COVER),
    "settle_promise": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "undo_promise": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "referrals": Row(get=READERS),
    "add_referral": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "print_referrals": Row(get=READERS),
    "referral": Row(get=READERS, post=WORKERS_AND_COVER),
    # what the person said yes or no to, and what left: as a referral
    "agreements": Row(get=READERS),
    "ask_agreement": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "agreement": Row(get=READERS, post=WORKERS_AND_COVER),
    "passed_on": Row(get=READERS),
    "add_passed_on": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "print_passed_on": Row(get=READERS),
    "passed_on_line": Row(get=READERS, post=WORKERS_AND_COVER),
    # skills
    "skills": Row(get=READERS),
    "skills_safety": Row(get=READERS, post=WORKERS_AND_COVER),
    "turn_skills": Row(get=READERS, post=WORKERS_AND_COVER),
    "skill": Row(get=READERS, post=WORKERS_AND_COVER),
    "skill_progress": Row(get=READERS),
    "skill_exercise": Row(get=READERS, post=WORKERS_AND_COVER),
    "turn_exercise": Row(get=READERS, post=WORKERS_AND_COVER),
    "print_exercise": Row(get=READERS),
    # the plan
    "plan": Row(get=READERS),
    "print_plan": Row(get=READERS),
    "turn_plan": Row(get=READERS),
    "plan_history": Row(get=READERS),
    "plan_version": Row(get=READERS),
    "answer_plan": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "review_plan": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "start_plan_again": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "add_goal": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "goal": Row(get=READERS, post=WORKERS_AND_COVER),
    "goal_levels": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "add_step": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "plan_step": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "save_form_draft": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "promise_for_goal": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    # pathways
    "pathways": Row(get=READERS),
    "print_pathways": Row(get=READERS),
    "turn_pathways": Row(get=READERS),
    "pathways_history": Row(get=READERS),
    "pathway": Row(get=READERS, post=WORKERS_AND_COVER),
    "milestone": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "ties": Row(get=READERS, post=WORKERS_AND_COVER),
    "print_ties": Row(get=READERS),
    "tie": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    # the ending
    "ending": Row(get=READERS, post=WORKERS),
    "print_ending": Row(get=READERS),
    "turn_ending": Row(get=READERS),
    "ending_history": Row(get=READERS),
    "begin_ending": Row(get=WORKERS, post=WORKERS),
    "ending_door": Row(get=WORKERS, post=WORKERS),
    "end_as_planned": Row(get=WORKERS, post=WORKERS),
    "end_early": Row(get=WORKERS, post=WORKERS),
    "ending_step": Row(get=WORKERS, post=WORKERS),
    "ending_goodbye": Row(get=WORKERS, post=WORKERS),
    "ending_letter": Row(get=READERS, post=WORKERS),
    "give_letter": Row(get=WORKERS, post=WORKERS),
    "print_letter": Row(get=READERS),
    # the map: nobody has agreed on this world's yet, so whoever stands in finds an empty page
    "map": Row(get=READERS),
    "print_map": Row(get=READERS),
    "turn_map": Row(get=READERS),
    "map_history": Row(get=READERS - {"cover"}),
    "map_version": Row(get=READERS - {"cover"}),
    "add_to_map": Row(get=WORKERS, post=WORKERS),
    "map_said": Row(get=WORKERS),
    "map_node": Row(get=WORKERS, post=WORKERS),
    "agree_on_map": Row(get=NOBODY, post=WORKERS),
    # risks, needs and strengths: one version is signed and the next is under way
    "assessment": Row(get=READERS),
    "begin_assessment": Row(get=NOBODY, post=WORKERS),
    "assessment_area": Row(get=READERS),
    "turned_assessment": Row(get=READERS),
    "save_assessment": Row(get=NOBODY, post=WORKERS),
    "choose_assessment_text": Row(get=NOBODY, post=WORKERS),
    "pause_assessment": Row(get=NOBODY, post=WORKERS),
    "assessment_adversity": Row(get=READERS),
    "assessment_consent": Row(get=NOBODY, post=WORKERS),
    "sign_assessment": Row(get=READERS, post=WORKERS),
    "second_sign_assessment": Row(get=NOBODY, post=SUPERVISOR),
    "compare_assessment": Row(get=READERS),
    "copy_assessment": Row(get=READERS),
    # strains: the one of this world is not shared
    "name_strain": Row(get=WORKERS, post=WORKERS),
    "strain": Row(get=WORKERS),
    "strains": Row(get=PRACTITIONERS),
    "shared_strains": Row(get=SUPERVISORS),
    "talk_about_strain": Row(get=WORKERS, post=WORKERS),
    "try_repair": Row(get=WORKERS, post=WORKERS),
    "answer_help": Row(get=NOBODY, post=WORKERS),
    "close_strain": Row(get=WORKERS, post=WORKERS),
    "not_a_strain": Row(get=NOBODY, post=WORKERS),
    "reopen_strain": Row(get=NOBODY, post=WORKERS),
    "share_strain": Row(get=WORKERS, post=WORKERS),
    "unshare_strain": Row(get=NOBODY, post=WORKERS),
    # who works with whom, and rules that take access away
    "workers": Row(get=READERS),
    "move_person": Row(get=SUPERVISOR_AND_ALLOCATED, post=SUPERVISOR_AND_ALLOCATED),
    "call_off_move": Row(get=NOBODY, post=SUPERVISOR_AND_ALLOCATED),
    "add_co_worker": Row(get=SUPERVISOR_AND_ALLOCATED, post=SUPERVISOR_AND_ALLOCATED),
    "end_co_working": Row(get=NOBODY, post=SUPERVISOR_AND_ALLOCATED),
    "cover_person": Row(get=SUPERVISOR_AND_ALLOCATED, post=SUPERVISOR_AND_ALLOCATED),
    "end_cover": Row(get=NOBODY, post=SUPERVISOR_AND_ALLOCATED),
    "cover": Row(get=STAFF, post=STAFF),
    "supervised": Row(get=SUPERVISORS),
    "access_rules": Row(get=SUPERVISOR),
    "exclude_worker": Row(get=SUPERVISOR, post=SUPERVISOR),
    "lift_exclusion": Row(get=SUPERVISOR, post=SUPERVISOR),
    "restrict_record": Row(get=SUPERVISOR, post=SUPERVISOR),
    "lift_restriction": Row(get=SUPERVISOR, post=SUPERVISOR),
    "lift_conflict": Row(get=SUPERVISOR, post=SUPERVISOR),
    "confirm_conflict": Row(get=NOBODY, post=SUPERVISOR),
    "conflicts": Row(get=STAFF, post=STAFF),
    "agree_to_inspection": Row(get=NOBODY, post=ADMINISTRATOR),
    "take_inspection_back": Row(get=NOBODY, post=ADMINISTRATOR),
    "inspections": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "withdraw_authority": Row(get=NOBODY, post=ADMINISTRATOR),
    "who_has_looked": Row(get=WORKERS),
    # the check-in of this world is for my worker
    "answer_back": Row(get=WORKERS, post=WORKERS),
    "settle_ring": Row(get=NOBODY, post=WORKERS_AND_COVER),
    # A check-in on paper: workers print it, the supervisor and whoever they named type it in. The desk names nobody.
    "print_sheet": Row(get=WORKERS_AND_COVER),
    "paper_check_in": Row(get=TYPISTS, post=TYPISTS),
    "paper_typists": Row(get=SUPERVISOR, post=SUPERVISOR),
    "end_paper_typist": Row(get=NOBODY, post=SUPERVISOR),
    "type_sheet": Row(get=STAFF, post=STAFF),
    # what a person asked to be passed on today
    # what the person asked to be put right: an inspector reads none of it
    # held apart
    "held_apart": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "held_apart_request": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "print_held_apart": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "open_held_apart": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "held_apart_of": Row(get=WORKERS_AND_COVER | SUPERVISOR),
    "ask_held_apart": Row(get=WORKERS, post=WORKERS),
    "corrections": Row(get=WORKERS_AND_COVER | SUPERVISOR),
    "correction": Row(get=WORKERS_AND_COVER | SUPERVISOR, post=WORKERS),
    "look_into_correction": Row(get=NOBODY, post=WORKERS),
    # what the person says is wrong, in this world for the supervisor: nobody who works with them ever reads it
    "complaints": Row(get=SUPERVISORS | PRIVACY_OFFICER, also_read=SUPERVISOR),
    "emergency": Row(get=PRACTITIONERS | SAFEGUARDING_LEAD, post=PRACTITIONERS | SAFEGUARDING_LEAD),
    "break_glass": Row(get=NOBODY, post=PRACTITIONERS | SAFEGUARDING_LEAD),
    "close_emergency": Row(get=NOBODY, post=frozenset({"breaker"})),
    "emergencies": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "emergency_review": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "ledger_reading": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER),
    "clocks": Row(get=PRIVACY_OFFICER),
    # what went wrong with personal data, and how far it reaches: no rule keeps this officer from anybody it is about
    "incidents": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "add_incident": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "save_incident_draft": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "incident": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "print_incident": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "incident_known": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "incident_people": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "take_off_incident": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "incident_step": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "ask_reach": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER),
    "reach": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "print_reach": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "reach_file": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "name_reached": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "complaint": Row(get=SUPERVISOR, post=SUPERVISOR, also_read=SUPERVISOR),
    "acknowledge_complaint": Row(get=NOBODY, post=SUPERVISOR),
    # whoever asked for a copy: a privacy officer reads what is gathered for it, while the person waits
    "access_requests": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "log_access_request": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER),
    "access_request": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "confirm_access_identity": Row(get=NOBODY, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "see_access_request": Row(get=NOBODY, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "extend_access_request": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "access_item": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "give_access_items": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "ask_for_second_look": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "answer_second_look": Row(get=NOBODY, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "access_copy": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "access_copy_file": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "give_access_copy": Row(get=NOBODY, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    # how long records are kept: whoever works with somebody neither holds nor erases what they wrote themselves
    "retention": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "retention_of": Row(get=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "place_hold": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "change_hold": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "write_erasure_request": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "decide_erasure": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "propose_erasure": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "withdraw_erasure": Row(get=NOBODY, post=PRIVACY_OFFICER),
    "confirm_erasure": Row(get=PRIVACY_OFFICER, post=PRIVACY_OFFICER, also_read=PRIVACY_OFFICER),
    "certificates": Row(get=PRIVACY_OFFICER),
    "certificate": Row(get=PRIVACY_OFFICER),
    "schedules": Row(get=PRIVACY_OFFICER | ADMINISTRATOR),
    "add_schedule": Row(get=PRIVACY_OFFICER | ADMINISTRATOR, post=PRIVACY_OFFICER | ADMINISTRATOR),
    "disclosures": Row(get=SAFEGUARDING_LEAD, also_read=SAFEGUARDING_LEAD),
    "disclosure": Row(get=SAFEGUARDING_LEAD, post=SAFEGUARDING_LEAD, also_read=SAFEGUARDING_LEAD),
    "take_up_disclosure": Row(get=NOBODY, post=SAFEGUARDING_LEAD),
    # Whoever has the address reads the feed, and it says whom nobody meets.
    "calendar": Row(get=PRACTITIONERS, post=PRACTITIONERS),
    "end_calendar": Row(get=NOBODY, post=PRACTITIONERS),
    "calendar_feed": Row(get=STAFF | {"visitor"}),
    # the service
    "users": Row(get=ADMINISTRATOR),
    "add_user": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "change_user": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "close_account": Row(get=NOBODY, post=ADMINISTRATOR),
    "open_account": Row(get=NOBODY, post=ADMINISTRATOR),
    "new_password": Row(get=NOBODY, post=ADMINISTRATOR),
    "reset_second_step": Row(get=NOBODY, post=ADMINISTRATOR),
    "teams": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "rename_team": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    # a practitioner imports their own people, and everybody sees their own uploads only: this one is the administrator's
    "imports": Row(get=PRACTITIONERS | ADMINISTRATOR),
    "add_import": Row(get=PRACTITIONERS | ADMINISTRATOR, post=PRACTITIONERS | ADMINISTRATOR),
    "import_template": Row(get=PRACTITIONERS | ADMINISTRATOR),
    "import_batch": Row(get=ADMINISTRATOR),
    "import_problems": Row(get=ADMINISTRATOR),
    "publish_import": Row(get=NOBODY, post=ADMINISTRATOR),
    "cancel_import": Row(get=NOBODY, post=ADMINISTRATOR),
    "undo_import": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    # the person's side, on the device that was handed over
    "my_side_about": Row(get=DEVICE, post=DEVICE),
    "my_side": Row(get=DEVICE),
    "my_side_help": Row(get=DEVICE, post=DEVICE),
    "my_side_question": Row(get=DEVICE, post=DEVICE),
    "my_side_off": Row(get=DEVICE, post=DEVICE),
    "my_side_audience": Row(get=DEVICE, post=DEVICE),
    "my_side_words": Row(get=DEVICE, post=DEVICE),
    "my_side_tell": Row(get=DEVICE, post=DEVICE),
    "my_side_told": Row(get=DEVICE),
    "my_side_thanks": Row(get=DEVICE),
    # It takes everybody to the closed page, which is where those go who are sent away.
    "my_side_exit": Row(get=NOBODY),
    "my_side_ring": Row(get=NOBODY),
    "my_side_closed": Row(get=EVERYBODY),
    # The person's own door: staff set it up, anybody may knock, and only a device handed over for it chooses a PIN.
    "reminders": Row(get=WORKERS_AND_COVER, post=WORKERS_AND_COVER),
    "stop_reminders": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "my_side_setup": Row(get=WORKERS_AND_COVER),
    "hand_over_for_pin": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "make_card": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "make_link": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "close_door": Row(get=NOBODY, post=WORKERS_AND_COVER),
    "open_card": Row(get=EVERYBODY - DEVICE, post=EVERYBODY - DEVICE),
    "open_link": Row(get=EVERYBODY - DEVICE, post=EVERYBODY - DEVICE),
    "choose_pin": Row(get=NOBODY, post=NOBODY),
    "pin_chosen": Row(get=EVERYBODY - DEVICE),
    # What only the person's own door opens: nobody of this world has one. Who it opens to is asked in test_own_pages.
    "mine_wrong": Row(get=NOBODY, post=NOBODY),
    "mine_copy": Row(get=NOBODY, post=NOBODY),
    "mine_passkey": Row(get=NOBODY, post=NOBODY),
    "begin_passkey": Row(get=NOBODY, post=NOBODY),
    "use_passkey": Row(get=NOBODY, post=EVERYBODY - DEVICE),
    "begin_to_use_passkey": Row(get=NOBODY, post=EVERYBODY - DEVICE),
    "mine_reminders": Row(get=NOBODY, post=NOBODY),
    "mine_answers_back": Row(get=NOBODY),
    "mine_description": Row(get=NOBODY, post=NOBODY),
    "mine_know": Row(get=NOBODY, post=NOBODY),
    "mine_apart": Row(get=NOBODY, post=NOBODY),
    "mine_kept": Row(get=NOBODY, post=NOBODY),
    "mine_correction": Row(get=NOBODY, post=NOBODY),
    "mine_agreements": Row(get=NOBODY, post=NOBODY),
    "mine_reach": Row(get=NOBODY, post=NOBODY),
    "mine_passed_on": Row(get=NOBODY),
    "mine_tell": Row(get=NOBODY, post=NOBODY),
    "mine_told": Row(get=NOBODY),
    "mine_plan": Row(get=NOBODY),
    "mine_practice": Row(get=NOBODY, post=NOBODY),
    "mine_pathways": Row(get=NOBODY),
    "mine_take": Row(get=NOBODY),
    "mine_promises": Row(get=NOBODY, post=NOBODY),
    "mine_next": Row(get=NOBODY, post=NOBODY),
    "mine_matters": Row(get=NOBODY, post=NOBODY),
    "mine_looked": Row(get=NOBODY, post=NOBODY),
    "mine_what_happens": Row(get=NOBODY, post=NOBODY),
    # signing in
    "demo_sign_in": Row(get=NOBODY, post=NOBODY),  # outside demo mode it is not there
    # Help says nothing about anybody. A device that was handed over stays where it is.
    "help_page": Row(get=EVERYBODY - DEVICE),
    # For whoever watches the machines: a word about them, and nothing about anybody. A handed-over device has no use for it.
    "health_live": Row(get=EVERYBODY - DEVICE, post=NOBODY),
    "health_ready": Row(get=EVERYBODY - DEVICE, post=NOBODY),
    "set_language": Row(get=EVERYBODY, post=EVERYBODY),
    "account_login": SIGN_IN,
    "account_logout": SIGN_IN,
    "account_reauthenticate": SIGN_IN,
    "account_change_password": SIGN_IN,
    "account_inactive": SIGN_IN,
    "mfa_index": SIGN_IN,
    "mfa_authenticate": SIGN_IN,
    "mfa_reauthenticate": SIGN_IN,
    "mfa_activate_totp": SIGN_IN,
    "mfa_deactivate_totp": SIGN_IN,
    "mfa_view_recovery_codes": SIGN_IN,
    "mfa_generate_recovery_codes": SIGN_IN,
    "mfa_list_webauthn": SIGN_IN,
    "mfa_add_webauthn": SIGN_IN,
    "mfa_reauthenticate_webauthn": SIGN_IN,
    "mfa_remove_webauthn": SIGN_IN,
    "mfa_edit_webauthn": SIGN_IN,
    "mfa_login_webauthn": SIGN_IN,
    "usersessions_list": SIGN_IN,
}
