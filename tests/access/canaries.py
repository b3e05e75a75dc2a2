"""A token in every sealed field of the world's person, so that a leak anywhere can be seen."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.test import Client

from alongside.access.actors import actor_for
from alongside.casework.absences.words import StepWords, seal_step
from alongside.casework.assessment.words import TypedSaid, seal_voice
from alongside.casework.assessment.words import seal_other as seal_other_said
from alongside.casework.check_ins.words import seal_answer_back, seal_words
from alongside.casework.drafts.keeping import seal_typed
from alongside.casework.endings.sealing import open_ending, seal_ending
from alongside.casework.first_contact.words import of_today, seal_beside, seal_lines, seal_said
from alongside.casework.formulation.sealing import open_map, seal_map
from alongside.casework.limits.telling import Told, go_through_limits
from alongside.casework.passing_on.loading import What, seal_what
from alongside.casework.people.operations import change_details
from alongside.casework.people.sealing import Needs, PersonName, seal_field
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.plan.sealing import open_plan, seal_plan
from alongside.casework.plan.sealing import seal_answers as seal_answers_to_plan
from alongside.casework.reflections.words import TabAnswers, seal_answers, seal_line
from alongside.casework.reintegration.sealing import open_whole, seal_whole
from alongside.casework.risk.sealing import Reasons, seal_facts, seal_reasons
from alongside.casework.risk.sealing import open_body as open_results
from alongside.casework.risk.sealing import seal_body as seal_results
from alongside.casework.sealed_notes.sealing import Written, seal_because, seal_written
from alongside.casework.sessions.notes.words import TabText, seal_body, seal_note, seal_other
from alongside.casework.sessions.sealing import seal_absence, seal_agenda, seal_place
from alongside.casework.skills.abuse import open_abuse_note, seal_abuse_note
from alongside.casework.skills.sealing import (
    Aside,
    open_done,
    open_entry,
    open_practice,
    seal_done,
    seal_entry,
    seal_practice,
)
from alongside.casework.skills.sealing import seal_title as seal_skill_title
from alongside.casework.subject_access.bundle import Bundle, BundleItem
from alongside.casework.subject_access.loading import seal_decision
from alongside.casework.subject_access.loading import seal_words as seal_asked
from alongside.casework.third_parties.loading import seal_third_party
from alongside.domain.assessment import Said as SaidByOneVoice
from alongside.domain.endings import Beside, Goodbye, Letter
from alongside.domain.endings import Door as OpenDoor
from alongside.domain.endings import Step as EndingStep
from alongside.domain.endings import Written as EndingWords
from alongside.domain.first_contact import Line, Said
from alongside.domain.limits import AskedBack
from alongside.domain.plan import Answers, PersonAnswer, StaffAnswer
from alongside.domain.promises import Side
from alongside.domain.reintegration import Pathway, Pictures
from alongside.domain.risk import Problem, Result, read_answers, score_answers
from alongside.domain.sealed_notes import Answer as SealAnswer
from alongside.domain.sealed_notes import Concern, Decided
from alongside.domain.self_description import SelfDescription as SaidOfMyself
from alongside.domain.self_description import pack
from alongside.domain.self_knowledge import About, Insight
from alongside.domain.self_knowledge import pack as pack_insight
from alongside.domain.sessions import Agenda, Statement, StatementKind
from alongside.domain.third_parties import Kind as ThirdPartyKind
from alongside.domain.third_parties import ThirdParty
from alongside.records.models import (
    Absence,
    AbsenceStep,
    AbuseNote,
    AccessDecision,
    AccessRequest,
    Agreement,
    AgreementAnswer,
    AnswerBack,
    Assessment,
    AssessmentAnswer,
    BrokenGlass,
    Calculation,
    CheckIn,
    Complaint,
    ComplaintStep,
    Conflict,
    ContactRoute,
    Correction,
    CorrectionStep,
    Disclosure,
    Draft,
    EndingVersion,
    Episode,
    EpisodeStep,
    ErasureRequest,
    Exclusion,
    FirstContact,
    FirstContactStep,
    FormDraft,
    HoldApart,
    Identifier,
    Judgement,
    LedgerReading,
    LegalHoldStep,
    MapVersion,
    Note,
    PassedOn,
    PassedOnStep,
    PlanVersion,
    PowerEvent,
    PredictorDraft,
    PredictorHistory,
    Promise,
    PromiseStep,
    Referral,
    ReferralStep,
    Reflection,
    ReintegrationVersion,
    Relationship,
    RepairConversation,
    Restriction,
    SealedNoteReview,
    SealedNoteVersion,
    SelfDescription,
    SelfKnowledge,
    Session,
    SharedLine,
    Skill,
    SkillEntry,
    SkillExercise,
    SkillPractice,
    Supervision,
    ThirdPartyVersion,
    WorkingAgreement,
)
from alongside.vault import KeyRing, open_keys
from tests.access.incident import put_tokens
from tests.access.world import World, opened_apart
from tests.cast import START, TOMOS

CANARY = "Kingfisher4417"
# What is kept apart even from those who read the record has a token of its own beside that one, and the pages and parts
# of the world that may meet it.
NIGHTJAR = "Nightjar8826"
SEALED_PAGES = frozenset({"sealed_notes", "sealed_note", "correct_sealed_note"})
DOTTEREL = "Dotterel5531"
THIRD_PARTY_PAGES = frozenset({"third_parties", "third_party", "change_third_party"})
NAMED = frozenset({"practitioner", "supervisor"})
# Whoever answers an access request reads sealed notes, and never somebody else's details, on the pages for that.
REVIEWED_ON = frozenset({"access_request", "access_item", "extend_access_request"})
KEPT_APART = {NIGHTJAR: (SEALED_PAGES, NAMED), DOTTEREL: (THIRD_PARTY_PAGES, NAMED)}
WRITTEN = (Statement(StatementKind.FACT, CANARY, CANARY),)
# What cannot hold a token: a date, the answers on a device in use, and files that were brought in about other people.
WITHOUT_A_TOKEN = {
    ("person", "sealed_born_on"),
    ("capability", "sealed_progress"),
    ("importfile", "sealed_piece"),
    ("importrow", "sealed_cells"),
    ("importrow", "sealed_problems"),
    ("importrow", "sealed_before"),
}


def sealed_fields() -> set[tuple[str, str]]:
    """Return every sealed column of the records, as model and field."""
    models = apps.get_app_config("records").get_models()
    return {(m._meta.model_name or "", f.name) for m in models for f in m._meta.fields if f.name.startswith("sealed_")}


def put_canaries(world: World) -> None:
    """Write the token wherever the record holds words. Once to a world."""
    keys = open_keys([world.cast.person_id])
    _name(world)
    _texts(world, keys)
    _session(world, keys)
    _absence(world, keys)
    _assessment_answer(world, keys)
    _note_and_draft(world, keys)
    _check_in(world, keys)
    _self_description(world, keys)
    _self_knowledge(world, keys)
    _passed_on(keys)
    _limits_told(world, keys)
    _first_contact(world, keys)
    _map(keys)
    _plan(keys)
    _pathways(keys)
    _endings(keys)
    _skills(keys)
    _abuse_notes(keys)
    _sealed_notes(keys)
    _third_parties()
    put_tokens(world.cast, CANARY)
    _figures(world, keys)
    _copy(world, keys)


def empty_fields() -> set[tuple[str, str]]:
    """Return the sealed columns that should hold the token and hold nothing."""
    return {(model, field) for model, field in sealed_fields() - WITHOUT_A_TOKEN if not _is_filled(model, field)}


def holds_a_token(response: Any) -> bool:
    """Return whether a page shows something of the record."""
    return CANARY.lower() in response.content.decode().lower()


def meets_what_is_kept_apart(name: str, part: str, response: Any, log: str) -> list[str]:
    """Return the tokens that this part of the world met on a page where they should not."""
    said = f"{response.content.decode(errors='replace')} {response.headers} {response.cookies} {log}".lower()
    met = [token for token in KEPT_APART if token.lower() in said]
    reviews = NIGHTJAR if part == "privacy_officer" and name in REVIEWED_ON else ""
    allowed = {token for token, (pages, parts) in KEPT_APART.items() if name in pages and part in parts}
    return [token for token in met if token not in allowed and token != reviews]


def where_it_says_the_token(client: Client, response: Any, log: str) -> list[str]:
    """Return in which part of an answer, or beside it, something of the record is said."""
    said = {
        "body": response.content.decode(),
        "headers": str(response.headers),
        "cookies": str(response.cookies),
        "session": str(dict(client.session)),
        "log": log,
    }
    return [where for where, text in said.items() if CANARY.lower() in text.lower()]


def _is_filled(model: str, field: str) -> bool:
    rows = apps.get_model("records", model).objects.filter(**{f"{field}__isnull": False})
    return bool(rows.exists())


def _name(world: World) -> None:
    practitioner, person_id = actor_for(world.cast.practitioner), world.cast.person_id
    name = PersonName(f"{CANARY}a", f"{CANARY}b", f"{CANARY}c", f"{CANARY}d", f"{CANARY}e")
    needs = Needs(f"{CANARY}f", f"{CANARY}g", f"{CANARY}h", f"{CANARY}i")
    change_details(
        person_id=person_id, name=name, born_on=TOMOS.born_on, is_child=False, needs=needs, contact_days=14,
        by=practitioner, at=START,
    )  # fmt: skip
    say_what_matters(person_id=person_id, words=CANARY, said_on=START.date(), by=practitioner, at=START)


def _texts(world: World, keys: KeyRing) -> None:
    person_id = world.cast.person_id
    episode = Episode.objects.get(id=world.ids["episode_id"])
    rows: list[tuple[str, Any, tuple[str, ...]]] = [
        ("identifier", Identifier.objects.get(), ("sealed_scheme", "sealed_value")),
        ("supervision", Supervision.objects.get(), ("sealed_title",)),
        ("contact_route", ContactRoute(person_id=person_id, kind="phone"), ("sealed_value", "sealed_shared_with")),
        ("assessment", Assessment.objects.get(number=1), ("sealed_dissent", "sealed_second")),
        ("episode", episode, ("sealed_named",)),
        ("episode_step", _step(world), ("sealed_words",)),
        ("power_event", PowerEvent.objects.get(), ("sealed_line", "sealed_explanation", "sealed_challenge")),
        ("repair_conversation", _conversation(world), ("sealed_words",)),
        ("promise", Promise.objects.get(), ("sealed_words", "sealed_explanation")),
        ("promise_step", _promise_step(world), ("sealed_words",)),
        ("referral", Referral.objects.get(), ("sealed_to", "sealed_need")),
        ("referral_step", ReferralStep.objects.get(), ("sealed_words",)),
        ("agreement", Agreement.objects.get(), ("sealed_about",)),
        ("agreement_answer", AgreementAnswer.objects.get(), ("sealed_words",)),
        ("passed_on_step", PassedOnStep.objects.get(), ("sealed_words",)),
        ("exclusion", Exclusion.objects.get(), ("sealed_reason", "sealed_lift_reason")),
        ("restriction", Restriction.objects.get(), ("sealed_reason", "sealed_lift_reason")),
        ("conflict", Conflict.objects.get(), ("sealed_lift_reason",)),
        ("complaint", Complaint.objects.get(), ("sealed_words",)),
        ("complaint_step", _complaint_step(world), ("sealed_words",)),
        ("correction", Correction.objects.get(), ("sealed_wrong", "sealed_should", "sealed_line")),
        ("correction_step", _correction_step(world), ("sealed_words",)),
        ("disclosure", Disclosure.objects.get(), ("sealed_text", "sealed_done")),
        ("ledger_reading", _reading(world), ("sealed_words",)),
        ("broken_glass", BrokenGlass.objects.get(), ("sealed_reason", "sealed_outcome")),
        ("legal_hold_step", _hold_step(world), ("sealed_words",)),
        ("hold_apart", HoldApart.objects.get(), ("sealed_words", "sealed_answer", "sealed_lifted")),
        ("hold_opening", opened_apart(world), ("sealed_reason",)),
        ("erasure_request", ErasureRequest.objects.get(), ("sealed_words", "sealed_answer")),
        *(("relationship", row, ("sealed_reason",)) for row in Relationship.objects.all()),
    ]
    for table, row, fields in rows:
        for name in fields:
            setattr(row, name, seal_field(keys, person_id, table, row.id, name, CANARY))
        row.save()


def _assessment_answer(world: World, keys: KeyRing) -> None:
    said = SaidByOneVoice(words=CANARY)
    for version in Assessment.objects.all():
        for question in ("alcohol.helps", "adversity.loss"):
            row = AssessmentAnswer(
                id=uuid4(), assessment=version, person_id=world.cast.person_id, question=question, voice="person",
                saved_by=world.cast.practitioner, saved_at=START, other_by=world.cast.practitioner,
            )  # fmt: skip
            row.sealed_body = seal_voice(keys, row, said, "t")
            row.sealed_other = seal_other_said(keys, row, TypedSaid(said, "u", START))
            row.save(force_insert=True)


def _plan(keys: KeyRing) -> None:
    """Put the token into the words of every version of the plan, and let the last be answered with it."""
    for row in PlanVersion.objects.all():
        plan = open_plan(keys, row)
        goals = tuple(
            replace(goal, words=CANARY, steps=tuple(replace(step, words=CANARY) for step in goal.steps))
            for goal in plan.goals
        )
        row.sealed_body = seal_plan(keys, row, replace(plan, goals=goals))
        seal_answers_to_plan(
            keys, row, Answers(PersonAnswer.DOES_NOT, StaffAnswer.DOES_NOT, START.date(), CANARY, CANARY)
        )
        row.save()


def _pathways(keys: KeyRing) -> None:
    """Put the token into the words of every version of the pathways and the list of people."""
    for row in ReintegrationVersion.objects.all():
        whole = open_whole(keys, row)
        words = {"who": CANARY, "reach": CANARY, "what_for": CANARY}
        changed = replace(
            whole,
            pictures=MappingProxyType(dict.fromkeys(Pathway, Pictures(CANARY, CANARY, CANARY))),
            milestones=tuple(replace(one, words=CANARY, helper=CANARY, because=CANARY) for one in whole.milestones),
            ties=tuple(replace(tie, **words) for tie in whole.ties),
        )
        row.sealed_body = seal_whole(keys, row, changed)
        row.save()


def _endings(keys: KeyRing) -> None:
    """Put the token into every word of every version of an ending. The letter is given, so that whoever reads it does."""
    for row in EndingVersion.objects.all():
        ending = open_ending(keys, row)
        assert ending
        changed = replace(
            ending,
            steps=MappingProxyType({step: _canary_step(step) for step in EndingStep}),
            letter=Letter(CANARY, START.date(), CANARY, CANARY, (Beside(START.date(), CANARY, CANARY),)),
            goodbye=Goodbye(START.date(), words=CANARY),
            door=OpenDoor(True, CANARY, START.date()),
        )
        row.sealed_body = seal_ending(keys, row, changed)
        row.save()


def _canary_step(step: EndingStep) -> EndingWords:
    return EndingWords(MappingProxyType({one.key: CANARY for one in step.fields}), START.date(), CANARY)


def _skills(keys: KeyRing) -> None:
    """Put the token into everything that is written about a skill."""
    for skill in Skill.objects.all():
        seal_skill_title(keys, skill, CANARY)
        skill.save()
    for entry in SkillEntry.objects.all():
        said = open_entry(keys, entry)
        words = {"because": CANARY} if isinstance(said, Aside) else {"words": CANARY}
        seal_entry(keys, entry, said if entry.kind == "again" else replace(said, **words))
        entry.save()
    for row in SkillExercise.objects.all():
        done = open_done(keys, row)
        seal_done(keys, row, replace(done, written=(replace(done.written[0], grid=((CANARY,),)), *done.written[1:])))
        row.save()
    for row in SkillPractice.objects.all():
        seal_practice(keys, row, replace(open_practice(keys, row, module_id="anger-meter"), words=CANARY))
        row.save()


def _abuse_notes(keys: KeyRing) -> None:
    for row in AbuseNote.objects.all():
        seal_abuse_note(keys, row, replace(open_abuse_note(keys, row), source=CANARY))
        row.save()


def _sealed_notes(keys: KeyRing) -> None:
    words = f"{CANARY} {NIGHTJAR}"
    asked = Decided(SealAnswer.YES, words, START.date(), words)
    for row in SealedNoteVersion.objects.all():
        statements = (Statement(StatementKind.FACT, words, words),)
        seal_written(keys, row, Written(statements, dict.fromkeys(Concern, asked)))
        row.save()
        review = SealedNoteReview(person_id=row.person_id, note=row.note, number=1, decision="keep")
        review.decided_by, review.decided_at = row.written_by, START
        review.sealed_because = seal_because(keys, review, words)
        review.save(force_insert=True)


def _third_parties() -> None:
    """Put the token into somebody else's details, which are under a key of their own."""
    words = f"{CANARY} {DOTTEREL}"
    for row in ThirdPartyVersion.objects.all():
        said = ThirdParty(ThirdPartyKind.VICTIM, words, words, words, words, words)
        seal_third_party(open_keys([row.third_party_id]), row, said)
        row.save()


