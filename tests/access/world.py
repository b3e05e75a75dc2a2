"""One person, with everybody who could stand to them in any way and a thing of each kind in the record."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alongside.access.actors import actor_for
from alongside.casework.agreements.loading import Answered
from alongside.casework.agreements.operations import ask_agreement
from alongside.casework.calendar.operations import make_feed
from alongside.casework.caseload.state import refresh_state
from alongside.casework.endings.operations import begin_ending, write_letter, write_step
from alongside.casework.formulation.operations import put_on_map
from alongside.casework.imports.operations import upload_batch
from alongside.casework.passing_on.loading import What
from alongside.casework.passing_on.operations import Passing, write_passed_on
from alongside.casework.plan.operations import put_goal, put_step
from alongside.casework.referrals.operations import agree_referral
from alongside.casework.reintegration.operations import put_milestone, put_tie
from alongside.casework.risk.operations import calculate, judge, offer_figures, save_history
from alongside.casework.risk.sealing import Reasons
from alongside.casework.sealed_notes.operations import ToSeal, write_sealed_note
from alongside.casework.skills.abuse import note_abuse
from alongside.casework.skills.operations import (
    begin_skill,
    log_practice,
    move_stage,
    put_aside,
    save_exercise,
    say_sure,
)
from alongside.casework.subject_access.bundle import make_bundle
from alongside.casework.subject_access.loading import seal_words
from alongside.casework.third_parties.operations import add_third_party
from alongside.domain.agreements import Answer, How, Matter
from alongside.domain.assessment import Area, Voice
from alongside.domain.endings import Step as EndingStep
from alongside.domain.passing_on import Ground
from alongside.domain.plan import Goal, Owner
from alongside.domain.plan import Step as PlanStep
from alongside.domain.questionnaires import CHECK_IN
from alongside.domain.reintegration import Milestone, Pathway, Tie
from alongside.domain.sealed_notes import Answer as SealAnswer
from alongside.domain.sealed_notes import Concern, Decided
from alongside.domain.sessions import Statement, StatementKind
from alongside.domain.skills import AbuseNote, Knowing, Move, Practice, Stage, Sureness, Way
from alongside.domain.third_parties import Kind, ThirdParty
from alongside.records.models import (
    AccessRequest,
    Assessment,
    BrokenGlass,
    Calculation,
    CheckIn,
    Complaint,
    Conflict,
    Correction,
    Cover,
    DatedAuthority,
    Disclosure,
    Door,
    Episode,
    Erasure,
    ErasureCertificate,
    ErasureRequest,
    Exclusion,
    HoldApart,
    HoldOpening,
    LegalHold,
    PaperTypist,
    Pin,
    PowerEvent,
    Promise,
    ProposedInspection,
    Relationship,
    Restriction,
    RestrictionMember,
    SealedNoteOpening,
    Session,
    User,
)
from alongside.vault import open_keys
from tests.access.incident import happen
from tests.cast import START, Cast, make_user
from tests.domain.made_up_maps import node

MORE = {
    "co_worker": "Cara Owen",
    "former": "Fred Marsh",
    "conflicted": "Conn Bevan",
    "inspector": "Ines Roy",
    "typist": "Tess Gould",
    "breaker": "Bree Nunn",
}


@dataclass
class World:
    """A cast with more relations, and the values that the parts of an address stand for."""

    cast: Cast
    more: dict[str, User] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def staff(self) -> dict[str, User]:
        """Return every member of staff by their part."""
        return self.cast.staff() | self.more


def make_world(cast: Cast) -> World:
    """Add the relations that the cast has not, and fill the record of its person."""
    world = World(cast)
    _relate(world)
    _fill(world)
    return world


def _relate(world: World) -> None:
    cast, day = world.cast, START.date()
    for part, name in MORE.items():
        world.more[part] = make_user(name, "practitioner", team=cast.team, supervisor=cast.supervisor)
    User.objects.filter(id=world.more["inspector"].id).update(team=None, supervisor=None)
    _work(world, "co_worker", day)
    _work(world, "former", date(2026, 1, 1), ends_on=day - timedelta(days=1), ended_at=START)
    Conflict.objects.create(user=world.more["conflicted"], person_id=cast.person_id, blind=b"x" * 32, declared_at=START)
    _work(world, "conflicted", day)
    _plan_a_move(world)
    _restrict_to_everybody(world)
    DatedAuthority.objects.create(
        user=world.more["inspector"], team=cast.team, starts_on=day, ends_on=day + timedelta(days=30),
        granted_by=cast.administrator, granted_at=START,
    )  # fmt: skip


def _work(world: World, part: str, starts_on: date, **ended: Any) -> None:
    Relationship.objects.create(
        person_id=world.cast.person_id, practitioner=world.more[part], kind="co_worker", starts_on=starts_on,
        created_at=START, **ended,
    )  # fmt: skip


def _plan_a_move(world: World) -> None:
    """Let the case go to the colleague in a month, so that there is something to call off."""
    later = START.date() + timedelta(days=30)
    Relationship.objects.filter(kind="allocated").update(ends_on=later - timedelta(days=1))
    Relationship.objects.create(
        person_id=world.cast.person_id, practitioner=world.cast.colleague, kind="allocated", starts_on=later,
        created_at=START,
    )  # fmt: skip


def _restrict_to_everybody(world: World) -> None:
    """A list with everybody on it takes nothing away, and gives nobody a relation."""
    rule = Restriction.objects.create(person_id=world.cast.person_id, set_by=world.cast.supervisor, set_at=START)
    RestrictionMember.objects.bulk_create(RestrictionMember(restriction=rule, user=u) for u in world.staff().values())


def _fill(world: World) -> None:
    person_id = world.cast.person_id
    relationship = Relationship.objects.get(practitioner=world.cast.practitioner)
    session = Session.objects.create(
        person_id=person_id, relationship=relationship, practitioner=world.cast.practitioner, planned_at=START,
        created_at=START,
    )  # fmt: skip
    episode = Episode.objects.create(
        person_id=person_id, relationship=relationship, source="practitioner", opened_at=START
    )
    promise = Promise.objects.create(
        person_id=person_id, relationship=relationship, session=session, side="practitioner", made_at=START,
        made_by=world.cast.practitioner, holder=world.cast.practitioner,
    )  # fmt: skip
    event = PowerEvent.objects.create(
        person_id=person_id, kind="warning", happened_on=START.date(), recorded_by=world.cast.practitioner,
        recorded_at=START,
    )  # fmt: skip
    check_in = _answered_earlier(world, relationship)
    _work_out_the_figures(world)
    refresh_state(person_id, at=START)
    # Every part of an address of the product stands for one of these. A new part needs a line here.
    world.ids = {
        "person_id": person_id,
        "session_id": session.id,
        "episode_id": episode.id,
        "promise_id": promise.id,
        "held_source": "Promise",
        "held_row": promise.id,
        "area": _assessments(world),
        "event_id": event.id,
        "relationship_id": Relationship.objects.get(practitioner=world.more["co_worker"]).id,
        "cover_id": Cover.objects.get().id,
        "exclusion_id": Exclusion.objects.get().id,
        "conflict_id": Conflict.objects.get().id,
        "authority_id": DatedAuthority.objects.get().id,
        "proposal_id": ProposedInspection.objects.create(
            user=world.cast.colleague,
            team=world.cast.team,
            starts_on=START.date(),
            ends_on=START.date(),
            proposed_by=world.cast.administrator,
            proposed_at=START,
        ).id,
        "glass_id": _break_the_glass(world),
        "disclosure_id": Disclosure.objects.create(person_id=person_id, session=session, told_at=START).id,
        "complaint_id": Complaint.objects.create(
            person_id=person_id, receiver="supervisor", sent_at=START, acknowledge_on=START.date()
        ).id,
        "correction_id": Correction.objects.create(
            person_id=person_id, about="words", asked_at=START, due_on=START.date()
        ).id,
        "request_id": _ask_for_a_copy(world),
        "source": "Person",
        "item_row": str(person_id),
        "file_kind": "csv",
        **_keep_and_erase(world),
        **happen(world.cast),
        "check_in_id": check_in.id,
        "node_id": _begin_a_map(world),
        **_begin_a_plan(world),
        **_begin_a_skill(world),
        **_begin_pathways(world),
        "ending_step": _begin_to_end(world),
        "referral_id": agree_referral(
            person_id=person_id,
            area=Area.MONEY,
            to="A debt adviser",
            need="The letters",
            on=START.date(),
            by=actor_for(world.cast.practitioner),
            at=START,
        ),
        "sealed_note_id": _seal_a_note(world),
        **_agree_and_pass_on(world),
        "third_party_id": _keep_somebody_apart(world),
        "typist_id": _name_a_typist(world),
        "door_id": _set_up_a_door(world),
        "token": "t" * 43,
        "user_id": world.cast.colleague.id,
        "team_id": world.cast.team.id,
        "batch_id": _upload(world),
        "feed_token": make_feed(by=actor_for(world.cast.practitioner), at=START),
        "mark": "1-arp-1",
        "draft_of": "judgement",
        "form": "goal",
        "about": person_id,
        "step_key": "limits",
        "topic": "caseload",
        "kind": "people",
        "number": 1,
        "pk": 1,
    }


def _keep_and_erase(world: World) -> dict[str, Any]:
    """A hold, a wish to be erased, a proposal that waits for its second person, and a certificate of somebody else's."""
    person_id, officer, other = world.cast.person_id, world.cast.privacy_officer, world.cast.supervisor
    Erasure.objects.create(person_id=person_id, because="request", proposed_by=other, proposed_at=START)
    return {
        "hold_id": LegalHold.objects.create(
            person_id=person_id, ground="inquiry", review_on=START.date(), placed_at=START
        ).id,
        "hold_apart_id": HoldApart.objects.create(
            person_id=person_id, ground="accuracy", came_by="letter", asked_by=world.cast.practitioner, asked_at=START,
            due_on=START.date(),
        ).id,
        "erasure_request_id": ErasureRequest.objects.create(
            person_id=person_id, asked_on=START.date(), asked_at=START, due_on=START.date()
        ).id,
        "certificate_id": ErasureCertificate.objects.create(
            number=1, because="request", erased_on=START.date(), proposed_by=other, confirmed_by=officer, counts={},
            ledger_entry=UUID(int=1),
        ).id,
    }  # fmt: skip


