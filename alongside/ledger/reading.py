"""Reading what was recorded about one person. The entries' own columns only: whose user it was is known elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.ledger.kinds import Kind
from alongside.ledger.models import Entry, EntrySubject

# Whoever opens a reflection of their own looks at nobody's record, and nobody may learn from a list that there is one.
NOT_LOOKS = ("reflection", "reflections")
# Whoever only asked for a name has seen nothing of the record. It is for the privacy officer to read.
NOT_SEEN = ("looked_for", "glass_tried")


@dataclass(frozen=True)
class Look:
    """Somebody consulted the record, or was told something from it. What it was about is left out on purpose."""

    actor_id: UUID | None
    kind: Kind
    action: str
    role: str
    relation: str
    at: datetime


@dataclass(frozen=True)
class Disclosed:
    """Something of one kind left the record: which object, when and by whom."""

    object_id: UUID | None
    actor_id: UUID | None
    at: datetime


def list_disclosed(pseudonym: UUID, *, object_type: str, action: str, limit: int) -> list[Disclosed]:
    """Return the disclosures of one kind about this person, newest first, at most `limit`."""
    about = EntrySubject.objects.filter(pseudonym=pseudonym).values("entry")
    rows = Entry.objects.filter(kind=Kind.DISCLOSURE.value, object_type=object_type, action=action, id__in=about)
    return [
        Disclosed(row.object_id, row.actor_id, row.recorded_at) for row in rows.order_by("-recorded_at", "id")[:limit]
    ]


def list_looks(
    pseudonym: UUID,
    *,
    limit: int,
    without: Collection[str] = (),
    also: Collection[str] = (),
    kept_back: Collection[UUID] = (),
) -> list[Look]:
    """Return who consulted this person's record and to whom something was disclosed, newest first, at most `limit`.

    Looks in one of the relations in `without` are as if they were not there. `also` names actions that are listed too,
    whatever their kind. Reflections are left out: they are their author's alone. `kept_back` names objects whose disclosure
    is left out.
    """
    about = EntrySubject.objects.filter(pseudonym=pseudonym).values("entry")
    kinds = [Kind.CONSULTATION.value, Kind.DISCLOSURE.value]
    rows = Entry.objects.filter(Q(kind__in=kinds) | Q(action__in=also), id__in=about)
    rows = rows.exclude(object_type__in=NOT_LOOKS).exclude(action__in=NOT_SEEN).exclude(relation__in=without)
    rows = rows.exclude(kind=Kind.DISCLOSURE.value, object_id__in=kept_back) if kept_back else rows
    columns = ("actor_id", "kind", "action", "role", "relation", "recorded_at")
    return [
        Look(row.actor_id, Kind(row.kind), row.action, row.role, row.relation, row.recorded_at)
        for row in rows.order_by("-recorded_at", "id").only(*columns)[:limit]
    ]


@dataclass(frozen=True)
class Written:
    """One entry as it stands in the ledger, without anything that says what a record holds."""

    actor_id: UUID | None
    action: str
    relation: str
    object_type: str
    subjects: tuple[UUID, ...]
    at: datetime


def list_entries(
    *,
    since: datetime,
    until: datetime,
    limit: int,
    pseudonym: UUID | None = None,
    actor_id: UUID | None = None,
    without: Collection[str] = (),
) -> list[Written]:
    """Return the entries about one person, or by one member of staff, from `since` to before `until`, newest first.

    Entries in one of the relations in `without` are as if they were not there. Reflections are left out: they are their
    author's alone.
    """
    rows = Entry.objects.exclude(relation__in=without).filter(recorded_at__gte=since, recorded_at__lt=until)
    if pseudonym is not None:
        rows = rows.filter(id__in=EntrySubject.objects.filter(pseudonym=pseudonym).values("entry"))
    if actor_id is not None:
        rows = rows.filter(actor_id=actor_id)
    found = rows.exclude(object_type__in=NOT_LOOKS).order_by("-recorded_at", "id")[:limit]
    return [
        Written(
            row.actor_id, row.action, row.relation, row.object_type, tuple(map(UUID, row.subjects)), row.recorded_at
        )
        for row in found
    ]


def find_moments(*, object_type: str, action: str, object_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Return when something was done to each of these objects, for the last time. An object it was never done to is left out."""
    rows = Entry.objects.filter(object_type=object_type, action=action, object_id__in=object_ids)
    found = rows.order_by("recorded_at").values_list("object_id", "recorded_at")
    return {object_id: at for object_id, at in found if object_id is not None}


def find_moments_between(since: datetime, until: datetime, *, object_type: str, action: str) -> dict[UUID, datetime]:
    """Return of which objects something was done between two moments, and when for the last time."""
    rows = Entry.objects.filter(object_type=object_type, action=action, recorded_at__gte=since, recorded_at__lt=until)
    found = rows.order_by("recorded_at").values_list("object_id", "recorded_at")
    return {object_id: at for object_id, at in found if object_id is not None}
