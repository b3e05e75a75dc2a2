"""How an actor stands to people today: every fact about it in one query, what follows from the facts in Python.

The row filter of `standings` says the same in SQL, and a property test holds the two together. That proves something
only as long as the two share no code that judges: see ADR 0007 before taking anything more from there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from alongside.access.standings import PUBLISHED, day_of
from alongside.access.words import Actor, Relation, Standing
from alongside.domain.put_back import CLOCKS_APART
from alongside.records.access_rules import Conflict, DatedAuthority, Exclusion, Restriction
from alongside.records.break_glass import BrokenGlass
from alongside.records.people import Person
from alongside.records.relationships import Cover, Relationship

# A column that is empty in one part of a union needs a type all the same, or PostgreSQL takes it for text.
NOBODY = Cast(Value(None), UUIDField())
NO_DAY = Cast(Value(None), DateField())
NO_MOMENT = Cast(Value(None), DateTimeField())
Column = str | F | Cast
OPEN: tuple[Column, Column] = ("opened_at", "ends_at")
NEVER: tuple[Column, Column] = (NO_MOMENT, NO_MOMENT)


class Fact(NamedTuple):
    """One row of the query. Which columns are filled depends on the kind. One about nobody in particular has no person."""

    kind: str
    person_id: UUID | None
    whom: UUID | None
    supervisor_id: UUID | None
    team_id: UUID | None
    starts_on: date | None
    ends_on: date | None
    opened_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True)
class Known:
    """A person with the actor's standing to them. Without a pseudonym nobody is there, and the standing is a stranger's."""

    pseudonym: UUID | None
    standing: Standing


def look_up(actor: Actor, person_ids: Iterable[UUID], now: datetime) -> dict[UUID, Known]:
    """Return each of these people with the actor's standing to them. One query, however many they are."""
    wanted, day = set(person_ids), day_of(now)
    about: dict[UUID | None, list[Fact]] = defaultdict(list)
    for fact in map(Fact._make, _facts(actor, wanted, now)):
        if _includes(fact, day) and _is_open(fact, now):
            about[fact.person_id].append(fact)
    return {person_id: known_from(actor, person_id, about[person_id], about[None]) for person_id in wanted}


def load_standings(actor: Actor, person_ids: Iterable[UUID], now: datetime) -> dict[UUID, Standing]:
    """Return the actor's standing to each person. One query, however many they are."""
    return {person_id: known.standing for person_id, known in look_up(actor, person_ids, now).items()}


def load_standing(actor: Actor, person_id: UUID, now: datetime) -> Standing:
    """Return the actor's standing to one person. One query."""
    return load_standings(actor, [person_id], now)[person_id]


def _facts(actor: Actor, wanted: set[UUID], now: datetime) -> QuerySet[Any, Any]:
    people = _rows("person", Person.objects.filter(PUBLISHED, id__in=wanted), person="id", whom="pseudonym")
    if actor.is_person:
        return people
    # What is over is left behind with a day to spare, so that SQL keeps history out and Python judges the edges.
    a_day = timedelta(days=1)
    recent, lately = {"ends_on__gte": day_of(now) - a_day}, {"ends_at__gte": now - a_day, "ended_at__isnull": True}
    own = {"user": actor.id, "person__in": wanted, "lifted_at__isnull": True}
    return people.union(
        _rows(
            F("kind"), Relationship.objects.filter(person__in=wanted, ended_at__isnull=True),
            whom="practitioner_id", supervisor="practitioner__supervisor_id", team="practitioner__team_id", dated=True,
        ),
        _rows("cover", Cover.objects.filter(covering=actor.id, ended_at__isnull=True, **recent), whom="practitioner_id", dated=True),
        _rows("authority", DatedAuthority.objects.filter(user=actor.id, **recent), person=NOBODY, team="team_id", dated=True),
        _rows("broken_glass", BrokenGlass.objects.filter(user=actor.id, person__in=wanted, **lately), moments=OPEN),
        _rows("excluded", Exclusion.objects.filter(**own)),
        _rows("conflict", Conflict.objects.filter(**own)),
        _rows("listed", Restriction.objects.filter(person__in=wanted, lifted_at__isnull=True), whom="members__user_id"),
        all=True,
    )  # fmt: skip


def _rows(
    kind: str | F,
    rows: QuerySet[Any],
    *,
    person: Column = "person_id",
    whom: Column = NOBODY,
    supervisor: Column = NOBODY,
    team: Column = NOBODY,
    dated: bool = False,
    moments: tuple[Column, Column] = NEVER,
) -> QuerySet[Any, Any]:
    """Return the rows in the columns of Fact."""
    called = Cast(kind, CharField()) if isinstance(kind, F) else Value(kind, output_field=CharField())
    days: tuple[Column, Column] = ("starts_on", "ends_on") if dated else (NO_DAY, NO_DAY)
    return rows.order_by().values_list(called, person, whom, supervisor, team, *days, *moments)


def _includes(fact: Fact, day: date) -> bool:
    begun = fact.starts_on is None or fact.starts_on <= day
    return begun and (fact.ends_on is None or day <= fact.ends_on)


def _is_open(fact: Fact, now: datetime) -> bool:
    put_back = fact.opened_at is not None and fact.opened_at > now + CLOCKS_APART
    return not put_back and (fact.ends_at is None or now < fact.ends_at)


def known_from(actor: Actor, person_id: UUID, facts: Sequence[Fact], of_all: Sequence[Fact]) -> Known:
    """Return what follows from the facts that count at one moment: those about the person, and those about nobody in particular."""
    pseudonym = next((fact.whom for fact in facts if fact.kind == "person"), None)
    if pseudonym is None:
        return Known(None, Standing())
    if actor.is_person:
        own = {Relation.SELF} if person_id == actor.person_id else set()
        return Known(pseudonym, Standing(relations=frozenset(own)))
    kinds = {fact.kind for fact in facts}
    return Known(
        pseudonym,
        Standing(
            relations=frozenset(_relations(actor, facts, of_all)),
            excluded="excluded" in kinds,
            conflict="conflict" in kinds,
            restricted="listed" in kinds,
            on_list=any(fact.kind == "listed" and fact.whom == actor.id for fact in facts),
        ),
    )


def _relations(actor: Actor, facts: Sequence[Fact], of_all: Sequence[Fact]) -> set[Relation]:
    covered = {fact.whom for fact in of_all if fact.kind == "cover"}
    teams = {fact.team_id for fact in of_all if fact.kind == "authority"}
    relations: set[Relation] = set()
    for fact in facts:
        if fact.kind in {Relation.ALLOCATED, Relation.CO_WORKER} and fact.whom == actor.id:
            relations.add(Relation(fact.kind))
        if fact.kind == "cover" or (fact.kind == Relation.ALLOCATED and fact.whom in covered):
            relations.add(Relation.COVER)
        if fact.kind == Relation.ALLOCATED and fact.supervisor_id == actor.id:
            relations.add(Relation.SUPERVISOR)
        if fact.kind == Relation.ALLOCATED and fact.team_id in teams:
            relations.add(Relation.INSPECTOR)
        if fact.kind == Relation.BROKEN_GLASS:
            relations.add(Relation.BROKEN_GLASS)
    return relations