def _map(keys: KeyRing) -> None:
    row = MapVersion.objects.get()
    map_ = open_map(keys, row)
    row.sealed_body = seal_map(keys, row, replace(map_, nodes=tuple(replace(n, words=CANARY) for n in map_.nodes)))
    row.save()


def _self_description(world: World, keys: KeyRing) -> None:
    person_id = world.cast.person_id
    row = SelfDescription(id=uuid4(), person_id=person_id, said_at=START)
    said = pack(SaidOfMyself(ethnicity_words=CANARY, disability_words=CANARY))
    row.sealed_body = keys.seal_json(
        dict(said), subject=person_id, table="self_description", row=row.id, field="sealed_body"
    )
    row.save(force_insert=True)


def _passed_on(keys: KeyRing) -> None:
    row = PassedOn.objects.get()
    row.sealed_body = seal_what(keys, row, What(CANARY, CANARY, CANARY, CANARY, CANARY))
    row.save()


def _limits_told(world: World, keys: KeyRing) -> None:
    told = Told({AskedBack.KEEP: CANARY}, CANARY)
    go_through_limits(person_id=world.cast.person_id, told=told, by=actor_for(world.cast.practitioner), at=START)


def _self_knowledge(world: World, keys: KeyRing) -> None:
    person_id = world.cast.person_id
    row = SelfKnowledge(id=uuid4(), person_id=person_id, written_at=START)
    known = pack_insight(Insight(About.NOTICED, CANARY, CANARY))
    row.sealed_body = keys.seal_json(
        dict(known), subject=person_id, table="self_knowledge", row=row.id, field="sealed_body"
    )
    row.save(force_insert=True)


