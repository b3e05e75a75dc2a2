"""The oracle against sentences picked by hand from the table, before anything else is judged by it."""

from dataclasses import replace
from itertools import islice, product
from typing import Any

import cedarpy
import pytest

from .oracle import (
    AUDIENCES,
    BATCH,
    POLICY,
    SCHEMA,
    SCOPES,
    OracleConfused,
    OracleRequest,
    are_allowed,
    deciding_rules,
    is_allowed,
)
from .requests import YES_NO, count_every_request, count_everyday_requests, every_request, everyday_requests


def _staff(role: str, relation: str, **standing: bool) -> dict[str, Any]:
    relations = frozenset({relation} if relation else ())
    return {"actor_kind": "staff", "roles": frozenset({role}), "relations": relations, **standing}


def _person(*scopes: str, **standing: bool) -> dict[str, Any]:
    return {"actor_kind": "person", "scopes": frozenset(scopes), "relations": frozenset({"self"}), **standing}


ALLOCATED = _staff("practitioner", "allocated")
CO_WORKER = _staff("practitioner", "co_worker")
COVER = _staff("practitioner", "cover")
COLLEAGUE = _staff("practitioner", "")
SUPERVISOR = _staff("supervisor", "supervisor")
INSPECTOR = _staff("administrator", "inspector")
LEAD = _staff("safeguarding_lead", "")
PRIVACY_OFFICER = _staff("privacy_officer", "")
WITH_A_RELATION = (ALLOCATED, CO_WORKER, COVER, SUPERVISOR, INSPECTOR)


def may(actor: dict[str, Any], action: str, item: str, **attributes: Any) -> bool:
    return is_allowed(OracleRequest(action=action, item=item, **actor, **attributes))


def test_the_allocated_practitioner_and_a_co_worker_read_and_write_the_identity() -> None:
    assert all(may(who, action, "identity") for who, action in product((ALLOCATED, CO_WORKER), ("read", "write")))


def test_cover_reads_the_identity_and_does_not_write_it() -> None:
    assert may(COVER, "read", "identity")
    assert not may(COVER, "write", "identity")


def test_cover_writes_a_session_while_covering() -> None:
    assert may(COVER, "read", "session")
    assert may(COVER, "write", "session")


def test_the_supervisor_reads_a_session_and_does_not_write_it() -> None:
    assert may(SUPERVISOR, "read", "session")
    assert not may(SUPERVISOR, "write", "session")


def test_a_check_in_for_my_worker_is_read_by_the_allocated_and_a_co_worker_only() -> None:
    readers = [may(who, "read", "check_in", audience="worker") for who in (ALLOCATED, CO_WORKER, COVER, SUPERVISOR)]
    assert readers == [True, True, False, False]


def test_a_check_in_for_only_the_supervisor_does_not_exist_for_the_worker() -> None:
    readers = [may(who, "read", "check_in", audience="supervisor") for who in (ALLOCATED, CO_WORKER, COVER, SUPERVISOR)]
    assert readers == [False, False, False, True]


def test_a_check_in_for_only_totals_is_read_by_nobody() -> None:
    everyone = (ALLOCATED, CO_WORKER, COVER, SUPERVISOR, INSPECTOR, _person("check_in", "help_answer"))
    assert not any(may(who, "read", "check_in", audience="totals") for who in everyone)


def test_the_worker_sees_that_a_check_in_was_offered() -> None:
    assert may(ALLOCATED, "read", "check_in_offer")


def test_no_member_of_staff_writes_or_answers_a_check_in() -> None:
    asked = product((ALLOCATED, COVER, SUPERVISOR), ("write", "answer"), ("worker", "supervisor", "totals"))
    assert not any(may(who, action, "check_in", audience=audience) for who, action, audience in asked)


def test_cover_reads_the_one_sentence_of_an_episode_and_not_the_episode() -> None:
    assert may(COVER, "read_sentence", "episode")
    assert not may(COVER, "read", "episode", shared=True)


def test_the_supervisor_reads_an_episode_only_if_it_was_shared() -> None:
    assert may(SUPERVISOR, "read", "episode", shared=True)
    assert not may(SUPERVISOR, "read", "episode", shared=False)
    assert not may(SUPERVISOR, "read_sentence", "episode", shared=False)


