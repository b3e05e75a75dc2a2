"""A made-up service of any size, fast to make: forty people to a practitioner, a year of forty meetings each, 26 answered.

It is for measuring and not for looking at, so every caseload is alike: what counts is how many rows there are, that each name
is sealed with a key of its own, and that the caseload rows are those the product would keep. A service that is made stays in
its folder and is used again.

Run: PYTHONPATH=. python benchmarks/service.py FOLDER PEOPLE
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

PEOPLE_EACH, CONTACTS, ANSWERED, AT_ONCE = 40, 40, 26, 1_000
TEAM = 12


def set_up(folder: Path) -> None:
    """Point Django at a folder, which becomes an installation. Call it before anything of the product is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "ALONGSIDE_DATA_DIR": str(folder), "ALONGSIDE_KEY_FILE": str(folder / "alongside.keys"),
        "ALONGSIDE_CHECKPOINT_DIR": str(folder / "second"), "DJANGO_SETTINGS_MODULE": "alongside.project.settings",
    }  # fmt: skip
    import django

    django.setup()


def do_not_wait_for_the_disk() -> None:
    """A service that is half made when the power goes is made again, so no commit need reach the disk."""
    from django.db import connections

    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=OFF")


def make(people: int) -> None:
    """Make a service of this many people, or go on where an earlier run stopped. Says how far it is on stderr.

    The first forty are made row by row. Each other practitioner gets copies of their rows, made inside the database, with
    ids, keys and sealed names of their own: a quarter of a million histories take minutes instead of hours.
    """
    from django.conf import settings
    from django.core.management import call_command

    from alongside.records.models import Person
    from alongside.vault import create_key_file

    if not settings.ALONGSIDE_KEY_FILE.exists():
        create_key_file(settings.ALONGSIDE_KEY_FILE)
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    users = make_staff(-(-people // PEOPLE_EACH))
    if not Person.objects.exists():
        make_people(range(PEOPLE_EACH), users)
    first = done = Person.objects.count() // PEOPLE_EACH
    began = time.perf_counter()
    for place in range(done, len(users)):
        copy_people(place, users)
        if place % 10 == 0:
            rate = (place + 1 - first) * PEOPLE_EACH / (time.perf_counter() - began)
            sys.stderr.write(f"\r{(place + 1) * PEOPLE_EACH:,} of {people:,} people, {rate:,.0f} a second ")
    from django.db import connection

    connection.cursor().execute("analyze")
    sys.stderr.write("\n")


def make_staff(practitioners: int) -> list[UUID]:
    """Make as many practitioners as are missing, a supervisor and a team to every twelve. Returns their ids in order."""
    from django.db import transaction

    from alongside.records.models import User

    there = User.objects.filter(email__startswith="p").count()
    with transaction.atomic():
        _make_users(range(there, practitioners))
    return list(User.objects.filter(email__startswith="p").order_by("email").values_list("id", flat=True))


def _make_users(numbers: range) -> None:
    from alongside.records.models import Team, User

    for number in numbers:
        if number % TEAM == 0:
            team = Team.objects.create(name=f"Team {number // TEAM}")
            lead = User.objects.create(
                email=f"s{number // TEAM}@example.org", name=f"Sam Lead {number}", roles=["supervisor"], team=team
            )
        else:
            lead = User.objects.get(email=f"s{number // TEAM}@example.org")
        User.objects.create(
            email=f"p{number:06}@example.org", name=f"Pat Ward {number}", roles=["practitioner"], team=lead.team,
            supervisor=lead,
        )  # fmt: skip


def make_people(numbers: range, users: list[UUID]) -> None:
    """Make these people with their year and their caseload rows."""
    from django.db import transaction

    from alongside.casework.caseload.state import refresh_states
    from alongside.records.models import CheckIn, Person, PractitionerRating, Promise, Relationship, Session
    from alongside.vault import create_keys, open_keys

    random, now = Random(numbers.start), this_morning()  # noqa: S311 made up, not secret
    made = [_person(number, users[number // PEOPLE_EACH], random, now) for number in numbers]
    ids = [rows["person"].id for rows in made]
    create_keys(ids)
    keys = open_keys(ids)
    for rows in made:
        _seal(rows, keys)
    order: list[tuple[type[Any], str]] = [
        (Person, "person"), (Relationship, "relationship"), (Session, "sessions"), (CheckIn, "check_ins"),
        (PractitionerRating, "ratings"), (Promise, "promises"),
    ]  # fmt: skip
    with transaction.atomic():
        for model, name in order:
            model._default_manager.bulk_create(list(_flat(rows[name] for rows in made)), batch_size=2_000)
    for start in range(0, len(ids), 200):
        with transaction.atomic():
            refresh_states(ids[start : start + 200], at=now)


def copy_people(place: int, users: list[UUID]) -> None:
    """Give this practitioner copies of the first one's forty people. A copy has the number of its practitioner in its ids."""
    from django.db import transaction

    from alongside.records.models import (
        CaseloadState,
        CheckIn,
        Person,
        PractitionerRating,
        Promise,
        Relationship,
        Session,
    )
    from alongside.vault import create_keys, open_keys

    first = Person.objects.filter(relationships__practitioner=users[0]).order_by("id")
    promises = {row.person_id: row for row in Promise.objects.filter(person__in=first)}
    people = list(first)
    copies = {person.id: _shifted(person.id, place) for person in people}
    create_keys(copies.values())
    keys = open_keys(copies.values())
    made = []
    for number, person in enumerate(people):
        promise = promises[person.id]
        promise.id, promise.person_id = _shifted(promise.id, place), copies[person.id]
        promise.relationship_id = _shifted(promise.relationship_id, place)
        promise.made_by_id = promise.holder_id = users[place]
        person.id, person.pseudonym = copies[person.id], _shifted(person.pseudonym, place)
        rows = {"number": place * PEOPLE_EACH + number, "person": person, "promises": promise}
        _seal(rows, keys)
        made.append(rows)
    with transaction.atomic():
        Person.objects.bulk_create([rows["person"] for rows in made])
        for model in (Relationship, Session, CheckIn, PractitionerRating, CaseloadState):
            _copy_rows(model, place, users)
        Promise.objects.bulk_create([rows["promises"] for rows in made])


def _copy_rows(model: type[Any], place: int, users: list[UUID]) -> None:
    from django.db import connection

    from alongside.records.models import Relationship, User

    columns, values, given = [], [], []
    for column in model._meta.concrete_fields:
        columns.append(f'"{column.column}"')
        target = column.related_model
        if target is User:
            values.append("%s")
            given.append(column.get_db_prep_value(users[place], connection))
        elif column.primary_key or target is not None:
            values.append(_shifted_in_sql(column.column))
        else:
            values.append(f'"{column.column}"')
    first = f"select person_id from {Relationship._meta.db_table} where practitioner_id = %s"  # noqa: S608 ours
    given.append(User._meta.pk.get_db_prep_value(users[0], connection))
    said = f"insert into {model._meta.db_table} ({', '.join(columns)}) select {', '.join(values)} "
    with connection.cursor() as cursor:
        cursor.execute(
            f"{said} from {model._meta.db_table} where person_id in ({first})".replace("@", f"{place:08x}"), given
        )


def _shifted(one: UUID, place: int) -> UUID:
    return UUID(hex=f"{place:08x}{one.hex[8:]}")


def _shifted_in_sql(column: str) -> str:
    from django.db import connection

    if connection.vendor == "postgresql":
        return f"('@' || substr(\"{column}\"::text, 9))::uuid"
    return f"'@' || substr(\"{column}\", 9)"


def this_morning() -> datetime:
    """Return nine o'clock of the day on which services are made, so that runs can be compared."""
    from datetime import UTC

    return datetime(2026, 5, 4, 8, tzinfo=UTC)


def _person(number: int, user: UUID, random: Random, now: datetime) -> dict[str, Any]:
    from alongside.domain.questionnaires import CHECK_IN
    from alongside.records.models import CheckIn, Person, PractitionerRating, Promise, Relationship, Session

    person = Person(id=UUID(int=random.getrandbits(128), version=4), jurisdiction="england_wales", created_at=now)
    began = now - timedelta(days=366)
    together = Relationship(
        person=person, practitioner_id=user, kind="allocated", starts_on=began.date(), created_at=began
    )
    sessions, check_ins, ratings = [], [], []
    middle = random.uniform(5, 8.5)
    for place in range(CONTACTS):
        at = began + timedelta(days=2 + place * 9, hours=number % 8)
        session = Session(
            person=person, relationship=together, practitioner_id=user, planned_at=at, attendance="attended",
            created_at=at,
        )  # fmt: skip
        sessions.append(session)
        if place >= CONTACTS - ANSWERED:
            answers = [min(10, max(0, round(random.gauss(middle, 0.8)))) for _ in range(4)]
            check_ins.append(
                CheckIn(
                    person=person,
                    relationship=together,
                    session=session,
                    state="completed",
                    audience="worker",
                    instrument=CHECK_IN,
                    instrument_version="1",
                    answers=answers,
                    offered_at=at,
                    completed_at=at,
                    offered_by_id=user,
                )
            )
            ratings.append(
                PractitionerRating(person=person, session=session, author_id=user, own=7, guess=7, rated_at=at)
            )
    coming = now + timedelta(days=number % 10, minutes=15 * (number % PEOPLE_EACH))
    sessions.append(
        Session(person=person, relationship=together, practitioner_id=user, planned_at=coming, created_at=now)
    )
    promise = Promise(
        person=person, relationship=together, side="practitioner", made_at=now, made_by_id=user, holder_id=user,
        due_on=now.date() + timedelta(days=number % 9),
    )  # fmt: skip
    return {
        "number": number, "person": person, "relationship": together, "sessions": sessions, "check_ins": check_ins,
        "ratings": ratings, "promises": promise,
    }  # fmt: skip


def _seal(rows: dict[str, Any], keys: Any) -> None:
    from alongside.casework.people.sealing import Needs, PersonName, seal_field, seal_name, seal_needs

    person, promise = rows["person"], rows["promises"]
    person.sealed_name = seal_name(keys, person, PersonName(f"Ann {rows['number']}", f"Hill-{rows['number'] % 997}"))
    person.sealed_needs = seal_needs(keys, person, Needs(communication="Short sentences, one thing at a time"))
    promise.sealed_words = seal_field(keys, person.id, "promise", promise.id, "sealed_words", "Ring housing")


def _flat(found: Iterator[Any]) -> Iterator[Any]:
    for one in found:
        if isinstance(one, list):
            yield from one
        else:
            yield one


if __name__ == "__main__":
    set_up(Path(sys.argv[1]))
    do_not_wait_for_the_disk()
    make(int(sys.argv[2]))