def _step(world: World) -> EpisodeStep:
    return EpisodeStep(
        episode_id=world.ids["episode_id"], kind="tried", happened_on=START.date(), done_by=world.cast.practitioner,
        done_at=START,
    )  # fmt: skip


def _promise_step(world: World) -> PromiseStep:
    return PromiseStep(
        promise_id=world.ids["promise_id"], number=1, kind="said", done_by=world.cast.practitioner, done_at=START
    )


def _reading(world: World) -> LedgerReading:
    return LedgerReading(
        person_id=world.cast.person_id, read_by=world.cast.privacy_officer, purpose="review", starts_on=START.date(),
        ends_on=START.date(), read_at=START,
    )  # fmt: skip


def _complaint_step(world: World) -> ComplaintStep:
    return ComplaintStep(
        complaint_id=world.ids["complaint_id"],
        number=1,
        kind="acknowledged",
        done_by=world.cast.supervisor,
        done_at=START,
    )


def _hold_step(world: World) -> LegalHoldStep:
    return LegalHoldStep(
        hold_id=world.ids["hold_id"], number=1, kind="placed", done_by=world.cast.privacy_officer, done_at=START
    )


def _correction_step(world: World) -> CorrectionStep:
    return CorrectionStep(
        correction_id=world.ids["correction_id"], number=1, kind="not_changed", done_by=world.cast.practitioner,
        done_at=START,
    )  # fmt: skip


