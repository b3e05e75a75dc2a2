"""Naming somebody who may type one person's sheets, and ending it. Their supervisor does, and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import Granted, NotHere, require
from alongside.access.typists import find_who_may_not_type, list_who_may_be_named
from alongside.casework.audit import record, record_opened
from alongside.casework.people.identity import Identity, load_identity
from alongside.casework.relationships.covers import Colleague
from alongside.ledger import Kind
from alongside.records.identity import User
from alongside.records.paper import PaperTypist
from alongside.vault import open_keys

TABLE = "paper_typist"


class CannotType(Exception):
    """This member of staff may not be named: they work with the person, are kept out, or see nobody's record."""


class NamedAlready(Exception):
    """They are named already."""


@dataclass(frozen=True, slots=True)
class TypistLine:
    """Somebody who was named. is_refused: they work with the person now or are kept out, so the policy lets them type nothing."""

    typist_id: UUID
    name: str
    team: str
    named_by: str
    named_at: datetime
    ended_by: str
    ended_at: datetime | None
    is_refused: bool


@dataclass(frozen=True)
class TypistsPage:
    """Who may type now, who could be named, and who was named before, the latest first."""

    identity: Identity
    now: Sequence[TypistLine]
    past: Sequence[TypistLine]
    choices: Sequence[Colleague]


def get_typists(*, person_id: UUID, viewer: Actor, at: datetime) -> TypistsPage:
    """Return who may type this person's sheets, for the supervisor, and record the look. Raises NotHere."""
    with transaction.atomic():
        granted = require(viewer, Action.READ, Item.ACCESS_RULES, person_id=person_id, at=at)
        identity = load_identity(granted, open_keys([person_id]), viewer=viewer, at=at)
        found = PaperTypist.objects.filter(person=person_id).select_related("user__team", "named_by", "ended_by")
        rows = list(found.order_by("-named_at", "id"))
        live = [row for row in rows if row.ended_at is None]
        refused = find_who_may_not_type(person_id, [row.user for row in live], at=at)
        named = {row.user_id for row in live} | {viewer.id}
        choices = [user for user in list_who_may_be_named(person_id, at=at) if user.id not in named]
        record_opened(granted, by=viewer, at=at, object_type="paper_typists")
    return TypistsPage(
        identity=identity,
        now=[_line(row, is_refused=row.user_id in refused) for row in live],
        past=[_line(row) for row in rows if row.ended_at is not None],
        choices=[Colleague(user.id, user.name, user.team.name if user.team else "") for user in choices],
    )


def name_typist(*, person_id: UUID, user_id: UUID, by: Actor, at: datetime) -> UUID:
    """Let somebody on the staff type this person's sheets. Returns the row's id. Raises NotHere, CannotType, NamedAlready."""
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        if user_id not in {user.id for user in list_who_may_be_named(person_id, at=at)}:
            raise CannotType
        row, is_new = PaperTypist.objects.get_or_create(
            person_id=person_id,
            user_id=user_id,
            ended_at__isnull=True,
            defaults={"id": uuid4(), "named_by_id": by.id, "named_at": at},
        )
        if not is_new:
            raise NamedAlready
        record(Kind.ALTERATION, "named", granted, by=by, at=at, object_type=TABLE, object_id=row.id)
    return row.id


def end_typist(*, person_id: UUID, typist_id: UUID, by: Actor, at: datetime) -> None:
    """Let somebody type no more of this person's sheets, from now on. Safe to repeat. Raises NotHere."""
    with transaction.atomic():
        granted = _granted(person_id, by, at)
        row = PaperTypist.objects.select_for_update().filter(id=typist_id, person=person_id).first()
        if row is None:
            raise NotHere
        if row.ended_at is not None:
            return
        row.ended_at, row.ended_by_id = at, by.id
        row.save(update_fields=["ended_at", "ended_by"])
        record(Kind.ALTERATION, "ended", granted, by=by, at=at, object_type=TABLE, object_id=row.id)


def _granted(person_id: UUID, by: Actor, at: datetime) -> Granted:
    return require(by, Action.SET_ACCESS, Item.ACCESS_RULES, person_id=person_id, at=at)


def _line(row: PaperTypist, *, is_refused: bool = False) -> TypistLine:
    user: User = row.user
    return TypistLine(
        typist_id=row.id,
        name=user.name,
        team=user.team.name if user.team else "",
        named_by=row.named_by.name,
        named_at=row.named_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        is_refused=is_refused or not user.is_active,
    )