def opened_apart(world: World) -> HoldOpening:
    """That the officer opened the promise to decide on it, not saved."""
    return HoldOpening(
        hold_id=world.ids["hold_apart_id"], source="Promise", row=world.ids["promise_id"], purpose="handling",
        opened_by=world.cast.privacy_officer, opened_at=START,
    )  # fmt: skip


def _assessments(world: World) -> str:
    """A version that both signed and the review after it, and an area of them that an address may name."""
    ruth = world.cast.practitioner
    Assessment.objects.create(
        person_id=world.cast.person_id, number=1, begun_by=ruth, begun_at=START, completed_at=START,
        person_says="agrees", person_said_at=START, signed_by=ruth, signed_at=START,
    )  # fmt: skip
    Assessment.objects.create(person_id=world.cast.person_id, number=2, begun_by=ruth, begun_at=START, consent="yes")
    return "alcohol"


def _ask_for_a_copy(world: World) -> UUID:
    """A request by letter that two people have agreed on, so that the copy may be opened."""
    request = AccessRequest(
        person_id=world.cast.person_id, came_by="letter", asked_on=START.date(), logged_at=START,
        identity="known", identity_on=START.date(), state="agreed", agreed_by=world.cast.supervisor, agreed_at=START,
    )  # fmt: skip
    seal_words(request, open_keys([world.cast.person_id]), "sealed_bundle", make_bundle([]).pack())
    request.save(force_insert=True)
    return request.id