def _conversation(world: World) -> RepairConversation:
    return RepairConversation(
        person_id=world.cast.person_id, event_id=world.ids["event_id"], number=1, outcome="not_now", on=START.date(),
        written_by=world.cast.practitioner, written_at=START,
    )  # fmt: skip


def _absence(world: World, keys: KeyRing) -> None:
    person_id, ruth = world.cast.person_id, world.cast.practitioner
    absence = Absence.objects.create(
        person_id=person_id, session_id=world.ids["session_id"], begun_by=ruth, begun_at=START
    )
    row = AbsenceStep(
        id=uuid4(), person_id=person_id, absence=absence, number=1, kind="hard", written_by=ruth, written_at=START
    )
    seal_step(keys, row, StepWords(CANARY))
    row.save(force_insert=True)


def _session(world: World, keys: KeyRing) -> None:
    for row in Session.objects.all():
        row.sealed_place = seal_place(keys, row, CANARY)
        row.sealed_agenda = seal_agenda(keys, row, Agenda(person=(CANARY,), practitioner=(CANARY,)))
        row.sealed_absence = seal_absence(keys, row, CANARY)
        row.save()


def _note_and_draft(world: World, keys: KeyRing) -> None:
    person_id, session_id = world.cast.person_id, world.ids["session_id"]
    note = Note(id=uuid4(), person_id=person_id, session_id=session_id, author=world.cast.practitioner)
    note.written_at = START - timedelta(hours=1)
    note.sealed_body = seal_note(keys, note, WRITTEN)
    note.save(force_insert=True)
    draft = Draft(
        id=uuid4(), person_id=person_id, session_id=session_id, author=world.cast.practitioner, saved_at=START
    )
    draft.sealed_body = seal_body(keys, draft, WRITTEN, "tab")
    draft.sealed_other = seal_other(keys, draft, TabText(WRITTEN, "other", START))
    draft.save(force_insert=True)
    _reflection(world, keys)