def test_the_worker_declares_an_episode_shared_and_the_supervisor_cannot() -> None:
    assert may(ALLOCATED, "declare_shared", "episode")
    assert not may(SUPERVISOR, "declare_shared", "episode")


def test_cover_reads_the_third_newest_note_and_not_the_fourth() -> None:
    assert may(COVER, "read", "note", rank=3)
    assert not may(COVER, "read", "note", rank=4)


def test_the_supervisor_reads_an_old_note_and_writes_none() -> None:
    assert may(SUPERVISOR, "read", "note", rank=4)
    assert not may(SUPERVISOR, "write", "note", rank=1)


def test_a_draft_is_read_by_its_author_only() -> None:
    assert may(COVER, "read", "note", draft=True, by_actor=True)
    assert not may(ALLOCATED, "read", "note", draft=True, by_actor=False)
    assert not may(SUPERVISOR, "read", "note", draft=True, by_actor=True)


def test_a_draft_is_closed_to_its_author_once_the_relation_has_ended() -> None:
    assert not may(COLLEAGUE, "read", "note", draft=True, by_actor=True)


def test_a_sealed_note_is_read_by_named_people_only() -> None:
    assert may(ALLOCATED, "read", "sealed_note", named=True)
    assert not may(ALLOCATED, "read", "sealed_note", named=False)
    assert may(SUPERVISOR, "read", "sealed_note", named=True)
    assert not may(COVER, "read", "sealed_note", named=True)


def test_a_reflection_is_the_authors_and_the_supervisors_only_if_shared() -> None:
    assert may(ALLOCATED, "write", "reflection", by_actor=True)
    assert not may(CO_WORKER, "read", "reflection", by_actor=False, shared=True)
    assert may(SUPERVISOR, "read", "reflection", shared=True)
    assert not may(SUPERVISOR, "read", "reflection", shared=False)


def test_a_rating_is_its_authors_alone() -> None:
    assert may(ALLOCATED, "read", "rating", by_actor=True)
    assert not may(CO_WORKER, "read", "rating", by_actor=False)
    assert not may(SUPERVISOR, "read", "rating", shared=True)


def test_a_first_contact_and_a_referral_are_written_by_the_worker_and_cover_and_read_by_all_with_a_relation() -> None:
    for item in ("first_contact", "referral", "agreement", "passed_on"):
        assert [may(who, "read", item) for who in WITH_A_RELATION] == [True, True, True, True, True]
        assert [may(who, "write", item) for who in WITH_A_RELATION] == [True, True, True, False, False]


@pytest.mark.parametrize("item", ["plan", "reintegration"])
def test_a_plan_is_written_by_the_worker_and_cover_read_by_all_with_a_relation_and_by_the_person_with_their_promises(
    item: str,
) -> None:
    assert [may(who, "read", item) for who in WITH_A_RELATION] == [True, True, True, True, True]
    assert [may(who, "write", item) for who in WITH_A_RELATION] == [True, True, True, False, False]
    own = [r for r in everyday_requests() if r.actor_kind == "person" and r.item == item]
    opened = [request for request, allowed in zip(own, are_allowed(own), strict=True) if allowed]
    assert opened
    assert all((r.action, "promises" in r.scopes, "self" in r.relations) == ("read", True, True) for r in opened)


def test_an_ending_is_written_by_the_worker_alone_read_by_all_with_a_relation_and_by_the_person() -> None:
    assert [may(who, "read", "ending") for who in WITH_A_RELATION] == [True, True, True, True, True]
    assert [may(who, "write", "ending") for who in WITH_A_RELATION] == [True, True, False, False, False]
    own = [r for r in everyday_requests() if r.actor_kind == "person" and r.item == "ending"]
    opened = [request for request, allowed in zip(own, are_allowed(own), strict=True) if allowed]
    assert opened
    assert all((r.action, "promises" in r.scopes, "self" in r.relations) == ("read", True, True) for r in opened)


def test_an_assessment_is_read_by_the_worker_and_the_supervisor_and_by_cover_only_once_it_is_signed() -> None:
    readers = {signed: [may(who, "read", "assessment", signed=signed) for who in WITH_A_RELATION] for signed in YES_NO}
    assert readers == {False: [True, True, False, True, True], True: [True, True, True, True, True]}