def _answered_earlier(world: World, relationship: Relationship) -> CheckIn:
    """A meeting a month ago, and what the person said about it to *my worker*."""
    ruth, at = world.cast.practitioner, START - timedelta(days=28)
    session = Session.objects.create(
        person_id=world.cast.person_id, relationship=relationship, practitioner=ruth, planned_at=at, created_at=at,
        attendance="attended",
    )  # fmt: skip
    return CheckIn.objects.create(
        person_id=world.cast.person_id, relationship=relationship, session=session, state="completed", offered_by=ruth,
        audience="worker", instrument=CHECK_IN, instrument_version="1", answers=[7, 7, 7, 7], offered_at=at,
        completed_at=at,
    )  # fmt: skip


def _agree_and_pass_on(world: World) -> dict[str, Any]:
    """A yes to telling one service something, and what it was told."""
    about: dict[str, Any] = {"person_id": world.cast.person_id, "by": actor_for(world.cast.practitioner), "at": START}
    said = Answered(Answer.YES, START.date(), "1", "en", How.SPOKEN, words="Yes")
    agreement_id = ask_agreement(matter=Matter.SHARING, about="Housing", said=said, **about)
    passing = Passing(
        What("The damp", "Housing", left_out="The rest"), START.date(), Ground.AGREEMENT, agreement_id, START.date()
    )
    return {
        "agreement_id": agreement_id,
        "passed_id": write_passed_on(passing=passing, **about),
        "matter": "text",
    }


