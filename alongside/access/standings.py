"""Which rows count today, and the row filter: which people an actor may know of, said in SQL.

The gate reads a standing from `facts` instead, which says the same in Python (ADR 0007).
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from alongside.access.words import Actor, Relation, Role
from alongside.records.access_rules import Conflict, DatedAuthority, Exclusion, Restriction
from alongside.records.break_glass import BrokenGlass
from alongside.records.people import Person
from alongside.records.relationships import Cover, Relationship

LONDON = ZoneInfo("Europe/London")
# What an import has staged is not there for anybody until its batch is published.
PUBLISHED = Q(import_batch__isnull=True) | Q(import_batch__published_at__isnull=False)
PERSON_PUBLISHED = Q(person__import_batch__isnull=True) | Q(person__import_batch__published_at__isnull=False)


def day_of(now: datetime) -> date:
    """Return the day in London that dated relations are judged by."""
    return now.astimezone(LONDON).date()


def live(day: date, prefix: str = "") -> Q:
    """Return the condition that a dated row includes this day."""
    open_ended = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    return Q(**{f"{prefix}starts_on__lte": day}) & open_ended


def live_relationships(now: datetime) -> QuerySet[Relationship]:
    """Return relationships of today, without those ended earlier today and those of an import not yet published."""
    return Relationship.objects.filter(live(day_of(now)), PUBLISHED, ended_at__isnull=True)


def live_covers(actor: Actor, now: datetime) -> QuerySet[Cover]:
    """Return the covers that this actor stands in for today."""
    somebody_there = Q(person__isnull=True) | PERSON_PUBLISHED
    return Cover.objects.filter(live(day_of(now)), somebody_there, covering=actor.id, ended_at__isnull=True)


def people_by_relation(actor: Actor, now: datetime) -> dict[Relation, Q]:
    """Return for each relation that the actor's roles let count, the condition on Person that it holds.

    This is the row filter's half of the policy: decide() reads the same facts from a Standing.
    """
    if not actor.active or actor.is_person:
        return {}
    today = live_relationships(now)
    allocated = today.filter(kind="allocated")
    found: dict[Relation, Q] = {}
    if Role.PRACTITIONER in actor.roles:
        mine = today.filter(practitioner=actor.id)
        found[Relation.ALLOCATED] = _in(mine.filter(kind="allocated"))
        found[Relation.CO_WORKER] = _in(mine.filter(kind="co_worker"))
        found[Relation.COVER] = _covered(actor, now)
    if Role.SUPERVISOR in actor.roles:
        found[Relation.SUPERVISOR] = _in(allocated.filter(practitioner__supervisor=actor.id))
    if actor.roles & {Role.PRACTITIONER, Role.SAFEGUARDING_LEAD}:
        opened = BrokenGlass.objects.open_at(now).filter(user=actor.id)
        found[Relation.BROKEN_GLASS] = Q(id__in=opened.values("person"))
    teams = DatedAuthority.objects.filter(live(day_of(now)), user=actor.id).values("team")
    found[Relation.INSPECTOR] = _in(allocated.filter(practitioner__team__in=teams))
    return found


def worked_with(actor: Actor, now: datetime) -> Q:
    """Return the condition on Person that the actor is allocated, co-worker or cover today, whatever their role is."""
    return _in(live_relationships(now).filter(practitioner=actor.id)) | _covered(actor, now)


def _covered(actor: Actor, now: datetime) -> Q:
    covers = live_covers(actor, now)
    whole = covers.filter(person__isnull=True).values("practitioner")
    allocated = live_relationships(now).filter(kind="allocated", practitioner__in=whole)
    return _in(allocated) | Q(id__in=covers.filter(person__isnull=False).values("person"))


def _in(relationships: QuerySet[Relationship]) -> Q:
    return Q(id__in=relationships.values("person"))


def taken_away(actor: Actor) -> Q:
    """Return the condition on Person that an exclusion, a conflict or a restriction keeps this actor out."""
    excluded = Exclusion.objects.filter(user=actor.id, lifted_at__isnull=True).values("person")
    conflicted = Conflict.objects.filter(user=actor.id, lifted_at__isnull=True, person__isnull=False).values("person")
    restricted = Restriction.objects.filter(lifted_at__isnull=True)
    others = restricted.exclude(members__user=actor.id).values("person")
    return Q(id__in=excluded) | Q(id__in=conflicted) | Q(id__in=others)


def visible_people(actor: Actor, now: datetime, *relations: Relation) -> QuerySet[Person]:
    """Return the people whose identity this actor may read today, through any of the given relations (default: all).

    A person is included if and only if decide() allows reading their identity: a property test holds the two together.
    """
    wanted = relations or tuple(Relation)
    conditions = [q for relation, q in people_by_relation(actor, now).items() if relation in wanted]
    if not conditions:
        return Person.objects.none()
    reached = conditions[0]
    for condition in conditions[1:]:
        reached |= condition
    return Person.objects.filter(PUBLISHED & reached).exclude(taken_away(actor))


def listed_people(actor: Actor, now: datetime) -> QuerySet[Person]:
    """Return the people who may stand in this actor's lists and searches today.

    What somebody opened in an emergency is not among them: it is one page, and nobody's caseload.
    """
    return visible_people(actor, now, *(relation for relation in Relation if relation is not Relation.BROKEN_GLASS))