def test_an_assessment_is_written_by_the_worker_until_it_is_signed_and_by_nobody_after() -> None:
    writers = [may(who, "write", "assessment", signed=False) for who in WITH_A_RELATION]
    assert writers == [True, True, False, False, False]
    assert not any(may(who, "write", "assessment", signed=True) for who in WITH_A_RELATION)


def test_the_second_signature_is_the_supervisors_alone_and_stands_under_an_assessment_only() -> None:
    asked = [request for request in everyday_requests() if request.action == "second_sign"]
    signing = [request for request, allowed in zip(asked, are_allowed(asked), strict=True) if allowed]
    assert {request.item for request in signing} == {"assessment"}
    assert all("supervisor" in request.roles and "supervisor" in request.relations for request in signing)
    assert all(may(SUPERVISOR, "second_sign", "assessment", signed=signed) for signed in YES_NO)


def test_the_person_reads_what_was_passed_on_and_takes_a_yes_back_each_by_its_own_scope() -> None:
    for item, scope, actions in (("agreement", "agreements", {"read", "answer"}), ("passed_on", "passed_on", {"read"})):
        own = [r for r in everyday_requests() if r.actor_kind == "person" and r.item == item]
        opened = [request for request, allowed in zip(own, are_allowed(own), strict=True) if allowed]
        assert {request.action for request in opened} == actions
        assert all(scope in request.scopes and "self" in request.relations for request in opened)


def test_no_scope_opens_a_first_contact_a_referral_or_an_assessment() -> None:
    closed = {"first_contact", "referral", "assessment"}
    asked = [r for r in everyday_requests() if r.actor_kind == "person" and r.item in closed]
    assert {request.item for request in asked} == closed
    assert not any(are_allowed(asked))


def test_who_has_looked_is_read_by_the_worker_and_not_by_cover_or_the_supervisor() -> None:
    assert may(ALLOCATED, "read", "who_has_looked")
    assert not may(COVER, "read", "who_has_looked")
    assert not may(SUPERVISOR, "read", "who_has_looked")


def test_an_inspector_reads_a_note_and_nothing_sealed_and_no_check_in() -> None:
    assert may(INSPECTOR, "read", "note", rank=4)
    assert not may(INSPECTOR, "read", "sealed_note", named=True)
    assert not any(may(INSPECTOR, "read", "check_in", audience=audience) for audience in ("worker", "supervisor"))


def test_the_supervisor_and_an_inspector_read_the_identity_a_session_and_an_episode_that_was_shared() -> None:
    for who in (SUPERVISOR, INSPECTOR):
        assert may(who, "read", "identity")
        assert may(who, "read", "session")
        assert [may(who, "read", "episode", shared=shared) for shared in (True, False)] == [True, False]


def test_the_worker_reads_and_writes_an_old_note_of_a_colleague() -> None:
    asked = product((ALLOCATED, CO_WORKER), ("read", "write"))
    assert all(may(who, action, "note", rank=4, by_actor=False) for who, action in asked)


def test_a_colleague_with_a_role_and_no_relation_gets_nothing_but_what_their_role_or_a_name_opens() -> None:
    asked = [request for request in everyday_requests() if request.actor_kind == "staff" and not request.relations]
    opened = [request for request, allowed in zip(asked, are_allowed(asked), strict=True) if allowed]
    assert {request.item for request in opened} == {
        "disclosure", "complaint", "paper_check_in", "retention", "access_request", "access_bundle", "glass_review",
    }  # fmt: skip
    assert all("safeguarding_lead" in request.roles for request in opened if request.item == "disclosure")
    officers = {"complaint", "retention", "glass_review"}
    assert all("privacy_officer" in request.roles for request in opened if request.item in officers)
    assert all(request.named for request in opened if request.item == "paper_check_in")


def test_how_long_a_record_is_kept_is_for_a_privacy_officer_who_does_not_work_with_the_person() -> None:
    for action in ("read", "write"):
        assert may(PRIVACY_OFFICER, action, "retention")
        assert not any(may(who, action, "retention") for who in (*WITH_A_RELATION, LEAD))
        for worker in ("allocated", "co_worker", "cover"):
            both = {"roles": frozenset({"privacy_officer", "practitioner"}), "relations": frozenset({worker})}
            assert not may(PRIVACY_OFFICER | both, action, "retention")