def _reflection(world: World, keys: KeyRing) -> None:
    person_id, session_id = world.cast.person_id, world.ids["session_id"]
    row = Reflection(id=uuid4(), person_id=person_id, session_id=session_id, author=world.cast.practitioner)
    row.saved_at = START
    sent = TabAnswers((CANARY, CANARY, CANARY), "tab")
    row.sealed_body, row.sealed_other = seal_answers(keys, row, sent), seal_answers(keys, row, sent, "sealed_other")
    row.save(force_insert=True)
    line = SharedLine(id=uuid4(), person_id=person_id, reflection=row, shared_with=world.cast.supervisor)
    line.shared_at, line.sealed_line = START, seal_line(keys, line, CANARY)
    line.save(force_insert=True)


def _first_contact(world: World, keys: KeyRing) -> None:
    """Words in a step that the turned screen shows, a second device's beside them, and an agreement."""
    ruth = world.cast.practitioner
    begun = FirstContact.objects.create(person_id=world.cast.person_id, begun_at=START, begun_by=ruth)
    row = FirstContactStep(
        id=uuid4(), person_id=world.cast.person_id, first_contact=begun, step=world.ids["step_key"], saved_at=START,
        saved_by=ruth,
    )  # fmt: skip
    sent = of_today(Said({"back": CANARY}), "tab", by=ruth.name, at=START)
    row.sealed_body, row.sealed_other = seal_said(keys, row, sent), seal_said(keys, row, sent, "sealed_other")
    row.save(force_insert=True)
    agreed = WorkingAgreement(
        id=uuid4(), person_id=world.cast.person_id, first_contact=begun, number=1, person_says="agrees",
        staff_says="agrees", answered_at=START, answered_by=ruth,
    )  # fmt: skip
    agreed.sealed_body = seal_lines(keys, agreed, (Line("between", Side.PERSON, CANARY),))
    agreed.sealed_person_words = seal_beside(keys, agreed, "sealed_person_words", CANARY)
    agreed.sealed_staff_reason = seal_beside(keys, agreed, "sealed_staff_reason", CANARY)
    agreed.save(force_insert=True)


