"""Loads the made-up service, in small transactions like everything else."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model

from alongside.access import Role
from alongside.access.standings import day_of
from alongside.casework.caseload.state import refresh_states
from alongside.casework.demo.asking_for_copies import ask_for_copies
from alongside.casework.demo.assessments import talk_it_through
from alongside.casework.demo.card import make_card
from alongside.casework.demo.complaints import make_complaint
from alongside.casework.demo.corrections import make_request, make_step
from alongside.casework.demo.emergencies import open_in_an_emergency
from alongside.casework.demo.endings import make_endings
from alongside.casework.demo.figures import work_figures_out
from alongside.casework.demo.first_contact import make_first_contacts
from alongside.casework.demo.holding_apart import hold_something_apart
from alongside.casework.demo.incidents import write_incidents_down
from alongside.casework.demo.keeping import decide_periods, hold_back, make_somebody_due
from alongside.casework.demo.looking import look_now_and_then
from alongside.casework.demo.maps import make_map_rows
from alongside.casework.demo.paper import make_sheets
from alongside.casework.demo.passing_on import agree_and_pass_on
from alongside.casework.demo.plans import make_plans
from alongside.casework.demo.referrals import ask_others
from alongside.casework.demo.reintegration import make_pathways
from alongside.casework.demo.rows import RowMaker
from alongside.casework.demo.sealed import seal_something
from alongside.casework.demo.skills import make_skills
from alongside.casework.demo.soon import meet_soon
from alongside.casework.messages.plans import is_safe_and_confirmed
from alongside.domain.demo import DemoPerson, DemoUser, make_service, words
from alongside.domain.demo.service import PEOPLE
from alongside.ledger import Kind, record_entry
from alongside.records.identity import Team, User
from alongside.records.messages import ReminderPlan
from alongside.records.people import ContactRoute, Person
from alongside.records.relationships import Relationship
from alongside.vault import create_keys, open_keys

ROWS_AT_ONCE = 200
WORKED_HERE = timedelta(days=900)  # since when everybody made up has an account
PEOPLE_AT_ONCE = 100


class PeopleThere(Exception):
    """Made-up people are never mixed with others."""


def load_demo(*, at: datetime, people: int = PEOPLE) -> Iterator[tuple[int, int]]:
    """Load teams, users and people with their history. Yields (people done, people in all) as it goes.

    Raises PeopleThere when there is anybody in the tables. Nobody has a password: demo mode signs in with one click.
    """
    if Person.objects.exists() or User.objects.exists():
        raise PeopleThere
    service = make_service(today=day_of(at), people=people)
    users = _save_staff(service.teams, service.users, at)
    done = 0
    while some := list(islice(service.people, PEOPLE_AT_ONCE)):
        _save_people(some, users, at)
        if not done:
            _pass_something_on(some, users, service.users, at)
            card = make_card(some, at=at)
            _insert(card)
            person_id = with_a_card = card[0].person_id
            look_now_and_then(person_id, at=at)
            _ask_to_put_right(person_id, at)
            _say_what_is_wrong(person_id, at)
            open_in_an_emergency(person_id, at=at)
            _draw_a_map(person_id, at)
            _want_reminders(some, at)
            _insert(make_sheets(some, users, service.users, at))
            _insert(make_first_contacts(some, users))
            talk_it_through([one.id for one in some], at=at)
            ask_others([one.id for one in some], at=at)
            agree_and_pass_on([one.id for one in some], at=at)
            work_figures_out([one.id for one in some], at=at)
            _insert(make_plans(person_id, [one.id for one in some], at=at))
            _insert(make_pathways(person_id, [one.id for one in some], at=at))
            _insert(make_endings(person_id, [one.id for one in some], at=at))
            seal_something(person_id, at=at)
            _insert(make_skills(person_id, [one.id for one in some], at=at))
            ask_for_copies([one.id for one in some], at=at)
            hold_something_apart([one.id for one in some], at=at)
            write_incidents_down([one.id for one in some], at=at)
        done += len(some)
        yield done, people
    meet_soon(users, but_not=[with_a_card], at=at)
    _keep(users, service.users, held=with_a_card, at=at)


def _save_staff(teams: Sequence[str], users: Sequence[DemoUser], at: datetime) -> list[UUID]:
    with transaction.atomic():
        team_rows = Team.objects.bulk_create([Team(id=uuid4(), name=name) for name in teams])
        rows = [_user(user, team_rows, at) for user in users]
        for row, user in zip(rows, users, strict=True):
            row.supervisor = rows[user.supervisor] if user.supervisor is not None else None
        User.objects.bulk_create(rows)
    return [row.id for row in rows]


def _user(user: DemoUser, teams: Sequence[Team], at: datetime) -> User:
    row = User(id=uuid4(), email=user.email, name=user.name, roles=list(user.roles), created_at=at - WORKED_HERE)
    row.team = teams[user.team] if user.team is not None else None
    row.set_unusable_password()
    return row


def _save_people(made_up: Sequence[DemoPerson], users: Sequence[UUID], at: datetime) -> None:
    ids = [one.id for one in made_up]
    create_keys(ids)
    keys = open_keys(ids)
    made = [RowMaker(one, users, keys, at).make() for one in made_up]
    rows: list[Model] = [one.person for one in made]
    rows += sorted((row for one in made for row in one.rows), key=_insert_order)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        _insert(rows[start : start + ROWS_AT_ONCE])
    with transaction.atomic():
        refresh_states(ids, at=at)
        record_entry(
            kind=Kind.COLLECTION, action="added", actor_id=None, role="demo", relation="none",
            subjects=[one.person.pseudonym for one in made], object_type="person", at=at,
        )  # fmt: skip


def _pass_something_on(
    made_up: Sequence[DemoPerson], users: Sequence[UUID], staff: Sequence[DemoUser], at: datetime
) -> None:
    """Let one person have told the safeguarding lead something this morning, and another a week ago."""
    lead = next(
        user_id for user_id, user in zip(users, staff, strict=True) if Role.SAFEGUARDING_LEAD.value in user.roles
    )
    keys = open_keys([one.id for one in made_up[:2]])
    today, earlier = (RowMaker(one, users, keys, at) for one in made_up[:2])
    now_text, then_text = words.PASSED_ON
    _insert(
        [
            today.pass_on(now_text, "", by=lead, told_at=at - timedelta(hours=2)),
            earlier.pass_on(then_text, words.DONE_ABOUT_IT, by=lead, told_at=at - timedelta(days=7)),
        ]
    )


def _keep(users: Sequence[UUID], staff: Sequence[DemoUser], *, held: UUID, at: datetime) -> None:
    """Let the service have decided how long it keeps its records, hold one, and have one that is due."""
    officer = next(i for i, user in zip(users, staff, strict=True) if Role.PRIVACY_OFFICER.value in user.roles)
    worker = next(i for i, user in zip(users, staff, strict=True) if Role.PRACTITIONER.value in user.roles)
    due = make_somebody_due(worker, at)
    _insert([*decide_periods(officer, at), *hold_back(held, officer, at), *due])
    with transaction.atomic():
        refresh_states([row.id for row in due if isinstance(row, Person)], at=at)


def _ask_to_put_right(person_id: UUID, at: datetime) -> None:
    """Let whoever the card is for have asked for one thing yesterday, and for another that stays as it is."""
    worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).latest("starts_on")
    keys = open_keys([person_id])
    about, wrong, should = words.TO_PUT_RIGHT
    waiting = make_request(person_id, about, wrong, should, keys=keys, at=at - timedelta(days=1))
    about, wrong, should, answer, still = words.STAYS_AS_IT_IS
    settled = make_request(person_id, about, wrong, should, keys=keys, at=at - timedelta(days=20))
    settled.state = "not_changed"
    answered = make_step(
        settled, 1, "not_changed", answer, by=worker.practitioner_id, keys=keys, at=at - timedelta(days=9)
    )
    disagreed = make_step(settled, 2, "disagreed", still, by=None, keys=keys, at=at - timedelta(days=8))
    _insert([waiting, settled, answered, disagreed])


def _want_reminders(made_up: Sequence[DemoPerson], at: datetime) -> None:
    """Let the first whose way is safe and confirmed for a text get reminders, which the console says aloud."""
    routes = ContactRoute.objects.filter(person__in=[one.id for one in made_up], kind="phone", safe_to_text=True)
    route = next((r for r in routes.order_by("person", "id") if is_safe_and_confirmed(r, at)), None)
    if route is not None:
        worker = Relationship.objects.filter(person=route.person_id, kind="allocated", ends_on__isnull=True)
        by = worker.latest("starts_on").practitioner_id
        plan = ReminderPlan(person_id=route.person_id, route=route, language="en", started_by_id=by, started_at=at)
        _insert([plan])


def _draw_a_map(person_id: UUID, at: datetime) -> None:
    """Let them and whoever works with them have drawn a map over three meetings."""
    worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).latest("starts_on")
    _insert(make_map_rows(person_id, by=worker.practitioner_id, keys=open_keys([person_id]), at=at))


def _say_what_is_wrong(person_id: UUID, at: datetime) -> None:
    """Let them have said three weeks ago that something is wrong, and have an answer from the supervisor."""
    worker = Relationship.objects.filter(person=person_id, kind="allocated", ends_on__isnull=True).latest("starts_on")
    supervisor = User.objects.get(id=worker.practitioner_id).supervisor_id
    said, answer = words.SAID_WRONG
    if supervisor:
        _insert(make_complaint(person_id, said, answer, by=supervisor, keys=open_keys([person_id]), at=at))


ORDER = [
    "BlindEntry", "Identifier", "ContactRoute", "WhatMatters", "Supervision", "Relationship", "Session", "Note",
    "Reflection", "CheckIn",
    "PractitionerRating", "PowerEvent", "RepairConversation", "Absence", "AbsenceStep", "Episode", "EpisodeStep", "HelpAnswer",
    "Promise", "PromiseStep",
    "AnswerBack", "Disclosure",
]  # fmt: skip


def _insert_order(row: Model) -> int:
    return ORDER.index(type(row).__name__)


def _insert(rows: Sequence[Model]) -> None:
    """Insert at most 200 rows in one transaction, each table at once."""
    with transaction.atomic():
        start = 0
        while start < len(rows):
            same = [row for row in islice(rows, start, None) if type(row) is type(rows[start])]
            type(rows[start])._default_manager.bulk_create(same)
            start += len(same)