def test_an_allocation_counts_for_nothing_without_the_practitioner_role() -> None:
    assert not may(_staff("supervisor", "allocated"), "read", "identity")
    assert not may(_staff("practitioner", "supervisor"), "read", "identity")


def test_an_exclusion_or_a_conflict_beats_allocation_and_the_restriction_list() -> None:
    for barred in ({"excluded": True}, {"conflict": True}):
        assert not may(ALLOCATED | barred | {"restricted": True, "on_list": True}, "read", "identity")


def test_a_restriction_removes_everyone_who_is_not_on_its_list() -> None:
    assert not may(ALLOCATED | {"restricted": True, "on_list": False}, "read", "identity")
    assert may(ALLOCATED | {"restricted": True, "on_list": True}, "read", "identity")
    assert not may(COLLEAGUE | {"restricted": True, "on_list": True}, "read", "identity")


def test_an_inactive_user_gets_nothing() -> None:
    assert not may(ALLOCATED | {"actor_active": False}, "read", "identity")


def test_the_person_answers_within_their_scope_even_under_a_restriction() -> None:
    assert may(_person("check_in", restricted=True, excluded=True), "answer", "check_in")
    assert not may(_person("help_answer"), "answer", "check_in")
    assert may(_person("help_answer"), "answer", "episode")


def test_only_the_supervisor_sets_who_is_excluded_and_the_allocated_may_arrange_cover() -> None:
    assert [may(who, "set_access", "access_rules") for who in (SUPERVISOR, ALLOCATED, COVER)] == [True, False, False]
    assert [may(who, "move", "identity") for who in (SUPERVISOR, ALLOCATED, CO_WORKER)] == [True, True, False]


def test_a_promise_is_written_by_the_worker_and_cover_and_read_by_the_supervisor_and_the_inspector() -> None:
    assert [may(who, "read", "promise") for who in WITH_A_RELATION] == [True, True, True, True, True]
    assert [may(who, "write", "promise") for who in WITH_A_RELATION] == [True, True, True, False, False]


def test_the_person_reads_promises_and_answers_by_that_scope_alone() -> None:
    assert all(may(_person("promises"), action, "promise") for action in ("read", "answer"))
    assert not may(_person("promises"), "write", "promise")
    assert not may(_person(*(scope for scope in SCOPES if scope != "promises")), "read", "promise")


def test_what_was_done_is_answered_back_by_whoever_may_read_the_check_in() -> None:
    for action in ("read", "write"):
        worker = [may(who, action, "answer_back", audience="worker") for who in WITH_A_RELATION]
        supervisor = [may(who, action, "answer_back", audience="supervisor") for who in WITH_A_RELATION]
        assert worker == [True, True, False, False, False]
        assert supervisor == [False, False, False, True, False]
    assert not any(may(who, "read", "answer_back", audience="totals") for who in WITH_A_RELATION)


def test_the_person_reads_what_was_answered_back_whoever_they_had_written_to() -> None:
    assert all(may(_person("answers_back"), "read", "answer_back", audience=audience) for audience in AUDIENCES)
    assert not may(_person("answers_back"), "answer", "answer_back", audience="worker")
    assert not may(_person("check_in"), "read", "answer_back", audience="worker")


def test_a_disclosure_is_read_and_taken_up_by_the_safeguarding_lead_and_nobody_with_a_relation() -> None:
    assert all(may(LEAD, action, "disclosure") for action in ("read", "write"))
    assert not any(may(who, action, "disclosure") for who, action in product(WITH_A_RELATION, ("read", "write")))
    assert not may(PRIVACY_OFFICER, "read", "disclosure")


def test_the_person_tells_someone_today_by_a_scope_of_its_own_and_reads_no_disclosure_back() -> None:
    assert may(_person("tell_someone"), "answer", "disclosure")
    assert not may(_person(*(scope for scope in SCOPES if scope != "tell_someone")), "answer", "disclosure")
    assert not may(_person(*SCOPES), "read", "disclosure")


def test_what_a_role_opens_by_itself_is_still_closed_by_an_exclusion_a_conflict_or_a_restriction() -> None:
    for barred in ({"excluded": True}, {"conflict": True}, {"restricted": True}, {"actor_active": False}):
        assert not may(LEAD | barred, "read", "disclosure")
        assert not may(PRIVACY_OFFICER | barred, "read", "complaint")
        assert not may(COLLEAGUE | barred, "write", "paper_check_in", named=True)