def _figures(world: World, keys: KeyRing) -> None:
    """A code in the history, a result of the newest figures, and a judgement beside them."""
    history, judgement = PredictorHistory.objects.get(), Judgement.objects.get()
    history.sealed_facts = seal_facts(keys, history, {"offence_code": CANARY})
    history.save(update_fields=["sealed_facts"])
    judgement.sealed_words = seal_reasons(keys, judgement, Reasons(CANARY, CANARY, CANARY, CANARY))
    judgement.save(update_fields=["sealed_words"])
    said = {"person_id": history.person_id, "author": world.cast.practitioner, "saved_at": START}
    for table, draft in (
        ("predictor_draft", PredictorDraft(of="judgement", **said)),
        ("form_draft", FormDraft(of="goal", about=history.person_id, **said)),
    ):
        for field in ("sealed_body", "sealed_other"):
            setattr(draft, field, seal_typed(keys, draft, table, field, {"reason": [CANARY]}, "tab", START))
        draft.save(force_insert=True)
    row = Calculation.objects.get()
    answers = read_answers(open_results(keys, row).input, today=START.date())
    missing = Result("lds", errors=(Problem("missing_required", (CANARY,)),))
    row.sealed_body = seal_results(keys, row, answers, score_answers(answers) | {"lds": missing})
    row.save(update_fields=["sealed_body"])


