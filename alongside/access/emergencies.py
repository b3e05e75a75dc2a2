"""Who may open a record in an emergency, and whose."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.gates import NotHere
from alongside.access.officers import overseen_people
from alongside.access.standings import PUBLISHED, taken_away, worked_with
from alongside.access.words import Actor, Role
from alongside.records.break_glass import BrokenGlass
from alongside.records.people import BlindEntry, Person

MAY_BREAK_GLASS = frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD})


def require_may_break_glass(actor: Actor) -> None:
    """Raise NotHere for anybody but an active practitioner or safeguarding lead."""
    if actor.is_person or not actor.active or not actor.roles & MAY_BREAK_GLASS:
        raise NotHere


def named_so(blind: bytes) -> QuerySet[Person]:
    """Return everybody with this exact name and date of birth, whoever asks. For the ledger, never for a page."""
    return Person.objects.filter(PUBLISHED, id__in=BlindEntry.objects.filter(blind=blind).values("person"))


def may_be_opened(people: QuerySet[Person], actor: Actor) -> QuerySet[Person]:
    """Return those of these people that no exclusion, conflict or restriction keeps from this actor."""
    return people.exclude(taken_away(actor))


def emergencies_reviewed_by(actor: Actor, at: datetime) -> QuerySet[BrokenGlass]:
    """Return what this privacy officer may review: the row filter of Item.GLASS_REVIEW. Raises NotHere for anybody else."""
    people = overseen_people(actor).exclude(worked_with(actor, at))
    return BrokenGlass.objects.filter(person__in=people).exclude(user=actor.id)


def emergencies_about(person_ids: Collection[UUID], since: datetime) -> QuerySet[BrokenGlass]:
    """Return what was opened of these people since then, the latest first, with who it was. The caller has passed the gate."""
    rows = BrokenGlass.objects.filter(person__in=person_ids, opened_at__gt=since)
    return rows.select_related("user__team").order_by("-opened_at", "id")