def test_a_request_for_a_correction_is_written_by_the_worker_and_read_by_cover_and_supervisor() -> None:
    assert [may(who, "read", "correction") for who in WITH_A_RELATION] == [True, True, True, True, False]
    assert [may(who, "write", "correction") for who in WITH_A_RELATION] == [True, True, False, False, False]
    assert all(may(_person("correction"), action, "correction") for action in ("read", "answer"))


def test_a_complaint_to_the_supervisor_does_not_exist_for_the_worker_or_the_privacy_officer() -> None:
    for action in ("read", "write"):
        readers = [may(who, action, "complaint", audience="supervisor") for who in WITH_A_RELATION]
        assert readers == [False, False, False, True, False]
        assert not may(PRIVACY_OFFICER, action, "complaint", audience="supervisor")


def test_any_other_complaint_goes_to_the_privacy_officer_alone() -> None:
    for action, audience in product(("read", "write"), ("", "worker", "totals")):
        assert may(PRIVACY_OFFICER, action, "complaint", audience=audience)
        assert not any(may(who, action, "complaint", audience=audience) for who in (*WITH_A_RELATION, LEAD))


def test_the_person_reads_their_complaint_and_adds_to_it_whoever_it_went_to() -> None:
    asked = product(("read", "answer"), AUDIENCES)
    assert all(may(_person("complaint"), action, "complaint", audience=audience) for action, audience in asked)
    assert not may(_person("correction"), "read", "complaint")


def test_how_the_person_describes_themselves_is_read_by_nobody_on_staff() -> None:
    everybody = (*WITH_A_RELATION, LEAD, PRIVACY_OFFICER)
    for item in ("self_description", "self_knowledge"):
        assert not any(may(who, action, item) for who, action in product(everybody, ("read", "write")))
        assert all(may(_person(item), action, item) for action in ("read", "answer"))
        assert not may(_person("about_me"), "read", item)


def test_practice_is_read_and_written_by_the_person_by_the_scope_for_skills_alone() -> None:
    for action in ("read", "answer"):
        assert may(_person("skills"), action, "skill")
        assert not may(_person(*(scope for scope in SCOPES if scope != "skills")), action, "skill")
    assert not may(_person(*SCOPES), "write", "skill")


def test_a_note_of_abuse_is_read_by_those_who_read_skills_and_never_opened_to_the_person() -> None:
    assert [may(who, "read", "abuse_note") for who in WITH_A_RELATION] == [True, True, True, True, True]
    assert [may(who, "write", "abuse_note") for who in WITH_A_RELATION] == [True, True, True, False, False]
    assert not any(may(_person(*SCOPES), action, "abuse_note") for action in ("read", "answer", "write"))


def test_a_door_is_set_up_by_the_worker_or_cover_and_not_by_the_person() -> None:
    for action in ("read", "write"):
        assert [may(who, action, "door") for who in WITH_A_RELATION] == [True, True, True, False, False]
        assert not may(_person(*SCOPES), action, "door")


def test_a_passkey_of_their_own_is_the_persons_by_the_scope_about_me_alone() -> None:
    assert may(_person("about_me"), "answer", "door")
    assert not may(_person(*(scope for scope in SCOPES if scope != "about_me")), "answer", "door")
    assert not any(may(who, "answer", "door") for who in WITH_A_RELATION)


def test_a_paper_check_in_is_typed_in_by_the_supervisor_or_somebody_named_and_read_by_nobody() -> None:
    assert [may(who, "write", "paper_check_in") for who in WITH_A_RELATION] == [False, False, False, True, False]
    assert may(COLLEAGUE, "write", "paper_check_in", named=True)
    assert not may(COLLEAGUE, "write", "paper_check_in", named=False)
    assert not any(may(who, "read", "paper_check_in", named=True) for who in (*WITH_A_RELATION, COLLEAGUE))


def test_a_paper_check_in_is_never_typed_in_by_the_worker_being_rated_whatever_else_they_are() -> None:
    for relation, named in product(("allocated", "co_worker", "cover"), (True, False)):
        both = {
            "roles": frozenset({"practitioner", "supervisor"}),
            "relations": frozenset({relation, "supervisor"}),
        }
        assert not may(both, "write", "paper_check_in", named=named)
        assert not may(_staff("administrator", relation), "write", "paper_check_in", named=named)