def _copy(world: World, keys: KeyRing) -> None:
    """What was asked for, why it takes longer, what was decided, and the copy itself."""
    row = AccessRequest.objects.get()
    row.extended_on = START.date()
    for field in ("sealed_scope", "sealed_extended", "sealed_sent_back"):
        seal_asked(row, keys, field, CANARY)
    seal_asked(row, keys, "sealed_bundle", Bundle([BundleItem(CANARY, "2026-05-04", CANARY, False)], []).pack())
    row.save()
    decision = AccessDecision(
        person_id=row.person_id, request=row, source="Person", row=str(row.person_id), decision="redact",
        ground="others", decided_by=world.cast.privacy_officer, decided_at=START,
    )  # fmt: skip
    seal_decision(decision, keys, reason=CANARY, kept=CANARY, fingerprint=CANARY)
    decision.save(force_insert=True)


def _check_in(world: World, keys: KeyRing) -> None:
    """Words for *my worker*, and what was done with them."""
    row = CheckIn.objects.get(id=world.ids["check_in_id"])
    row.sealed_words = seal_words(keys, row, CANARY)
    row.save(update_fields=["sealed_words"])
    back = AnswerBack(check_in=row, person_id=row.person_id, written_by=world.cast.practitioner, written_at=START)
    back.sealed_words = seal_answer_back(keys, back, CANARY)
    back.save(force_insert=True)