def _begin_a_map(world: World) -> UUID:
    """A map with one node on it, that nobody has agreed on yet."""
    first = node(1)
    put_on_map(person_id=world.cast.person_id, node=first, by=actor_for(world.cast.practitioner), at=START)
    return first.id


def _begin_a_plan(world: World) -> dict[str, UUID]:
    """A plan with one goal and one step, that nobody has agreed on yet."""
    by = {"by": actor_for(world.cast.practitioner), "at": START, "person_id": world.cast.person_id}
    goal_id, step_id = UUID(int=71), UUID(int=72)
    put_goal(goal=Goal(goal_id, "A dry room"), **by)
    put_step(goal_id=goal_id, step=PlanStep(step_id, "Ring housing", Owner.PERSON), **by)
    return {"goal_id": goal_id, "step_id": step_id}


def _begin_pathways(world: World) -> dict[str, Any]:
    """A milestone on one pathway, and somebody to call."""
    by = {"by": actor_for(world.cast.practitioner), "at": START, "person_id": world.cast.person_id}
    milestone_id, tie_id = UUID(int=91), UUID(int=92)
    put_milestone(milestone=Milestone(milestone_id, Pathway.HOME, "A tenancy"), **by)
    put_tie(tie=Tie(tie_id, "Nan"), **by)
    return {"pathway": "home", "milestone_id": milestone_id, "tie_id": tie_id}


def _begin_to_end(world: World) -> str:
    """An ending with something written in one step, and a draft of the letter."""
    by = {"by": actor_for(world.cast.practitioner), "at": START, "person_id": world.cast.person_id}
    begin_ending(last_day=START.date() + timedelta(days=60), **by)
    write_step(step=EndingStep.TAKE, words={"skills": "Counting"}, seen=1, **by)
    write_letter(text="Dear", seen=2, **by)
    return EndingStep.TAKE.value