def test_the_person_reads_who_has_looked_their_own_words_and_their_next_session() -> None:
    assert may(_person("who_has_looked"), "read", "who_has_looked")
    assert not may(_person("about_me"), "read", "who_has_looked")
    assert may(_person("about_me"), "read", "identity")
    assert may(_person("next_session"), "read", "session")
    assert not may(_person("next_session"), "read", "identity")
    assert not may(_person("about_me"), "read", "session")
    assert not may(_person("check_in", "help_answer"), "read", "identity")


def test_no_worker_reads_what_was_told_today_whatever_else_they_are() -> None:
    for relation, action in product(("allocated", "co_worker", "cover"), ("read", "write")):
        both = {
            "actor_kind": "staff",
            "roles": frozenset({"practitioner", "safeguarding_lead"}),
            "relations": frozenset({relation}),
        }
        assert not may(both, action, "disclosure")


def test_no_worker_receives_a_complaint_whatever_else_they_are() -> None:
    for relation, audience in product(("allocated", "co_worker", "cover"), ("", "worker", "supervisor", "totals")):
        both = {
            "actor_kind": "staff",
            "roles": frozenset({"practitioner", "supervisor", "privacy_officer"}),
            "relations": frozenset({relation, "supervisor"}),
        }
        assert not may(both, "read", "complaint", audience=audience)
        assert not may(both, "write", "complaint", audience=audience)


def test_the_person_answers_what_matters_by_the_scope_about_me_alone() -> None:
    assert may(_person("about_me"), "answer", "identity")
    assert not may(_person("next_session"), "answer", "identity")


def test_a_scope_opens_nothing_of_somebody_else() -> None:
    asked = [r for r in everyday_requests() if r.actor_kind == "person" and "self" not in r.relations]
    assert not any(are_allowed(asked))


# ---- The instrument: that it measures everything it says, and stays silent rather than wrong ----


def test_the_policy_uses_only_words_of_its_schema() -> None:
    assert cedarpy.validate_policies(POLICY, SCHEMA).validation_passed


def test_a_word_outside_the_vocabulary_is_refused_and_not_answered() -> None:
    request = OracleRequest(action="read", item="identity")
    for wrong in ({"item": "diary"}, {"action": "peek"}, {"audience": "all"}, {"roles": frozenset({"guest"})}):
        with pytest.raises(OracleConfused):
            is_allowed(replace(request, **wrong))


def test_every_rule_decides_at_least_one_everyday_request() -> None:
    rules = {line.removeprefix('@id("').removesuffix('")') for line in POLICY.splitlines() if line.startswith("@id(")}
    # A step that divides the number of cells or of sets of relations, which is 22, would ask about the same few every time.
    step = next(prime for prime in (7, 13, 17) if count_everyday_requests() % prime)
    part = islice(everyday_requests(), 0, None, step)
    assert frozenset().union(*deciding_rules(part)) == rules


def test_the_matrices_hold_as_many_requests_as_they_say() -> None:
    assert sum(1 for _ in everyday_requests()) == count_everyday_requests()


def test_a_slice_of_the_policy_answers_as_the_whole_policy_does(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = [request for number, request in enumerate(everyday_requests()) if number % 97 == 0]
    sliced = are_allowed(sample)
    whole = cedarpy.PolicySet.from_str(POLICY)
    monkeypatch.setattr(f"{are_allowed.__module__}.slice_policy", lambda *scope: whole)
    assert are_allowed(sample) == sliced
    assert any(sliced)


@pytest.mark.nightly
def test_the_whole_matrix_is_answered_and_no_bar_is_ever_passed() -> None:
    asked = allowed = 0
    requests = every_request()
    while batch := list(islice(requests, BATCH)):
        answers = are_allowed(batch)
        asked += len(answers)
        passed = [request for request, answer in zip(batch, answers, strict=True) if answer]
        allowed += len(passed)
        assert all(request.actor_active and not request.conflict for request in passed)
        staff = [request for request in passed if request.actor_kind == "staff"]
        assert not any(request.excluded or (request.restricted and not request.on_list) for request in staff)
    assert asked == count_every_request()
    assert 0 < allowed < asked / 10
