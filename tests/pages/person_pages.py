"""Every page of the person's side in every state that is easy to forget: nothing there, much there, something missing.

It walks through the whole side as a person would and keeps the words of each page, so that a test can ask whether they
are easy enough, and whether a Welsh page says anything in English.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.agreements.loading import Answered
from alongside.casework.agreements.operations import ask_agreement
from alongside.casework.endings import operations as ends
from alongside.casework.passing_on.loading import What
from alongside.casework.passing_on.operations import Passing, follow_passed_on, write_passed_on
from alongside.casework.people.contact import RouteFacts, add_contact_route
from alongside.casework.people.what_matters import say_what_matters
from alongside.casework.plan.operations import (
    answer_plan,
    end_goal,
    mark_step,
    put_goal,
    put_step,
    say_level,
    set_levels,
    set_review,
)
from alongside.casework.promises.operations import make_promise, settle_promise
from alongside.casework.reintegration.operations import (
    mark_milestone,
    put_milestone,
    put_tie,
    say_pictures,
)
from alongside.casework.sessions.sealing import seal_place
from alongside.casework.skills.operations import begin_skill, log_practice, save_exercise
from alongside.casework.subject_access.asking import extend_request
from alongside.domain.agreements import Answer, How, Matter
from alongside.domain.endings import Held, Reason
from alongside.domain.endings import Step as EndingStep
from alongside.domain.held_apart import Ground as HeldApartGround
from alongside.domain.passing_on import Ground, Taken
from alongside.domain.passing_on import Step as AfterStep
from alongside.domain.people.contact import FITTING, RouteKind, Safe
from alongside.domain.plan import Answers as PlanAnswers
from alongside.domain.plan import (
    Ending,
    Goal,
    Level,
    Owner,
    PersonAnswer,
    StaffAnswer,
    Status,
    Step,
)
from alongside.domain.promises import Outcome, Side
from alongside.domain.reintegration import Milestone, Pathway, Pictures, State, Tie
from alongside.domain.skills import Practice
from alongside.pages.my_side.door import OWN_PAGES
from alongside.records.models import (
    AccessRequest,
    Agreement,
    CheckIn,
    Complaint,
    Correction,
    Episode,
    ErasureRequest,
    HoldApart,
    PlanVersion,
    Promise,
    Relationship,
    Session,
    User,
    WhatMatters,
)
from alongside.vault import open_keys
from tests.cast import START, Cast
from tests.meetings import meet
from tests.pages.my_side import answer_all, make_session, send_to, take_device
from tests.pages.own_door import WRONG, OwnDoor, give_door, open_own

SignIn = Callable[[User], Client]
SKIPPED = {"script", "style", "textarea"}
BLOCKS = {
    "title", "h1", "h2", "h3", "p", "li", "button", "a", "label", "legend", "summary", "div", "dt", "dd", "th", "td",
    "option",
}  # fmt: skip


class Words(HTMLParser):
    """All words of a page, one entry for each block, without what somebody typed into a box."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.skipped += tag in SKIPPED
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in SKIPPED
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.blocks[-1] += data


def blocks_of(response: Any) -> list[str]:
    """Return the words of a page, block by block."""
    parser = Words()
    parser.feed(response.content.decode())
    return [text for text in (re.sub(r"\s+", " ", block).strip() for block in parser.blocks) if text]


def as_sentences(blocks: list[str]) -> str:
    """Return blocks as one text in which each ends like a sentence."""
    return " ".join(text if text[-1] in ".?!:" else f"{text}." for text in blocks)


@dataclass
class Reading:
    """What was read, by the name of the page and its state."""

    language: str
    pages: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def visitor(self) -> Client:
        """Return a browser that asks for this language."""
        return Client(headers={"accept-language": self.language})

    def see(self, response: Any, state: str = "") -> Any:
        """Keep the words of a page that was shown."""
        if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            self.pages[response.resolver_match.url_name, state] = blocks_of(response)
        return response

    @property
    def names(self) -> set[str]:
        """Return the names of the pages that were read."""
        return {name for name, _ in self.pages}


def read_everything(cast: Cast, sign_in: SignIn, language: str) -> Reading:
    """Walk through the whole side and return what was read."""
    reading = Reading(language)
    door = give_door(cast)
    _read_the_door(reading, door, cast, sign_in)
    _read_own_pages(reading, open_own(door, reading.visitor()), "empty")
    _read_the_check_in(reading, cast, sign_in)
    _fill(reading, cast, sign_in, open_own(door, reading.visitor()))
    _read_own_pages(reading, open_own(door, reading.visitor()), "filled")
    _read_what_is_rare(reading, cast, open_own(door, reading.visitor()))
    return reading