def _begin_a_skill(world: World) -> dict[str, str]:
    """A skill with everything that can be written about it, put aside and taken up again."""
    by = {"by": actor_for(world.cast.practitioner), "at": START, "person_id": world.cast.person_id}
    module_id, exercise_id = "anger-meter", "meter"
    begin_skill(module_id=module_id, **by)
    save_exercise(
        module_id=module_id, exercise_id=exercise_id, typed={"moment": (("The bus",),), "stop_at": (("5",),)}, seen=0,
        **by,
    )  # fmt: skip
    move_stage(module_id=module_id, move=Move(Stage.EXPLAINED, START.date(), Voice.PRACTITIONER, "Said"), **by)
    say_sure(module_id=module_id, said=Sureness(START.date(), 3, "Hard"), **by)
    put_aside(module_id=module_id, because="Not now", **by)
    begin_skill(module_id=module_id, **by)
    practice = Practice(UUID(int=81), module_id, exercise_id, START.date(), START, 6, "On the bus")
    log_practice(practice=practice, **by)
    for way in Way:
        note_abuse(note=AbuseNote(way, Knowing.SUSPECTED, "A letter", START.date()), **by)
    return {"module_id": module_id, "exercise_id": exercise_id}


def _work_out_the_figures(world: World) -> None:
    """Figures from a signed conversation, a judgement by somebody, and that the person looked at them today."""
    by = {"by": actor_for(world.cast.practitioner), "at": START, "person_id": world.cast.person_id}
    facts = {"sex": "male", "conviction_date": "2025-02-14", "sanction_count": 2, "violent_sanction_count": 0}
    facts |= {"offence_code": "04700", "age_at_first_sanction": 20}
    save_history(facts=facts, revision=0, **by)
    calculate(**by)
    judge(says="agrees", reasons=Reasons(reason="So far"), **by)
    offer_figures(what="reoffending", answer="looked", **by)
    Calculation.objects.update(signed=True)


def _seal_a_note(world: World) -> UUID:
    """A note of the practitioner's that the supervisor may open as well, and the co-worker may not."""
    to_seal = ToSeal(
        (Statement(StatementKind.NOTICED, "A bruise"),), {concern: Decided(SealAnswer.NO) for concern in Concern}
    )
    note_id = write_sealed_note(
        person_id=world.cast.person_id, to_seal=to_seal, named={world.cast.supervisor.id},
        review_on=START.date() + timedelta(days=30), by=actor_for(world.cast.practitioner), at=START,
    )  # fmt: skip
    SealedNoteOpening.objects.create(note_id=note_id, opened_by=world.cast.supervisor, opened_at=START)
    return note_id


def _keep_somebody_apart(world: World) -> UUID:
    """A victim's details that the supervisor may open as well, and the co-worker may not."""
    return add_third_party(
        person_id=world.cast.person_id, said=ThirdParty(Kind.VICTIM, "Ana"), named={world.cast.supervisor.id},
        by=actor_for(world.cast.practitioner), at=START,
    )  # fmt: skip


def _break_the_glass(world: World) -> UUID:
    """An emergency of an hour ago, which nobody has reviewed."""
    return BrokenGlass.objects.create(
        person_id=world.cast.person_id, user=world.more["breaker"], reason="crisis", opened_at=START - timedelta(hours=1),
        ends_at=START + timedelta(hours=3), review_due_on=START.date() + timedelta(days=2),
    ).id  # fmt: skip


def _name_a_typist(world: World) -> UUID:
    """Somebody who does not work with the person, and may type their sheets."""
    return PaperTypist.objects.create(
        person_id=world.cast.person_id, user=world.more["typist"], named_by=world.cast.supervisor, named_at=START
    ).id


def _set_up_a_door(world: World) -> UUID:
    """A card, and a PIN that nobody could type, so that a card and a link can be made."""
    set_up = {"person_id": world.cast.person_id, "set_up_by": world.cast.practitioner, "set_up_at": START}
    Pin.objects.create(person_id=world.cast.person_id, pin_hash="!", set_at=START, set_with=world.cast.practitioner)
    return Door.objects.create(kind="card", token_hash=b"t" * 32, code_hash=b"c" * 32, **set_up).id


def _upload(world: World) -> UUID:
    content = b"id_scheme,id_number,given_names,family_name,jurisdiction\nCRN,W1,Ann,Hill,Scotland\n"
    return upload_batch(kind="people", content=content, by=actor_for(world.cast.administrator), at=START)