def _device(reading: Reading, client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = reading.language
    return client


def _read_the_door(reading: Reading, door: OwnDoor, cast: Cast, sign_in: SignIn) -> None:
    visitor = reading.visitor()
    for path in (f"/door/{door.token}/", f"/door/{door.link}/", "/door/", "/mine/pin/chosen/", "/check-in/closed/"):
        reading.see(visitor.get(path))
    reading.see(visitor.post(f"/door/{door.token}/", {"pin": WRONG}), "wrong PIN")
    reading.see(visitor.post(f"/door/{door.token}/", {}), "nothing typed")
    reading.see(visitor.post("/door/", {}), "nothing typed")
    reading.see(visitor.post("/door/", {"code": "ABCD-EFGH-JKMN", "pin": WRONG}), "wrong code")
    device = _device(reading, sign_in(cast.practitioner))
    device.post(f"/people/{cast.person_id}/my-side/pin/")
    reading.see(device.get("/mine/pin/"))
    for pin in ("", "12", "111111"):
        reading.see(device.post("/mine/pin/", {"pin": pin, "again": pin}), f"refused {pin}")
    reading.see(device.post("/mine/pin/", {"pin": "374829", "again": "374820"}), "not the same")


def _read_own_pages(reading: Reading, phone: Client, state: str) -> None:
    """Every page behind the door, and what each says when a form is sent with nothing in it."""
    for name in ["my_side", *OWN_PAGES]:
        reading.see(phone.get(reverse(name)), state)
        if name not in (
            "mine_description",
            "mine_agreements",
            "mine_passed_on",
            "mine_reach",
        ):  # nothing has to be said, or no form
            reading.see(phone.post(reverse(name), {}), f"{state}, sent with nothing")
    wrong = {"receiver": "supervisor", "words": "My letters are read out.", "do": "check"}
    for do, words in (("choose", ""), ("check", ""), ("check", wrong["words"]), ("check", "x" * 2001)):
        reading.see(
            phone.post("/mine/wrong/", wrong | {"do": do, "words": words}), f"{state}, {do} {len(words)} letters"
        )
    right = {"about": "meeting", "wrong": "It says I was late.", "should": "The bus was late.", "do": "check"}
    reading.see(phone.post("/mine/correction/", right), f"{state}, to check")
    for path, sent in (
        ("/mine/correction/", right | {"wrong": "x" * 2001}),
        ("/mine/kept/", {"words": "x" * 2001, "do": "ask"}),
        ("/mine/held-apart/", {"words": "x" * 2001, "do": "ask"}), ("/mine/held-apart/", {"do": "ask"}),
        ("/mine/what-matters/", {"words": "x" * 2001}),
        ("/mine/tell/", {"words": "x" * 4001}), ("/mine/about-me/", {"ethnicity_words": "x" * 201}),
    ):  # fmt: skip
        reading.see(phone.post(path, sent), f"{state}, too long")


def _read_the_check_in(reading: Reading, cast: Cast, sign_in: SignIn) -> None:
    for week in (1, 2, 3):
        meet(cast.person_id, cast.practitioner, (START - timedelta(weeks=week)).date())
    session = make_session(cast)
    episode = Episode.objects.create(
        person_id=cast.person_id, relationship_id=session.relationship_id, source="practitioner", opened_at=START,
        tried_on=START.date(),
    )  # fmt: skip
    device = _device(reading, take_device(sign_in(cast.practitioner), session.id))
    for path in ("/check-in/", "/check-in/first/", *(f"/check-in/{n}/" for n in range(1, 5)), "/check-in/last/"):
        reading.see(device.get(path), path)
    reading.see(device.post("/check-in/first/", {}), "sent with nothing")
    reading.see(device.post("/check-in/1/", {}), "sent with nothing")
    answer_all(device)
    reading.see(device.get("/check-in/who/"))
    reading.see(device.post("/check-in/who/", {}), "sent with nothing")
    for audience in ("worker", "supervisor", "totals"):
        device.post("/check-in/who/", {"audience": audience})
        reading.see(device.get("/check-in/words/"), audience)
        reading.see(device.post("/check-in/words/", {"words": "x" * 4001}), f"{audience}, too long")
    reading.see(device.get("/check-in/tell/"))
    reading.see(device.post("/check-in/tell/", {}), "sent with nothing")
    device.post("/check-in/tell/", {"words": "I am afraid."})
    reading.see(device.get("/check-in/told/"))
    device.post("/check-in/who/", {"audience": "worker"})
    send_to(device, "worker", "The waiting room is hard.")
    reading.see(device.get("/check-in/thanks/"))
    device.post("/check-in/exit/")
    reading.see(device.get("/check-in/closed/"), "after a check-in")
    Episode.objects.filter(id=episode.id).delete()
    again = _device(
        reading, take_device(sign_in(cast.practitioner), make_session(cast, at=START + timedelta(hours=2)).id)
    )
    reading.see(again.get("/check-in/"), "without a first question")
    reading.see(again.post("/check-in/ring/", follow=True), "asked to ring")


def _fill(reading: Reading, cast: Cast, sign_in: SignIn, phone: Client) -> None:
    """Something on every page: promises of every kind, words, answers, a next meeting, and somebody who looked."""
    ruth, person_id = actor_for(cast.practitioner), cast.person_id
    today = START.date()
    for side in Side:
        for words, due_on in (
            ("Ring about the damp", today + timedelta(days=3)),
            ("Bring it", today),
            ("Ask Gaz", None),
        ):
            make_promise(person_id=person_id, side=side, words=words, due_on=due_on, by=ruth, at=START)
    Promise.objects.filter(due_on=today + timedelta(days=3)).update(due_on=today - timedelta(days=3))
    for promise, outcome in zip(Promise.objects.filter(due_on=None), (Outcome.KEPT, Outcome.BROKEN), strict=True):
        settle_promise(promise_id=promise.id, outcome=outcome, by=ruth, at=START)
    own = Promise.objects.filter(side="person", outcome="")
    reading.see(
        phone.post("/mine/promises/", {"promise": own[0].id, "say": "done"}, follow=True), "said that it is done"
    )
    reading.see(phone.post("/mine/promises/", {"promise": own[0].id, "say": "why", "words": ""}), "no word why")
    sent = {"promise": own[0].id, "say": "why", "words": "The bus was late."}
    reading.see(phone.post("/mine/promises/", sent, follow=True), "said why")
    say_what_matters(person_id=person_id, words="My daughter.", said_on=START.date(), by=ruth, at=START)
    reading.see(phone.post("/mine/what-matters/", {"words": "My dog."}, follow=True), "kept")
    reading.see(phone.post("/mine/about-me/", {"ethnicity": "mixed", "disability": "yes"}, follow=True), "kept")
    reading.see(phone.post("/mine/about-me/", {"do": "take_back"}, follow=True), "taken back")
    phone.post("/mine/about-me/", {"ethnicity": "mixed"})
    _plan_together(reading, cast, phone)
    _practise(reading, cast, phone)
    _leave(reading, cast, phone)
    _agree_and_pass_on(reading, cast, phone)
    _plan_next(cast)
    _ask_and_answer(reading, cast, sign_in, phone)


def _plan_together(reading: Reading, cast: Cast, phone: Client) -> None:
    """A plan as a draft, not agreed on, agreed on, and changed since, with every kind of step, level and ending."""
    about: Any = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    today = START.date()
    goals = [
        Goal(UUID(int=n), "A dry room", target_on=today + timedelta(days=9), is_later=n == 9) for n in range(1, 10)
    ]
    for goal in goals:
        put_goal(goal=goal, **about)
    for n, status in enumerate(Status, start=1):
        owner, who = (Owner.SOMEBODY_ELSE, "Doctor") if n > 3 else (Owner.PERSON, "")
        seen = put_step(goal_id=UUID(int=1), step=Step(UUID(int=n), "Ring them", owner, who, by_on=today), **about)
        mark_step(goal_id=UUID(int=1), step_id=UUID(int=n), status=status, because="It waits.", seen=seen, **about)
    worker = Step(UUID(int=90), "Ask housing", Owner.PRACTITIONER, holder_id=cast.practitioner.id)
    put_step(goal_id=UUID(int=1), step=worker, **about)
    for n, level in enumerate(Level, start=1):
        set_levels(goal_id=UUID(int=n), levels=("a", "b", "c", "d", "e"), **about)
        say_level(goal_id=UUID(int=n), level=level, words="It is so.", **about)
    for n, how in enumerate(Ending, start=6):
        end_goal(goal_id=UUID(int=n), how=how, words="It came to that.", **about)
    set_review(on=today + timedelta(days=5), **about)
    reading.see(phone.get("/mine/my-plan/"), "a draft")
    for person, staff in ((PersonAnswer.DOES_NOT, StaffAnswer.DOES_NOT), (PersonAnswer.COULD_NOT, StaffAnswer.AGREES)):
        _answer_the_plan(person, staff, about)
        reading.see(phone.get("/mine/my-plan/"), f"not agreed on: {person.value}")
    _answer_the_plan(PersonAnswer.AGREES, StaffAnswer.AGREES, about)
    reading.see(phone.get("/mine/my-plan/"), "agreed on")
    put_goal(goal=Goal(UUID(int=10), "A bike"), **about)
    reading.see(phone.get("/mine/my-plan/"), "changed since")


def _agree_and_pass_on(reading: Reading, cast: Cast, phone: Client) -> None:
    """Every matter with every answer, a yes that ran out, one taken back, and something passed on for each reason."""
    about: Any = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    today = START.date()
    said = [Answered(one, today, "1", "en", How.SPOKEN) for one in (Answer.YES, Answer.NO, Answer.NOT_NOW)]
    said.append(Answered(Answer.YES, today - timedelta(days=9), "1", "cy", How.WRITTEN, today - timedelta(days=1)))
    said.append(Answered(Answer.YES, today, "1", "en", How.SPOKEN, today + timedelta(days=9)))
    for n, matter in enumerate(Matter):
        ask_agreement(matter=matter, about="Nan" if matter.needs_about else "", said=said[n % 5], **about)
    for kind, safe in (
        (RouteKind.PHONE, list(FITTING[RouteKind.PHONE])),
        (RouteKind.EMAIL, [Safe.WRITE]),
        (RouteKind.ADDRESS, []),
    ):
        add_contact_route(facts=RouteFacts(kind, "07700 900418", safe, "", True), **about)
    reading.see(phone.get("/mine/reach/"), "ways in use")
    reading.see(phone.post("/mine/reach/", {"all": "1"}, follow=True), "stopped")
    reading.see(phone.get("/mine/agreements/"), "asked")
    row = Agreement.objects.get(matter="sharing")
    for ground in Ground:
        what = What("The flat is damp.", "Nan", law="The Care Act", left_out="-")
        rests = row.id if ground is Ground.AGREEMENT else None
        one = write_passed_on(passing=Passing(what, today, ground, rests, today), **about)
        for n, step in enumerate((AfterStep.CORRECTED, AfterStep.CAME_BACK), start=1):
            follow_passed_on(
                passed_id=one, taken=Taken(step, today), words="It is wet.", seen=n, by=about["by"], at=START
            )
    reading.see(phone.get("/mine/passed-on/"), "passed on")
    reading.see(phone.post("/mine/agreements/", {"agreement": row.id}, follow=True), "taken back")


def _leave(reading: Reading, cast: Cast, phone: Client) -> None:
    """Pathways with every picture and state, and an ending with every sentence the person can read of it."""
    about: Any = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    today = START.date()
    for n, pathway in enumerate(Pathway, start=1):
        say_pictures(pathway=pathway, said=Pictures("A sofa.", "A room.", "A flat."), seen=0, **about)
        put_milestone(milestone=Milestone(UUID(int=n), pathway, "The keys", today, "My nan"), **about)
        seen = put_milestone(milestone=Milestone(UUID(int=n + 9), pathway, "A bed"), **about)
        mark_milestone(milestone_id=UUID(int=n), state=State.IN_PLACE, seen=seen, **about)
    reading.see(phone.get("/mine/pathways/"), "nobody to call")
    put_tie(tie=Tie(UUID(int=1), "Nan", "Ring her.", "A bed."), **about)
    ends.begin_ending(last_day=today + timedelta(days=30), **about)
    reading.see(phone.get("/mine/pathways/"), "somebody to call")
    reading.see(phone.get("/mine/what-i-take/"), "only begun")
    for n, step in enumerate((one for one in EndingStep if one.fields), start=1):
        ends.write_step(step=step, words={one.key: "It helps." for one in step.fields}, seen=n, **about)
    ends.write_step(step=EndingStep.REVIEW, words={"well": "It helps.", "hard_worker": "So it is."}, seen=6, **about)
    ends.write_letter(text="You came back.", seen=7, **about)
    ends.give_letter(on=today, how="By hand", seen=8, **about)
    seen = ends.put_beside(words="It was in May.", **about)
    for how in Held:
        seen = ends.say_goodbye(on=today, how=how, words="No bus.", seen=seen, **about)
        seen = ends.say_door(is_open=how is Held.HELD, words="Ring the desk.", seen=seen, **about)
        reading.see(phone.get("/mine/what-i-take/"), f"written, goodbye: {how.value}")
    early: Any = {"on": today, "reason": Reason.MOVED, "words": "No time.", "is_open": True, "door": "Ring the desk."}
    ends.end_early(**early, **about)
    reading.see(phone.get("/mine/what-i-take/"), "ended")


def _answer_the_plan(person: PersonAnswer, staff: StaffAnswer, about: Any) -> None:
    newest = PlanVersion.objects.order_by("-number").first()
    assert newest is not None
    answers = PlanAnswers(person, staff, START.date(), "That is what I say.", "They were ill.")
    answer_plan(answers=answers, seen=newest.number, **about)


def _practise(reading: Reading, cast: Cast, phone: Client) -> None:
    """A skill that was only begun, one with something to try, and a try sent, sent twice, beside another, and refused."""
    about: Any = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    begin_skill(module_id="worry", **about)
    reading.see(phone.get("/mine/practice/"), "only begun")
    begin_skill(module_id="anger-meter", **about)
    save_exercise(module_id="anger-meter", exercise_id="meter", typed={"moment": (("The bus",),)}, seen=0, **about)
    told = Practice(UUID(int=7), "anger-meter", "meter", START.date(), START, 3, "The bus was late.")
    log_practice(practice=told, **about)
    sent = {"sent": UUID(int=8), "what": "anger-meter/meter", "how": "6", "line": "I was there.", "on": START.date()}
    for state in ("beside another", "sent twice"):
        reading.see(phone.post("/mine/practice/", sent, follow=True), state)
    before = {"sent": UUID(int=9), "on": START.date() - timedelta(days=5)}
    reading.see(phone.post("/mine/practice/", sent | before, follow=True), "kept")
    for wrong in ({"line": "x" * 201}, {"on": START.date() + timedelta(days=1)}, {"on": "x"}, {"what": "no/thing"}, {}):
        reading.see(phone.post("/mine/practice/", {**sent, **wrong} if wrong else {}), f"refused {sorted(wrong)}")


def _plan_next(cast: Cast) -> None:
    relationship = Relationship.objects.get(person=cast.person_id, kind="allocated")
    row = Session(
        person_id=cast.person_id, relationship=relationship, practitioner=cast.practitioner,
        planned_at=START + timedelta(days=7), minutes=30, created_at=START,
    )  # fmt: skip
    row.sealed_place = seal_place(open_keys([cast.person_id]), row, "14 Heol Fawr")
    row.save(force_insert=True)


def _ask_to_be_erased(reading: Reading, cast: Cast, sign_in: SignIn, phone: Client) -> None:
    """Each way in which a period can be counted, and a request that waits, is refused and is agreed to."""
    petra = sign_in(cast.privacy_officer)
    for counted_from, years, months in (("end", "6", "2"), ("birth", "25", ""), ("death", "1", "")):
        written = {
            "case_type": "order", "counted_from": counted_from, "years": years, "months": months, "starts_on_day": "4",
            "starts_on_month": "5", "starts_on_year": "2026", "controller": "Cardiff East", "ground": "So it is.",
            "source": "It is so.", "approved_by": "Marian",
        }  # fmt: skip
        petra.post("/retention/schedules/add/", written)
        reading.see(phone.get("/mine/kept/"), f"counted from {counted_from}")
    for decision in ("refused", "agreed"):
        reading.see(phone.post("/mine/kept/", {"do": "ask", "words": "I am afraid."}, follow=True), "asked")
        waiting = ErasureRequest.objects.get(state="asked")
        petra.post(f"/retention/requests/{waiting.id}/", {"decision": decision, "words": "So it is."})
        reading.see(phone.get("/mine/kept/"), decision)


def _hold_apart(reading: Reading, cast: Cast, sign_in: SignIn, phone: Client) -> None:
    """A request that waits, is refused, is held with something of every kind that has words, and is over."""
    petra, mine = sign_in(cast.privacy_officer), "/mine/held-apart/"
    chosen = [f"Promise:{Promise.objects.all()[0].id}", f"WhatMatters:{WhatMatters.objects.all()[0].id}"]
    told = {"told_how": "letter", "told_on_day": "4", "told_on_month": "5", "told_on_year": "2026"}
    for ground in HeldApartGround:
        sent = {"do": "ask", "ground": ground.value, "words": "The note."}
        reading.see(phone.post(mine, sent, follow=True), f"asked on {ground}")
        waiting = HoldApart.objects.get(state="asked")
        answer = "refused" if ground is HeldApartGround.UNLAWFUL else "held"
        petra.post(f"/held-apart/{waiting.id}/", {"answer": answer, "chosen": chosen, "words": "So it is."})
        reading.see(phone.get(mine), f"{answer} on {ground}")
        if answer == "held":
            petra.post(f"/held-apart/{waiting.id}/", told | {"because": "So it is."})
    reading.see(phone.get(mine), "used again")


def _ask_and_answer(reading: Reading, cast: Cast, sign_in: SignIn, phone: Client) -> None:
    staff = sign_in(cast.practitioner)
    said = {"about": "meeting", "wrong": "It says I was late.", "should": "The bus was late.", "do": "send"}
    reading.see(phone.post("/mine/correction/", said, follow=True), "sent")
    row = Correction.objects.get()
    staff.post(f"/corrections/{row.id}/look/")
    reading.see(phone.get("/mine/correction/"), "looked into")
    staff.post(f"/corrections/{row.id}/", {"outcome": "not_changed", "words": "The log says ten past."})
    reading.see(phone.get("/mine/correction/"), "answered")
    sent = {"do": "disagree", "correction": row.id, "words": ""}
    reading.see(phone.post("/mine/correction/", sent), "no word why not")
    reading.see(phone.post("/mine/correction/", sent | {"words": "I was there."}, follow=True), "does not agree")
    phone.post("/mine/correction/", said)
    _ask_to_be_erased(reading, cast, sign_in, phone)
    _hold_apart(reading, cast, sign_in, phone)

    marian = sign_in(cast.supervisor)
    wrong = {"receiver": "supervisor", "words": "My letters are read out.", "do": "send"}
    reading.see(phone.post("/mine/wrong/", wrong, follow=True), "sent")
    complaint = Complaint.objects.get()
    marian.post(f"/complaints/{complaint.id}/read/")
    reading.see(phone.get("/mine/wrong/"), "read")
    marian.post(f"/complaints/{complaint.id}/", {"words": "We moved the room."})
    reading.see(phone.get("/mine/wrong/"), "answered")

    reading.see(phone.post("/mine/copy/", {"words": "All of it."}, follow=True), "sent")
    _answer_the_copy(reading, cast, phone)
    reading.see(phone.post("/mine/tell/", {"words": "I am afraid."}, follow=True), "sent")
    check_in = CheckIn.objects.get(audience="worker")
    staff.post(f"/sessions/{check_in.session_id}/rating/", {"skip": "1"})
    staff.post(f"/check-ins/{check_in.id}/answer/", {"words": "I asked reception to call you in first."})


def _answer_the_copy(reading: Reading, cast: Cast, phone: Client) -> None:
    """A copy that takes longer, one that is ready, one that was given, and one where it is not known who asked."""
    copy = AccessRequest.objects.get()
    extend_request(request_id=copy.id, because="We read it all.", by=actor_for(cast.privacy_officer), at=START)
    for changes in (
        {}, {"state": "agreed"}, {"identity_on": None},
        {"state": "given", "given_on": START.date(), "agreed_by": cast.supervisor, "sealed_bundle": copy.sealed_scope},
    ):  # fmt: skip
        AccessRequest.objects.update(**changes)
        reading.see(phone.get("/mine/copy/"), f"copy {sorted(changes)}")


def _read_what_is_rare(reading: Reading, cast: Cast, phone: Client) -> None:
    """Nobody to read it, nobody who works with the person."""
    User.objects.filter(id__in=[cast.safeguarding_lead.id, cast.privacy_officer.id]).update(is_active=False)
    User.objects.filter(id=cast.practitioner.id).update(supervisor=None)
    _read_own_pages(reading, phone, "nobody to read it")
    Relationship.objects.update(ends_on=START.date() - timedelta(days=1), starts_on=START.date() - timedelta(days=9))
    _read_own_pages(reading, phone, "nobody works with them")
